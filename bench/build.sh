#!/usr/bin/env bash
# Builds the server anew, without its tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec mvn -q -B -DskipTests package
