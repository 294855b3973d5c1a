package input

import (
	"fmt"
	"io"
)

// freeBytes is how much may come out of a file before Config.MaxRatio counts.
const freeBytes = 64 << 20

// A budget is how much may come out of compressed data or of an archive, by how much was read of the stored file.
type budget struct {
	from  *stored
	free  int64 // bytes that may come out in any case
	ratio int64 // bytes for each byte that was read
	out   int64
}

func (r *Reader) newBudget(from *stored) *budget {
	return &budget{from: from, free: r.limits.freeBytes, ratio: int64(r.limits.maxRatio)}
}

// of reads from in as long as the budget allows it.
func (b *budget) of(in io.Reader) io.Reader { return &budgeted{in, b} }

// spend counts bytes that came out, and fails where they are too many.
func (b *budget) spend(n int) error {
	b.out += int64(n)
	if b.out > b.free && b.out/b.ratio > b.from.n {
		return fmt.Errorf("expands to more than %d times its size, expected less; the rest is not read", b.ratio)
	}
	return nil
}

type budgeted struct {
	in io.Reader
	*budget
}

func (b *budgeted) Read(p []byte) (int, error) {
	if err := b.spend(0); err != nil {
		return 0, err
	}
	n, err := b.in.Read(p)
	b.out += int64(n)
	return n, err
}
