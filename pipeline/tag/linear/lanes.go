package linear

import (
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

// lanes are sums of weights for all tags, 16 bits each, four to a word: byte-wide weights of a model.Row are added
// eight tags at a time. Sums are kept positive by a bias, which whoever adds must know: rowBias for a row, vectorBias
// for a packed vector. The bounds hold for places × 2·vectorBias and 140 rows, more than the templates can give.
type lanes [model.Lanes / 4]uint64

const (
	rowBias    = 128
	vectorBias = 2048
	evenBytes  = 0x00ff00ff00ff00ff
)

// addRow adds a row and with it rowBias to every tag.
func (a *lanes) addRow(r *model.Row) {
	a[0] += r[0] & evenBytes
	a[1] += r[0] >> 8 & evenBytes
	a[2] += r[1] & evenBytes
	a[3] += r[1] >> 8 & evenBytes
	a[4] += r[2] & evenBytes
	a[5] += r[2] >> 8 & evenBytes
}

// add adds packed vectors, with their biases.
func (a *lanes) add(b *lanes) {
	for i := range a {
		a[i] += b[i]
	}
}

// pack stores sums, which are cut to what fits, with vectorBias added.
func pack(sums *[tagset.Count]int) (a lanes) {
	for t, s := range sums {
		v := uint64(vectorBias + max(1-vectorBias, min(vectorBias-1, s)))
		a[t/8*2+t%2] |= v << (16 * (t % 8 / 2))
	}
	return a
}

// unpack takes the bias off and gives the sums by tag.
func (a *lanes) unpack(bias int32) (e [model.Lanes]int32) {
	for k := range model.Lanes / 8 {
		x, y, o := a[2*k], a[2*k+1], (*[8]int32)(e[8*k:])
		o[0] = int32(x&0xffff) - bias
		o[1] = int32(y&0xffff) - bias
		o[2] = int32(x>>16&0xffff) - bias
		o[3] = int32(y>>16&0xffff) - bias
		o[4] = int32(x>>32&0xffff) - bias
		o[5] = int32(y>>32&0xffff) - bias
		o[6] = int32(x>>48) - bias
		o[7] = int32(y>>48) - bias
	}
	return e
}
