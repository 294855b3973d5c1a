package input

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"roster/pipeline/doc"
)

// A table is a format of rows of text: RFC 4180 with one of the delimiters, the first of them with which the header
// has the text field.
type table struct{ delimiters string }

// read gives a document for each row below the header. Empty lines are passed over; a bad row is an error and the next
// one is read.
func (t table) read(r *Reader, s *source, in *stream, yield yield) bool {
	rows := &rowReader{in: bufio.NewReaderSize(in, 64<<10), max: r.limits.maxBytes}
	h, err := t.readHeader(r, rows)
	if err == io.EOF {
		err = errors.New("empty table, expected a header and rows")
	}
	if err != nil {
		return yield(nil, s.failLine(s.id, rows.line, err))
	}
	for {
		err := rows.next()
		if err == io.EOF {
			return true
		}
		d := &doc.Document{ID: fmt.Sprintf("%s:%d", s.id, rows.first), Path: s.path}
		if err == nil {
			err = h.decode(d, rows, &r.fields)
		}
		if err != nil {
			if !yield(nil, s.failLine(d.ID, rows.first, err)) {
				return false
			}
		} else if !yield(d, nil) {
			return false
		}
		if rows.broken {
			return true
		}
	}
}

// A header says what the columns of a table are.
type header struct {
	charset  charset
	names    []string
	text, id int // indexes of the columns, id -1 where there is none
}

// readHeader reads the first row, and chooses the delimiter.
func (t table) readHeader(r *Reader, rows *rowReader) (*header, error) {
	c, err := startOfRows(rows.in, r.limits.charset, "a table")
	if err != nil {
		return nil, err
	}
	if c.name == "iso-2022-jp" {
		return nil, errors.New("a table in iso-2022-jp, in which a quote can be part of a letter, expected UTF-8")
	}
	rows.delimiter = t.delimiters[0]
	line, _ := rows.in.Peek(rows.in.Buffered())
	line, _, _ = bytes.Cut(line, []byte("\n"))
	for _, delimiter := range []byte(t.delimiters) {
		first := &rowReader{in: bufio.NewReader(bytes.NewReader(line)), max: rows.max, delimiter: delimiter}
		if first.next() == nil && slices.Contains(first.strings(), r.fields.text) {
			rows.delimiter = delimiter
			break
		}
	}
	if err := rows.next(); err != nil {
		return nil, err
	}
	return newHeader(c, rows, &r.fields)
}

func newHeader(c charset, rows *rowReader, f *fields) (*header, error) {
	h := &header{charset: c}
	for i := range rows.ends {
		name, err := c.decode(rows.field(i))
		if err != nil {
			return nil, fmt.Errorf("name of column %d: %w", i+1, err.Err)
		}
		h.names = append(h.names, name)
	}
	var err error
	if h.text, h.id, err = f.find(h.names); err != nil {
		return nil, err
	}
	return h, nil
}

// find returns the places of the text and of the id among the names of columns, -1 for an id that may be missing.
func (f *fields) find(names []string) (text, id int, err error) {
	if text, err = column(names, f.text); err != nil {
		return 0, 0, err
	}
	if !f.strict && !slices.Contains(names, f.id) {
		return text, -1, nil
	}
	id, err = column(names, f.id)
	return text, id, err
}

// column returns the place of a column, which must be there once.
func column(names []string, name string) (int, error) {
	i := slices.Index(names, name)
	if i < 0 {
		return 0, fmt.Errorf("no column %q, expected it among %s", name, quoted(names))
	}
	if slices.Contains(names[i+1:], name) {
		return 0, fmt.Errorf("two columns %q, expected one", name)
	}
	return i, nil
}

// namesShown is how many names of columns a message lists.
const namesShown = 20

func quoted(names []string) string {
	var b strings.Builder
	for i, n := range names[:min(len(names), namesShown)] {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%.40q", n)
	}
	if len(names) > namesShown {
		b.WriteString(", …")
	}
	return b.String()
}

// decode makes a document of the row that was read.
func (h *header) decode(d *doc.Document, rows *rowReader, f *fields) error {
	if len(rows.ends) != len(h.names) {
		return fmt.Errorf("%d fields, expected %d as in the header", len(rows.ends), len(h.names))
	}
	r := &row{}
	for i, name := range h.names {
		if i != h.text && i != h.id && !f.keeps(name) {
			continue
		}
		value, failed := h.charset.decode(rows.field(i))
		if failed != nil {
			return fmt.Errorf("field %q, byte %d: %w", name, failed.Offset, failed.Err)
		}
		if i == h.text {
			r.text = &value
		}
		if i == h.id && value != "" {
			r.id = &value
		}
		if f.keeps(name) {
			r.add(name, quoteJSON(value))
		}
	}
	return r.set(d, f)
}

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
