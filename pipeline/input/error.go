package input

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// An Error is a document that cannot be read, or a path without documents.
type Error struct {
	ID     string // the document's id, or what it would be
	Path   string // the file as it can be opened, or "stdin"
	Line   int    // 1-based line of a JSONL file, 0 elsewhere
	Column int    // 1-based column in that line, in bytes, 0 where unknown
	Offset int64  // byte offset in the file as stored but decompressed, -1 where unknown and in JSONL files
	Err    error  // what is wrong, and what was expected
}

// Error returns "path:line:column: what is wrong", or "path: byte offset: what is wrong".
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Path)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	if e.Column > 0 {
		fmt.Fprintf(&b, ":%d", e.Column)
	}
	if e.Offset >= 0 {
		fmt.Fprintf(&b, ": byte %d", e.Offset)
	}
	return b.String() + ": " + e.Err.Error()
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// at returns an error at a byte offset, for source.fail to complete.
func at(offset int, format string, args ...any) *Error {
	return &Error{Offset: int64(offset), Err: fmt.Errorf(format, args...)}
}

// fail makes err the error of s. It drops the path that errors of package os repeat.
func (s *source) fail(err error) *Error {
	return fail(s.path, s.id, err)
}

func fail(path, id string, err error) *Error {
	var located *Error
	if !errors.As(err, &located) {
		located = &Error{Offset: -1, Err: err}
	}
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		located.Err = pathError.Err
	}
	located.Path, located.ID = path, id
	return located
}
