#!/usr/bin/env bash
# Execs the server, reachable from this machine only. Environment: PORT (8080), SOHO_DB_URL, SOHO_DB_USER and
# SOHO_DB_PASSWORD or PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD (if unset: the embedded PostgreSQL), JAVA_OPTS
# (-Xmx512m), BENCH_JAVA_HOME or JAVA_HOME.
set -euo pipefail
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$bench/lib.sh"
database_settings
export JAVA_HOME=${BENCH_JAVA_HOME:-${JAVA_HOME:-}}
export JVM_OPTIONS="@$bench/../server-config/payara-micro/jvm-512m.options ${JAVA_OPTS:--Xmx512m}"
# The load is that of few organisations; their limits count and do not reject.
export SOHO_RATE_PER_SECOND=${SOHO_RATE_PER_SECOND:-100000} SOHO_RATE_BURST=${SOHO_RATE_BURST:-1000000}
exec sh "$bench/../server-config/payara-micro/start.sh" "$unpacked" \
  --port "${PORT:-8080}" --prebootcommandfile "$bench/loopback.asadmin"
