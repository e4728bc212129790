#!/usr/bin/env bash
# rolling.sh COMMAND...
# Runs COMMAND, with the node's name appended, for one node after the other, and drains each meanwhile. Stops at the
# first failure and leaves that node drained. To upgrade two hosts that have the names of the nodes:
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
