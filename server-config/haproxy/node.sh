#!/usr/bin/env bash
# node.sh drain NODE   sends no new requests to the node, and waits until those in flight are answered
# node.sh ready NODE   sends requests again when the node is healthy, and waits until it is
# NODE is a or b. Requires socat. Both are idempotent.
set -euo pipefail
socket=${SOHO_ADMIN_SOCKET:-/run/haproxy/admin.sock}

fail() {
  echo "$*" >&2
  exit 1
}

say() {
  socat - "UNIX-CONNECT:$socket" <<<"$1"
}

# $1 node, $2 column of HAProxy's statistics
column() {
  say 'show stat' | awk -F, -v node="$1" -v name="$2" '
    NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) n = i }
    $1 == "nodes" && $2 == node { print $n }'
}

[ $# -eq 2 ] || fail "usage: node.sh drain|ready a|b"
command -v socat >/dev/null || fail "needs socat"
action=$1
node=$2
[ -n "$(column "$node" status)" ] || fail "HAProxy has no node $node"
case $action in
  drain)
    say "set server nodes/$node state drain" >/dev/null
    for _ in $(seq 150); do
      [ "$(column "$node" scur)" != 0 ] || exit 0
      sleep 0.2
    done
    fail "$node still has requests in flight after 30 s"
    ;;
  ready)
    say "set server nodes/$node state ready" >/dev/null
    for _ in $(seq 300); do
      [ "$(column "$node" status)" != UP ] || exit 0
      sleep 0.2
    done
    fail "$node did not become healthy within 60 s"
    ;;
  *) fail "usage: node.sh drain|ready a|b" ;;
esac
