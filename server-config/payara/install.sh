#!/usr/bin/env bash
# install.sh PAYARA.zip ENBRO-SOHO-PAYARA.jar
# Unpacks Payara Server to PAYARA_HOME unless it is there, adds the jar that was built beside the WAR, and makes the domain
# "soho". Again: only what may have changed.
#
#   mvn dependency:copy -DoutputDirectory=. -Dartifact=fish.payara.distributions:payara:6.2025.9:zip
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 2 ] || fail "usage: install.sh PAYARA.zip ENBRO-SOHO-PAYARA.jar"
check_archive "$1" payara6/ "the zip of Payara Server 6"
check_archive "$2" META-INF/ "a jar"
check_settings
! is_running || fail "the server is running: stop.sh first"

if [ ! -x "$PAYARA_HOME/bin/asadmin" ]; then
  unpack "$1" payara6 "$PAYARA_HOME"
fi
cp "$2" "$MODULE"
[ ! -f "$RELEASES/current.jar" ] || cp "$2" "$RELEASES/current.jar"

# Whoever can reach the administration can run anything as the server's user, so it has a password, on loopback too.
if [ ! -f "$SOHO_ADMIN_PASSWORD_FILE" ]; then
  mkdir -p "$(dirname "$SOHO_ADMIN_PASSWORD_FILE")"
  (umask 077 && echo "AS_ADMIN_PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" >"$SOHO_ADMIN_PASSWORD_FILE")
fi
if [ ! -d "$DOMAIN" ]; then
  said=$(asadmin create-domain --checkports=false --adminport "$SOHO_ADMIN_PORT" --instanceport "$SOHO_HTTP_PORT" \
    soho 2>&1) || fail "$said"
else
  # Earlier versions made the domain without one; where there is one, the empty one is not right and nothing changes.
  change=$(umask 077 && mktemp)
  { echo AS_ADMIN_PASSWORD= && sed 's/^AS_ADMIN_PASSWORD=/AS_ADMIN_NEWPASSWORD=/' "$SOHO_ADMIN_PASSWORD_FILE"; } >"$change"
  "$PAYARA_HOME/bin/asadmin" --interactive=false --user admin --passwordfile "$change" \
    change-admin-password --domain_name soho >/dev/null 2>&1 || true
  rm -f "$change"
fi

# What a new domain has not, and Payara adds only after the commands of start.sh were run: without these lines its first
# start is one with a message broker on all addresses. The operator's listener is shut until start.sh opens it.
if ! grep -q 'name="operator-listener"' "$DOMAIN/config/domain.xml"; then
  sed -i -e '0,/<network-listeners>/s//&\n<network-listener name="operator-listener" enabled="false" port="1" '\
'address="127.0.0.1" protocol="http-listener-1" transport="tcp" thread-pool="operator-thread-pool"\/>/' \
    -e '0,/<thread-pools>/s//&\n<thread-pool name="operator-thread-pool" min-thread-pool-size="1" max-thread-pool-size="8"\/>/' \
    -e '0,/network-listeners="http-listener-1,http-listener-2"/s//network-listeners="http-listener-1,http-listener-2,operator-listener"/' \
    "$DOMAIN/config/domain.xml"
fi
present=$(sed '/<config name="default-config"/,$d' "$DOMAIN/config/domain.xml")
missing=
for element in 'jms-service type="REMOTE"' 'ejb-container' 'phone-home-runtime-configuration enabled="false"' \
  'microprofile-healthcheck-configuration enabled="false"' 'microprofile-openapi-configuration enabled="false"'; do
  [[ $present == *"<${element%% *}"[\ /\>]* ]] || missing="$missing<$element/>"
done
sed -i "s|<config name=\"server-config\"[^>]*>|&$missing|" "$DOMAIN/config/domain.xml"

# It would refuse bytes above 0x7F in a header; the jar above refuses what must be.
validation=-Dorg.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110=false
grep -q -e "$validation" "$DOMAIN/config/domain.xml" ||
  sed -i "s|<jvm-options>-Xmx|<jvm-options>$validation</jvm-options>\n        &|" "$DOMAIN/config/domain.xml"
cp "$here/logging.properties" "$DOMAIN/config/logging.properties"
