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
	var ents, groups []mark
	var own spacyRoster
	hasText := false
	err := whole(raw, func(in *decoder, key string) (err error) {
		switch key {
		case "text":
			hasText = true
			a.text, err = in.text()
		case "ents":
			ents, err = in.spacySpans()
		case "spans":
			err = in.object(func(string) error {
				marks, err := in.spacySpans()
				groups = append(groups, marks...)
				return err
			})
		case "roster":
			own, err = in.spacyRoster()
		default:
			err = in.skip()
		}
		return err
	})
	if err != nil {
		return err
	}
	if !hasText {
		return noText("text")
	}
	if own.id != "" {
		d.ID = own.id
	}
	if len(ents) > 0 && sameMarks(ents, own.marks) {
		return r.record(own.record(a.text), d)
	}
	if a.marks = ents; len(ents) == 0 {
		a.marks = groups
	}
	return r.finish(&a, d)
}

// spacySpans reads a list of {"start", "end", "label", …}.
func (d *decoder) spacySpans() (marks []mark, err error) {
	err = d.array(func() error {
		m := mark{at: d.start()}
		err := d.object(func(key string) (err error) {
			switch key {
			case "start":
				m.start, err = d.index()
			case "end":
				m.end, err = d.index()
			case "label":
				m.label, err = d.text()
			default:
				err = d.skip()
			}
			return err
		})
		marks = append(marks, m)
		return err
	})
	return marks, err
}

// A spacyRoster is what package emit puts under the key roster.
type spacyRoster struct {
	id                         string
	marks                      []mark
	spans, entities, positions json.RawMessage
}

func (d *decoder) spacyRoster() (s spacyRoster, err error) {
	err = d.object(func(key string) (err error) {
		switch key {
		case "id":
			s.id, err = d.text()
		case "spans":
			s.spans, err = d.raw()
		case "entities":
			s.entities, err = d.raw()
		case "positions":
			s.positions, err = d.raw()
		default:
			err = d.skip()
		}
		return err
	})
	if err != nil || s.spans == nil {
		return s, err
	}
	spans, err := newDecoder(s.spans)
	if err == nil {
		s.marks, err = spans.spacySpans()
	}
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
