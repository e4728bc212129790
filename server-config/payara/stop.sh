#!/usr/bin/env bash
# Stops the server if it is running.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 0 ] || fail "usage: stop.sh"
is_installed
pid=$(server_pid) || exit 0
asadmin stop-domain soho >/dev/null 2>&1 || kill "$pid"
await_end "$pid"
