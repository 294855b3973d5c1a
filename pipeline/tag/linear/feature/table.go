package feature

import (
	"math/bits"
	"slices"
)

// A table maps 32-bit keys to small values by open addressing. A key is the upper half of a hash; 0 is not a key.
// The slot of a key is given by its upper bits, so that filling a table in key order walks through memory once.
type table struct {
	keys   []uint32
	values []uint32
	shift  uint
}

// keyOf is the key of a hash.
func keyOf(h uint64) uint32 { return max(uint32(h>>32), 1) }

// newTable makes a table of distinct keys; value i belongs to keys[i].
func newTable(keys []uint32, value func(i int) uint32) table {
	width := max(4, bits.Len(uint(2*len(keys))))
	t := table{keys: make([]uint32, 1<<width), values: make([]uint32, 1<<width), shift: uint(32 - width)}
	for i, k := range keys {
		s := t.slot(k)
		t.keys[s], t.values[s] = k, value(i)
	}
	return t
}

// slot is where the key stands or would stand.
func (t *table) slot(key uint32) int {
	s := int(key >> t.shift)
	for t.keys[s] != 0 && t.keys[s] != key {
		s = (s + 1) & (len(t.keys) - 1)
	}
	return s
}

// get returns the value of a hash and whether there is one.
func (t *table) get(h uint64) (uint32, bool) {
	if t.keys == nil {
		return 0, false
	}
	s := t.slot(keyOf(h))
	return t.values[s], t.keys[s] != 0
}

// sorted returns the keys in order with their values.
func (t *table) sorted() (keys, values []uint32) {
	for _, k := range t.keys {
		if k != 0 {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		values = append(values, t.values[t.slot(k)])
	}
	return keys, values
}
