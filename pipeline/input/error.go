package input

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// An Error is a document that cannot be read, or a path or archive without documents.
type Error struct {
	ID     string // the document's id, or what it would be
	Path   string // the file as it can be opened, or "stdin"
	Member string // the archive's member: "a/b.txt", or "b.tar!c.txt" in an archive in an archive; "" elsewhere
	Line   int    // 1-based line of a JSONL or CSV file, row of a Parquet file, 0 elsewhere
	Column int    // 1-based column in that line, in bytes, 0 where unknown
	Offset int64  // byte offset in the file or member, decompressed; -1 where unknown and where there is a Line
	Err    error  // what is wrong, and what was expected
}

// Error returns "path!member:line:column: what is wrong", or "path: byte offset: what is wrong".
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(nameOf(e.Path, e.Member))
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

// nameOf names a file, or a member of it where that is not "".
func nameOf(path, member string) string {
	if member == "" {
		return path
	}
	return path + "!" + member
}

// at returns an error at a byte offset, for source.fail to complete.
func at(offset int, format string, args ...any) *Error {
	return &Error{Offset: int64(offset), Err: fmt.Errorf(format, args...)}
}

// fail makes err the error of s.
func (s *source) fail(err error) *Error {
	e := fail(s.path, s.id, err)
	e.Member = s.member
	return e
}

// failLine makes err the error of a line or row of s, or of all of s where line is 0.
func (s *source) failLine(id string, line int, err error) *Error {
	e := s.fail(err)
	if line == 0 {
		return e
	}
	e.ID, e.Line = id, line
	if e.Offset >= 0 {
		e.Column = int(e.Offset) + 1
		e.Offset = -1
	}
	return e
}

func fail(path, id string, err error) *Error {
	var located *Error
	if !errors.As(err, &located) {
		located = &Error{Offset: -1, Err: withoutPath(err)}
	}
	located.Path, located.ID = path, id
	return located
}

// withoutPath drops the path that an error of package os repeats.
func withoutPath(err error) error {
	if pathError, ok := err.(*fs.PathError); ok {
		return pathError.Err
	}
	return err
}
