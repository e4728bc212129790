#!/usr/bin/env bash
# Measures this server: see README.md, or --help.
set -euo pipefail
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$bench/lib.sh"
unset PGHOST PGPORT PGDATABASE PGUSER PGPASSWORD SOHO_DB_URL SOHO_DB_USER SOHO_DB_PASSWORD

declare -A option=(
  [organisations]=20 [customers]=5000 [eans]=3 [warmup]=30 [duration]=10 [connections]=16 [starts]=3
  [port]=18080 [pg-port]=18432 [postgresql]=embedded
  [workloads]='ping me show list_first list_middle list_last eans create_customer create_ean bulk_100 bulk_1000'
  [results]="$bench/results/$(date -u +%Y%m%dT%H%M%SZ)"
)

usage() {
  local name
  echo "usage: bench/run.sh [--OPTION VALUE]…"
  for name in "${!option[@]}"; do echo "  --$name ${option[$name]}"; done | sort
}

while [ $# -gt 0 ]; do
  name=${1#--}
  if [ "$1" = "$name" ] || [ $# -lt 2 ] || [ -z "${option[$name]+known}" ]; then
    usage
    [ "$1" = --help ] || exit 2
    exit 0
  fi
  option[$name]=$2
  shift 2
done

[ -r /proc/self/stat ] || die "needs Linux: CPU and memory are read from /proc"
command -v wrk >/dev/null || die "needs wrk: apt install wrk, dnf install wrk, or https://github.com/wg/wrk"
[[ ${option[postgresql]} =~ ^(embedded|installed)$ ]] || { usage >&2; exit 2; }
build

export PORT=${option[port]} TOKEN=00000000000000000000000000000001 CUSTOMERS=${option[customers]} RUN=0
results=${option[results]}
mkdir -p "$results"
log=$results/server.log
data=$(mktemp -d)
mkdir "$data/tmp"
server=
! answers "$PORT" || die "port $PORT is in use by another server"

# --- PostgreSQL ---------------------------------------------------------------------------------------------------

as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

pg_ctl() {
  as_postgres "$pg_bin/pg_ctl" -w -s -D "$data/postgresql" -l "$data/postgresql.log" "$@"
}

start_installed() {
  pg_bin=${PG_BIN:-$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)}
  [ -x "$pg_bin/initdb" ] || pg_bin=$(pg_config --bindir 2>/dev/null || true)
  [ -x "$pg_bin/initdb" ] || die "no PostgreSQL: install postgresql or set PG_BIN"
  [ "$(id -u)" != 0 ] || chown postgres "$data"
  as_postgres "$pg_bin/initdb" -D "$data/postgresql" -U postgres -A trust -E UTF8 --locale=C >"$results/initdb.log"
  pg_ctl -o "-p ${option[pg-port]} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" start
  export PGHOST=127.0.0.1 PGPORT=${option[pg-port]} PGUSER=postgres PGDATABASE=postgres
}

postmaster() {
  head -1 "$data/postgresql/postmaster.pid"
}

# as the superuser of the embedded PostgreSQL, whose port and password change
fill_embedded() (
  port=$(sed -n 4p "$data/postgresql/postmaster.pid")
  export SOHO_DB_URL="jdbc:postgresql://127.0.0.1:$port/soho" SOHO_DB_USER=postgres
  SOHO_DB_PASSWORD=$(<"$data/password")
  export SOHO_DB_PASSWORD
  fill "$@"
)

fill_installed() (
  database_settings
  fill "$@"
)

# --- the server ---------------------------------------------------------------------------------------------------

start_server() {
  # appended, so that it can be truncated while the server writes
  TMPDIR=$data/tmp "$bench/server.sh" >>"$log" 2>&1 &
  server=$!
  await_answer "$PORT" "$server" || { tail -20 "$log" >&2; die "the server does not start"; }
}

stop_server() {
  [ -z "$server" ] || stop "$server"
  server=
}

# The server logs a line per request. Only failed requests are counted; all lines would fill the disk.
cut_log() {
  grep -aoE '[A-Z]+ [^ ]+ [45][0-9]{2} [0-9]+ us organisation=' "$log" | awk '{ print $1, $2, $3 }' | sort | uniq -c \
    >>"$results/failures.txt" || true
  grep -av ' request=' "$log" >>"$results/server.kept.log" || true
  : >"$log"
}

finish() {
  stop_server
  if [ -f "$data/postgresql/postmaster.pid" ]; then
    if [ "${option[postgresql]}" = installed ]; then pg_ctl -m fast stop; else kill -INT "$(postmaster)"; fi || true
  fi
  cut_log 2>/dev/null || true
  mv -f "$results/server.kept.log" "$log" 2>/dev/null || true
  rm -rf "$data"
}
trap finish EXIT
trap 'die "interrupted"' INT TERM

# --- measuring ----------------------------------------------------------------------------------------------------

# shoot SECONDS WORKLOAD: prints requests, seconds, p50 and p99 in ms, failures, bytes
shoot() {
  RUN=$((RUN + 1))
  WORKLOAD=$2 wrk -t1 -c"${option[connections]}" -d"$1s" --timeout 30s -s "$bench/load.lua" "http://127.0.0.1:$PORT" \
    >"$data/wrk" || die "wrk failed"
  sed -n 's/^RESULT //p' "$data/wrk"
}

measure_start() {
  local before=$EPOCHREALTIME
  start_server
  awk -v from="$before" -v to="$EPOCHREALTIME" -v mb="$(peak_mb "$server")" \
    'BEGIN { printf "%.1f\t%d\n", to - from, mb }' >>"$results/starts.tsv"
}

# measure WORKLOAD: one row of the table
measure() {
  local workload=$1 server_ticks pg_ticks
  [ "${option[warmup]}" = 0 ] || shoot "${option[warmup]}" "$workload" >/dev/null
  kill -0 "$server" 2>/dev/null || die "the server has ended, see $log"
  server_ticks=$(process_ticks "$server") pg_ticks=$(postgresql_ticks "$postmaster")
  shoot "${option[duration]}" "$workload" >"$data/result"
  kill -0 "$server" 2>/dev/null || die "the server has ended, see $log"
  server_ticks=$(($(process_ticks "$server") - server_ticks))
  pg_ticks=$(($(postgresql_ticks "$postmaster") - pg_ticks))
  awk -v workload="$workload" -v server="$server_ticks" -v pg="$pg_ticks" -v hz="$(getconf CLK_TCK)" \
    -v mb="$(peak_mb "$server")" -v OFS='\t' '
      function each(value) { return $1 == 0 ? "-" : sprintf("%.0f", value / $1) }
      { print workload, sprintf("%.0f", $1 / $2), $3, $4, $5, each(server * 1e6 / hz), each(pg * 1e6 / hz),
          each($6), mb }' "$data/result"
  cut_log
}

describe() {
  date -u +%FT%TZ
  git -C "$project" log -1 --format='commit %h %s' 2>/dev/null || true
  "$bench_java" -version 2>&1 | head -1
  echo "$(nproc) cores of$(sed -n 's/^model name.*://p' /proc/cpuinfo | head -1)"
  echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)"
  for name in "${!option[@]}"; do echo "--$name ${option[$name]}"; done | sort
}

table() {
  column -t -s $'\t' "$1"
}

describe | tee "$results/run.txt"
[ "${option[postgresql]}" = embedded ] || start_installed
export SOHO_DATA_DIR=$data
start_server
"fill_${option[postgresql]}" "${option[organisations]}" "${option[customers]}" "${option[eans]}"
stop_server
# forces a checkpoint, so that no writes of the filling remain while a workload is measured
[ "${option[postgresql]}" = embedded ] || pg_ctl -m fast restart

printf 'start_s\trss_mb\n' >"$results/starts.tsv"
for ((i = 0; i < option[starts]; i++)); do
  stop_server
  measure_start
done
[ -n "$server" ] || start_server
postmaster=$(postmaster)
table "$results/starts.tsv"

printf 'workload\trps\tp50_ms\tp99_ms\tfailures\tserver_us\tpg_us\tbytes\tpeak_rss_mb\n' >"$results/workloads.tsv"
for workload in ${option[workloads]}; do
  # no pipe, which would increment RUN in a subshell
  measure "$workload" >"$data/row"
  tee -a "$results/workloads.tsv" <"$data/row"
done
echo
table "$results/workloads.tsv"
echo "in $results"
