# shellcheck shell=bash disable=SC2034,SC2154
# What the scripts beside this file know of WildFly; they source it.
. "$here/../common.sh"

WILDFLY_HOME=$(realpath -m "${WILDFLY_HOME:-/opt/wildfly}")
SOHO_ADMIN_PORT=${SOHO_ADMIN_PORT:-9990}
RELEASES=$WILDFLY_HOME/enbro-soho
LOG=$WILDFLY_HOME/standalone/log/server.log
GAVE_UP=WFLYSRV0026
PID=$WILDFLY_HOME/standalone/tmp/soho.pid
COMMAND=-Djboss.server.base.dir=$WILDFLY_HOME/standalone
# WildFly's own scripts would go by these.
export JBOSS_HOME=$WILDFLY_HOME
unset JBOSS_BASE_DIR JBOSS_CONFIG_DIR JBOSS_LOG_DIR

# The name is the same for every version, so that one takes the place of the other.
DEPLOY="--name=enbro-soho.war --replace"

is_installed() {
  [ -x "$WILDFLY_HOME/bin/standalone.sh" ] || fail "there is no WildFly in $WILDFLY_HOME: install.sh first"
}

# Asks the running server.
cli() {
  "$WILDFLY_HOME/bin/jboss-cli.sh" --connect --controller="127.0.0.1:$SOHO_ADMIN_PORT" --timeout=30000 --command="$1"
}

reasons() {
  grep 'ERROR \[be\.enbro\.soho' | sed 's/^.*\] ([^)]*) //'
}

put() {
  cli "deployment deploy-file $1 $DEPLOY" >/dev/null 2>&1
}

start_with() {
  "$here/stop.sh"
  "$WILDFLY_HOME/bin/jboss-cli.sh" --commands="embed-server --std-out=discard,deployment deploy-file $1 $DEPLOY" >/dev/null
  "$here/start.sh" 2>/dev/null
}
