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
	reviewed   int                                 // how many spans say that a person has looked at them
	has        struct{ spans, meta, removed bool } // these keys
}

// A recordSpan has Start and End in code points, -1 where they are missing.
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
	rec := &record{id: d.ID}
	if err := whole(line, rec.table); err != nil {
		return err
	}
	d.ID, d.Source = rec.id, rec.source
	if !rec.has.spans {
		return &jsonError{0, errors.New(`no key "spans", expected a document record`)}
	}
	var err error
	if d.Text, err = r.textOf(rec); err != nil {
		return err
	}
	if err := rec.relate(); err != nil {
		return err
	}
	if r.Records && rec.has.meta {
		d.Record = line
	}
	if rec.has.removed || rec.reviewed > 0 {
		d.Unreviewed = len(rec.spans) - rec.reviewed
	}
	d.Spans, err = rec.place(d.Text)
	return err
}

// table is what is read of a line.
func (r *record) table(d *decoder) fields {
	r.decoder = d
	return fields{
		"id":        to(&r.id, d.name),
		"source":    to(&r.source, d.optional),
		"text":      to(&r.text, d.written),
		"positions": list(d, &r.positions, r.position),
		"spans": func() error {
			r.has.spans = true
			return list(d, &r.spans, r.span)()
		},
		"meta": func() error {
			r.has.meta = true
			return d.skip()
		},
		"removed": func() error {
			r.has.removed = true
			return d.skip()
		},
	}
}

func (r *record) span() (recordSpan, error) {
	s := recordSpan{at: r.start()}
	s.Start, s.End = -1, -1
	err := r.fields(fields{
		"start":         to(&s.Start, r.index),
		"end":           to(&s.End, r.index),
		"text":          to(&s.text, r.written),
		"label":         to(&s.Label, r.label),
		"entity":        to(&s.Entity, r.reference),
		"holder":        to(&s.Holder, r.optional),
		"holder_entity": to(&s.HolderEntity, r.reference),
		"of":            to(&s.Of, r.optional),
		"status":        to(&s.Status, r.status),
		"unsure":        to(&s.Unsure, r.boolean),
		"reviewed":      r.review,
	})
	missing := ""
	switch {
	case err != nil:
		return s, err
	case s.Start < 0:
		missing = "start"
	case s.End < 0:
		missing = "end"
	case s.Label == "":
		missing = "label"
	}
	if missing != "" {
		return s, &jsonError{s.at, fmt.Errorf("a span without %q", missing)}
	}
	if s.Label == doc.Role && s.Status == "" {
		s.Status = doc.Current
	}
	return s, nil
}

// review is the field with what a person said of a span. Any other value is that of an unknown key.
func (r *record) review() error {
	if r.ahead(`"right"`) || r.ahead(`"corrected"`) {
		r.reviewed++
	}
	return r.skip()
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

func (r *record) position() (recordPosition, error) {
	p := recordPosition{at: r.start(), span: -1}
	err := r.fields(fields{
		"span":   to(&p.span, r.index),
		"holder": orNull(r.decoder, r.thing(&p.role.Holder, "name", &p.role.HolderEntity)),
		"of":     orNull(r.decoder, r.thing(&p.role.Of, "text", &p.role.OfEntity)),
		"status": to(&p.role.Status, r.status),
	})
	return p, err
}

// thing is a field with a holder or body: what stands at that key, and its entity.
func (r *record) thing(text *string, key string, entity *string) func() error {
	return func() error {
		return r.fields(fields{key: to(text, r.optional), "entity": to(entity, r.reference)})
	}
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
		if err := sameText(s.Start, s.End, s.text, text[at[s.Start]:at[s.End]]); err != nil {
			return nil, &jsonError{s.at, err}
		}
	}
	return spans, nil
}

// sameText fails where the text that a span says it has is not the one that stands there.
func sameText(start, end int, says *string, stands string) error {
	if says == nil || *says == stands {
		return nil
	}
	return fmt.Errorf("span %d..%d is %q by its text, %q in the document: offsets must be in code points",
		start, end, *says, stands)
}

// byteOffsets returns the byte offset of every code point of a text and of its end.
func byteOffsets(text string) []int {
	at := make([]int, 0, utf8.RuneCountInString(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}
