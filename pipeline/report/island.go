package report

import (
	"math"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A document is an article as the page has it.
type document struct {
	ID        string     `json:"id"`
	Date      string     `json:"date,omitempty"` // 2006-01-02
	Text      string     `json:"text"`
	Spans     []int      `json:"spans"` // of each mention: start, end, label, score in thousandths, source, entity
	Positions []position `json:"positions"`
}

// A position is who holds the role that is mention number Span of its document, and of what.
type position struct {
	Span    int        `json:"span"`
	Holders []int      `json:"holders,omitempty"`
	Of      *body      `json:"of,omitempty"`
	Status  doc.Status `json:"status"`
}

type body struct {
	Entity  int    `json:"entity"` // doc.None where it is no entity of the document
	Name    string `json:"name"`
	Text    string `json:"text"`
	Country string `json:"country,omitempty"`
}

// A run is what the page knows of all documents.
type run struct {
	Version  string      `json:"version"`
	Labels   []doc.Label `json:"labels"`
	Sources  []string    `json:"sources"`
	Entities []entity    `json:"entities"`
	Together together    `json:"together"`
}

type entity struct {
	Label   int    `json:"label"`
	Name    string `json:"name"`
	Country string `json:"country,omitempty"`
}

// document returns the page's form of d, whose entities have these numbers in the run.
func (w *Writer) document(d *doc.Document, entities []int) document {
	out := document{ID: d.ID, Date: dateOf(d.ID, d.Text), Text: d.Text, Spans: []int{}, Positions: []position{}}
	c := cursor{text: d.Text}
	for _, m := range d.Mentions {
		start, end := c.to(m.Start), c.to(m.End)
		score := int(math.Round(1000 * min(max(m.Score, 0), 1)))
		out.Spans = append(out.Spans,
			start, end, w.labels.of(m.Label), score, w.sources.of(m.Source.String()), numberOf(m.Entity, entities))
	}
	for _, p := range d.Positions {
		q := position{Span: p.Mention, Status: p.Status}
		for _, h := range p.Holders {
			q.Holders = append(q.Holders, entities[h])
		}
		if p.Of != nil {
			q.Of = &body{numberOf(p.Of.Entity, entities), p.Of.Name, p.Of.Text, p.Of.Country}
		}
		out.Positions = append(out.Positions, q)
	}
	return out
}

func numberOf(entity int, entities []int) int {
	if entity == doc.None {
		return doc.None
	}
	return entities[entity]
}

func (w *Writer) run() run {
	lines := w.index.Entities()
	out := run{Version: w.options.Version, Labels: w.labels.values, Sources: w.sources.values}
	out.Entities = make([]entity, len(lines))
	for _, e := range lines {
		out.Entities[e.Number] = entity{Label: w.labels.of(e.Label), Name: e.Name, Country: value(e.Country)}
	}
	out.Together = w.people.together(lines)
	return out
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// A cursor converts byte offsets of a text, in ascending order, to code units of UTF-16.
type cursor struct {
	text     string
	at, unit int // bytes and code units passed
}

func (c *cursor) to(at int) int {
	for c.at < at {
		r, size := utf8.DecodeRuneInString(c.text[c.at:])
		c.at += size
		c.unit++
		if r > 0xFFFF {
			c.unit++
		}
	}
	return c.unit
}
