#!/usr/bin/env bash
# Times the linear tagger and the prototype that it was written after, one after the other, on the same news. Needs the
# prototype and the development data beside the repository, and says so where they are not there. About three minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

study=../shared/study/linear-tagger
gold=../shared/gold
if [[ ! -d $study || ! -d $gold ]]; then
  printf 'SKIPPED: %s or %s is not here\n' "$study" "$gold"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

printf '== prototype: trained, then timed on ww-dev\n'
(cd "$study" && go build -o "$work/prototype" .)
(cd "$study" && "$work/prototype" -name best -sh -lr 0.03 -drop 0.2 -l2 0.003 -epochs 3 -pass2 4 -joint -dom -test ww-dev 2>"$work/log") |
  grep -E 'cold caches two|two=true types|two=true regions=true warm'

printf '== ours: on ww-dev, which is the last quarter of what it reads\n'
cat "$gold/ww-train.jsonl" "$gold/ww-dev.jsonl" >"$work/news.jsonl"
ROSTER_BENCH_GOLD="$work/news.jsonl" go test ./pipeline/tag/linear -run '^$' -bench 'Tag' -benchtime 10x -cpu 1 | grep '^Bench'
