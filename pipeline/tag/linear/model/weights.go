package model

import (
	"iter"
	"math/bits"

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

// Neutral is a row of zero weights.
var Neutral = Row{0x8080808080808080, 0x8080808080808080, 0x8080808080808080}

// Weights maps features to rows by open addressing on 32 bits of their hash. A feature that the model does not have
// meets a foreign row with a chance of 1 in 10,000.
//
// Lookups wait for memory most of the time. So the table that is searched is small: a slot holds the number of a row
// plus one in its low bits, and a part of the key, the fingerprint, in the others; 0 is empty. The rows, which have the
// key too, lie densely and fill half a cache line each.
type Weights struct {
	slots []uint32
	rows  []keyedRow
	shift uint // of a key, gives its first slot
	bits  uint // of a slot, that hold the row
}

type keyedRow struct {
	key uint32
	Row
}

// Key is what Weights know a feature by.
func Key(feature uint64) uint32 { return max(uint32(feature>>32), 1) }

// NewWeights makes the table of distinct keys; keys must be sorted, rows[i] belongs to keys[i].
func NewWeights(keys []uint32, rows []Row) *Weights {
	w := newWeights(keys)
	for i := range rows {
		w.rows[i].Row = rows[i]
	}
	return w
}

func newWeights(keys []uint32) *Weights {
	width := max(4, bits.Len(uint(2*len(keys))))
	w := &Weights{
		slots: make([]uint32, 1<<width), rows: make([]keyedRow, len(keys)),
		shift: uint(32 - width), bits: uint(bits.Len(uint(len(keys)))),
	}
	for i, k := range keys {
		w.rows[i] = keyedRow{k, Neutral}
		s := int(k >> w.shift)
		for w.slots[s] != 0 {
			s = (s + 1) & (len(w.slots) - 1)
		}
		w.slots[s] = k<<w.bits | uint32(i+1)
	}
	return w
}

// Find returns the row of a feature, Neutral where the model has none.
func (w *Weights) Find(feature uint64) *Row {
	key := Key(feature)
	if row := w.from(key, w.slots[key>>w.shift]); row != nil {
		return row
	}
	return &Neutral
}

// from searches for a key whose first slot holds v.
func (w *Weights) from(key, v uint32) *Row {
	low := uint32(1)<<w.bits - 1
	mask := len(w.slots) - 1
	for s := int(key >> w.shift); v != 0; v = w.slots[s] {
		if v&^low == key<<w.bits {
			if row := &w.rows[v&low-1]; row.key == key {
				return &row.Row
			}
		}
		s = (s + 1) & mask
	}
	return nil
}

// block is how many features are looked up at a time.
const block = 16

// Append appends the rows of those of the features that the model has. The first slots of a block of features are read
// before any is looked at, so that the processor can fetch them all at once.
func (w *Weights) Append(dst []*Row, features []uint64) []*Row {
	var first [block]uint32
	for len(features) > 0 {
		n := min(block, len(features))
		for i, f := range features[:n] {
			first[i] = w.slots[Key(f)>>w.shift]
		}
		for i, f := range features[:n] {
			if first[i] == 0 {
				continue
			}
			if row := w.from(Key(f), first[i]); row != nil {
				dst = append(dst, row)
			}
		}
		features = features[n:]
	}
	return dst
}

// Len is the number of features.
func (w *Weights) Len() int { return len(w.rows) }

// All yields the keys of the features, in order, with their rows.
func (w *Weights) All() iter.Seq2[uint32, Row] {
	return func(yield func(uint32, Row) bool) {
		for _, r := range w.rows {
			if !yield(r.key, r.Row) {
				return
			}
		}
	}
}

// appendBinary appends the keys in order, then for every tag the column of its weights.
func (w *Weights) appendBinary(dst []byte) []byte {
	keys := make([]uint32, 0, len(w.rows))
	for _, r := range w.rows {
		keys = append(keys, r.key)
	}
	dst = wire.AppendKeys(dst, keys)
	for t := range tagset.Tag(tagset.Count) {
		for i := range w.rows {
			dst = append(dst, byte(int8(w.rows[i].At(t))))
		}
	}
	return dst
}

func readWeights(r *wire.Reader) *Weights {
	keys := r.Keys()
	if len(keys) > 0 && keys[0] == 0 {
		r.Fail("key 0 is reserved")
		return nil
	}
	w := newWeights(keys)
	for t := range tagset.Tag(tagset.Count) {
		shift := 8 * (t % 8)
		for i, b := range r.Bytes(len(keys)) {
			if b == 0x80 {
				r.Fail("weight -128 is out of range")
				return nil
			}
			// Adding 128 to a byte flips its top bit.
			w.rows[i].Row[t/8] ^= uint64(b) << shift
		}
	}
	return w
}
