package index

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"roster/pipeline/doc"
	"roster/pipeline/records"
)

// A Document is what the index takes of a document.
type Document struct {
	ID        string
	Entities  []DocumentEntity
	Positions []Position
}

// A DocumentEntity is an entity of a document.
type DocumentEntity struct {
	Label   doc.Label
	Name    string
	Country string
	Texts   []string // of its mentions
}

// A Position is a role with its holders, as indexes into Document.Entities.
type Position struct {
	Role    string
	Holders []int
	Of      string // the name of the body, "" for none
	State   string // the country of the body
	Status  doc.Status
}

// states returns the countries whose offices an entity holds.
func (d *Document) states(entity int) map[string]bool {
	states := make(map[string]bool)
	for _, p := range d.Positions {
		for _, h := range p.Holders {
			if h == entity && p.State != "" {
				states[p.State] = true
			}
		}
	}
	return states
}

// Of takes what the index needs of a document that the pipeline has linked.
func Of(d *doc.Document) *Document {
	out := &Document{ID: d.ID}
	for _, e := range d.Entities {
		o := DocumentEntity{Label: e.Label, Name: e.Name, Country: e.Country}
		for _, m := range e.Mentions {
			o.Texts = append(o.Texts, d.Slice(d.Mentions[m].Span))
		}
		out.Entities = append(out.Entities, o)
	}
	for _, p := range d.Positions {
		o := Position{Role: p.Role, Holders: p.Holders, Status: p.Status}
		if p.Of != nil {
			o.Of, o.State = p.Of.Name, p.Of.Country
		}
		out.Positions = append(out.Positions, o)
	}
	return out
}

// A record is what the index needs of a document record. Package records reads all of it, and needs the text: it takes
// a quarter longer.
type record struct {
	ID    string `json:"id"`
	Spans []struct {
		Text string `json:"text"`
	} `json:"spans"`
	Entities []struct {
		Label   doc.Label `json:"label"`
		Name    string    `json:"name"`
		Spans   []int     `json:"spans"`
		Country string    `json:"country"`
	} `json:"entities"`
	Positions []struct {
		Role    string `json:"role"`
		Holders []int  `json:"holders"`
		Of      struct {
			Name    string `json:"name"`
			Country string `json:"country"`
		} `json:"of"`
		Status doc.Status `json:"status"`
	} `json:"positions"`
}

// Records reads document records, one a line, with or without their texts. An error is a *records.Error and ends the
// reading.
func Records(r io.Reader, file string) iter.Seq2[*Document, error] {
	return records.Lines(r, file, parse)
}

func parse(_ int, line []byte) (*Document, error) {
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		return nil, fmt.Errorf("no document record: %w", err)
	}
	d := &Document{ID: r.ID}
	for _, e := range r.Entities {
		o := DocumentEntity{Label: e.Label, Name: e.Name, Country: e.Country}
		for _, i := range e.Spans {
			if i < 0 || i >= len(r.Spans) {
				return nil, fmt.Errorf("entity %q has span %d of %d", e.Name, i, len(r.Spans))
			}
			o.Texts = append(o.Texts, r.Spans[i].Text)
		}
		d.Entities = append(d.Entities, o)
	}
	for _, p := range r.Positions {
		for _, h := range p.Holders {
			if h < 0 || h >= len(d.Entities) {
				return nil, fmt.Errorf("role %q has holder %d of %d entities", p.Role, h, len(d.Entities))
			}
		}
		d.Positions = append(d.Positions, Position{p.Role, p.Holders, p.Of.Name, p.Of.Country, p.Status})
	}
	return d, nil
}
