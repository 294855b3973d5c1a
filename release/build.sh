#!/usr/bin/env bash
# Builds the release files into a folder: a program for each system, the licences of all that is in them, checksums.
#
#   release/build.sh [FOLDER] [OS/ARCH…]     default: dist, and the six systems below
#
# Needs Go and git. The same commit and the same Go give the same bytes, wherever the checkout lies.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-dist}
systems=("${@:2}")
if [[ ${#systems[@]} == 0 ]]; then
  systems=(linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64)
fi

# Nothing of the builder's own settings gets in.
export CGO_ENABLED=0 GOFLAGS= GOWORK=off GOEXPERIMENT= GOAMD64=v1 GOARM64=v8.0 LC_ALL=C
commit=$(git rev-parse --short=12 HEAD)
git diff --quiet HEAD -- || commit+=" with changes"

mkdir -p "$folder"
rm -f "$folder"/roster_* "$folder"/LICENSES.txt "$folder"/SHA256SUMS
for system in "${systems[@]}"; do
  os=${system%/*} arch=${system#*/}
  program=$folder/roster_${os}_$arch
  [[ $os == windows ]] && program+=.exe
  GOOS=$os GOARCH=$arch go build -trimpath -buildvcs=false -ldflags "-s -w -X 'main.revision=$commit'" -o "$program" ./cmd/roster
done
release/licences.sh "${systems[@]}" >"$folder/LICENSES.txt"
(cd "$folder" && sha256sum roster_* LICENSES.txt | tee SHA256SUMS)
