#!/usr/bin/env bash
# Returns to the previous version; does nothing if that is already the case. Migrations are not undone: each leaves a
# schema that the previous version works with.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -eq 0 ] || fail "usage: rollback.sh"
is_installed
back
