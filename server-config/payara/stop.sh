#!/usr/bin/env bash
# Stops the server, if it runs.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
is_running || exit 0
pid=$(cat "$DOMAIN/config/pid")
asadmin stop-domain soho >/dev/null 2>&1 || kill "$pid"
for _ in $(seq 50); do
  kill -0 "$pid" 2>/dev/null || exit 0
  sleep 0.2
done
kill -KILL "$pid"
