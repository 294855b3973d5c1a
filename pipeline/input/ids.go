package input

import (
	"hash/fnv"
	"io"
)

// maxIDs is how many ids are remembered: enough for ten million articles, in some 200 MB.
const maxIDs = 12_000_000

// An ids remembers the ids of the documents so far, by 8 bytes each: in a run of ten million the chance that one is
// wrongly held for repeated is 3 in a million.
type ids map[uint64]struct{}

// repeats reports whether the id was there before, and remembers it.
func (seen ids) repeats(id string) bool {
	h := fnv.New64a()
	io.WriteString(h, id)
	sum := h.Sum64()
	if _, ok := seen[sum]; ok {
		return true
	}
	if len(seen) < maxIDs {
		seen[sum] = struct{}{}
	}
	return false
}
