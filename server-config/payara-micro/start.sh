#!/bin/sh
# Starts the server that prepare.sh prepared: start.sh DIRECTORY [option]... JAVA_HOME must be the one used for
# prepare.sh; JVM_OPTIONS replaces @jvm-512m.options. The shell is replaced by the JVM, so signals reach it.
set -eu
[ $# -ge 1 ] || { echo "usage: start.sh DIRECTORY [option]..." >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
[ -f "$1/start.options" ] || { echo "start.sh: $1 was not made by prepare.sh" >&2; exit 1; }
directory=$(cd "$1" && pwd)
shift
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || { echo "start.sh: there is no $java: set JAVA_HOME" >&2; exit 1; }
# the JDK's version from its release file, which is faster than starting a JVM; another update release is only slower
release=$(dirname "$(dirname "$(readlink -f "$(command -v "$java")")")")/release
prepared=$(cat "$directory/java-version" 2>/dev/null || true)
version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release" 2>/dev/null || true)
if [ -n "$prepared" ] && [ -n "$version" ] && [ "$prepared" != "$version" ]; then
  echo "start.sh: $directory was prepared for Java $prepared, this is Java $version: run prepare.sh again" >&2
  exit 1
fi
# shellcheck disable=SC2086 # several options in one variable
exec "$java" ${JVM_OPTIONS:-@$here/jvm-512m.options} "@$directory/start.options" \
  -jar "$directory/enbro-soho.jar" "$@"
