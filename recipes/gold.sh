#!/bin/sh
# Trains a model from gold/ alone, which everyone has who has this repository, and measures it.
# Usage: recipes/gold.sh [OUTPUT], from the root of the repository.
set -eu
output=${1:-gold.model}
go run ./cmd/roster train -o "$output" --name gold --note "Trained on gold/ alone (CC0)." \
	--dev testdata/dev/written-dev.jsonl gold
