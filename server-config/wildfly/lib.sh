# shellcheck shell=bash
# shellcheck disable=SC2034
# What the scripts beside this file have in common; they source it.
set -euo pipefail

WILDFLY_HOME=${WILDFLY_HOME:-/opt/wildfly}
SOHO_HTTP_ADDRESS=${SOHO_HTTP_ADDRESS:-127.0.0.1}
SOHO_HTTP_PORT=${SOHO_HTTP_PORT:-8080}
SOHO_ADMIN_PORT=${SOHO_ADMIN_PORT:-9990}

# The name that every version is deployed under, so that one takes the place of the other.
NAME=enbro-soho.war
# The version that serves, and the one before it.
RELEASES=$WILDFLY_HOME/enbro-soho
LOG=$WILDFLY_HOME/standalone/log/server.log
PID=$WILDFLY_HOME/standalone/tmp/soho.pid

fail() {
  echo "$*" >&2
  exit 1
}

cli() {
  "$WILDFLY_HOME/bin/jboss-cli.sh" --connect --controller="127.0.0.1:$SOHO_ADMIN_PORT" --timeout=30000 "$@"
}

is_running() {
  [ -f "$PID" ] && kill -0 "$(cat "$PID")" 2>/dev/null
}

# $1 seconds; HTTP alone tells: a server whose deployment failed runs on.
await_ready() {
  local url=http://$SOHO_HTTP_ADDRESS:$SOHO_HTTP_PORT/health/ready end=$((SECONDS + $1))
  until curl --silent --fail --output /dev/null --max-time 5 "$url"; do
    is_running && [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.5
  done
}

# Our own lines about what went wrong since byte $1 of the log: one that names a setting, never a stack trace.
reasons_since() {
  tail -c +"$(($1 + 1))" "$LOG" | grep -h 'ERROR \[be\.enbro\.soho' | sed 's/^.*\] ([^)]*) //' | sort -u >&2 || true
}

log_size() {
  stat -c %s "$LOG" 2>/dev/null || echo 0
}

# $1 becomes the version that serves, if it is not already; the one before it is kept.
keep() {
  mkdir -p "$RELEASES"
  cmp -s "$1" "$RELEASES/current.war" && return
  [ ! -f "$RELEASES/current.war" ] || mv "$RELEASES/current.war" "$RELEASES/previous.war"
  cp "$1" "$RELEASES/current.war"
}
