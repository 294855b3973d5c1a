package gold

import (
	"bytes"
	"encoding/json"
	"slices"
)

// spacy reads spaCy's Doc.to_json: ents, or where there are none the spans of all groups. The key "roster" that package
// emit adds is taken whole where ents are still its spans; else it gives the id.
func (r Reader) spacy(raw []byte, d *Document) error {
	var a annotation
	var groups []mark
	var own spacyRoster
	err := whole(raw, func(in *decoder) fields {
		group := list(in, &groups, in.spacySpan)
		return fields{
			"text":   to(&a.text, in.written),
			"ents":   list(in, &a.marks, in.spacySpan),
			"spans":  func() error { return in.object(func(string) error { return group() }) },
			"roster": to(&own, in.spacyRoster),
		}
	})
	if err != nil {
		return err
	}
	if own.id != "" {
		d.ID = own.id
	}
	switch {
	case len(a.marks) == 0:
		a.marks = groups
	case a.text != nil && sameMarks(a.marks, own.marks):
		return r.record(own.record(*a.text), d)
	}
	return r.finish(&a, d)
}

func (d *decoder) spacySpan() (mark, error) {
	m := mark{at: d.start()}
	err := d.fields(fields{
		"start": to(&m.start, d.index),
		"end":   to(&m.end, d.index),
		"label": to(&m.label, d.text),
	})
	return m, err
}

// A spacyRoster is what package emit puts under the key roster.
type spacyRoster struct {
	id                         string
	marks                      []mark
	spans, entities, positions json.RawMessage
}

func (d *decoder) spacyRoster() (s spacyRoster, err error) {
	err = d.fields(fields{
		"id":        to(&s.id, d.text),
		"spans":     to(&s.spans, d.raw),
		"entities":  to(&s.entities, d.raw),
		"positions": to(&s.positions, d.raw),
	})
	if err != nil || s.spans == nil {
		return s, err
	}
	spans, err := newDecoder(s.spans)
	if err != nil {
		return s, err
	}
	err = list(spans, &s.marks, spans.spacySpan)()
	return s, err
}

// record returns the document record that it is the larger part of.
func (s spacyRoster) record(text string) []byte {
	var b bytes.Buffer
	b.WriteString(`{"id":`)
	id, _ := json.Marshal(s.id) // strings always do
	b.Write(id)
	b.WriteString(`,"text":`)
	encoded, _ := json.Marshal(text)
	b.Write(encoded)
	for _, part := range []struct {
		key   string
		value json.RawMessage
	}{{"spans", s.spans}, {"entities", s.entities}, {"positions", s.positions}} {
		if part.value != nil {
			b.WriteString(`,"` + part.key + `":`)
			b.Write(part.value)
		}
	}
	b.WriteString(`,"meta":{}}`)
	return b.Bytes()
}

func sameMarks(a, b []mark) bool {
	return slices.EqualFunc(a, b, func(x, y mark) bool {
		return x.start == y.start && x.end == y.end && x.label == y.label
	})
}
