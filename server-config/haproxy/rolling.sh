#!/usr/bin/env bash
# rolling.sh COMMAND...
# Runs COMMAND with the node's name behind it for one node after the other, each out of the balancer meanwhile; stops at
# the first that fails, which stays out. To upgrade two hosts called as the nodes are:
#
#   rolling.sh sh -c 'ssh "$1" /opt/enbro-soho/wildfly/upgrade.sh /tmp/enbro-soho.war' upgrade
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

fail() {
  echo "$*" >&2
  exit 1
}

[ $# -gt 0 ] || fail "usage: rolling.sh COMMAND..."
for node in a b; do
  "$here/node.sh" drain "$node" || fail "$node could not be drained: node.sh ready $node lets requests in again"
  "$@" "$node" || fail "the command failed for $node, which is left drained: node.sh ready $node lets requests in again"
  "$here/node.sh" ready "$node"
done
