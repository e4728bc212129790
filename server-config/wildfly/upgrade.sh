#!/usr/bin/env bash
# upgrade.sh WAR
# Takes the node to this version: the server stops when its requests are finished, and starts with the new one, so that
# nothing of the old is left in memory. If the new one does not start, the old one serves again. Take the node out of
# the balancer first: server-config/haproxy/node.sh.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
war=${1:-}
[ -f "$war" ] || fail "usage: upgrade.sh WAR"
if cmp -s "$war" "$RELEASES/current.war" && is_running && await_ready 2; then
  exit 0
fi

restart_with() {
  "$here/stop.sh"
  "$WILDFLY_HOME/bin/jboss-cli.sh" --commands="embed-server --std-out=discard,deployment deploy-file $1 --name=$NAME --replace,stop-embedded-server" >/dev/null
  "$here/start.sh" && await_ready 5
}
if restart_with "$war"; then
  keep "$war"
  exit 0
fi
if [ -f "$RELEASES/current.war" ] && restart_with "$RELEASES/current.war"; then
  fail "$war did not start; the version before it serves"
fi
fail "$war did not start"
