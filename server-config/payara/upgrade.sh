#!/usr/bin/env bash
# upgrade.sh WAR [ENBRO-SOHO-PAYARA.jar]
# Upgrades the node to this version: restarts the server with the WAR, and with the jar that was built with it, if
# given. Meanwhile partners find the port closed or receive 503, so take the node out of the load balancer first
# (server-config/haproxy/node.sh).
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 1 ] || [ $# -eq 2 ] || fail "usage: upgrade.sh WAR [ENBRO-SOHO-PAYARA.jar]"
is_installed
[ $# -eq 1 ] || check_archive "$2" META-INF/ "a jar"
change start_with "$@"
