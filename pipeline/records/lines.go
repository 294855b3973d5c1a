package records

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
)

// An Error is a fault of a line of records.
type Error struct {
	File string
	Line int // 1-based
	Err  error
}

// Error returns "file:line: what is wrong".
func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// Lines yields what parse makes of the lines of a file, which it gets with their 1-based numbers. A byte order mark and
// blank lines are passed over. An error, of parse or of reading, is an *Error and ends the reading.
func Lines[T any](r io.Reader, file string, parse func(n int, line []byte) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		for n := 1; ; n++ {
			line, end := in.ReadBytes('\n')
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\uFEFF"))
			}
			if line = bytes.TrimSpace(line); len(line) > 0 {
				v, err := parse(n, line)
				if err != nil {
					err = &Error{file, n, err}
				}
				if !yield(v, err) || err != nil {
					return
				}
			}
			if end != nil {
				if !errors.Is(end, io.EOF) {
					var none T
					yield(none, &Error{file, n, end})
				}
				return
			}
		}
	}
}
