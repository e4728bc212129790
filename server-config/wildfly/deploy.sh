#!/usr/bin/env bash
# deploy.sh WAR
# Has the running server serve this WAR instead of whatever it served; nothing if it does already. If it does not start,
# what was served before serves again.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
war=${1:-}
[ -f "$war" ] || fail "usage: deploy.sh WAR"
is_running || fail "the server is not running: start.sh first"
if cmp -s "$war" "$RELEASES/current.war" && await_ready 2; then
  exit 0
fi

put() {
  cli --command="deployment deploy-file $1 --name=$NAME --replace" >/dev/null 2>&1 && await_ready 30
}
from=$(log_size)
if put "$war"; then
  keep "$war"
  exit 0
fi
reasons_since "$from"
if [ -f "$RELEASES/current.war" ] && put "$RELEASES/current.war"; then
  fail "$war was not deployed; the version before it serves"
fi
fail "$war was not deployed"
