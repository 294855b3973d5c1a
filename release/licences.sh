#!/usr/bin/env bash
# Prints the licence of Roster, of Go and of every module that is linked into the program for the given systems, then
# what the embedded lists and models were made of.
#
#   release/licences.sh OS/ARCH…
set -euo pipefail
cd "$(dirname "$0")/.."

heading() { printf '\n%s\n%s\n\n' "$1" "$(tr -c '\n' '=' <<<"$1")"; }

# module prints the licence files of a folder; there must be one.
module() {
  heading "$1"
  local found=
  for file in "$2"/LICENSE* "$2"/LICENCE* "$2"/COPYING* "$2"/NOTICE* "$2"/PATENTS* "$2"/THIRD_PARTY_LICENSES*; do
    [[ -e $file ]] || continue
    found=yes
    if [[ -f $file ]]; then cat "$file"; else find "$file" -type f | sort | xargs cat; fi
    echo
  done
  if [[ -z $found ]]; then
    echo "no licence file in $1" >&2
    exit 1
  fi
}

heading Roster
cat LICENSE
module "Go $(go env GOVERSION)" "$(go env GOROOT)"
modules=$(for system in "$@"; do
  GOOS=${system%/*} GOARCH=${system#*/} CGO_ENABLED=0 go list -deps \
    -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}' ./cmd/roster
done | sort -u)
while read -r path version dir; do
  module "$path $version" "$dir"
done <<<"$modules"
heading "Embedded rules and lists"
cat rules/core/README.md
heading "Embedded models"
cat docs/model.md
