#!/usr/bin/env bash
# Judges the crates by deny.toml: their licences, where they come from, how many versions there are of each, and what is
# known against them.
#   deny.sh FOLDER     FOLDER is where cargo-deny is, or is built into on first use (2 to 5 minutes)
# Exit: 0 nothing to complain of, 1 something, 2 cargo-deny cannot be had.
set -euo pipefail
VERSION=0.20.2

folder=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")/../.."
export PATH=$folder/bin:$PATH
# The version that is pinned, whatever else the machine has.
[ "$("$folder/bin/cargo-deny" --version 2>/dev/null)" = "cargo-deny $VERSION" ] ||
    cargo install cargo-deny --version "$VERSION" --locked --root "$folder" ||
    { echo "deny.sh: cargo-deny $VERSION could not be built" >&2; exit 2; }

deny() { cargo deny --locked --config tests/supply/deny.toml "$@"; }
status=0
deny check --deny unnecessary-skip --deny unmatched-skip --hide-inclusion-graph licenses bans sources || status=1
# The advisories lie in a database of their own. Without it nothing is known, which is not the same as nothing found.
if deny fetch db 2>/dev/null; then
    deny check --hide-inclusion-graph advisories || status=1
else
    echo "advisories NOT CHECKED: their database cannot be reached from here"
fi
exit "$status"
