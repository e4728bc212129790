# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by the scripts in this directory: paths and functions for WildFly.
. "$here/../common.sh"

WILDFLY_HOME=$(realpath -m "${WILDFLY_HOME:-/opt/wildfly}")
SOHO_ADMIN_PORT=${SOHO_ADMIN_PORT:-9990}
RELEASES=$WILDFLY_HOME/enbro-soho
LOG=$WILDFLY_HOME/standalone/log/server.log
GAVE_UP=WFLYSRV0026
PID=$WILDFLY_HOME/standalone/tmp/soho.pid
COMMAND=-Djboss.server.base.dir=$WILDFLY_HOME/standalone
# WildFly's own scripts use these variables.
export JBOSS_HOME=$WILDFLY_HOME
unset JBOSS_BASE_DIR JBOSS_CONFIG_DIR JBOSS_LOG_DIR

# The same name for every version, so that one replaces the other.
DEPLOY="--name=enbro-soho.war --replace"

is_installed() {
  [ -x "$WILDFLY_HOME/bin/standalone.sh" ] || fail "there is no WildFly in $WILDFLY_HOME: install.sh first"
}

# Runs a management command on the running server, at the port that it was started with, whatever SOHO_ADMIN_PORT is
# now.
cli() {
  local port
  port=$(command_line "$(server_pid)" | sed -n 's/.* -Djboss\.management\.http\.port=\([0-9]*\) .*/\1/p')
  [ -n "$port" ] || return 1
  "$WILDFLY_HOME/bin/jboss-cli.sh" --connect --controller="127.0.0.1:$port" --timeout=30000 --commands="$1"
}

# New requests receive 503 with its headers; those in flight continue.
CLOSED=/subsystem=undertow/server=default-server/host=default-host/filter-ref=soho-closed
close() {
  cli "if (outcome != success) of $CLOSED:read-resource,$CLOSED:add,end-if"
}

# Before a start: undoes close, which is stored in the configuration.
open() {
  sed -i '/<filter-ref name="soho-closed"/d' "$WILDFLY_HOME/standalone/configuration/standalone.xml"
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
  local said
  said=$("$here/start.sh" 2>&1) && return 0
  # The caller prints the application's reasons.
  tail -n 1 <<<"$said" >&2
  return 1
}
