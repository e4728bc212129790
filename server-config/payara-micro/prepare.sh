#!/bin/sh
# Unpacks the runnable jar and makes the JVM write an archive of its classes. start.sh starts from both, on JDK 25 with
# about half the CPU time of `java -jar`. Run it once per jar and JVM (a second run does nothing); it takes about 30 s,
# with a temporary database:
#   prepare.sh target/enbro-soho.jar DIRECTORY
# JAVA_HOME selects the JVM, JVM_OPTIONS its options as in start.sh. Without an archive the server only starts more
# slowly.
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
# deletes nothing in a directory of the user's, nor files of the user's in one that this script made
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

# an ahead-of-time cache also contains linked classes and profiles; JDK 25 makes one in a single run
if "$java" -XX:+PrintFlagsFinal -version 2>/dev/null | grep -q AOTCacheOutput; then
  archive=-XX:AOTCacheOutput=$directory/classes.aot
  use=-XX:AOTCache=$directory/classes.aot
  # The figures are in docs/decisions/0010.
  # TrimNativeHeapInterval returns memory that glibc keeps free: 15 to 30 MB less at the peak.
  # UseCompactObjectHeaders makes each header a third smaller: 7 to 13 % less CPU per request.
  # InlineSmallCode and FreqInlineSize inline less: the code of a request is long, runs once, and is read into caches
  # that PostgreSQL has evicted. CPU of server + PostgreSQL: show 0.94, me 0.92, show 0.53 after the first minute.
  # AOTReplayTraining replays the profile of the start, which does not resemble requests and persists in their compiled
  # code. Without it a start takes 0.6 s more; ping 0.84 and 0.90, show 0.92 and 0.97.
  more='-XX:TrimNativeHeapInterval=2000 -XX:+UseCompactObjectHeaders -XX:InlineSmallCode=1000 -XX:FreqInlineSize=150
-XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining'
else
  archive=-XX:ArchiveClassesAtExit=$directory/classes.jsa
  use=-XX:SharedArchiveFile=$directory/classes.jsa
  more=
fi

# the server's security policy trusts the files in this directory; without it nothing starts on JDK 17
place=-Dfish.payara.micro.UnpackDir=$directory

# ignores the settings of the production server; this one is reachable only from this machine
for setting in $(env | sed -n 's/^\(SOHO_[A-Z_]*\)=.*/\1/p'); do
  unset "$setting"
done
export SOHO_DATA_DIR="$directory/database" SOHO_HTTP_ADDRESS=127.0.0.1
cd "$directory"
server=
# stops the server, and with it its PostgreSQL, whenever this script ends
finish() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" || true
  fi
  rm -rf database
}
trap finish EXIT
trap 'exit 1' INT TERM HUP
# not the standard port, which a production server or its monitoring may use; --autobindhttp finds a free one
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
    echo "prepare.sh: the JVM wrote no archive, see $directory/prepare.log" >&2
  fi
} >start.options
echo "$jvm" | sed -n 's/^ *java.specification.version = //p' >java-version
echo "$made_of" >made-of
