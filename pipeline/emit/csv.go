package emit

import (
	"bytes"
	"encoding/csv"
	"io"

	"roster/pipeline/doc"
)

// tableLacks is what the one table of documents cannot carry; the other tables hold what their records hold.
var tableLacks = []Layer{Spans, Overlaps, Entities, Names, Positions, Holders, Statuses, Scores, Sources}

// csvWriter writes a table as RFC 4180 has it, with a header and line ends of one byte; a tab instead of the comma
// makes it TSV. Cells with separators, quotes or line ends are quoted.
type csvWriter struct {
	view
	out  io.Writer
	opt  Options
	buf  bytes.Buffer
	rows *csv.Writer // to buf
}

func newCSV(comma rune) func(io.Writer, Options) Writer {
	return func(w io.Writer, opt Options) Writer {
		c := &csvWriter{view: newView(opt.Labels, opt.Offsets), out: w, opt: opt}
		c.rows = csv.NewWriter(&c.buf)
		c.rows.Comma = comma
		c.rows.Write(c.header()) // a buffer takes everything
		return c
	}
}

func (c *csvWriter) header() []string {
	switch c.opt.Record {
	case Span:
		return spanHeader
	case Entity:
		return entityHeader
	case Position:
		return positionHeader
	}
	return documentHeader(c.opt)
}

func (c *csvWriter) Write(d *doc.Document) error {
	c.set(d)
	switch c.opt.Record {
	case Span:
		writeCells(c.rows, c.spanRows())
	case Entity:
		writeCells(c.rows, c.entityRows())
	case Position:
		writeCells(c.rows, c.positionRows())
	default:
		c.rows.Write(c.documentCells(c.opt))
	}
	return c.flush()
}

func writeCells[R interface{ cells() []string }](w *csv.Writer, rows []R) {
	for _, r := range rows {
		w.Write(r.cells())
	}
}

// flush hands on what is in the buffer, if anything is.
func (c *csvWriter) flush() error {
	c.rows.Flush()
	if c.buf.Len() == 0 {
		return nil
	}
	defer c.buf.Reset()
	_, err := c.out.Write(c.buf.Bytes())
	return err
}

// Close writes the header of a table without rows.
func (c *csvWriter) Close() error { return c.flush() }
