package feature

import "math/bits"

// A keySet is a set of 32-bit keys in their order. A key is the upper half of a hash, so that keys are spread evenly; 0
// is not a key. To find one, the set knows where those begin that share the upper bits: one or two, side by side.
type keySet struct {
	keys   []uint32
	starts []uint32 // by upper bits: the first key that has those or higher ones
	shift  uint     // of a key, gives its upper bits
}

// keyOf is the key of a hash.
func keyOf(h uint64) uint32 { return max(uint32(h>>32), 1) }

// newKeySet makes a set of distinct, sorted keys, which it keeps.
func newKeySet(keys []uint32) keySet {
	width := max(1, bits.Len(uint(len(keys)/2)))
	s := keySet{keys: keys, starts: make([]uint32, 1<<width+1), shift: uint(32 - width)}
	next := 0
	for i, k := range keys {
		for ; next <= int(k>>s.shift); next++ {
			s.starts[next] = uint32(i)
		}
	}
	for ; next < len(s.starts); next++ {
		s.starts[next] = uint32(len(keys))
	}
	return s
}

// find returns the index of a hash's key and whether it is there.
func (s *keySet) find(h uint64) (int, bool) {
	if len(s.keys) == 0 {
		return 0, false
	}
	key := keyOf(h)
	at := key >> s.shift
	for i, k := range s.keys[s.starts[at]:s.starts[at+1]] {
		if k == key {
			return int(s.starts[at]) + i, true
		}
	}
	return 0, false
}
