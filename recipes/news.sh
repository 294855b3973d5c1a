#!/bin/sh
# Trains the model "news" from gold/ and all training corpora in the folder DATA; see docs/model.md for their terms.
# Usage: recipes/news.sh DATA [OUTPUT], from the root of the repository. On amd64 the result is the built-in model, bit
# for bit, with any number of cores.
set -eu
data=${1:?usage: recipes/news.sh DATA [OUTPUT]}
output=${2:-pipeline/tag/linear/models/news.model}
go run ./cmd/roster train -o "$output" --name news \
	--note "Trained on corpora some of which are for research or not for commercial use; see docs/model.md. The model holds no text." \
	news="$data/roles-train.jsonl" \
	news="$data/ww-train.jsonl" \
	news=recipes/ww-train-roles.jsonl \
	news=gold \
	news="$data/radio.jsonl" \
	news="$data/gmb-silver.jsonl" \
	news=recipes/silver.jsonl \
	wire="$data/conll03-train.jsonl" \
	wiki="$data/wikineural.jsonl" \
	wiki="$data/crossner-other.jsonl" \
	wiki="$data/crossner-politics-train.jsonl" \
	wiki="$data/re3d-train.jsonl" \
	wiki=recipes/silver-roles.jsonl \
	social="$data/btc.jsonl" \
	social="$data/wnut17-train.jsonl"
