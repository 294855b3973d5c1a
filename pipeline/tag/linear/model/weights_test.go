package model

import (
	"slices"
	"testing"
)

// Keys may crowd: more of them share their upper bits than are compared at once, and none may be there at all.
func TestLookUp(t *testing.T) {
	var crowded []uint32
	for k := range uint32(11) {
		crowded = append(crowded, 0xabcd0000+k*k)
	}
	tests := []struct {
		name string
		keys []uint32
	}{
		{"none", nil},
		{"first and last", []uint32{1, 0xffffffff}},
		{"crowded", crowded},
		{"the same lower bits", []uint32{0x00010007, 0x00020007, 0x00030007}},
	}
	for _, test := range tests {
		rows := make([]Row, len(test.keys))
		features := []uint64{0x12345678 << 32}
		for i, k := range test.keys {
			rows[i] = Row{uint64(i)}
			features = append(features, uint64(k)<<32, uint64(k-1)<<32|1)
		}
		w := NewWeights(test.keys, rows)
		var want []Row
		for _, f := range features {
			if i, ok := slices.BinarySearch(test.keys, Key(f)); ok {
				want = append(want, rows[i])
				if got := w.Find(f); *got != rows[i] {
					t.Errorf("%s: Find(%x) is %v, want %v", test.name, f, got, rows[i])
				}
			}
		}
		var got []Row
		for _, r := range w.Append(nil, features) {
			got = append(got, *r)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: Append gives %v, want %v", test.name, got, want)
		}
		var all []uint32
		for k := range w.All() {
			all = append(all, k)
		}
		if !slices.Equal(all, test.keys) {
			t.Errorf("%s: All yields %x, want %x", test.name, all, test.keys)
		}
	}
}
