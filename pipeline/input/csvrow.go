package input

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
)

// A rowReader gives the rows of a table, as RFC 4180 has them: fields between delimiters; a field in quotes may hold
// anything, with doubled quotes. A quote within a field that does not begin with one stands for itself. Rows end in LF
// or CRLF. It does not use encoding/csv, which holds rows of any size and drops carriage returns within fields.
type rowReader struct {
	in        *bufio.Reader
	max       int64 // the most bytes of a row
	delimiter byte

	row    []byte // the fields, without quotes
	ends   []int  // where each field ends in row
	state  fieldState
	bad    error // what is wrong with the row
	first  int   // the 1-based line that it begins in
	line   int   // the line that was read last
	size   int64 // bytes read for the next row
	broken bool  // nothing more can be read
}

// A fieldState is how far a field is read.
type fieldState uint8

const (
	fieldStart fieldState = iota
	inPlain
	inQuotes
	afterQuote // which ends the field, or is the first of two
)

// field returns field i, until the next row is read.
func (r *rowReader) field(i int) []byte {
	start := 0
	if i > 0 {
		start = r.ends[i-1]
	}
	return r.row[start:r.ends[i]]
}

// strings returns the fields.
func (r *rowReader) strings() []string {
	out := make([]string, len(r.ends))
	for i := range out {
		out[i] = string(r.field(i))
	}
	return out
}

// next reads the next row that is no empty line. io.EOF ends the rows; other errors concern the row that begins in
// line first, and end them where broken is set.
func (r *rowReader) next() error {
	r.size = 0
	for {
		r.row, r.ends, r.state, r.bad = r.row[:0], r.ends[:0], fieldStart, nil
		r.first = r.line + 1
		empty, err := r.read()
		if err != nil && (err != io.EOF || empty) {
			r.broken = true
			return err
		}
		if !empty {
			return r.bad
		}
	}
}

// read reads to the end of a row. With io.EOF it may have read a last one.
func (r *rowReader) read() (empty bool, err error) {
	empty = true
	var size int64
	for ended := true; ; {
		if ended {
			r.line++
		}
		part, err := r.in.ReadSlice('\n')
		size += int64(len(part))
		if r.size += int64(len(part)); r.size > barren*r.max {
			return false, fmt.Errorf("no row in %d bytes, the rest of the file is not read", r.size)
		}
		if size > r.max+int64(len("\r\n")) && r.bad == nil {
			r.bad = errTooLarge(r.max)
		}
		empty = empty && len(bytes.TrimRight(part, "\r\n")) == 0
		r.parse(part)
		ended = err == nil
		switch {
		case err == io.EOF || ended && r.state != inQuotes:
			r.end()
			return empty, err
		case err != nil && err != bufio.ErrBufferFull:
			return false, err
		}
	}
}

// parse takes in a part of a row, up to the end of a line at most.
func (r *rowReader) parse(b []byte) {
	for len(b) > 0 {
		n := 1
		switch c := b[0]; r.state {
		case fieldStart:
			r.state = inPlain
			if n = 0; c == '"' {
				r.state, n = inQuotes, 1
			}
		case inPlain:
			n = r.plain(b)
		case inQuotes:
			if n = bytes.IndexByte(b, '"') + 1; n == 0 {
				r.keep(b)
				return
			}
			r.keep(b[:n-1])
			r.state = afterQuote
		case afterQuote:
			r.quote(c)
		}
		b = b[n:]
	}
}

// plain reads a field without quotes, or a part of one, and returns its length with the delimiter.
func (r *rowReader) plain(b []byte) int {
	if n := bytes.IndexByte(b, r.delimiter); n >= 0 {
		r.keep(b[:n])
		r.endField()
		return n + 1
	}
	r.keep(b)
	return len(b)
}

// quote takes in what follows a quote within a field in quotes.
func (r *rowReader) quote(c byte) {
	switch c {
	case '"':
		r.keep([]byte{c})
		r.state = inQuotes
	case r.delimiter:
		r.endField()
	case '\r', '\n':
	default:
		if r.bad == nil {
			r.bad = fmt.Errorf("text after a closing quote in line %d, expected the field's end, or doubled quotes in it",
				r.line)
		}
		r.state = inPlain
	}
}

// keep appends to the field, unless there is no document in the row anyway.
func (r *rowReader) keep(b []byte) {
	if r.bad == nil {
		r.row = append(r.row, b...)
	}
}

// maxColumns is the most fields of a row.
const maxColumns = 100_000

func (r *rowReader) endField() {
	if len(r.ends) == maxColumns {
		r.bad = cmp.Or(r.bad, fmt.Errorf("more than %d fields, expected a row of a table", maxColumns))
	} else {
		r.ends = append(r.ends, len(r.row))
	}
	r.state = fieldStart
}

// end ends the last field of a row.
func (r *rowReader) end() {
	switch {
	case r.state == inQuotes && r.bad == nil:
		r.bad = errors.New("a quote is not closed, expected one before the end of the file")
	case r.state == inPlain:
		r.trimLineEnd()
	}
	r.endField()
}

// trimLineEnd takes the line end off the last field.
func (r *rowReader) trimLineEnd() {
	start := 0
	if n := len(r.ends); n > 0 {
		start = r.ends[n-1]
	}
	field := bytes.TrimSuffix(r.row[start:], []byte("\n"))
	r.row = r.row[:start+len(bytes.TrimSuffix(field, []byte("\r")))]
}
