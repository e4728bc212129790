#!/usr/bin/env bash
# Becomes the server, reachable from this machine only. Environment: PORT (8080), SOHO_DB_URL and its sisters or
# PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD (none of them: the embedded PostgreSQL), JAVA_OPTS (-Xmx512m),
# BENCH_JAVA_HOME or JAVA_HOME.
set -euo pipefail
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$bench/lib.sh"
database_settings
read -ra java_options <<<"${JAVA_OPTS:--Xmx512m}"
exec "$bench_java" "${java_options[@]}" -Djava.io.tmpdir="${TMPDIR:-/tmp}" -jar "$jar" \
  --nocluster --port "${PORT:-8080}" --prebootcommandfile "$bench/loopback.asadmin"
