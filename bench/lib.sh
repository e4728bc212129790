# shellcheck shell=bash
# Functions shared by the scripts in this directory, which set -euo pipefail and $bench, this directory.

project=$(dirname "${bench:?}")
jar=$project/target/enbro-soho.jar
unpacked=$(dirname "$jar")/started
bench_java=${BENCH_JAVA_HOME:-${JAVA_HOME:-}}
bench_java=${bench_java:+$bench_java/bin/}java

die() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# build: builds the server unless it is newer than the sources, and prepares it for a fast start unless it is prepared
build() {
  local sources=("$project"/src/main "$project"/src/launcher "$project"/src/payara "$project"/server-config "$project"/pom.xml)
  if [ ! -f "$jar" ] || [ -n "$(find "${sources[@]}" -newer "$jar" -print -quit)" ]; then
    "$bench/build.sh"
  else
    JAVA_HOME=${BENCH_JAVA_HOME:-${JAVA_HOME:-}} sh "$project/server-config/payara-micro/prepare.sh" "$jar" "$unpacked"
  fi
}

# database_settings: derives the server's settings from libpq's variables, unless they are set
database_settings() {
  if [ -z "${SOHO_DB_URL:-}" ] && [ -n "${PGHOST:-}" ]; then
    export SOHO_DB_URL="jdbc:postgresql://$PGHOST:${PGPORT:-5432}/${PGDATABASE:-soho}"
    export SOHO_DB_USER=${PGUSER:-postgres} SOHO_DB_PASSWORD=${PGPASSWORD:-}
  fi
}

# fill ORGANISATIONS CUSTOMERS EANS: fills the database of SOHO_DB_URL, which the server has migrated
fill() {
  local driver
  driver=$(echo "$project"/target/enbro-soho/WEB-INF/lib/postgresql-*.jar)
  [ -f "$driver" ] || die "no PostgreSQL driver in target/enbro-soho: run mvn package"
  "$bench_java" -cp "$driver" "$bench/Fill.java" --organisations "$1" --customers "$2" --eans "$3"
}

# answers PORT: whether the API answers
answers() {
  local status=
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf 'GET /api/v1/ping HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3 || true
  read -r -t 2 status <&3 || true
  exec 3>&-
  [[ $status == HTTP/1.1\ 200* ]]
} 2>/dev/null

# await_answer PORT PID: fails when the process ends, or after 3 minutes
await_answer() {
  local give_up=$((SECONDS + 180))
  until answers "$1"; do
    kill -0 "$2" 2>/dev/null || return 1
    [ "$SECONDS" -lt "$give_up" ] || return 1
    sleep 0.05
  done
}

# stop PID: stops a child process, and kills it after 20 seconds
stop() {
  local i
  kill -TERM "$1" 2>/dev/null || return 0
  for ((i = 0; i < 200; i++)); do
    kill -0 "$1" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# process_ticks PID: the CPU time of a process, in clock ticks
process_ticks() {
  awk '{ sub(/^.*\) /, ""); print $12 + $13 }' "/proc/$1/stat"
}

# postgresql_ticks POSTMASTER: the CPU time of all processes of a PostgreSQL, including those that have ended
postgresql_ticks() {
  # processes end while they are read
  { cat /proc/[0-9]*/stat 2>/dev/null || true; } | awk -v postmaster="$1" '{
    pid = $1
    sub(/^.*\) /, "")
    if (pid == postmaster) sum += $12 + $13 + $14 + $15
    else if ($2 == postmaster) sum += $12 + $13
  } END { print sum + 0 }'
}

# peak_mb PID: the peak resident memory
peak_mb() {
  awk '/^VmHWM:/ { printf "%.0f\n", $2 / 1024 }' "/proc/$1/status"
}
