package model

import (
	"encoding/binary"
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

// Neutral is a row of zero weights.
var Neutral = Row{0x8080808080808080, 0x8080808080808080, 0x8080808080808080}

// Weights maps features to rows by 32 bits of their hash. A feature that the model does not have meets a foreign row
// with a chance of 1 in 10,000.
//
// Rows lie in the order of their keys, which are spread evenly. A small table says where those begin that share the upper
// bits of their keys, one or two mostly, and the lower bits lie apart, so that four keys are compared at once: a look-up
// takes no branch that the processor could guess wrong.
type Weights struct {
	rows   []Row
	lower  []byte   // the lower bits of each row's key, two bytes each, and padding
	starts []uint32 // by upper bits of the key: the first row that has those or higher ones
	shift  uint     // of a key, gives its upper bits
}

// Key is what Weights know a feature by.
func Key(feature uint64) uint32 { return max(uint32(feature>>32), 1) }

// NewWeights makes the table of distinct keys; keys must be sorted, rows[i] belongs to keys[i].
func NewWeights(keys []uint32, rows []Row) *Weights {
	w := newWeights(keys)
	copy(w.rows, rows)
	return w
}

const (
	lowerBits = 16 // of a key, in Weights.lower; the upper bits are at least the others
	together  = 64 / lowerBits
)

func newWeights(keys []uint32) *Weights {
	width := max(32-lowerBits, bits.Len(uint(len(keys)/2)))
	w := &Weights{
		rows: make([]Row, len(keys)), lower: make([]byte, 0, 2*(len(keys)+together)),
		starts: make([]uint32, 1<<width+1), shift: uint(32 - width),
	}
	next := 0
	for i, k := range keys {
		w.rows[i] = Neutral
		w.lower = binary.LittleEndian.AppendUint16(w.lower, uint16(k))
		for ; next <= int(k>>w.shift); next++ {
			w.starts[next] = uint32(i)
		}
	}
	for ; next < len(w.starts); next++ {
		w.starts[next] = uint32(len(keys))
	}
	w.lower = w.lower[:cap(w.lower)]
	return w
}

// Find returns the row of a feature, Neutral where the model has none.
func (w *Weights) Find(feature uint64) *Row {
	key := Key(feature)
	at := key >> w.shift
	if i, n := w.among(key, w.starts[at], w.starts[at+1]); n == 1 {
		return &w.rows[i]
	}
	return &Neutral
}

// among searches for a key among the rows from first to end, which are all that share its upper bits. It returns the
// row, and 1 where there is one, else 0.
func (w *Weights) among(key, first, end uint32) (row uint32, n int) {
	const ones = 1<<(3*lowerBits) | 1<<(2*lowerBits) | 1<<lowerBits | 1
	for ; ; first += together {
		// The lowest part of differ that is 0 gives the lowest part of equal that has its top bit.
		differ := binary.LittleEndian.Uint64(w.lower[2*first:]) ^ uint64(uint16(key))*ones
		equal := (differ - ones) &^ differ & (ones << (lowerBits - 1))
		row = first + uint32(bits.TrailingZeros64(equal)/lowerBits)
		if row < first+together || end <= first+together {
			return row, int((int64(row)-int64(end))>>63) & 1
		}
	}
}

// Append appends the rows of those of the features that the model has.
func (w *Weights) Append(dst []*Row, features []uint64) []*Row {
	if len(w.rows) == 0 {
		return dst
	}
	found := len(dst)
	dst = slices.Grow(dst, len(features)+1)[:found+len(features)+1]
	for _, f := range features {
		key := Key(f)
		at := key >> w.shift
		i, n := w.among(key, w.starts[at], w.starts[at+1])
		dst[found] = &w.rows[min(int(i), len(w.rows)-1)]
		found += n
	}
	return dst[:found]
}

// Len is the number of features.
func (w *Weights) Len() int { return len(w.rows) }

// All yields the keys of the features, in order, with their rows.
func (w *Weights) All() iter.Seq2[uint32, Row] {
	return func(yield func(uint32, Row) bool) {
		for at := range uint32(len(w.starts) - 1) {
			for i := w.starts[at]; i < w.starts[at+1]; i++ {
				lower := uint32(binary.LittleEndian.Uint16(w.lower[2*i:]))
				if !yield(at<<w.shift|lower&(1<<w.shift-1), w.rows[i]) {
					return
				}
			}
		}
	}
}

// appendBinary appends the keys in order, then for every tag the column of its weights.
func (w *Weights) appendBinary(dst []byte) []byte {
	keys := make([]uint32, 0, len(w.rows))
	for key := range w.All() {
		keys = append(keys, key)
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
func fill(rows []Row, t tagset.Tag, column []byte) bool {
	word, shift, valid := t/8, 8*(t%8), true
	for i, b := range column {
		// Adding 128 to a byte flips its top bit.
		rows[i][word] ^= uint64(b) << shift
		valid = valid && b != 0x80
	}
	return valid
}
