#!/usr/bin/env bash
# Starts the server unless it is running, and waits until it is ready. Reports in one line why it did not start, or
# which settings of a running server differ from those given.
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
  # A stale pid may belong to another process by now, which asadmin would take for the server.
  rm -f "$PID"
  # Settings that are needed before the JVM starts, and by asadmin to check whether it runs.
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
# Nothing is deployed yet, or it was undeployed for an upgrade.
[ -d "$DOMAIN/applications/enbro-soho" ] || exit 0
await_ready "$PATIENCE" "$from" && exit 0
reasons_since "$from"
"$here/stop.sh"
fail "the server was stopped: the application did not start"
