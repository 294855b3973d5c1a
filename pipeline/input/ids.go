package input

import "crypto/sha256"

// maxIDs is how many ids are remembered, in some 8 bytes each.
const maxIDs = 16_000_000

// keyBytes is how much of an id's hash is held, beyond the two bytes that choose its list: in a run of ten million
// documents the chance that one is wrongly held for repeated is 1 in 1,400.
const keyBytes = 5

// An ids remembers the ids of the documents so far: for each first two bytes of a hash the keys one after the other.
type ids struct {
	keys  [1 << 16][]byte
	count int
}

// repeats reports whether the id was there before, and remembers it.
func (seen *ids) repeats(id string) bool {
	hash := sha256.Sum256([]byte(id))
	keys := &seen.keys[int(hash[0])<<8|int(hash[1])]
	key := [keyBytes]byte(hash[2:])
	for i := 0; i < len(*keys); i += keyBytes {
		if [keyBytes]byte((*keys)[i:]) == key {
			return true
		}
	}
	if seen.count < maxIDs {
		*keys = append(*keys, key[:]...)
		seen.count++
	}
	return false
}
