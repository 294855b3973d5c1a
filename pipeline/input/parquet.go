package input

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"
	logical "github.com/parquet-go/parquet-go/format"

	"roster/pipeline/doc"
)

// readParquet gives a document for each row. Of the columns it reads those that it needs, page by page. Where a page
// cannot be read, an error says so for the rest of its row group, and the next group is read.
func readParquet(r *Reader, s *source, in *stream, yield yield) bool {
	at, size, done, err := in.random()
	if err != nil {
		return yield(nil, s.fail(err))
	}
	defer done()
	t := &parquetTable{r: r, s: s, budget: r.newBudget(in.stored)}
	if err := t.open(at, size); err != nil {
		return yield(nil, s.fail(err))
	}
	for _, group := range t.file.RowGroups() {
		if !t.readGroup(group, yield) {
			return false
		}
	}
	return true
}

// A parquetTable is a Parquet file that is being read.
type parquetTable struct {
	r        *Reader
	s        *source
	budget   *budget // of the values, which a dictionary can multiply
	file     *parquet.File
	columns  []parquet.LeafColumn // those that are read
	names    []string             // of columns
	text, id int                  // indexes into columns, id -1 where there is none
	row      int                  // 1-based number of the row
}

// open reads the file's footer and chooses the columns.
func (t *parquetTable) open(at io.ReaderAt, size int64) (err error) {
	defer guard(&err)
	t.file, err = parquet.OpenFile(at, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return fmt.Errorf("no whole Parquet file: %w", err)
	}
	f := &t.r.fields
	var all []string
	for _, path := range t.file.Schema().Columns() {
		column, _ := t.file.Schema().Lookup(path...)
		if len(path) > 1 || column.MaxRepetitionLevel > 0 { // nested or a list
			continue
		}
		name := path[0]
		all = append(all, name)
		if name == f.text || name == f.id || f.keeps(name) {
			t.columns, t.names = append(t.columns, column), append(t.names, name)
		}
	}
	if _, _, err := f.find(all); err != nil {
		return err
	}
	if err := t.checkChunks(); err != nil {
		return err
	}
	t.text, t.id = slices.Index(t.names, f.text), slices.Index(t.names, f.id)
	return nil
}

// checkChunks fails on columns that would expand too much. The library's reader of LZ4 takes memory without end where
// data are damaged, so that is not read at all.
func (t *parquetTable) checkChunks() error {
	for _, group := range t.file.Metadata().RowGroups {
		for _, c := range t.columns {
			switch m := &group.Columns[c.ColumnIndex].MetaData; {
			case m.Codec == logical.Lz4 || m.Codec == logical.Lz4Raw:
				return fmt.Errorf("compressed with %s, expected snappy, gzip, zstd, brotli or none", m.Codec)
			case m.TotalUncompressedSize > t.budget.free && m.TotalUncompressedSize/t.budget.ratio > m.TotalCompressedSize:
				return fmt.Errorf("expands to more than %d times its size, expected less", t.budget.ratio)
			}
		}
	}
	return nil
}

// guard makes a panic an error: damaged files make the library panic.
func guard(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("no whole Parquet file: %v", p)
	}
}

// readGroup yields the documents of a row group.
func (t *parquetTable) readGroup(group parquet.RowGroup, yield yield) bool {
	end := t.row + int(group.NumRows())
	cursors, err := t.openColumns(group)
	defer func() {
		for _, c := range cursors {
			c.Close()
		}
	}()
	for t.row < end {
		t.row++
		d := &doc.Document{ID: fmt.Sprintf("%s:%d", t.s.id, t.row), Path: t.s.path}
		if err == nil {
			err = advance(cursors)
		}
		if err != nil {
			err = fmt.Errorf("rows %d to %d are not read: %w", t.row, end, err)
			more := yield(nil, t.s.failLine(d.ID, t.row, err))
			t.row = end
			return more
		}
		if bad := t.decode(d, cursors); bad != nil {
			if !yield(nil, t.s.failLine(d.ID, t.row, bad)) {
				return false
			}
		} else if !yield(d, nil) {
			return false
		}
	}
	return true
}

// decode makes a document of the row at which the cursors stand.
func (t *parquetTable) decode(d *doc.Document, cursors []*cursor) (err error) {
	defer guard(&err)
	r := &row{}
	f := &t.r.fields
	for i, c := range cursors {
		err := t.budget.spend(sizeOf(c.value))
		switch {
		case err != nil:
		case i == t.text:
			r.text, err = t.textOf(c.value)
		case i == t.id:
			r.id, err = idOf(c.value)
		}
		if err != nil {
			return fmt.Errorf("column %q: %w", t.names[i], err)
		}
		if f.keeps(t.names[i]) {
			r.add(t.names[i], jsonOf(c.value, t.columns[i].Node.Type()))
		}
	}
	return r.set(d, f)
}

func (t *parquetTable) textOf(v parquet.Value) (*string, error) {
	if v.Kind() != parquet.ByteArray {
		return nil, fmt.Errorf("%s, expected a text", kindOfValue(v))
	}
	b := v.ByteArray()
	if int64(len(b)) > t.r.limits.maxBytes {
		return nil, errTooLarge(t.r.limits.maxBytes)
	}
	text, err := utf8Charset.decode(b)
	if err != nil {
		return nil, fmt.Errorf("byte %d: %w", err.Offset, err.Err)
	}
	return &text, nil
}

var idKinds = []parquet.Kind{parquet.ByteArray, parquet.FixedLenByteArray, parquet.Int32, parquet.Int64}

// idOf returns an id, nil for a null.
func idOf(v parquet.Value) (*string, error) {
	switch {
	case v.IsNull():
		return nil, nil
	case !slices.Contains(idKinds, v.Kind()):
		return nil, fmt.Errorf("%s, expected a text or a whole number as id", kindOfValue(v))
	}
	id, err := utf8Charset.decode([]byte(v.String()))
	if err != nil {
		return nil, errors.New("bytes that are not UTF-8, expected a text or a whole number as id")
	}
	return &id, nil
}

// sizeOf returns the bytes of a value that has no fixed size.
func sizeOf(v parquet.Value) int {
	if v.Kind() != parquet.ByteArray {
		return 0
	}
	return len(v.ByteArray())
}

func kindOfValue(v parquet.Value) string {
	if v.IsNull() {
		return "null"
	}
	return "a value of type " + v.Kind().String()
}

// A cursor stands at a value of a column.
type cursor struct {
	parquet.ColumnChunkValueReader
	value  parquet.Value // valid until the next advance
	buffer []parquet.Value
	rest   []parquet.Value // of buffer
}

// cursorValues is how many values a cursor takes at once.
const cursorValues = 64

func (t *parquetTable) openColumns(group parquet.RowGroup) (cursors []*cursor, err error) {
	defer guard(&err)
	chunks := group.ColumnChunks()
	for _, c := range t.columns {
		reader := parquet.NewColumnChunkValueReader(chunks[c.ColumnIndex])
		cursors = append(cursors, &cursor{ColumnChunkValueReader: reader, buffer: make([]parquet.Value, cursorValues)})
	}
	return cursors, nil
}

// advance moves the cursors to the next row.
func advance(cursors []*cursor) error {
	for _, c := range cursors {
		if len(c.rest) == 0 {
			if err := c.fill(); err != nil {
				return err
			}
		}
		c.value, c.rest = c.rest[0], c.rest[1:]
	}
	return nil
}

func (c *cursor) fill() (err error) {
	defer guard(&err)
	n, err := c.ReadValues(c.buffer)
	switch {
	case n > 0:
		err = nil
	case err == nil || err == io.EOF:
		err = io.ErrUnexpectedEOF
	}
	c.rest = c.buffer[:n]
	return err
}
