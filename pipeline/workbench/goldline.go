package workbench

import (
	"fmt"
	"slices"

	"roster/pipeline/doc"
)

// A goldLine is an article as the gold file has it: a document that package gold reads, whose spans are the mentions as
// they stand after the corrections, and what a person has reviewed. Offsets are in code points.
type goldLine struct {
	ID      string       `json:"id"`
	Text    string       `json:"text"`
	Spans   []goldSpan   `json:"spans"`
	Removed *[]goldPlace `json:"removed"` // where a person said that there is no mention of the label
}

type goldPlace struct {
	Start int       `json:"start"`
	End   int       `json:"end"`
	Text  string    `json:"text"`
	Label doc.Label `json:"label"`
}

type goldSpan struct {
	goldPlace
	Entity       string     `json:"entity,omitempty"` // equal for mentions of one thing
	Holder       string     `json:"holder,omitempty"` // this and what follows: of a ROLE
	HolderEntity string     `json:"holder_entity,omitempty"`
	Of           string     `json:"of,omitempty"`
	Status       doc.Status `json:"status,omitempty"`
	Reviewed     Verdict    `json:"reviewed,omitempty"` // "" where nobody looked
	Same         string     `json:"same,omitempty"`     // the name of an entity that a person said it is
	Apart        string     `json:"apart,omitempty"`    // the name of one that a person said it is not
}

// keysOf returns a key for each entity of a document: its name, with a number where another has it before.
func keysOf(d *doc.Document) []string {
	keys := make([]string, len(d.Entities))
	for i, e := range d.Entities {
		keys[i] = freeKey(keys[:i], e.Name)
	}
	return keys
}

// freeKey returns a name, with a number where it is among keys.
func freeKey(keys []string, name string) string {
	key := name
	for n := 2; slices.Contains(keys, key); n++ {
		key = fmt.Sprintf("%s (%d)", name, n)
	}
	return key
}

// newGoldLine returns the line of an article with its marks.
func (c *corpus) newGoldLine(redone *doc.Document, marks []mark) goldLine {
	line := goldLine{ID: redone.ID, Text: redone.Text, Spans: []goldSpan{}, Removed: &[]goldPlace{}}
	points := codePoints(redone.Text)
	place := func(s doc.Span, l doc.Label) goldPlace {
		return goldPlace{points[s.Start], points[s.End], redone.Slice(s), l}
	}
	said := make(map[doc.Span]mark)
	for _, m := range marks {
		if m.Removed {
			*line.Removed = append(*line.Removed, place(m.Span, m.Label))
		} else {
			said[m.Span] = m
		}
	}
	keys := keysOf(redone)
	for i, m := range redone.Mentions {
		mark, reviewed := said[m.Span]
		if !reviewed && !slices.Contains(c.Labels, m.Label) {
			continue
		}
		if reviewed {
			m.Label = mark.Label // linking may have given it another
		}
		s := goldSpan{goldPlace: place(m.Span, m.Label), Reviewed: mark.Verdict, Same: mark.Same, Apart: mark.Apart}
		if m.Label == doc.Role {
			s.relate(redone, i, keys)
		} else {
			s.Entity = mark.key(redone, m, keys)
		}
		line.Spans = append(line.Spans, s)
	}
	return line
}

// key returns the key of what a mention names, "" for nothing, by what a person said of it.
func (m mark) key(d *doc.Document, of doc.Mention, keys []string) string {
	switch e := of.Entity; {
	case m.Same != "" && entityNamed(d, m.Same) == doc.None:
		return m.Same
	case m.Same != "":
		return keys[entityNamed(d, m.Same)]
	case m.Apart != "" && e == entityNamed(d, m.Apart):
		return freeKey(keys, oneLine(d.Slice(of.Span)))
	case e != doc.None:
		return keys[e]
	}
	return ""
}

// relate says who holds the role that is the mention with that index, and of what.
func (s *goldSpan) relate(d *doc.Document, mention int, keys []string) {
	i := slices.IndexFunc(d.Positions, func(p doc.Position) bool { return p.Mention == mention })
	if i < 0 {
		return
	}
	p := d.Positions[i]
	s.Status = p.Status
	if len(p.Holders) > 0 {
		s.Holder, s.HolderEntity = d.Entities[p.Holders[0]].Name, keys[p.Holders[0]]
	}
	if p.Of != nil {
		s.Of = p.Of.Text
	}
}

// codePoints returns the code points before each byte of a text at which one starts, and before its end.
func codePoints(text string) map[int]int {
	out := make(map[int]int, len(text)+1)
	n := 0
	for i := range text {
		out[i] = n
		n++
	}
	out[len(text)] = n
	return out
}

// marks returns what a person said by the line.
func (l *goldLine) marks(d *doc.Document) ([]mark, error) {
	r := newRuler(d.Text)
	var out []mark
	add := func(p goldPlace, m mark) error {
		if p.Start < 0 || p.Start >= p.End || p.End >= len(r.bytes) {
			return fmt.Errorf("%d-%d of a text of %d code points", p.Start, p.End, len(r.bytes)-1)
		}
		if _, err := doc.ParseLabel(string(p.Label)); err != nil {
			return err
		}
		m.Span, m.Label = doc.Span{Start: r.bytes[p.Start], End: r.bytes[p.End]}, p.Label
		out = append(out, m)
		return nil
	}
	for _, s := range l.Spans {
		if s.Reviewed == "" {
			continue
		}
		if err := add(s.goldPlace, mark{Verdict: s.Reviewed, Same: s.Same, Apart: s.Apart}); err != nil {
			return nil, err
		}
	}
	for _, p := range *l.Removed {
		if err := add(p, mark{Verdict: Corrected, Removed: true}); err != nil {
			return nil, err
		}
	}
	return ordered(out), nil
}
