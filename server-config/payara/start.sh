#!/usr/bin/env bash
# Starts the server, if it does not run, and waits until it serves. Whoever cannot be served is told why in one line; so is
# whoever has other settings than the server that runs.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 0 ] || fail "usage: start.sh"
check_database
check_settings
is_installed

from=$(log_size)
if is_running; then
  already_runs
else
  check_ports
  # The number in it would be another process's by now, which asadmin would take for the server.
  rm -f "$PID"
  # What has to be known before the Java machine starts, and before asadmin asks whether it has.
  sed -i -e "s/<jvm-options>-Xmx[^<]*</<jvm-options>-Xmx$SOHO_HEAP</" \
    -e "/name=\"admin-listener\"/s/ port=\"[0-9]*\"/ port=\"$SOHO_ADMIN_PORT\"/" "$DOMAIN/config/domain.xml"
  commands=$DOMAIN/config/soho-pre-boot-commands.txt
  sed -e "s/@ADDRESS@/$SOHO_HTTP_ADDRESS/" -e "s/@PORT@/$SOHO_HTTP_PORT/" -e "s/@THREADS@/$SOHO_HTTP_THREADS/" \
    -e "s/@OPERATOR@/$(has_operator_port && echo true || echo false)/" \
    -e "s/@OPERATOR_ADDRESS@/$SOHO_OPERATOR_ADDRESS/" -e "s/@OPERATOR_PORT@/${SOHO_OPERATOR_PORT:-1}/" \
    "$here/pre-boot-commands.txt" >"$commands"
  asadmin start-domain --prebootcommandfile "$commands" soho >"$DOMAIN/logs/start.log" 2>&1 ||
    fail "the server did not start: see $DOMAIN/logs/start.log and $LOG"
  remember_settings "$(server_pid)"
fi
# Nothing was deployed yet, or was taken away for an upgrade.
[ -d "$DOMAIN/applications/enbro-soho" ] || exit 0
await_ready "$PATIENCE" "$from" && exit 0
reasons_since "$from"
"$here/stop.sh"
fail "the server was stopped: the application did not start"
