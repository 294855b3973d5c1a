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

// Weights maps features to rows by 32 bits of their hash. A feature that the model does not have meets a foreign row
// with a chance of 1 in 10,000.
//
// Look-ups wait for memory most of the time. So the rows lie densely, in the order of their keys, which are spread
// evenly, and a small table says where those begin that share the upper bits of their keys: one or two, side by side.
type Weights struct {
	rows   []keyedRow
	starts []uint32 // by upper bits of the key: the first row that has those or higher ones
	shift  uint     // of a key, gives its upper bits
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
	width := max(1, bits.Len(uint(len(keys)/2)))
	w := &Weights{rows: make([]keyedRow, len(keys)), starts: make([]uint32, 1<<width+1), shift: uint(32 - width)}
	next := 0
	for i, k := range keys {
		w.rows[i] = keyedRow{k, Neutral}
		for ; next <= int(k>>w.shift); next++ {
			w.starts[next] = uint32(i)
		}
	}
	for ; next < len(w.starts); next++ {
		w.starts[next] = uint32(len(keys))
	}
	return w
}

// Find returns the row of a feature, Neutral where the model has none.
func (w *Weights) Find(feature uint64) *Row {
	key := Key(feature)
	at := key >> w.shift
	if row := w.between(key, w.starts[at], w.starts[at+1]); row != nil {
		return row
	}
	return &Neutral
}

// between searches for a key among the rows from first to end.
func (w *Weights) between(key, first, end uint32) *Row {
	for i := first; i < end; i++ {
		if row := &w.rows[i]; row.key == key {
			return &row.Row
		}
	}
	return nil
}

// block is how many features are looked up at a time.
const block = 16

// Append appends the rows of those of the features that the model has. The starts of a block of features are read
// before any row is looked at, so that the processor can fetch them all at once.
func (w *Weights) Append(dst []*Row, features []uint64) []*Row {
	var first, end [block]uint32
	for len(features) > 0 {
		n := min(block, len(features))
		for i, f := range features[:n] {
			at := Key(f) >> w.shift
			first[i], end[i] = w.starts[at], w.starts[at+1]
		}
		for i, f := range features[:n] {
			if row := w.between(Key(f), first[i], end[i]); row != nil {
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
	var columns [tagset.Count][]byte
	for t := range columns {
		columns[t] = r.Bytes(len(keys))
	}
	if r.Err() != nil {
		return nil
	}
	w := newWeights(keys)
	for start := 0; start < len(keys); start += rowsAtATime {
		end := min(len(keys), start+rowsAtATime)
		for t, column := range columns {
			if !fill(w.rows[start:end], tagset.Tag(t), column[start:end]) {
				r.Fail("weight -128 is out of range")
				return nil
			}
		}
	}
	return w
}

// rowsAtATime is how many rows are filled tag by tag: so many that they stay in the processor's first cache.
const rowsAtATime = 512

// fill sets a tag's weights, which are signed bytes, in rows that are Neutral, and reports whether all are in
// -127..127.
func fill(rows []keyedRow, t tagset.Tag, column []byte) bool {
	word, shift, valid := t/8, 8*(t%8), true
	for i, b := range column {
		// Adding 128 to a byte flips its top bit.
		rows[i].Row[word] ^= uint64(b) << shift
		valid = valid && b != 0x80
	}
	return valid
}
