#!/bin/sh
# Starts what prepare.sh made: start.sh DIRECTORY [options of Payara Micro]. JAVA_HOME must be the one of prepare.sh;
# JVM_OPTIONS replaces @jvm-512m.options. The process becomes the JVM, so signals reach it.
set -eu
[ $# -ge 1 ] || { echo "usage: start.sh DIRECTORY [options of Payara Micro]" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
directory=$(cd "$1" && pwd)
shift
# shellcheck disable=SC2086 # several options in one variable
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" ${JVM_OPTIONS:-@$here/jvm-512m.options} "@$directory/start.options" \
  -jar "$directory/enbro-soho.jar" "$@"
