#!/usr/bin/env bash
# Builds the server from scratch, without running its tests, and prepares it for a fast start.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn -q -B -DskipTests clean package
export JAVA_HOME=${BENCH_JAVA_HOME:-${JAVA_HOME:-}}
exec sh server-config/payara-micro/prepare.sh target/enbro-soho.jar target/started
