#!/usr/bin/env bash
# deploy.sh WAR
# Has the running server serve this WAR; nothing if it does already. One that served another is started again, as by
# upgrade.sh: partners must not meet a server without an application.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 1 ] || fail "usage: deploy.sh WAR"
is_installed
is_running || fail "the server is not running: start.sh first"
way=put
[ ! -f "$RELEASES/current.war" ] || way=start_with
change "$way" "$1"
