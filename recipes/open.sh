#!/bin/sh
# Trains the model "open" from gold/ and the corpora in the folder DATA whose terms allow any use; see docs/model.md.
# Usage: recipes/open.sh DATA [OUTPUT], from the root of the repository. On amd64 the result is the built-in model, bit
# for bit, with any number of cores.
set -eu
data=${1:?usage: recipes/open.sh DATA [OUTPUT]}
output=${2:-pipeline/tag/linear/models/open.model}
go run ./cmd/roster train -o "$output" --name open \
	--note "Trained on gold/ (CC0), radio and texts of the Groningen Meaning Bank (public domain), CrossNER (MIT), re3d (open licences), BTC and WNUT 2017 (CC BY 4.0). Any use; name the CC BY sources." \
	news=gold \
	news="$data/radio.jsonl" \
	wiki="$data/crossner-other.jsonl" \
	wiki="$data/crossner-politics-train.jsonl" \
	wiki="$data/re3d-train.jsonl" \
	social="$data/btc.jsonl" \
	social="$data/wnut17-train.jsonl" \
	"$data/gmb-silver.jsonl" \
	recipes/silver-open.jsonl
