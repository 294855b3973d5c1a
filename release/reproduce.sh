#!/usr/bin/env bash
# Builds the release files twice, the second time from a clone in another folder and with nothing compiled before, and
# compares the bytes.
#
#   release/reproduce.sh [OS/ARCH…]
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
git clone -q . "$scratch/first"
git clone -q "$scratch/first" "$scratch/a second, elsewhere" # the same commit, whatever happens here
"$scratch/first/release/build.sh" dist "$@"
GOCACHE=$scratch/cache "$scratch/a second, elsewhere/release/build.sh" dist "$@" >/dev/null
diff "$scratch/first/dist/SHA256SUMS" "$scratch/a second, elsewhere/dist/SHA256SUMS"
echo "the second build has the same bytes"
