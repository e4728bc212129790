# shellcheck shell=bash
# What the servers' scripts have in common. A server's lib.sh sources this and adds RELEASES, LOG, GAVE_UP (its words for
# an application that did not start), PID (the file with its process's number), COMMAND (words of its command line that no
# other process has), reasons, put WAR (into the running server) and start_with WAR (in a process that has seen no other
# version). Where the server has a module of ours, that is MODULE.
set -euo pipefail

SOHO_HTTP_ADDRESS=${SOHO_HTTP_ADDRESS:-127.0.0.1}
SOHO_HTTP_PORT=${SOHO_HTTP_PORT:-8080}
SOHO_HTTP_THREADS=${SOHO_HTTP_THREADS:-200}
SOHO_OPERATOR_ADDRESS=${SOHO_OPERATOR_ADDRESS:-127.0.0.1}
SOHO_HEAP=${SOHO_HEAP:-512m}
MODULE=
# Seconds that a start may take; what fails ends sooner.
PATIENCE=300

fail() {
  echo "$*" >&2
  exit 1
}

# Fails if the file $1 is not a whole archive with something whose name begins with $2; $3 is what it should be.
check_archive() {
  local names
  [ -f "$1" ] || fail "no such file: $1"
  command -v unzip >/dev/null || fail "needs unzip"
  { names=$(unzip -l "$1") && [[ $names == *" $2"* ]] && unzip -tqq "$1"; } >/dev/null 2>&1 || fail "not $3: $1"
}

# Has the one directory in the archive $1, whose name begins with $2, be $3.
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

# Whether the operator's API has a listener of its own.
has_operator_port() {
  [ -n "${SOHO_OPERATOR_PORT:-}" ]
}

# Bad values of the scripts' own settings; of the others the application tells.
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

# What only a start needs to know.
check_database() {
  [ -n "${SOHO_DB_URL:-}" ] || fail "SOHO_DB_URL is not set: give the JDBC URL of a PostgreSQL database"
}

# Fails if a port that the server is about to open is another's; the servers tell that late, and in many words.
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

# Runs a command for $1 seconds at most, where the system has what that takes.
at_most() {
  if command -v timeout >/dev/null; then
    timeout "$@"
  else
    "${@:2}"
  fi
}

# The address at which to reach what listens on $1.
reachable() {
  case $1 in
    0.0.0.0) echo 127.0.0.1 ;;
    ::) echo ::1 ;;
    *) echo "$1" ;;
  esac
}

# The address $1 as a URL has it.
in_url() {
  case $1 in
    *:*) echo "[$1]" ;;
    *) echo "$1" ;;
  esac
}

# The number of the server's process; fails if it does not run.
server_pid() {
  local pid
  pid=$(cat "$PID" 2>/dev/null) && is_server "$pid" && echo "$pid"
}

# Whether $1 is the number of the server's process. After a power loss the file may hold the number of any other.
is_server() {
  [[ $1 =~ ^[0-9]+$ ]] && [[ "$(command_line "$1") " == *"$COMMAND "* ]]
}

command_line() {
  { tr '\0' ' ' <"/proc/$1/cmdline" || ps -ww -o args= -p "$1"; } 2>/dev/null
}

is_running() {
  server_pid >/dev/null
}

# Waits until the process $1 has ended; after 15 seconds it is killed.
await_end() {
  local end=$((SECONDS + 15))
  while ! has_ended "$1" && [ "$SECONDS" -lt "$end" ]; do
    sleep 0.2
  done
  ! is_server "$1" || kill -KILL "$1"
}

# One that is about to end has no command line any more, but still its ports; and its first thread may have ended before
# the others (Zl). One that has ended (Z) waits for its parent.
has_ended() {
  local state
  ! kill -0 "$1" 2>/dev/null || { state=$(ps -o stat= -p "$1") && [[ $state == Z* && $state != *l* ]]; }
}

# $1 seconds, $2 where the log stood before. HTTP alone tells success: a server whose deployment failed runs on.
await_ready() {
  local host end=$((SECONDS + $1))
  host=$(in_url "$(reachable "$SOHO_HTTP_ADDRESS")")
  until curl --silent --fail --output /dev/null --max-time 5 "http://$host:$SOHO_HTTP_PORT/health/ready"; do
    if [ "$SECONDS" -ge "$end" ] || ! is_running || since "${2:-$(log_size)}" | grep -q "$GAVE_UP"; then
      sleep 1 # for the rest of what it has to say
      return 1
    fi
    sleep 0.5
  done
}

log_size() {
  stat -c %s "$LOG" 2>/dev/null || echo 0
}

# The log from byte $1 on; all of it if it is a new file since.
since() {
  local from=$1
  [ "$from" -le "$(log_size)" ] || from=0
  tail -c +"$((from + 1))" "$LOG" 2>/dev/null || true
}

# What the application said of its end: the line that names the setting, never a stack trace.
reasons_since() {
  since "$1" | reasons | sort -u >&2 || true
}

# What the settings of process $1 are, so that a later start can tell which have changed. The values are secrets.
remember_settings() {
  local salt
  salt=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  mkdir -p "$RELEASES"
  (umask 077 && { echo "$1 $salt" && settings "$salt"; } >"$RELEASES/settings")
}

# The names of the settings that differ from those that process $1 was started with.
changed_settings() {
  local pid=
  local salt=
  [ ! -f "$RELEASES/settings" ] || read -r pid salt <"$RELEASES/settings"
  [ "$pid" = "$1" ] || return 0
  LC_ALL=C comm -3 <(sed 1d "$RELEASES/settings") <(settings "$salt") | awk '{ print $1 }' | sort -u | paste -sd' '
}

# The name of each setting, and a hash that two values differ in.
settings() {
  local name
  for name in "${!SOHO_@}" JAVA_HOME; do
    [ -z "${!name:-}" ] || echo "$name $(printf '%s' "$1${!name}" | sha256sum | cut -c1-64)"
  done | LC_ALL=C sort
}

# Of a server that runs, instead of a start.
already_runs() {
  local changed
  changed=$(changed_settings "$(server_pid)")
  [ -z "$changed" ] || fail "the server runs with other values of $changed: stop.sh and start.sh to change them"
}

serves() {
  cmp -s "$1" "$RELEASES/current.war" && { [ -z "${2:-}" ] || cmp -s "$2" "$MODULE"; } && is_running && await_ready 2
}

# $1 is the version that serves now; the one before it is kept.
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

# Has WAR $2, with the module $3 if that is given, serve by way of $1, put or start_with; if it does not, what served before
# serves again.
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

# The module that was kept with the WAR $1, if there was one.
beside() {
  local module=${1%.war}.jar
  [ ! -f "$module" ] || echo "$module"
}

# Back to the version before. Its file goes, or a second rollback would go forward again; one named "back" says why.
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
