package input

import (
	"archive/tar"
	"errors"
	"io"
	"io/fs"
)

// readTar yields the documents of a tar archive's members, in their order.
func readTar(r *Reader, s *source, in *stream, yield yield) bool {
	a := r.newArchive(s, in)
	tail := &tail{in: in}
	t := tar.NewReader(tail)
	for {
		h, err := t.Next()
		if err == io.EOF {
			err = tail.checkEnd()
			return err == nil || yield(nil, a.broken(err))
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return yield(nil, a.broken(err))
		}
		mode, isMember := tarMode(h)
		if !isMember {
			continue
		}
		if err := a.next(h.Name); err != nil {
			return yield(nil, s.fail(err))
		}
		if !a.member(h.Name, mode, func() (io.Reader, error) { return t, nil }, yield) {
			return false
		}
	}
}

// tarMode returns the kind of a member, and false for what is none: folders and headers.
func tarMode(h *tar.Header) (fs.FileMode, bool) {
	switch h.Typeflag {
	case tar.TypeReg, tar.TypeGNUSparse:
		return 0, true
	case tar.TypeDir, tar.TypeXGlobalHeader:
		return 0, false
	case tar.TypeLink, tar.TypeSymlink:
		return fs.ModeSymlink, true
	}
	return fs.ModeIrregular, true
}

// tarBlock is the unit of tar archives; two blocks of zeros end one.
const tarBlock = 512

// A tail remembers how a stream ended so far.
type tail struct {
	in    io.Reader
	zeros int // how many zero bytes came last
}

func (t *tail) Read(p []byte) (int, error) {
	n, err := t.in.Read(p)
	zeros := trailingZeros(p[:n])
	if zeros < n {
		t.zeros = 0
	}
	t.zeros += zeros
	return n, err
}

func trailingZeros(b []byte) int {
	n := 0
	for n < len(b) && b[len(b)-1-n] == 0 {
		n++
	}
	return n
}

// checkEnd reads what follows the last member. It fails where that is not zeros alone, or the archive just stops.
func (t *tail) checkEnd() error {
	if t.zeros < tarBlock {
		return errors.New("it stops without an end mark, so it may have been cut off")
	}
	buf := make([]byte, 32<<10)
	for {
		n, err := t.in.Read(buf)
		if trailingZeros(buf[:n]) < n {
			return errors.New("there is more behind its end mark, expected a single archive")
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
