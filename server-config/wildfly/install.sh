#!/usr/bin/env bash
# install.sh WILDFLY.zip ECLIPSELINK.jar
# Unpacks WildFly to WILDFLY_HOME unless it exists, adds EclipseLink and configures it. A second run only configures it.
#
#   mvn dependency:copy -DoutputDirectory=. -Dartifact=org.wildfly:wildfly-dist:39.0.1.Final:zip
#   mvn dependency:copy -DoutputDirectory=. -Dartifact=org.eclipse.persistence:eclipselink:4.0.9
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 2 ] || fail "usage: install.sh WILDFLY.zip ECLIPSELINK.jar"
zip=$1
eclipselink=$2
check_archive "$zip" wildfly- "the zip of WildFly"
check_archive "$eclipselink" org/eclipse/persistence/ "the jar of EclipseLink"
check_settings
! is_running || fail "the server is running: stop.sh first"

if [ ! -x "$WILDFLY_HOME/bin/standalone.sh" ]; then
  unpack "$zip" wildfly- "$WILDFLY_HOME"
fi

# A module in modules/ takes precedence over the one of the same name in modules/system.
module=$WILDFLY_HOME/modules/org/eclipse/persistence/main
mkdir -p "$module"
cp "$here/module.xml" "$module/module.xml"
cp "$eclipselink" "$module/eclipselink.jar"
cp "$WILDFLY_HOME"/modules/system/layers/base/org/eclipse/persistence/main/jipijapa-eclipselink-*.jar \
  "$module/jipijapa-eclipselink.jar"

mkdir -p "$RELEASES"
cp "$here/unavailable.json" "$RELEASES/unavailable.json"
cp "$here/not-found.json" "$RELEASES/not-found.json"
said=$("$WILDFLY_HOME/bin/jboss-cli.sh" --file="$here/configure.cli") || fail "$said"

# The same level for the beginning of the first start, before the server has read its configuration.
sed -i '/^logger\.org\.jboss\.as\.config\.level=/s/=.*/=WARN/' "$WILDFLY_HOME/standalone/configuration/logging.properties"
