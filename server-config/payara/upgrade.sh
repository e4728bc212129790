#!/usr/bin/env bash
# upgrade.sh WAR [ENBRO-SOHO-PAYARA.jar]
# Takes the node to this version: the server stops, and starts with the new one, and with the jar that was built beside it
# if that is given. Partners find the port closed or are answered 503 meanwhile; take the node out of the balancer first:
# server-config/haproxy/node.sh.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 1 ] || [ $# -eq 2 ] || fail "usage: upgrade.sh WAR [ENBRO-SOHO-PAYARA.jar]"
is_installed
[ $# -eq 1 ] || check_archive "$2" META-INF/ "a jar"
change start_with "$@"
