#!/usr/bin/env bash
# Starts the server unless it is running, and waits until it is ready. Reports in one line why it did not start, or
# which settings of a running server differ from those given.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 0 ] || fail "usage: start.sh"
check_database
check_settings
is_installed

if is_running; then
  already_runs
  [ -f "$RELEASES/current.war" ] || exit 0
  await_ready "$PATIENCE" || fail "the server runs but is not ready"
  exit 0
fi

check_ports
node=${SOHO_NODE:-$(hostname -s)}
# On SIGTERM requests in flight may finish.
export JAVA_OPTS="-Xms$SOHO_HEAP -Xmx$SOHO_HEAP -XX:MetaspaceSize=96m -XX:+ExitOnOutOfMemoryError -Djava.net.preferIPv4Stack=true \
-Djboss.modules.system.pkgs=org.jboss.byteman -Djava.awt.headless=true -Dorg.wildfly.sigterm.suspend.timeout=8"
# Without this, the shell in between does not pass signals on.
export LAUNCH_JBOSS_IN_BACKGROUND=true JBOSS_PIDFILE=$PID

operator=()
! has_operator_port || operator=(-Dsoho.operator.listener=true -Dsoho.operator.port="$SOHO_OPERATOR_PORT"
  -Dsoho.operator.address="$SOHO_OPERATOR_ADDRESS")

open
from=$(log_size)
mkdir -p "$(dirname "$PID")" "$(dirname "$LOG")"
# No request is accepted before the application is deployed: --graceful-startup is the default.
setsid nohup "$WILDFLY_HOME/bin/standalone.sh" \
  -b "$SOHO_HTTP_ADDRESS" -bmanagement 127.0.0.1 \
  -Djboss.http.port="$SOHO_HTTP_PORT" -Djboss.management.http.port="$SOHO_ADMIN_PORT" \
  -Djboss.tx.node.id="${node:0:23}" -Dsoho.http.threads="$SOHO_HTTP_THREADS" \
  ${operator[@]+"${operator[@]}"} \
  >"$(dirname "$LOG")/console.log" 2>&1 </dev/null &

shell=$!
end=$((SECONDS + PATIENCE))
# The codes of "started" and "started with errors"; starting the CLI would cost more than the server's start.
until since "$from" | grep -q 'WFLYSRV002[56]'; do
  if ! kill -0 "$shell" 2>/dev/null || [ "$SECONDS" -ge "$end" ]; then
    fail "the server did not start: see $LOG"
  fi
  sleep 0.5
done
remember_settings "$(server_pid)"
[ -f "$RELEASES/current.war" ] || exit 0
await_ready "$PATIENCE" "$from" && exit 0
reasons_since "$from"
"$here/stop.sh"
fail "the server was stopped: the application did not start"
