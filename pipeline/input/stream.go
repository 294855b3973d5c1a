package input

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// A stream is the bytes of a source, decompressed.
type stream struct {
	io.Reader
	stored *stored     // where they come from in the end
	at     io.ReaderAt // the same bytes where they are a file's, nil elsewhere
	size   int64       // of at
}

// A stored is what is read of a file or of standard input, as it is. It counts what is read, hashes it where that is
// asked for, and ends with its context.
type stored struct {
	ctx  context.Context
	in   io.Reader
	n    int64
	read *atomic.Int64 // the Reader's count
	file *fileDigest   // nil where no hash is asked for
}

func (s *stored) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.in.Read(p)
	s.count(n)
	return n, withoutPath(err)
}

func (s *stored) count(n int) {
	s.n += int64(n)
	s.read.Add(int64(n))
}

// storedAt is a stored file that is read here and there.
type storedAt struct {
	*stored
	at io.ReaderAt
}

func (s storedAt) ReadAt(p []byte, off int64) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.at.ReadAt(p, off)
	s.count(n)
	return n, withoutPath(err)
}

// random gives a stream's bytes for reading here and there: the file itself, else a temporary copy, until done.
func (in *stream) random() (at io.ReaderAt, size int64, done func(), err error) {
	if in.at != nil {
		return in.at, in.size, func() {}, nil
	}
	f, err := os.CreateTemp("", "roster-*")
	if err != nil {
		return nil, 0, nil, err
	}
	os.Remove(f.Name()) // now, where the system can, so that nothing is left however the run ends
	done = func() {
		f.Close()
		os.Remove(f.Name())
	}
	if size, err = io.Copy(f, in); err != nil {
		done()
		return nil, 0, nil, err
	}
	return f, size, done, nil
}

// A packing is a way of compression.
type packing struct {
	name, extension, magic string
	open                   func(io.Reader) (io.ReadCloser, error)
}

var packings = []*packing{
	{"gzip", ".gz", "\x1f\x8b", gunzip},
	{"zstd", ".zst", "\x28\xb5\x2f\xfd", unzstd},
}

// packingOf returns what a file of that name is compressed with, nil for nothing.
func packingOf(name string) *packing {
	for _, p := range packings {
		if strings.EqualFold(filepath.Ext(name), p.extension) {
			return p
		}
	}
	return nil
}

func gunzip(in io.Reader) (io.ReadCloser, error) {
	z, err := gzip.NewReader(in)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return z, err
}

// maxWindow is the memory that a zstd file may ask for, in bytes: what the zstd tool allows by default.
const maxWindow = 128 << 20

func unzstd(in io.Reader) (io.ReadCloser, error) {
	z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return z.IOReadCloser(), nil
}

// unpacked gives the decompressed bytes of a source, until done.
func (r *Reader) unpacked(s *source, in *stream) (out *stream, done func(), err error) {
	if s.unpack == nil {
		return in, func() {}, nil
	}
	z, err := s.unpack.open(in)
	if err != nil {
		return nil, nil, fmt.Errorf("expected %s data: %w", s.unpack.name, err)
	}
	out = &stream{Reader: r.newBudget(in.stored).of(&compressed{z, s.unpack.name}), stored: in.stored}
	return out, func() { z.Close() }, nil
}

// compressed names its kind in errors of reading.
type compressed struct {
	io.Reader
	kind string
}

func (c *compressed) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("expected whole %s data: %w", c.kind, err)
	}
	return n, err
}

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
