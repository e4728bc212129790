# shellcheck shell=bash
# Functions shared by the scripts of Payara Server and WildFly. A server's lib.sh sources this file and defines
# RELEASES, LOG, GAVE_UP (what the server logs when the application failed to start), PID (its pid file), COMMAND (a
# part of its command line that no other process has), and the functions reasons, put WAR (deploys to the running
# server) and start_with WAR (starts a new process with that version). MODULE is our module in the server, if it has
# one.
set -euo pipefail

SOHO_HTTP_ADDRESS=${SOHO_HTTP_ADDRESS:-127.0.0.1}
SOHO_HTTP_PORT=${SOHO_HTTP_PORT:-8080}
SOHO_HTTP_THREADS=${SOHO_HTTP_THREADS:-200}
SOHO_OPERATOR_ADDRESS=${SOHO_OPERATOR_ADDRESS:-127.0.0.1}
SOHO_HEAP=${SOHO_HEAP:-512m}
MODULE=
# Maximum seconds of a start; a failed start ends earlier.
PATIENCE=300

fail() {
  echo "$*" >&2
  exit 1
}

# Fails unless the file $1 is an intact archive with an entry whose name starts with $2; $3 describes what it should be.
check_archive() {
  local names
  [ -f "$1" ] || fail "no such file: $1"
  command -v unzip >/dev/null || fail "needs unzip"
  { names=$(unzip -l "$1") && [[ $names == *" $2"* ]] && unzip -tqq "$1"; } >/dev/null 2>&1 || fail "not $3: $1"
}

# Unpacks the archive $1, which has one directory whose name starts with $2, to the directory $3.
unpack() {
  local unpacked
  mkdir -p "$(dirname "$3")"
  unpacked=$(mktemp -d -p "$(dirname "$3")")
  if ! unzip -q "$1" -d "$unpacked" || ! mv "$unpacked/$2"* "$3"; then
    rm -rf "$unpacked"
    fail "$1 cannot be unpacked to $3"
  fi
  rmdir "$unpacked"
}

# Whether the operator API has a separate listener.
has_operator_port() {
  [ -n "${SOHO_OPERATOR_PORT:-}" ]
}

# Checks the settings of the scripts; the application checks its own.
check_settings() {
  local name
  for name in SOHO_HTTP_PORT SOHO_ADMIN_PORT SOHO_OPERATOR_PORT; do
    is_port "${!name:-1}" || fail "$name must be a port, 1 to 65535"
  done
  for name in SOHO_OPERATOR_PORT SOHO_ADMIN_PORT; do
    [ "${!name:-}" != "$SOHO_HTTP_PORT" ] || fail "$name must not be SOHO_HTTP_PORT: $SOHO_HTTP_PORT"
  done
  [ "${SOHO_OPERATOR_PORT:-}" != "$SOHO_ADMIN_PORT" ] ||
    fail "SOHO_OPERATOR_PORT must not be SOHO_ADMIN_PORT: $SOHO_ADMIN_PORT"
  [[ $SOHO_HTTP_THREADS =~ ^[1-9][0-9]{0,4}$ ]] || fail "SOHO_HTTP_THREADS must be a number, 1 to 99999"
  [[ $SOHO_HEAP =~ ^[1-9][0-9]*[kmgKMG]$ ]] || fail "SOHO_HEAP must be a size like 512m"
}

is_port() {
  [[ $1 =~ ^[1-9][0-9]{0,4}$ ]] && [ "$1" -le 65535 ]
}

# Required only for a start.
check_database() {
  [ -n "${SOHO_DB_URL:-}" ] || fail "SOHO_DB_URL is not set: give the JDBC URL of a PostgreSQL database"
}

# Fails if another process listens on one of the server's ports; the servers report that late and verbosely.
check_ports() {
  check_port SOHO_HTTP_PORT "$SOHO_HTTP_ADDRESS" "$SOHO_HTTP_PORT"
  check_port SOHO_ADMIN_PORT 127.0.0.1 "$SOHO_ADMIN_PORT"
  ! has_operator_port || check_port SOHO_OPERATOR_PORT "$SOHO_OPERATOR_ADDRESS" "$SOHO_OPERATOR_PORT"
}

# $1 setting, $2 address, $3 port
check_port() {
  # shellcheck disable=SC2016
  ! at_most 2 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$(reachable "$2")" "$3" 2>/dev/null ||
    fail "$1: another process listens on $2:$3"
}

# Runs a command for at most $1 seconds, if the system has timeout.
at_most() {
  if command -v timeout >/dev/null; then
    timeout "$@"
  else
    "${@:2}"
  fi
}

# The address to connect to for a listener on $1.
reachable() {
  case $1 in
    0.0.0.0) echo 127.0.0.1 ;;
    ::) echo ::1 ;;
    *) echo "$1" ;;
  esac
}

# The address $1 in the syntax of URLs.
in_url() {
  case $1 in
    *:*) echo "[$1]" ;;
    *) echo "$1" ;;
  esac
}

# The server's process id; fails if it is not running.
server_pid() {
  local pid
  pid=$(cat "$PID" 2>/dev/null) && is_server "$pid" && echo "$pid"
}

# Whether $1 is the server's process id. After a power loss the pid file may contain that of any other process.
is_server() {
  [[ $1 =~ ^[0-9]+$ ]] && [[ "$(command_line "$1") " == *"$COMMAND "* ]]
}

command_line() {
  { tr '\0' ' ' <"/proc/$1/cmdline" || ps -ww -o args= -p "$1"; } 2>/dev/null
}

is_running() {
  server_pid >/dev/null
}

# Waits until the process $1 has ended; kills it after 15 seconds.
await_end() {
  local end=$((SECONDS + 15))
  while ! has_ended "$1" && [ "$SECONDS" -lt "$end" ]; do
    sleep 0.2
  done
  ! is_server "$1" || kill -KILL "$1"
}

# A process that is exiting has no command line any more, but still holds its ports, and its first thread may end before
# the others (Zl). One that has ended is a zombie (Z) until its parent reaps it.
has_ended() {
  local state
  ! kill -0 "$1" 2>/dev/null || { state=$(ps -o stat= -p "$1") && [[ $state == Z* && $state != *l* ]]; }
}

# $1: seconds, $2: size of the log before. Only HTTP shows success: a server keeps running if the deployment failed.
await_ready() {
  local host end=$((SECONDS + $1))
  host=$(in_url "$(reachable "$SOHO_HTTP_ADDRESS")")
  until curl --silent --fail --output /dev/null --max-time 5 "http://$host:$SOHO_HTTP_PORT/health/ready"; do
    if [ "$SECONDS" -ge "$end" ] || ! is_running || since "${2:-$(log_size)}" | grep -q "$GAVE_UP"; then
      sleep 1 # for the rest of its log
      return 1
    fi
    sleep 0.5
  done
}

log_size() {
  stat -c %s "$LOG" 2>/dev/null || echo 0
}

# The log from byte $1 on; all of it if it was rotated since.
since() {
  local from=$1
  [ "$from" -le "$(log_size)" ] || from=0
  tail -c +"$((from + 1))" "$LOG" 2>/dev/null || true
}

# Prints why the application did not start: the line that names the setting, never a stack trace.
reasons_since() {
  since "$1" | reasons | sort -u >&2 || true
}

# Records the settings of process $1, so that a later start can name those that differ; hashed, since some are secrets.
remember_settings() {
  local salt
  salt=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  mkdir -p "$RELEASES"
  (umask 077 && { echo "$1 $salt" && settings "$salt"; } >"$RELEASES/settings")
}

# The names of the settings that differ from those of process $1.
changed_settings() {
  local pid=
  local salt=
  [ ! -f "$RELEASES/settings" ] || read -r pid salt <"$RELEASES/settings"
  [ "$pid" = "$1" ] || return 0
  LC_ALL=C comm -3 <(sed 1d "$RELEASES/settings") <(settings "$salt") | awk '{ print $1 }' | sort -u | paste -sd' '
}

# The name and a salted hash of each setting.
settings() {
  local name
  for name in "${!SOHO_@}" JAVA_HOME; do
    [ -z "${!name:-}" ] || echo "$name $(printf '%s' "$1${!name}" | sha256sum | cut -c1-64)"
  done | LC_ALL=C sort
}

# Replaces a start if the server is already running.
already_runs() {
  local changed
  changed=$(changed_settings "$(server_pid)")
  [ -z "$changed" ] || fail "the server runs with other values of $changed: stop.sh and start.sh to change them"
}

serves() {
  cmp -s "$1" "$RELEASES/current.war" && { [ -z "${2:-}" ] || cmp -s "$2" "$MODULE"; } && is_running && await_ready 2
}

# Records $1 as the current version and keeps the previous one.
keep() {
  mkdir -p "$RELEASES"
  if ! cmp -s "$1" "$RELEASES/current.war" || is_other_module; then
    [ ! -f "$RELEASES/current.war" ] || mv "$RELEASES/current.war" "$RELEASES/previous.war"
    [ ! -f "$RELEASES/current.jar" ] || mv "$RELEASES/current.jar" "$RELEASES/previous.jar"
    cp "$1" "$RELEASES/current.war"
    rm -f "$RELEASES/back"
  fi
  [ -z "$MODULE" ] || cp "$MODULE" "$RELEASES/current.jar"
}

is_other_module() {
  [ -f "$RELEASES/current.jar" ] && ! cmp -s "$MODULE" "$RELEASES/current.jar"
}

# Deploys the WAR $2, and the module $3 if given, by the function $1 (put or start_with); restores the previous version
# if that fails.
change() {
  local way=$1 war=$2 module=${3:-} from
  check_archive "$war" WEB-INF/ "a WAR"
  ! serves "$war" "$module" || return 0
  from=$(log_size)
  if "$way" "$war" "$module" && await_ready "$PATIENCE" "$from"; then
    keep "$war"
    return 0
  fi
  reasons_since "$from"
  if [ -f "$RELEASES/current.war" ] &&
    "$way" "$RELEASES/current.war" "$(beside "$RELEASES/current.war")" && await_ready "$PATIENCE"; then
    fail "$war does not start: see $LOG; the version before it serves"
  fi
  fail "$war does not start: see $LOG"
}

# The module that was kept with the WAR $1, if any.
beside() {
  local module=${1%.war}.jar
  [ ! -f "$module" ] || echo "$module"
}

# Returns to the previous version. Its files are deleted, since a second rollback would otherwise go forward again; a
# file named "back" records that.
back() {
  [ ! -f "$RELEASES/back" ] || return 0
  [ -f "$RELEASES/previous.war" ] || fail "there is no version before the present one"
  rm -f "$RELEASES/back.jar"
  cp "$RELEASES/previous.war" "$RELEASES/back.war"
  [ ! -f "$RELEASES/previous.jar" ] || cp "$RELEASES/previous.jar" "$RELEASES/back.jar"
  change start_with "$RELEASES/back.war" "$(beside "$RELEASES/back.war")"
  rm -f "$RELEASES"/{back,previous}.{war,jar}
  touch "$RELEASES/back"
}
