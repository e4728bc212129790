#!/usr/bin/env bash
# Lints the descriptions, then generates, compiles and packs the clients of the partner's API into target/clients, and
# calls a server with those for Java and TypeScript. Needs target/enbro-soho.jar, Node.js 18.17 or later, npm and
# Python 3.
set -euo pipefail
cd "$(dirname "$0")/.."
clients=$PWD/target/clients
log=$clients/server.log

start_server() {
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  env -u SOHO_DB_URL -u SOHO_DB_USER -u SOHO_DB_PASSWORD SOHO_DATA_DIR="$clients/server" \
    java -jar target/enbro-soho.jar --port "$port" >"$log" 2>&1 &
  server=$!
  trap stop_server EXIT
  export SOHO_URL=http://127.0.0.1:$port
}

stop_server() {
  kill "$server" 2>/dev/null || true
  wait "$server" || true
}

await_server() {
  local seconds=0
  until grep -q 'is ready on' "$log"; do
    if ! kill -0 "$server" 2>/dev/null || [ $((seconds += 1)) -gt 60 ]; then
      echo "The server is not ready:" >&2
      cat "$log" >&2
      exit 1
    fi
    sleep 1
  done
  SOHO_TOKEN=$(sed -n '/.*Bearer \([0-9a-f]\{32\}\)".*/{s//\1/p;q}' "$log")
  export SOHO_TOKEN
}

in_typescript() {
  (cd src/clients/typescript && "$@")
}

rm -rf "$clients"
mkdir -p "$clients"
start_server

in_typescript npm ci --no-audit --no-fund --no-update-notifier
in_typescript npm run --silent lint
in_typescript npm run --silent generate
in_typescript npm run --silent build

await_server
mvn -B -ntp -q -f src/clients/pom.xml verify
in_typescript npm run --silent scenario

cp "$clients"/java/enbro-soho-client-java{,-sources}.jar "$clients"
in_typescript npm pack --silent --pack-destination "$clients"
cd "$clients/python/generated"
PYTHONPYCACHEPREFIX=$clients/python/cache python3 -m compileall -q enbro_soho_client
python3 -m zipfile -c "$clients/enbro-soho-client-python.zip" README.md docs enbro_soho_client pyproject.toml
ls -l "$clients"/enbro-soho-client-*
