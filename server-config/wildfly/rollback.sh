#!/usr/bin/env bash
# Takes the node back to the version before the present one; nothing if it is back already. Migrations are not undone:
# each leaves a schema that the version before it works with.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 0 ] || fail "usage: rollback.sh"
is_installed
back
