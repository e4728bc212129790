#!/usr/bin/env bash
# upgrade.sh WAR
# Upgrades the node to this version: stops the server when its requests have finished, and starts it with the WAR.
# Meanwhile partners find the port closed or receive 503, so take the node out of the load balancer first
# (server-config/haproxy/node.sh).
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 1 ] || fail "usage: upgrade.sh WAR"
is_installed
change start_with "$1"
