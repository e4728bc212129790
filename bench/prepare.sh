#!/usr/bin/env bash
# Fills an empty database: the server migrates it, Fill.java writes the rows. Environment: that of server.sh, and
# ORGS (20), CUSTOMERS_PER_ORG (5000), EANS_PER_CUSTOMER (3).
set -euo pipefail
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$bench/lib.sh"
database_settings
[ -n "${SOHO_DB_URL:-}" ] || die "no database: set PGHOST or SOHO_DB_URL"
export PORT=${PORT:-8080}
! answers "$PORT" || die "port $PORT is in use by another server"
"$bench/server.sh" &
server=$!
trap 'stop "$server"' EXIT
await_answer "$PORT" "$server" || die "the server does not start"
stop "$server"
trap - EXIT
fill "${ORGS:-20}" "${CUSTOMERS_PER_ORG:-5000}" "${EANS_PER_CUSTOMER:-3}"
