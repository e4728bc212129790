#!/usr/bin/env bash
# install.sh PAYARA.zip ENBRO-SOHO-PAYARA.jar
# Unpacks Payara Server to PAYARA_HOME unless it exists, adds the jar that was built with the WAR, and creates the
# domain "soho". A second run only applies changes.
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

# The administration can run any code as the server's user, so it has a password even on loopback.
if [ ! -f "$SOHO_ADMIN_PASSWORD_FILE" ]; then
  mkdir -p "$(dirname "$SOHO_ADMIN_PASSWORD_FILE")"
  (umask 077 && echo "AS_ADMIN_PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" >"$SOHO_ADMIN_PASSWORD_FILE")
fi
if [ ! -d "$DOMAIN" ]; then
  said=$(asadmin create-domain --checkports=false --adminport "$SOHO_ADMIN_PORT" --instanceport "$SOHO_HTTP_PORT" \
    soho 2>&1) || fail "$said"
else
  # Earlier versions created the domain without a password. If it has one, the empty password is wrong and nothing
  # changes.
  change=$(umask 077 && mktemp)
  { echo AS_ADMIN_PASSWORD= && sed 's/^AS_ADMIN_PASSWORD=/AS_ADMIN_NEWPASSWORD=/' "$SOHO_ADMIN_PASSWORD_FILE"; } >"$change"
  "$PAYARA_HOME/bin/asadmin" --interactive=false --user admin --passwordfile "$change" \
    change-admin-password --domain_name soho >/dev/null 2>&1 || true
  rm -f "$change"
fi

# Elements that a new domain lacks and Payara adds only after the pre-boot commands of start.sh: without them its first
# start opens a message broker on all addresses. The operator listener is disabled until start.sh enables it.
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

# Grizzly's check would refuse bytes above 0x7F in a header; enbro-soho-payara.jar refuses control characters instead.
validation=-Dorg.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110=false
grep -q -e "$validation" "$DOMAIN/config/domain.xml" ||
  sed -i "s|<jvm-options>-Xmx|<jvm-options>$validation</jvm-options>\n        &|" "$DOMAIN/config/domain.xml"
cp "$here/logging.properties" "$DOMAIN/config/logging.properties"
