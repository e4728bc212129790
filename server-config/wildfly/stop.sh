#!/usr/bin/env bash
# Stops the server, if it runs: it takes no more requests and lets those in flight finish.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 0 ] || fail "usage: stop.sh"
is_installed
pid=$(server_pid) || exit 0
# Closed, it answers 503 to all that is new. Its own way to stop takes the application away before it closes the port, and
# partners would be told 404; so, with nothing left in flight, it is ended at once.
if { close && cli ':suspend(suspend-timeout=8)'; } >/dev/null 2>&1; then
  kill -KILL "$pid"
else
  kill "$pid"
fi
await_end "$pid"
