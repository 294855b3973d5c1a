// Package records reads document records, as package emit writes them, back into documents. It takes lines of JSON with
// offsets in code points and gives documents whose Text, Mentions, Entities and Positions are set; their tokens, the
// places of rules and what lost are in no record.
package records

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"roster/pipeline/doc"
)

// Read yields the documents of a file of records, one a line. An error is an *Error and ends the reading.
func Read(r io.Reader, file string) iter.Seq2[*doc.Document, error] {
	return Lines(r, file, func(_ int, line []byte) (*doc.Document, error) { return Parse(line) })
}

// Is reports whether a line is a document record with links.
func Is(line []byte) bool {
	var r struct{ Spans, Entities, Positions *json.RawMessage }
	return json.Unmarshal(line, &r) == nil && r.Spans != nil && r.Entities != nil && r.Positions != nil
}

// A line is a document record. What a copy corrected by hand may lack is optional.
type line struct {
	ID        *string    `json:"id"`
	Text      *string    `json:"text"`
	Spans     *[]span    `json:"spans"`
	Entities  []entity   `json:"entities"`
	Positions []position `json:"positions"`
	Meta      struct {
		Warnings []string `json:"warnings"`
	} `json:"meta"`
}

type span struct {
	Start  int       `json:"start"`
	End    int       `json:"end"`
	Text   *string   `json:"text"`
	Label  doc.Label `json:"label"`
	Score  *float64  `json:"score"`
	Source string    `json:"source"`
	Entity *int      `json:"entity"`
}

type entity struct {
	Label   doc.Label `json:"label"`
	Name    string    `json:"name"`
	Aliases []string  `json:"aliases"`
	Country string    `json:"country"`
}

type position struct {
	Span    int        `json:"span"`
	Role    string     `json:"role"`
	Holders []int      `json:"holders"`
	Of      *body      `json:"of"`
	Status  doc.Status `json:"status"`
}

type body struct {
	Entity  *int   `json:"entity"`
	Name    string `json:"name"`
	Text    string `json:"text"`
	Country string `json:"country"`
}

// Parse reads one record. The error says what is wrong with it.
func Parse(record []byte) (*doc.Document, error) {
	var l line
	if err := json.Unmarshal(record, &l); err != nil {
		return nil, fmt.Errorf("no document record: %w", err)
	}
	switch {
	case l.ID == nil:
		return nil, errors.New(`no "id", expected a document record`)
	case l.Text == nil:
		return nil, errors.New(`no "text", expected a document record with its text (output.text: true)`)
	case l.Spans == nil:
		return nil, errors.New(`no "spans", expected a document record`)
	}
	d := &doc.Document{ID: *l.ID, Text: *l.Text, Warnings: l.Meta.Warnings}
	for _, e := range l.Entities {
		d.Entities = append(d.Entities, doc.Entity{Label: e.Label, Name: e.Name, Aliases: e.Aliases, Country: e.Country})
	}
	if err := addMentions(d, *l.Spans); err != nil {
		return nil, err
	}
	return d, addPositions(d, l.Positions)
}

// addMentions places the spans in the document's text and gives its entities their mentions.
func addMentions(d *doc.Document, spans []span) error {
	c := cursor{text: d.Text}
	for i, s := range spans {
		at := fmt.Sprintf("span %d..%d", s.Start, s.End)
		if s.Start < c.points || s.End <= s.Start {
			return fmt.Errorf("%s: expected spans that are not empty, in text order and without overlap", at)
		}
		start, ok := c.to(s.Start)
		end, within := c.to(s.End)
		if !ok || !within {
			return fmt.Errorf("%s of a text of %d code points", at, c.points)
		}
		m := doc.Mention{
			Span: doc.Span{Start: start, End: end}, Label: s.Label, Score: 1,
			Source: doc.ParseSource(s.Source), Entity: doc.None,
		}
		if got := d.Slice(m.Span); s.Text != nil && *s.Text != got {
			return fmt.Errorf("%s is %q by its text, %q in the document: offsets must be in code points", at, *s.Text, got)
		}
		if _, err := doc.ParseLabel(string(s.Label)); err != nil {
			return fmt.Errorf("%s: %w", at, err)
		}
		if s.Score != nil {
			m.Score = *s.Score
		}
		if s.Entity != nil {
			if m.Entity = *s.Entity; m.Entity < 0 || m.Entity >= len(d.Entities) {
				return fmt.Errorf("%s has entity %d of %d", at, m.Entity, len(d.Entities))
			}
			e := &d.Entities[m.Entity]
			e.Mentions = append(e.Mentions, i)
			e.Rules = append(e.Rules, "")
		}
		d.Mentions = append(d.Mentions, m)
	}
	return nil
}

func addPositions(d *doc.Document, positions []position) error {
	for _, p := range positions {
		if p.Span < 0 || p.Span >= len(d.Mentions) || d.Mentions[p.Span].Label != doc.Role {
			return fmt.Errorf("role %q has span %d, which is no ROLE", p.Role, p.Span)
		}
		for _, h := range p.Holders {
			if h < 0 || h >= len(d.Entities) {
				return fmt.Errorf("role %q has holder %d of %d entities", p.Role, h, len(d.Entities))
			}
		}
		out := doc.Position{Mention: p.Span, Role: p.Role, Holders: p.Holders, Status: p.Status}
		if b := p.Of; b != nil {
			out.Of = &doc.Body{Entity: doc.None, Name: b.Name, Text: b.Text, Country: b.Country}
			if b.Entity != nil {
				if out.Of.Entity = *b.Entity; out.Of.Entity < 0 || out.Of.Entity >= len(d.Entities) {
					return fmt.Errorf("role %q is of entity %d of %d", p.Role, out.Of.Entity, len(d.Entities))
				}
			}
		}
		d.Positions = append(d.Positions, out)
	}
	return nil
}

// A cursor converts offsets in code points, in ascending order, to bytes.
type cursor struct {
	text          string
	bytes, points int // passed
}

// to returns the byte offset of a code point; ok is false where the text ends before it.
func (c *cursor) to(point int) (at int, ok bool) {
	for i := range c.text[c.bytes:] {
		if c.points == point {
			c.bytes += i
			return c.bytes, true
		}
		c.points++
	}
	c.bytes = len(c.text)
	return c.bytes, c.points == point
}
