#!/usr/bin/env bash
# Starts the server, if it does not run, and waits until it serves. Whoever cannot be served is told why in one line.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
: "${SOHO_DB_URL:?is not set: give the JDBC URL of a PostgreSQL database}"

from=$(log_size)
if ! is_running; then
  commands=$DOMAIN/config/soho-pre-boot-commands.txt
  sed -e "s/@ADDRESS@/$SOHO_HTTP_ADDRESS/" -e "s/@PORT@/$SOHO_HTTP_PORT/" -e "s/@THREADS@/${SOHO_HTTP_THREADS:-200}/" \
    -e "s/@OPERATOR@/$(has_operator_port && echo true || echo false)/" \
    -e "s/@OPERATOR_ADDRESS@/$SOHO_OPERATOR_ADDRESS/" -e "s/@OPERATOR_PORT@/${SOHO_OPERATOR_PORT:-1}/" \
    "$here/pre-boot-commands.txt" >"$commands"
  said=$(asadmin start-domain --prebootcommandfile "$commands" soho 2>&1) || fail "$said"
fi
# Nothing was deployed yet, or was taken away for an upgrade.
[ -d "$DOMAIN/applications/enbro-soho" ] || exit 0
await_ready 90 "$from" && exit 0
reasons_since "$from"
"$here/stop.sh"
fail "the server was stopped: the application did not start"
