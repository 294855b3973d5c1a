package diff

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// Extracted returns a document as the pipeline left it, with the mentions of some labels. Unlike a record it knows what
// removed a candidate and which rules made the links.
func Extracted(d *doc.Document, labels []doc.Label) *Document {
	out := &Document{ID: d.ID, Text: d.Text}
	index := make([]int, len(d.Mentions)) // by mention of d: index into out.Mentions, or doc.None
	c := counter{text: d.Text}
	for i, m := range d.Mentions {
		index[i] = doc.None
		if !slices.Contains(labels, m.Label) {
			continue
		}
		index[i] = len(out.Mentions)
		out.Mentions = append(out.Mentions, Mention{
			Span: c.codePoints(m.Span), Text: d.Slice(m.Span), Label: m.Label, Source: m.Source.String(), Entity: m.Entity,
		})
	}
	for _, e := range d.Entities {
		out.Entities = append(out.Entities, Entity{e.Name, e.Country})
		for k, i := range e.Mentions {
			if n := index[i]; n != doc.None && k < len(e.Rules) {
				out.Mentions[n].Alias = e.Rules[k]
			}
		}
	}
	for i := range d.Positions {
		if n := index[d.Positions[i].Mention]; n != doc.None {
			out.Positions = append(out.Positions, extractedPosition(d, &d.Positions[i], n))
		}
	}
	for _, l := range d.Losers {
		out.Removed = append(out.Removed, Removal{l.Span, l.Label, l.By.Source.String()})
	}
	slices.SortStableFunc(out.Removed, func(a, b Removal) int { return cmp.Compare(a.Start, b.Start) })
	c = counter{text: d.Text}
	for i := range out.Removed {
		out.Removed[i].Span = c.codePoints(out.Removed[i].Span)
	}
	return out
}

func extractedPosition(d *doc.Document, p *doc.Position, mention int) Position {
	out := Position{
		Mention: mention, Status: p.Status, HolderRule: p.HolderRule, OfRule: p.OfRule, StatusRule: p.StatusRule,
	}
	for _, e := range p.Holders {
		out.Holders = append(out.Holders, d.Entities[e].Name)
	}
	if p.Of != nil {
		out.Of = Body{p.Of.Name, p.Of.Text, p.Of.Country}
	}
	return out
}

// A counter converts spans, in order of their start, from bytes to code points.
type counter struct {
	text  string
	at, n int // bytes passed, and the code points that they are
}

func (c *counter) codePoints(s doc.Span) doc.Span {
	start := c.n + utf8.RuneCountInString(c.text[c.at:s.Start])
	end := start + utf8.RuneCountInString(c.text[s.Start:s.End])
	c.at, c.n = s.Start, start
	return doc.Span{Start: start, End: end}
}
