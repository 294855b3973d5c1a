// Package explain says what the pipeline decided at a place of a document, and why. It takes a document whose layers
// are all filled in and gives every candidate there: who proposed it, whether it stands, who beat it and by which step
// of the order of package resolve, and how the links of what stands were made. Of a point or stretch it also says what
// could have been there: how else the engine could read it and why it does not, and which rules came near. A view for
// people and one for tools stand in view.go and json.go.
//
// All of it is a pure function of its arguments.
package explain

import (
	"cmp"
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/link"
	"roster/pipeline/match"
	"roster/pipeline/resolve"
	"roster/pipeline/tag"
	"roster/rules"
)

// An Outcome is what became of a candidate.
type Outcome string

// The outcomes. An action is no candidate: it acts on those of its span.
const (
	Stands Outcome = "stands"
	Lost   Outcome = "lost"
	Acts   Outcome = "acts"
)

// An Explanation is what there is at a place of a document.
type Explanation struct {
	Doc        *doc.Document
	Place      Place
	Candidates []Candidate // by start, the longer first; of one span what stands, what lost, the actions

	// What could have been there. Ask fills it in.
	Opinion *tag.Opinion     // of the engine; nil where it gives no reasons
	Near    []match.NearMiss // the nearest first

	set *rules.Set // nil where it is not known
}

// A Candidate is a mention that an engine or a rule proposed, or an action of a rule.
type Candidate struct {
	doc.Mention
	Outcome Outcome
	Index   int           // into Doc.Mentions where it stands, else doc.None
	Was     *doc.Mention  // what it was before a rule relabelled it; nil where none did
	By      *doc.Mention  // of Lost: who beat it; nil where it lost to nobody
	Reason  doc.Reason    // of Lost
	On      []doc.Mention // of Acts: the candidates that it acted on, as they were before
	Rule    *rules.Rule   // whose source it is; nil of an engine, or where the set does not have it
}

// Explain returns what there is at a place. The set names the rules; it may be nil.
func Explain(d *doc.Document, set *rules.Set, at Place) *Explanation {
	e := &Explanation{Doc: d, Place: at, set: set}
	for i, m := range d.Mentions {
		e.add(Candidate{Mention: m, Outcome: Stands, Index: i, Was: before(d, m)})
	}
	for _, l := range d.Losers {
		c := Candidate{Mention: l.Mention, Outcome: Lost, Index: doc.None, Reason: l.Reason}
		if l.By != (doc.Mention{}) {
			c.By = &l.By
		}
		if l.Reason != resolve.Dropped {
			c.Was = before(d, l.Mention)
		}
		e.add(c)
	}
	for _, m := range d.Matched {
		if m.Action != doc.Add {
			e.add(Candidate{Mention: m, Outcome: Acts, Index: doc.None, On: actedOn(d, m)})
		}
	}
	slices.SortStableFunc(e.Candidates, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	return e
}

// add appends a candidate that is at the place.
func (e *Explanation) add(c Candidate) {
	if !e.Place.Holds(c.Span) {
		return
	}
	if e.set != nil && c.Source.Rule != "" {
		c.Rule = e.set.Rule(c.Source.Rule)
	}
	e.Candidates = append(e.Candidates, c)
}

// before returns what a mention was before a rule relabelled it, nil where none did.
func before(d *doc.Document, m doc.Mention) *doc.Mention {
	relabelled := link.Relabels(m.Source.Rule) || slices.ContainsFunc(d.Matched, func(a doc.Mention) bool {
		return a.Action == doc.Relabel && a.Span == m.Span && a.Source == m.Source
	})
	if !relabelled {
		return nil
	}
	for _, c := range proposed(d, m.Span) {
		if c.Priority == m.Priority && c.Score == m.Score {
			return &c
		}
	}
	return nil
}

// proposed lists the candidates of a span as engines and rules made them.
func proposed(d *doc.Document, s doc.Span) []doc.Mention {
	var out []doc.Mention
	for _, mentions := range [...][]doc.Mention{d.Tagged, d.Matched} {
		for _, m := range mentions {
			if m.Span == s && m.Action == doc.Add {
				out = append(out, m)
			}
		}
	}
	return out
}

// actedOn lists the candidates that an action dropped, relabelled or protected.
func actedOn(d *doc.Document, a doc.Mention) []doc.Mention {
	var out []doc.Mention
	if a.Action == doc.Drop {
		for _, l := range d.Losers {
			if l.Reason == resolve.Dropped && l.By == a {
				out = append(out, l.Mention)
			}
		}
		return out
	}
	for _, m := range outcomes(d, a.Span) {
		switch {
		case a.Action == doc.Relabel && m.Source == a.Source:
			if was := before(d, m); was != nil {
				out = append(out, *was)
			}
		case a.Action == doc.Protect && m.Priority <= a.Priority && (a.Label == "" || a.Label == m.Label):
			out = append(out, m)
		}
	}
	return out
}

// outcomes lists what became of the candidates of a span that no action dropped.
func outcomes(d *doc.Document, s doc.Span) []doc.Mention {
	var out []doc.Mention
	for _, m := range d.Mentions {
		if m.Span == s {
			out = append(out, m)
		}
	}
	for _, l := range d.Losers {
		if l.Span == s && l.Reason != resolve.Dropped {
			out = append(out, l.Mention)
		}
	}
	return out
}
