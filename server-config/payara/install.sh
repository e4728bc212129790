#!/usr/bin/env bash
# install.sh PAYARA.zip ENBRO-SOHO-PAYARA.jar
# Unpacks Payara Server to PAYARA_HOME unless it is there, adds the jar that was built beside the WAR, and makes the domain
# "soho". Again: only what may have changed.
#
#   mvn dependency:copy -DoutputDirectory=. -Dartifact=fish.payara.distributions:payara:6.2025.9:zip
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 2 ] || fail "usage: install.sh PAYARA.zip ENBRO-SOHO-PAYARA.jar"
! is_running || fail "the server is running: stop.sh first"

if [ ! -x "$PAYARA_HOME/bin/asadmin" ]; then
  mkdir -p "$(dirname "$PAYARA_HOME")"
  unpacked=$(mktemp -d -p "$(dirname "$PAYARA_HOME")")
  unzip -q "$1" -d "$unpacked"
  mv "$unpacked/payara6" "$PAYARA_HOME"
  rmdir "$unpacked"
fi
cp "$2" "$PAYARA_HOME/glassfish/modules/enbro-soho-payara.jar"
if [ ! -d "$DOMAIN" ]; then
  said=$("$PAYARA_HOME/bin/asadmin" --interactive=false --user admin create-domain --nopassword --checkports=false \
    --adminport "$SOHO_ADMIN_PORT" --instanceport "$SOHO_HTTP_PORT" \
    soho 2>&1) || fail "$said"
fi

# All that has to be known before the Java machine starts, which no command of the running server can change.
heap=${SOHO_HEAP:-512m}
sed -i "s/<jvm-options>-Xmx[^<]*</<jvm-options>-Xmx$heap</" "$DOMAIN/config/domain.xml"
cp "$here/logging.properties" "$DOMAIN/config/logging.properties"
