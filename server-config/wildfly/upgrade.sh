#!/usr/bin/env bash
# upgrade.sh WAR
# Takes the node to this version: the server stops when its requests are finished, and starts with the new one. Take the
# node out of the balancer first: server-config/haproxy/node.sh.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
change start_with "${1:-}"
