#!/usr/bin/env bash
# upgrade.sh WAR
# Takes the node to this version: the server stops when its requests are finished, and starts with the new one. Partners
# find the port closed or are answered 503 meanwhile; take the node out of the balancer first: server-config/haproxy/node.sh.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 1 ] || fail "usage: upgrade.sh WAR"
is_installed
change start_with "$1"
