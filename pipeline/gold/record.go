package gold

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A record is a line of JSON on its way to a Document.
type record struct {
	*decoder
	id, source string
	text       *string
	spans      []recordSpan
	positions  []recordPosition
	keys       map[string]bool // the keys that the line has
}

// A recordSpan has Start and End in code points.
type recordSpan struct {
	Span
	at   int     // its offset in the line
	text *string // the text that it says it has
}

// A recordPosition is what a document record says of the ROLE that is span number span.
type recordPosition struct {
	at   int
	span int
	role Span // only its fields of a ROLE
}

// record reads a line of one of the two JSON forms into d, whose ID stands unless the line has one.
func (r Reader) record(line []byte, d *Document) error {
	dec, err := newDecoder(line)
	if err != nil {
		return err
	}
	rec := &record{decoder: dec, id: d.ID, keys: make(map[string]bool)}
	if err := rec.object(rec.field); err != nil {
		return err
	}
	if err := rec.end(); err != nil {
		return err
	}
	d.ID, d.Source = rec.id, rec.source
	if !rec.keys["spans"] {
		return &jsonError{0, errors.New(`no key "spans", expected a document record`)}
	}
	if d.Text, err = r.textOf(rec); err != nil {
		return err
	}
	if err := rec.relate(); err != nil {
		return err
	}
	if r.Records && rec.keys["meta"] {
		d.Record = line
	}
	d.Spans, err = rec.place(d.Text)
	return err
}

func (r *record) field(key string) (err error) {
	r.keys[key] = true
	switch key {
	case "id":
		r.id, err = r.name()
	case "source":
		r.source, err = r.optional()
	case "text":
		r.text, err = pointer(r.decoder.text())
	case "spans":
		err = r.array(r.span)
	case "positions":
		err = r.array(r.position)
	default:
		err = r.skip()
	}
	return err
}

func pointer(s string, err error) (*string, error) { return &s, err }

func (r *record) span() error {
	s := recordSpan{at: r.start()}
	keys := make(map[string]bool)
	err := r.object(func(key string) (err error) {
		keys[key] = true
		switch key {
		case "start":
			s.Start, err = r.index()
		case "end":
			s.End, err = r.index()
		case "text":
			s.text, err = pointer(r.decoder.text())
		case "label":
			s.Label, err = r.label()
		case "entity":
			s.Entity, err = r.reference()
		case "holder":
			s.Holder, err = r.optional()
		case "holder_entity":
			s.HolderEntity, err = r.reference()
		case "of":
			s.Of, err = r.optional()
		case "status":
			s.Status, err = r.status()
		default:
			err = r.skip()
		}
		return err
	})
	for _, key := range []string{"start", "end", "label"} {
		if err == nil && !keys[key] {
			err = &jsonError{s.at, fmt.Errorf("a span without %q", key)}
		}
	}
	if s.Label == doc.Role && s.Status == "" {
		s.Status = doc.Current
	}
	r.spans = append(r.spans, s)
	return err
}

func (r *record) label() (doc.Label, error) {
	at := r.start()
	s, err := r.decoder.text()
	if err != nil {
		return "", err
	}
	l, err := doc.ParseLabel(s)
	if err != nil {
		return "", &jsonError{at, err}
	}
	return l, nil
}

// reference reads an entity's name or id, "" for null.
func (r *record) reference() (string, error) {
	if r.null() {
		return "", r.skip()
	}
	return r.name()
}

func (r *record) status() (doc.Status, error) {
	at := r.start()
	s, err := r.optional()
	if err != nil {
		return "", err
	}
	switch status := doc.Status(s); status {
	case "", doc.Current, doc.Former, doc.Acting, doc.Designate:
		return status, nil
	}
	return "", &jsonError{at, fmt.Errorf("unknown status %q, expected current, former, acting or designate", s)}
}

func (r *record) position() error {
	p := recordPosition{at: r.start(), span: -1}
	err := r.object(func(key string) (err error) {
		switch key {
		case "span":
			p.span, err = r.index()
		case "holder":
			p.role.Holder, p.role.HolderEntity, err = r.thing("name")
		case "of":
			p.role.Of, p.role.OfEntity, err = r.thing("text")
		case "status":
			p.role.Status, err = r.status()
		default:
			err = r.skip()
		}
		return err
	})
	r.positions = append(r.positions, p)
	return err
}

// thing reads a holder or body: what stands at that key, and its entity. Both are "" for null.
func (r *record) thing(textKey string) (text, entity string, err error) {
	if r.null() {
		return "", "", r.skip()
	}
	err = r.object(func(key string) (err error) {
		switch key {
		case textKey:
			text, err = r.optional()
		case "entity":
			entity, err = r.reference()
		default:
			err = r.skip()
		}
		return err
	})
	return text, entity, err
}

// relate gives the ROLE spans what the positions say.
func (r *record) relate() error {
	for _, p := range r.positions {
		if p.span < 0 || p.span >= len(r.spans) || r.spans[p.span].Label != doc.Role {
			return &jsonError{p.at, errors.New(`a position whose "span" is no index of a ROLE in "spans"`)}
		}
		s := &r.spans[p.span]
		s.Holder, s.HolderEntity = p.role.Holder, p.role.HolderEntity
		s.Of, s.OfEntity = p.role.Of, p.role.OfEntity
		if p.role.Status != "" {
			s.Status = p.role.Status
		}
	}
	return nil
}

// textOf returns the text of a record, its own or that of its id.
func (r Reader) textOf(rec *record) (string, error) {
	if rec.text != nil {
		return *rec.text, nil
	}
	if r.Text != nil {
		if text, ok := r.Text(rec.id); ok {
			return text, nil
		}
	}
	return "", &jsonError{0, errors.New(`no key "text"`)}
}

// place returns the spans in bytes.
func (r *record) place(text string) ([]Span, error) {
	at := byteOffsets(text)
	spans := make([]Span, len(r.spans))
	last := 0
	for i, s := range r.spans {
		switch {
		case s.Start >= s.End:
			return nil, &jsonError{s.at, fmt.Errorf("span %d..%d is empty", s.Start, s.End)}
		case s.End >= len(at):
			return nil, &jsonError{s.at, fmt.Errorf("span %d..%d of a text of %d code points", s.Start, s.End, len(at)-1)}
		case s.Start < last:
			return nil, &jsonError{s.at, fmt.Errorf("span %d..%d after one that starts at %d", s.Start, s.End, last)}
		}
		last = s.Start
		spans[i] = s.Span
		spans[i].Start, spans[i].End = at[s.Start], at[s.End]
		if got := text[at[s.Start]:at[s.End]]; s.text != nil && *s.text != got {
			return nil, &jsonError{s.at, fmt.Errorf("span %d..%d is %q by its text, %q in the document: "+
				"offsets must be in code points", s.Start, s.End, *s.text, got)}
		}
	}
	return spans, nil
}

// byteOffsets returns the byte offset of every code point of a text and of its end.
func byteOffsets(text string) []int {
	at := make([]int, 0, utf8.RuneCountInString(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}
