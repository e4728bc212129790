# shellcheck shell=bash disable=SC2034,SC2154
# What the scripts beside this file know of Payara Server; they source it.
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
# asadmin's own Java, which else would not be the one that the server gets.
export AS_JAVA=${JAVA_HOME:-}

# The port of this domain's own administration, whatever the shell's setting is by now.
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

# The server has no way to exchange an application that is not running, so the old one goes first. $2, if it is given, takes
# the place of our module.
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
