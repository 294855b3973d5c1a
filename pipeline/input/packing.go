package input

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

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
