# shellcheck shell=bash
# What the servers' scripts have in common. A server's lib.sh sources this and adds RELEASES, LOG, GAVE_UP (its words for
# an application that did not start), reasons, is_running, put WAR (into the running server) and start_with WAR (in a
# process that has seen no other version).
set -euo pipefail

SOHO_HTTP_ADDRESS=${SOHO_HTTP_ADDRESS:-127.0.0.1}
SOHO_HTTP_PORT=${SOHO_HTTP_PORT:-8080}
SOHO_OPERATOR_ADDRESS=${SOHO_OPERATOR_ADDRESS:-127.0.0.1}

fail() {
  echo "$*" >&2
  exit 1
}

# Whether the operator's API has a listener of its own.
has_operator_port() {
  [ -n "${SOHO_OPERATOR_PORT:-}" ]
}
[ "${SOHO_OPERATOR_PORT:-}" != "$SOHO_HTTP_PORT" ] ||
  fail "SOHO_OPERATOR_PORT must not be the port of the partners' API: $SOHO_HTTP_PORT"

# $1 seconds, $2 where the log stood before. HTTP alone tells success: a server whose deployment failed runs on.
await_ready() {
  local host=$SOHO_HTTP_ADDRESS end=$((SECONDS + $1))
  [ "$host" != 0.0.0.0 ] || host=127.0.0.1
  until curl --silent --fail --output /dev/null --max-time 5 "http://$host:$SOHO_HTTP_PORT/health/ready"; do
    if [ "$SECONDS" -ge "$end" ] || ! is_running || since "${2:-$(log_size)}" | grep -q "$GAVE_UP"; then
      sleep 1 # for the rest of what it has to say
      return 1
    fi
    sleep 0.5
  done
}

log_size() {
  stat -c %s "$LOG" 2>/dev/null || echo 0
}

# The log from byte $1 on.
since() {
  tail -c +"$(($1 + 1))" "$LOG" 2>/dev/null || true
}

# What the application said of its end: the line that names the setting, never a stack trace.
reasons_since() {
  since "$1" | reasons | sort -u >&2 || true
}

serves() {
  cmp -s "$1" "$RELEASES/current.war" && is_running && await_ready 2
}

# $1 is the version that serves now; the one before it is kept.
keep() {
  mkdir -p "$RELEASES"
  ! cmp -s "$1" "$RELEASES/current.war" || return 0
  [ ! -f "$RELEASES/current.war" ] || mv "$RELEASES/current.war" "$RELEASES/previous.war"
  cp "$1" "$RELEASES/current.war"
}

# Has $2 serve by way of $1, put or start_with; if it does not, what served before serves again.
change() {
  local way=$1 war=$2 from
  [ -f "$war" ] || fail "usage: $(basename "$0") WAR"
  ! serves "$war" || return 0
  from=$(log_size)
  if "$way" "$war" && await_ready 90 "$from"; then
    keep "$war"
    return 0
  fi
  reasons_since "$from"
  if [ -f "$RELEASES/current.war" ] && "$way" "$RELEASES/current.war" && await_ready 90; then
    fail "$war does not start; the version before it serves"
  fi
  fail "$war does not start"
}

# Back to the version before. Its file goes, or a second rollback would go forward again.
back() {
  [ -f "$RELEASES/previous.war" ] || return 0
  mv "$RELEASES/previous.war" "$RELEASES/back.war"
  change start_with "$RELEASES/back.war"
  rm -f "$RELEASES/back.war" "$RELEASES/previous.war"
}
