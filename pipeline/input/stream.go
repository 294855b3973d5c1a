package input

import (
	"context"
	"io"
	"os"
	"sync/atomic"
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
