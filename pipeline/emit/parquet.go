package emit

import (
	"crypto/sha256"
	"encoding/hex"
	"io"

	"github.com/parquet-go/parquet-go"

	"roster/pipeline/doc"
)

// A documentRow is a document record; its lists are lists of structs, as engines read JSON of the same shape.
type documentRow struct {
	ID        string         `parquet:"id"`
	Text      *string        `parquet:"text,optional"`
	Spans     []spanItem     `parquet:"spans,list"`
	Entities  []entityItem   `parquet:"entities,list"`
	Positions []positionItem `parquet:"positions,list"`
	Meta      metaItem       `parquet:"meta"`
}

type spanItem struct {
	Start  int64   `parquet:"start"`
	End    int64   `parquet:"end"`
	Text   string  `parquet:"text"`
	Label  string  `parquet:"label,dict"`
	Score  float64 `parquet:"score"`
	Source string  `parquet:"source,dict"`
	Entity *int64  `parquet:"entity,optional"`
}

type entityItem struct {
	ID      int64    `parquet:"id"`
	Label   string   `parquet:"label,dict"`
	Name    string   `parquet:"name"`
	Aliases []string `parquet:"aliases,list"`
	Spans   []int64  `parquet:"spans,list"`
	Country *string  `parquet:"country,optional,dict"`
}

type positionItem struct {
	Span    int64       `parquet:"span"`
	Role    string      `parquet:"role"`
	Holder  *holderItem `parquet:"holder,optional"`
	Holders []int64     `parquet:"holders,list"`
	Of      *bodyItem   `parquet:"of,optional"`
	Status  string      `parquet:"status,dict"`
}

type holderItem struct {
	Entity *int64 `parquet:"entity,optional"`
	Name   string `parquet:"name"`
}

type bodyItem struct {
	Entity  *int64  `parquet:"entity,optional"`
	Name    string  `parquet:"name"`
	Text    string  `parquet:"text"`
	Country *string `parquet:"country,optional,dict"`
}

// A metaItem is what is said of a record. Source is JSON text, as what fields there are differs from file to file.
type metaItem struct {
	Roster   string   `parquet:"roster,dict"`
	Config   string   `parquet:"config,dict"`
	SHA256   string   `parquet:"sha256"`
	Warnings []string `parquet:"warnings,list"`
	Source   *string  `parquet:"source,optional"`
}

// groupBytes is how much text the rows of one row group are about: its pages are held in memory until it is full.
const groupBytes = 64 << 20

// A table is a Parquet file in the making: rows of one record, compressed by zstd.
type table[R any] struct {
	rows  func() []R
	file  *parquet.GenericWriter[R]
	texts int // bytes of the documents in the row group
}

func newTable[R any](w io.Writer, rows func() []R) *table[R] {
	return &table[R]{rows: rows, file: parquet.NewGenericWriter[R](w, parquet.Compression(&parquet.Zstd))}
}

// add appends the rows of a document whose text is that long.
func (t *table[R]) add(text int) error {
	if _, err := t.file.Write(t.rows()); err != nil {
		return err
	}
	if t.texts += text; t.texts < groupBytes {
		return nil
	}
	t.texts = 0
	return t.file.Flush()
}

func (t *table[R]) close() error { return t.file.Close() }

// A rowFile is a table of any record.
type rowFile interface {
	add(text int) error
	close() error
}

// parquetWriter writes one table, or all of them, each to its file.
type parquetWriter struct {
	view
	opt    Options
	tables []rowFile
	files  []io.Closer
}

func newParquet(w io.Writer, opt Options) Writer {
	p := &parquetWriter{view: newView(opt.Labels, opt.Offsets), opt: opt}
	p.tables = []rowFile{p.table(opt.Record, w)}
	return p
}

func (p *parquetWriter) table(r Record, w io.Writer) rowFile {
	switch r {
	case Span:
		return newTable(w, p.spanRows)
	case Entity:
		return newTable(w, p.entityRows)
	case Position:
		return newTable(w, p.positionRows)
	}
	return newTable(w, p.documentRows)
}

// newParquetFolder writes documents.parquet, spans.parquet, entities.parquet and positions.parquet, or that of the one
// flat record asked for.
func newParquetFolder(create Create, opt Options) Writer {
	p := &parquetWriter{view: newView(opt.Labels, opt.Offsets), opt: opt}
	records := Records
	if opt.Record != Document {
		records = []Record{opt.Record}
	}
	return &lazy{make: func() (Writer, error) {
		for _, r := range records {
			f, err := create(plural[r] + ".parquet")
			if err != nil {
				return nil, err
			}
			p.files = append(p.files, f)
			p.tables = append(p.tables, p.table(r, f))
		}
		return p, nil
	}}
}

var plural = map[Record]string{Document: "documents", Span: "spans", Entity: "entities", Position: "positions"}

func (p *parquetWriter) Write(d *doc.Document) error {
	p.set(d)
	for _, t := range p.tables {
		if err := t.add(len(d.Text)); err != nil {
			return err
		}
	}
	return nil
}

func (p *parquetWriter) Close() error {
	for _, t := range p.tables {
		if err := t.close(); err != nil {
			return err
		}
	}
	for _, f := range p.files {
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

// documentRows returns the document as its one row.
func (p *parquetWriter) documentRows() []documentRow {
	sum := sha256.Sum256([]byte(p.Text))
	row := documentRow{
		ID:        p.ID,
		Spans:     each(p.spans, p.spanItem),
		Entities:  each(p.entities, entityItemOf),
		Positions: each(p.positions, p.positionItem),
		Meta: metaItem{
			Roster: p.opt.Version, Config: p.opt.Config, SHA256: hex.EncodeToString(sum[:]), Warnings: p.Warnings,
			Source: some(p.Fields),
		},
	}
	if p.opt.Text {
		row.Text = &p.Text
	}
	return []documentRow{row}
}

func each[T, R any](items []T, one func(T) R) []R {
	out := make([]R, len(items))
	for i, item := range items {
		out[i] = one(item)
	}
	return out
}

func (v *view) spanItem(s span) spanItem {
	return spanItem{Start: int64(s.start), End: int64(s.end), Text: v.Slice(s.Span), Label: string(s.Label),
		Score: rounded(s.Score), Source: s.Source.String(), Entity: index(s.entity)}
}

func entityItemOf(e entity) entityItem {
	return entityItem{ID: int64(e.id), Label: string(e.Label), Name: e.Name, Aliases: e.Aliases,
		Spans: each(e.spans, toInt64), Country: some(e.Country)}
}

func (v *view) positionItem(p position) positionItem {
	item := positionItem{Span: int64(p.span), Role: p.Role, Holders: each(p.holders, toInt64), Status: string(p.Status)}
	if len(p.Holders) > 0 {
		item.Holder = &holderItem{Entity: index(v.entityID(p.Holders[0])), Name: v.holderName(p)}
	}
	if of := p.Of; of != nil {
		item.Of = &bodyItem{Entity: index(v.entityID(of.Entity)), Name: of.Name, Text: of.Text, Country: some(of.Country)}
	}
	return item
}

func toInt64(i int) int64 { return int64(i) }
