package diff

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"unicode/utf8"

	"roster/pipeline/doc"
	"roster/pipeline/records"
)

// ReadFile returns the documents of a file of document records, offsets in code points. It fails on the first line that
// is none, and where two have one id, with a *records.Error.
func ReadFile(path string) ([]*Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := make(map[string]int)
	once := func(n int, line []byte) (*Document, error) {
		d, err := parse(line)
		if err == nil && lines[d.ID] > 0 {
			err = fmt.Errorf("id %q stands in line %d too", d.ID, lines[d.ID])
		}
		if err == nil {
			lines[d.ID] = n
		}
		return d, err
	}
	var docs []*Document
	for d, err := range records.Lines(f, path, once) {
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// An object is a JSON object by its exact keys; encoding/json alone takes them in any case.
type object map[string]json.RawMessage

// A reading takes values out of an object. The readings of one line share their first error.
type reading struct {
	object
	err *error
}

func (r reading) of(o object) reading { return reading{o, r.err} }

func (r reading) fail(err error) {
	if *r.err == nil {
		*r.err = err
	}
}

func (r reading) has(key string) bool {
	_, ok := r.object[key]
	return ok
}

// optional is the value of a key, a zero one where it is null or missing.
func optional[T any](r reading, key string) (v T) {
	if raw, ok := r.object[key]; ok {
		if err := json.Unmarshal(raw, &v); err != nil {
			r.fail(fmt.Errorf("%q: %w", key, err))
		}
	}
	return v
}

// required is the value of a key, which must be there and not null.
func required[T any](r reading, key string) T {
	if raw, ok := r.object[key]; !ok || string(raw) == "null" {
		r.fail(fmt.Errorf("no %q, expected a document record", key))
	}
	return optional[T](r, key)
}

// parse reads a document record. A copy that was corrected by hand may lack what is not needed to compare: its text,
// its entities, its positions; so records are not read as package records does, which needs the text, and a fault is
// named by its key.
func parse(line []byte) (*Document, error) {
	if !utf8.Valid(line) {
		return nil, errors.New("not UTF-8")
	}
	var err error
	r := reading{err: &err}
	if err := json.Unmarshal(line, &r.object); err != nil {
		return nil, err
	}
	d := &Document{ID: required[string](r, "id"), Text: optional[string](r, "text")}
	for _, o := range required[[]object](r, "spans") {
		d.Mentions = append(d.Mentions, parseSpan(r.of(o)))
	}
	for _, o := range optional[[]object](r, "entities") {
		d.Entities = append(d.Entities, Entity{required[string](r.of(o), "name"), optional[string](r.of(o), "country")})
	}
	d.NoEntities, d.NoPositions = !r.has("entities"), !r.has("positions")
	for i := range d.Mentions {
		if d.NoEntities {
			d.Mentions[i].Entity = doc.None
		}
	}
	for _, o := range optional[[]object](r, "positions") {
		d.Positions = append(d.Positions, parsePosition(r.of(o), d.Entities))
	}
	d.check(r)
	return d, err
}

func parseSpan(r reading) Mention {
	m := Mention{
		Span:   doc.Span{Start: required[int](r, "start"), End: required[int](r, "end")},
		Text:   optional[string](r, "text"),
		Label:  doc.Label(required[string](r, "label")),
		Source: optional[string](r, "source"),
		Entity: doc.None,
	}
	if e := optional[*int](r, "entity"); e != nil {
		m.Entity = *e
	}
	return m
}

// parsePosition reads a position. Its holders are those of the record's entities, or the one that it names where that
// is none of them.
func parsePosition(r reading, entities []Entity) Position {
	p := Position{Mention: required[int](r, "span"), Status: doc.Status(optional[string](r, "status"))}
	for _, e := range optional[[]int](r, "holders") {
		if e < 0 || e >= len(entities) {
			r.fail(fmt.Errorf("holder %d of %d entities", e, len(entities)))
			break
		}
		p.Holders = append(p.Holders, entities[e].Name)
	}
	if o := optional[object](r, "holder"); o != nil && len(p.Holders) == 0 {
		p.Holders = []string{required[string](r.of(o), "name")}
	}
	if o := optional[object](r, "of"); o != nil {
		of := r.of(o)
		p.Of = Body{required[string](of, "name"), optional[string](of, "text"), optional[string](of, "country")}
	}
	return p
}

// check fails where what one part of the record says of another is not so, or where spans or positions are not in
// text order.
func (d *Document) check(r reading) {
	text := []rune(d.Text)
	last := 0
	for i := range d.Mentions {
		m := &d.Mentions[i]
		at := fmt.Sprintf("span %d..%d", m.Start, m.End)
		switch {
		case m.Start < last || m.End <= m.Start:
			r.fail(fmt.Errorf("%s, expected spans that are not empty, in text order and without overlap", at))
		case m.Entity != doc.None && (m.Entity < 0 || m.Entity >= len(d.Entities)):
			r.fail(fmt.Errorf("%s has entity %d of %d", at, m.Entity, len(d.Entities)))
		case d.Text != "" && m.End > len(text):
			r.fail(fmt.Errorf("%s of a text of %d code points", at, len(text)))
		case d.Text != "":
			got := string(text[m.Start:m.End])
			if m.Text != "" && m.Text != got {
				r.fail(fmt.Errorf("%s is %q by its text, %q in the document: offsets must be in code points", at, m.Text, got))
			}
			m.Text = got
		}
		last = m.End
	}
	for i, p := range d.Positions {
		switch {
		case p.Mention < 0 || p.Mention >= len(d.Mentions):
			r.fail(fmt.Errorf("a position of span %d of %d", p.Mention, len(d.Mentions)))
		case i > 0 && p.Mention <= d.Positions[i-1].Mention:
			r.fail(fmt.Errorf("a position of span %d behind one of span %d", p.Mention, d.Positions[i-1].Mention))
		}
	}
}
