#!/usr/bin/env bash
# Takes the node back to the version before the present one; nothing if it is back already. Migrations are not undone:
# each leaves a schema that the version before it works with.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ -f "$RELEASES/previous.war" ] || exit 0
"$here/upgrade.sh" "$RELEASES/previous.war"
# What upgrade.sh kept is the version that was given up: a second rollback would go forward to it.
rm "$RELEASES/previous.war"
