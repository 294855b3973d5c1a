package model

import (
	"iter"
	"math/bits"
	"slices"

	"roster/pipeline/tag/linear/tagset"
	"roster/pipeline/tag/linear/wire"
)

// Scale is the weight of one unit: weights are multiples of 1/Scale in [-127/Scale, 127/Scale].
const Scale = 32

// Lanes is the number of weights in a Row; the last ones are unused.
const Lanes = 24

// A Row holds a feature's weights for all tags, each a byte with 128 added: tag t is byte t%8 of word t/8.
type Row [Lanes / 8]uint64

// Set stores the weight of a tag, which must be in -127..127.
func (r *Row) Set(t tagset.Tag, w int) {
	shift := 8 * (t % 8)
	r[t/8] = r[t/8]&^(0xff<<shift) | uint64(w+128)<<shift
}

// At returns the weight of a tag.
func (r *Row) At(t tagset.Tag) int { return int(r[t/8]>>(8*(t%8))&0xff) - 128 }

// neutral is a row of zero weights.
var neutral = Row{0x8080808080808080, 0x8080808080808080, 0x8080808080808080}

// Weights maps features to rows by open addressing on 32 bits of their hash. A feature that the model does not have
// meets a foreign row with a chance of 1 in 10,000.
type Weights struct {
	keys  []uint32
	rows  []Row
	shift uint
	count int
}

// Key is what Weights know a feature by.
func Key(feature uint64) uint32 { return max(uint32(feature>>32), 1) }

// NewWeights makes the table of distinct keys; keys must be sorted, rows[i] belongs to keys[i].
func NewWeights(keys []uint32, rows []Row) *Weights {
	width := max(4, bits.Len(uint(2*len(keys))))
	w := &Weights{
		keys: make([]uint32, 1<<width), rows: make([]Row, 1<<width),
		shift: uint(32 - width), count: len(keys),
	}
	for i, k := range keys {
		s := w.slot(k)
		w.keys[s], w.rows[s] = k, rows[i]
	}
	return w
}

func (w *Weights) slot(key uint32) int {
	s := int(key >> w.shift)
	for w.keys[s] != 0 && w.keys[s] != key {
		s = (s + 1) & (len(w.keys) - 1)
	}
	return s
}

// Find returns the row of a feature, nil where the model has none.
func (w *Weights) Find(feature uint64) *Row {
	key := Key(feature)
	mask := len(w.keys) - 1
	s := int(key>>w.shift) & mask
	for {
		switch w.keys[s] {
		case key:
			return &w.rows[s]
		case 0:
			return nil
		}
		s = (s + 1) & mask
	}
}

// Len is the number of features.
func (w *Weights) Len() int { return w.count }

// All yields the keys of the features, in order, with their rows.
func (w *Weights) All() iter.Seq2[uint32, Row] {
	return func(yield func(uint32, Row) bool) {
		for _, k := range w.sorted() {
			if !yield(k, w.rows[w.slot(k)]) {
				return
			}
		}
	}
}

func (w *Weights) sorted() []uint32 {
	keys := make([]uint32, 0, w.count)
	for _, k := range w.keys {
		if k != 0 {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}

// appendBinary appends the keys in order, then for every tag the column of its weights.
func (w *Weights) appendBinary(dst []byte) []byte {
	keys := w.sorted()
	dst = wire.AppendKeys(dst, keys)
	for t := range tagset.Tag(tagset.Count) {
		for _, k := range keys {
			dst = append(dst, byte(int8(w.rows[w.slot(k)].At(t))))
		}
	}
	return dst
}

func readWeights(r *wire.Reader) *Weights {
	keys := r.Keys()
	rows := make([]Row, len(keys))
	for i := range rows {
		rows[i] = neutral
	}
	for t := range tagset.Tag(tagset.Count) {
		column := r.Bytes(len(keys))
		shift := 8 * (t % 8)
		for i, b := range column {
			if int8(b) == -128 {
				r.Fail("weight -128 is out of range")
				return nil
			}
			// Adding 128 to a byte flips its top bit.
			rows[i][t/8] ^= uint64(b) << shift
		}
	}
	if len(keys) > 0 && keys[0] == 0 {
		r.Fail("key 0 is reserved")
	}
	if r.Err() != nil {
		return nil
	}
	return NewWeights(keys, rows)
}
