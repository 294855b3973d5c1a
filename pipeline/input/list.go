package input

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// findListed finds what the paths of the list lead to. They are no patterns.
func (r *Reader) findListed(yield func(item) bool) bool {
	in, done, err := r.openList()
	if err != nil {
		return yield(item{err: fail(r.list, r.list, err)})
	}
	defer done()
	paths := newPathList(in)
	for {
		p, err := paths.next()
		switch {
		case err == io.EOF:
			return true
		case err != nil:
			e := fail(r.list, fmt.Sprintf("%s:%d", r.list, paths.n), err)
			e.Line = paths.n
			return yield(item{err: e})
		case !r.findListedPath(p, yield):
			return false
		}
	}
}

// checkList fails where the list cannot be opened.
func (r *Reader) checkList() error {
	if r.list == "" {
		return nil
	}
	_, done, err := r.openList()
	if err != nil {
		return fmt.Errorf("list of paths: %w", err)
	}
	done()
	return nil
}

func (r *Reader) openList() (in io.Reader, done func(), err error) {
	if r.list == "-" {
		return r.stdin, func() {}, nil
	}
	f, err := r.disk.Open(r.list)
	if err != nil {
		return nil, nil, err
	}
	return f, func() { f.Close() }, nil
}

func (r *Reader) findListedPath(p string, yield func(item) bool) bool {
	id := filepath.ToSlash(p)
	info, err := r.disk.Stat(p)
	switch {
	case err != nil:
		return yield(item{err: fail(p, id, err)})
	case info.IsDir():
		return r.findFolder(p, strings.TrimSuffix(id, "/")+"/", yield)
	}
	return yield(r.named(p, id, info.Mode()))
}

// maxPath is the longest path that a list may hold, in bytes: more than any system opens.
const maxPath = 64 << 10

// A pathList gives the paths of a list, which end in NUL bytes or in line ends.
type pathList struct {
	in  *bufio.Reader
	end byte
	n   int // the 1-based number of the path that next gave
}

// newPathList takes the list for one with NUL bytes if one comes before the first line end.
func newPathList(in io.Reader) *pathList {
	l := &pathList{in: bufio.NewReaderSize(in, maxPath), end: '\n'}
	for {
		_, err := l.in.Peek(l.in.Buffered() + 1)
		head, _ := l.in.Peek(l.in.Buffered())
		i := bytes.IndexAny(head, "\n\x00")
		if i >= 0 {
			l.end = head[i]
		}
		if i >= 0 || err != nil {
			return l
		}
	}
}

// next returns the next path that is not empty. io.EOF ends the list, as every other error does.
func (l *pathList) next() (string, error) {
	for {
		l.n++
		b, err := l.in.ReadSlice(l.end)
		if errors.Is(err, bufio.ErrBufferFull) {
			return "", fmt.Errorf("no end of a path in %d bytes, expected a list of paths", len(b))
		}
		if err != nil && err != io.EOF {
			return "", err
		}
		b = bytes.TrimSuffix(b, []byte{l.end})
		if l.end == '\n' {
			b = bytes.TrimSuffix(b, []byte{'\r'})
		}
		if len(b) > 0 {
			return string(b), nil
		}
		if err == io.EOF {
			return "", io.EOF
		}
	}
}
