#!/usr/bin/env bash
# deploy.sh WAR
# Deploys this WAR to the running server; does nothing if it is deployed already. If another version is deployed, the
# server is restarted as by upgrade.sh, because partners must not reach a server without an application.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 1 ] || fail "usage: deploy.sh WAR"
is_installed
is_running || fail "the server is not running: start.sh first"
way=put
[ ! -f "$RELEASES/current.war" ] || way=start_with
change "$way" "$1"
