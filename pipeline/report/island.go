package report

import (
	"math"
	"unicode/utf8"

	"roster/pipeline/doc"
	"roster/pipeline/index"
)

// A Document is an article as the page has it. Offsets are in code units of UTF-16.
type Document struct {
	ID        string     `json:"id"`
	Date      string     `json:"date,omitempty"` // 2006-01-02
	Text      string     `json:"text"`
	Spans     []int      `json:"spans"` // of each mention: start, end, label, score in thousandths, source, entity
	Positions []Position `json:"positions"`
}

// A Position is who holds the role that is mention number Span of its document, and of what.
type Position struct {
	Span    int        `json:"span"`
	Holders []int      `json:"holders,omitempty"`
	Of      *Body      `json:"of,omitempty"`
	Status  doc.Status `json:"status"`
}

// A Body is what a role belongs to.
type Body struct {
	Entity  int    `json:"entity"` // doc.None where it is no entity of the document
	Name    string `json:"name"`
	Text    string `json:"text"`
	Country string `json:"country,omitempty"`
}

// A Run is what the page knows of all documents.
type Run struct {
	Version  string      `json:"version"`
	Labels   []doc.Label `json:"labels"`
	Sources  []string    `json:"sources"`
	Entities []Entity    `json:"entities"`
	Together Together    `json:"together"`
}

// An Entity is a person, place or organization of the run; its number is its index in Run.Entities.
type Entity struct {
	Label   int    `json:"label"`
	Name    string `json:"name"`
	Country string `json:"country,omitempty"`
}

// An Encoder makes the values that a page holds, document by document. It is not safe for concurrent use.
type Encoder struct {
	options   Options
	index     *index.Index
	people    people
	sources   numbers[string]
	labels    numbers[doc.Label]
	documents int
}

// NewEncoder returns an encoder of one run.
func NewEncoder(o Options) *Encoder {
	e := &Encoder{options: o, index: index.New()}
	e.sources.values = []string{}
	for _, l := range o.Labels {
		e.labels.of(l)
	}
	return e
}

// Add returns the page's form of a document, which stays as it is.
func (e *Encoder) Add(d *doc.Document) Document {
	d = keep(d, e.options.Labels)
	entities := e.index.Add(index.Of(d))
	e.people.add(e.documents, d.Entities, entities)
	e.documents++
	return e.document(d, entities)
}

// document returns the page's form of d, whose entities have these numbers in the run.
func (e *Encoder) document(d *doc.Document, entities []int) Document {
	out := Document{ID: d.ID, Date: dateOf(d.ID, d.Text), Text: d.Text, Spans: []int{}, Positions: []Position{}}
	c := cursor{text: d.Text}
	for _, m := range d.Mentions {
		start, end := c.to(m.Start), c.to(m.End)
		score := int(math.Round(1000 * min(max(m.Score, 0), 1)))
		out.Spans = append(out.Spans,
			start, end, e.labels.of(m.Label), score, e.sources.of(m.Source.String()), numberOf(m.Entity, entities))
	}
	for _, p := range d.Positions {
		q := Position{Span: p.Mention, Status: p.Status}
		for _, h := range p.Holders {
			q.Holders = append(q.Holders, entities[h])
		}
		if p.Of != nil {
			q.Of = &Body{numberOf(p.Of.Entity, entities), p.Of.Name, p.Of.Text, p.Of.Country}
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

// Run returns what is known of all documents that were added.
func (e *Encoder) Run() Run {
	lines := e.index.Entities()
	out := Run{Version: e.options.Version, Labels: e.labels.values, Sources: e.sources.values}
	out.Entities = make([]Entity, len(lines))
	for _, l := range lines {
		out.Entities[l.Number] = Entity{Label: e.labels.of(l.Label), Name: l.Name, Country: value(l.Country)}
	}
	out.Together = e.people.together(lines)
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
