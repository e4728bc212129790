#!/usr/bin/env bash
# deploy.sh WAR
# Has the running server serve this WAR instead of whatever it served; nothing if it does already.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
is_running || fail "the server is not running: start.sh first"
change put "${1:-}"
