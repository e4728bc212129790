#!/usr/bin/env bash
# Stops the server, if it runs: it takes no more requests and lets those in flight finish.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
is_running || exit 0
kill "$(cat "$PID")"
for _ in $(seq 50); do
  is_running || exit 0
  sleep 0.2
done
kill -KILL "$(cat "$PID")"
