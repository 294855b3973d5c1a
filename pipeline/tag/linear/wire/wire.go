// Package wire reads and writes the primitive values of model files: little-endian integers, unsigned varints,
// length-prefixed strings and sorted keys. A Reader remembers the first fault, gives zeros from then on, and never
// allocates more than its input could hold, so that decoders need to ask for the error only once.
package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrShort says that the data end before the value does.
var ErrShort = errors.New("data end too early")

// A Reader takes values off the front of a byte slice.
type Reader struct {
	data []byte
	err  error
}

// NewReader reads from data, which it keeps and does not alter.
func NewReader(data []byte) *Reader { return &Reader{data: data} }

// Err returns the first fault, nil if there was none.
func (r *Reader) Err() error { return r.err }

// Len is the number of bytes left.
func (r *Reader) Len() int { return len(r.data) }

// Fail records a fault unless one is recorded already.
func (r *Reader) Fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
	r.data = nil
}

// Bytes takes n bytes; they alias the input. It returns nil on a fault.
func (r *Reader) Bytes(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.Fail("%w", ErrShort)
		return nil
	}
	b := r.data[:n:n]
	r.data = r.data[n:]
	return b
}

// Uint takes an unsigned varint that must not exceed limit.
func (r *Reader) Uint(limit uint64) uint64 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.Fail("%w", ErrShort)
		return 0
	}
	if v > limit {
		r.Fail("number %d is above its limit %d", v, limit)
		return 0
	}
	r.data = r.data[n:]
	return v
}

// Count takes a count of things that need at least size bytes each in what is left.
func (r *Reader) Count(size int) int {
	n := r.Uint(math.MaxInt32)
	if n*uint64(size) > uint64(len(r.data)) {
		r.Fail("%w: %d items announced", ErrShort, n)
		return 0
	}
	return int(n)
}

// String takes a length-prefixed string.
func (r *Reader) String() string { return string(r.Bytes(r.Count(1))) }

// Float takes a 32-bit float.
func (r *Reader) Float() float32 {
	b := r.Bytes(4)
	if b == nil {
		return 0
	}
	return math.Float32frombits(binary.LittleEndian.Uint32(b))
}

// Int16s takes n 16-bit integers.
func (r *Reader) Int16s(n int) []int16 {
	b := r.Bytes(2 * n)
	if b == nil {
		return nil
	}
	out := make([]int16, n)
	for i := range out {
		out[i] = int16(binary.LittleEndian.Uint16(b[2*i:]))
	}
	return out
}

// Keys takes sorted, distinct keys.
func (r *Reader) Keys() []uint32 {
	keys := make([]uint32, r.Count(1))
	last := uint64(0)
	for i := range keys {
		d := r.distance()
		if i > 0 && d == 0 {
			r.Fail("keys are not in order")
		}
		last += d
		if last > math.MaxUint32 {
			r.Fail("key beyond 32 bits")
		}
		if r.err != nil {
			return nil
		}
		keys[i] = uint32(last)
	}
	return keys
}

// distance takes the unsigned varint between two keys, for which two bytes mostly do.
func (r *Reader) distance() uint64 {
	if b := r.data; len(b) > 1 {
		if b[0] < 0x80 {
			r.data = b[1:]
			return uint64(b[0])
		}
		if b[1] < 0x80 {
			r.data = b[2:]
			return uint64(b[0]&0x7f) | uint64(b[1])<<7
		}
	}
	return r.Uint(math.MaxUint32)
}

// AppendUint appends an unsigned varint.
func AppendUint(dst []byte, v int) []byte { return binary.AppendUvarint(dst, uint64(v)) }

// AppendString appends a length-prefixed string.
func AppendString(dst []byte, s string) []byte { return append(AppendUint(dst, len(s)), s...) }

// AppendFloat appends a 32-bit float.
func AppendFloat(dst []byte, f float32) []byte {
	return binary.LittleEndian.AppendUint32(dst, math.Float32bits(f))
}

// AppendInt16s appends 16-bit integers, without their number.
func AppendInt16s(dst []byte, v []int16) []byte {
	for _, x := range v {
		dst = binary.LittleEndian.AppendUint16(dst, uint16(x))
	}
	return dst
}

// AppendKeys appends sorted, distinct keys: their number, then the distance of each to the one before.
func AppendKeys(dst []byte, keys []uint32) []byte {
	dst = AppendUint(dst, len(keys))
	last := uint32(0)
	for _, k := range keys {
		dst = AppendUint(dst, int(k-last))
		last = k
	}
	return dst
}
