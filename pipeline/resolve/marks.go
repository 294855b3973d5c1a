package resolve

import "math/bits"

// marks is a set of numbers below its size that finds the next member in near constant time: words says which 64
// numbers have members, bits which numbers are.
type marks struct {
	size  int
	bits  []uint64
	words []uint64
}

func newMarks(size int) *marks {
	n := size/64 + 1
	return &marks{size: size, bits: make([]uint64, n), words: make([]uint64, n/64+1)}
}

func (m *marks) set(i int) {
	m.bits[i/64] |= 1 << (i % 64)
	m.words[i/4096] |= 1 << (i / 64 % 64)
}

// next returns the first member that is i or more, the size where there is none.
func (m *marks) next(i int) int {
	if i >= m.size {
		return m.size
	}
	if b := m.bits[i/64] >> (i % 64); b != 0 {
		return i + bits.TrailingZeros64(b)
	}
	w := nextBit(m.words, i/64+1)
	if w < 0 {
		return m.size
	}
	return w*64 + bits.TrailingZeros64(m.bits[w])
}

// nextBit returns the first set bit that is i or more, -1 where there is none.
func nextBit(words []uint64, i int) int {
	for w := i / 64; w < len(words); w++ {
		b := words[w]
		if w == i/64 {
			b = b >> (i % 64) << (i % 64)
		}
		if b != 0 {
			return w*64 + bits.TrailingZeros64(b)
		}
	}
	return -1
}
