package input

import (
	"bufio"
	"bytes"
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
