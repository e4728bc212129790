#!/usr/bin/env bash
# Stops the server if it is running: new requests receive 503, those in flight finish.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 0 ] || fail "usage: stop.sh"
is_installed
pid=$(server_pid) || exit 0
# WildFly's own shutdown undeploys the application before it closes the port, and partners would receive 404. So new
# requests are answered 503, and when none is in flight the server is killed.
if { close && cli ':suspend(suspend-timeout=8)'; } >/dev/null 2>&1; then
  kill -KILL "$pid"
else
  kill "$pid"
fi
await_end "$pid"
