#!/bin/sh
# Takes the runnable jar apart and has the JVM archive its classes, for start.sh to start from: on JDK 25 some half of the
# CPU time of `java -jar`. Once for each jar and JVM (a second call does nothing), with an embedded database of its own, some 30 s:
#   prepare.sh target/enbro-soho.jar DIRECTORY
# JAVA_HOME chooses the JVM, JVM_OPTIONS its options as in start.sh. Without an archive everything works, only slower.
set -eu
[ $# -eq 2 ] || { echo "usage: prepare.sh ENBRO-SOHO.jar DIRECTORY" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
jar=$1
directory=$2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
options=${JVM_OPTIONS:-@$here/jvm-512m.options}

[ -f "$jar" ] || { echo "prepare.sh: there is no $jar" >&2; exit 1; }
command -v "$java" >/dev/null || { echo "prepare.sh: there is no $java: set JAVA_HOME" >&2; exit 1; }
jvm=$("$java" -XshowSettings:properties -version 2>&1)
made_of=$(sha256sum <"$jar"; echo "$jvm" | grep -E 'java.(vm.version|home) =')
if [ "$(cat "$directory/made-of" 2>/dev/null || true)" = "$made_of" ]; then
  exit 0
fi
# neither a directory of somebody's own is emptied nor, in one that we made, what somebody has put there
if [ -n "$(ls -A "$directory" 2>/dev/null)" ] && [ ! -f "$directory/prepare.log" ] && [ ! -f "$directory/made-of" ]; then
  echo "prepare.sh: $directory is not empty, and prepare.sh has not made it: choose another" >&2
  exit 1
fi
mkdir -p "$directory"
directory=$(cd "$directory" && pwd)
: >"$directory/prepare.log"
for name in made-of java-version start.options classes.aot classes.jsa enbro-soho.jar runtime database; do
  rm -rf "${directory:?}/$name"
done
"$java" -jar "$jar" --unpack "$directory"

# an ahead-of-time cache holds linked classes and the profile as well; JDK 25 makes one in one go
if "$java" -XX:+PrintFlagsFinal -version 2>/dev/null | grep -q AOTCacheOutput; then
  archive=-XX:AOTCacheOutput=$directory/classes.aot
  use=-XX:AOTCache=$directory/classes.aot
  # What the compilers and sixteen heaps of glibc's no longer need goes back to the system (docs/decisions/0008-start.md).
  # Each object a third of a header smaller: 7 to 13 % of a request (docs/decisions/0010-less-per-request.md).
  # Less is compiled into its callers: what a request runs through is long, run once, and read into caches that PostgreSQL
  # emptied. show 0.94 and me 0.92 of server + PostgreSQL, settled, show 0.53 after the first minute (0010 again).
  # What a start taught the compilers is not what requests do, and stays in what they compile: without it a start takes 0.6 s
  # more, ping 0.84 and 0.90, show 0.92 and 0.97 (0010 again).
  more='-XX:TrimNativeHeapInterval=2000 -XX:+UseCompactObjectHeaders -XX:InlineSmallCode=1000 -XX:FreqInlineSize=150
-XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining'
else
  archive=-XX:ArchiveClassesAtExit=$directory/classes.jsa
  use=-XX:SharedArchiveFile=$directory/classes.jsa
  more=
fi

# the server's security policy trusts what lies in here; without it nothing starts on JDK 17
place=-Dfish.payara.micro.UnpackDir=$directory

# settings of the real server are none of this one's, which nobody but this machine reaches
for setting in $(env | sed -n 's/^\(SOHO_[A-Z_]*\)=.*/\1/p'); do
  unset "$setting"
done
export SOHO_DATA_DIR="$directory/database" SOHO_HTTP_ADDRESS=127.0.0.1
cd "$directory"
server=
# the server, and with it its PostgreSQL, ends whatever ends this script
finish() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" || true
  fi
  rm -rf database
}
trap finish EXIT
trap 'exit 1' INT TERM HUP
# the standard port may be a real server's, or watched for one: any other that is free
port=$((20000 + $$ % 10000))
# shellcheck disable=SC2086 # several options in one variable
"$java" $options $more "$archive" "$place" -jar "$directory/enbro-soho.jar" --port "$port" --autobindhttp \
  >prepare.log 2>&1 &
server=$!
until grep -q 'is ready' prepare.log; do
  sleep 0.5
  kill -0 "$server" 2>/dev/null || { tail -n 3 prepare.log >&2; exit 1; }
done
finish
trap - EXIT INT TERM HUP

{
  echo "\"$place\""
  [ -z "$more" ] || echo "$more"
  if [ -s "${use#*=}" ]; then
    echo "\"$use\""
  else
    echo "prepare.sh: the JVM made no archive, see $directory/prepare.log" >&2
  fi
} >start.options
echo "$jvm" | sed -n 's/^ *java.specification.version = //p' >java-version
echo "$made_of" >made-of
