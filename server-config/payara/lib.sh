# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by the scripts in this directory: paths and functions for Payara Server.
. "$here/../common.sh"

PAYARA_HOME=$(realpath -m "${PAYARA_HOME:-/opt/payara6}")
SOHO_ADMIN_PORT=${SOHO_ADMIN_PORT:-4848}
SOHO_ADMIN_PASSWORD_FILE=${SOHO_ADMIN_PASSWORD_FILE:-$PAYARA_HOME/enbro-soho/admin-password}
DOMAIN=$PAYARA_HOME/glassfish/domains/soho
RELEASES=$PAYARA_HOME/enbro-soho
LOG=$DOMAIN/logs/server.log
GAVE_UP='Exception while loading the app'
PID=$DOMAIN/config/pid
COMMAND="-domaindir $DOMAIN"
MODULE=$PAYARA_HOME/glassfish/modules/enbro-soho-payara.jar
# The Java of asadmin, which would otherwise differ from the server's.
export AS_JAVA=${JAVA_HOME:-}

# The administration port in this domain's configuration, whatever SOHO_ADMIN_PORT is now.
admin_port() {
  local port
  port=$(sed -n '/name="admin-listener"/s/.* port="\([0-9][0-9]*\)".*/\1/p' "$DOMAIN/config/domain.xml" 2>/dev/null |
    head -1) || true
  echo "${port:-$SOHO_ADMIN_PORT}"
}

asadmin() {
  "$PAYARA_HOME/bin/asadmin" --interactive=false --terse --port "$(admin_port)" \
    --user admin --passwordfile "$SOHO_ADMIN_PASSWORD_FILE" "$@"
}

is_installed() {
  [ -d "$DOMAIN" ] || fail "there is no domain in $PAYARA_HOME: install.sh first"
}

reasons() {
  grep '\[SEVERE\] \[\] \[be\.enbro\.soho' | sed 's/^.*\[levelValue: [0-9]*\] //'
}

put() {
  asadmin deploy --force --name enbro-soho --contextroot / "$1" >/dev/null 2>&1
}

# The server cannot replace an application that is not running, so the old one is undeployed first. $2, if given,
# replaces our module.
start_with() {
  is_running || "$here/start.sh" 2>/dev/null || true
  ! is_running || asadmin undeploy enbro-soho >/dev/null 2>&1 || true
  "$here/stop.sh"
  if [ -n "${2:-}" ]; then
    [ -f "$RELEASES/current.jar" ] || cp "$MODULE" "$RELEASES/current.jar"
    cmp -s "$2" "$MODULE" || cp "$2" "$MODULE"
  fi
  "$here/start.sh" && put "$1"
}
