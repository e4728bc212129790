#!/usr/bin/env bash
# Builds the version that was released last, which UpgradeIT runs beside this one: target/previous/target/enbro-soho.jar.
set -euo pipefail
cd "$(dirname "$0")/.."

commit=$(cat .ci/previous-version)
directory=target/previous
if [ -f "$directory/$commit" ]; then
  exit
fi
git cat-file -e "$commit^{commit}" 2>/dev/null || git fetch -q --unshallow || true
rm -rf "$directory"
mkdir -p "$directory"
git archive "$commit" | tar -x -C "$directory"
mvn -B -ntp -q -f "$directory/pom.xml" -DskipTests package
touch "$directory/$commit"
