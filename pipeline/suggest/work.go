package suggest

import (
	"context"
	"slices"
	"strings"

	"roster/pipeline/doc"
	"roster/pipeline/eval"
	"roster/pipeline/explain"
)

// A fault is a mention that is missed, or one too many.
type fault struct {
	eval.Span
	missed bool
}

// A state is a case and what the proposals so far make of it.
type state struct {
	Case
	right  map[eval.Span]bool // the gold's mentions of scored labels
	faults map[fault]bool
	extra  []doc.Mention         // of the proposals
	offers map[int][]doc.Mention // by candidate
}

// A work is all cases.
type work struct {
	p      Redoer
	states []*state
	scored map[doc.Label]bool
}

func newWork(p Redoer, cases []Case) *work {
	w := &work{p: p, scored: make(map[doc.Label]bool)}
	for _, c := range cases {
		for _, s := range c.Gold.Spans {
			w.scored[s.Label] = s.Label != doc.Misc
		}
	}
	for _, c := range cases {
		s := &state{Case: c, right: make(map[eval.Span]bool), offers: make(map[int][]doc.Mention)}
		for _, x := range eval.Annotated(c.Gold) {
			if w.scored[x.Label] {
				s.right[x] = true
			}
		}
		s.faults = w.faultsOf(s, c.Doc.Mentions)
		w.states = append(w.states, s)
	}
	return w
}

// faults counts the faults of all cases.
func (w *work) faults() int {
	n := 0
	for _, s := range w.states {
		n += len(s.faults)
	}
	return n
}

// faultsOf holds mentions against the gold.
func (w *work) faultsOf(s *state, mentions []doc.Mention) map[fault]bool {
	faults := make(map[fault]bool)
	found := make(map[eval.Span]bool)
	for _, m := range mentions {
		at := eval.Span{Span: m.Span, Label: m.Label}
		found[at] = true
		if w.scored[m.Label] && !s.right[at] {
			faults[fault{at, false}] = true
		}
	}
	for at := range s.right {
		if !found[at] {
			faults[fault{at, true}] = true
		}
	}
	return faults
}

// with returns the faults that remain with more candidates and actions.
func (w *work) with(ctx context.Context, s *state, more []doc.Mention) map[fault]bool {
	return w.faultsOf(s, w.p.Redo(ctx, s.Doc, slices.Concat(s.extra, more), nil).Mentions)
}

// sorted returns faults in text order.
func sorted(faults map[fault]bool) []fault {
	out := make([]fault, 0, len(faults))
	for f := range faults {
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b fault) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		if a.End != b.End {
			return a.End - b.End
		}
		if a.missed != b.missed {
			if a.missed {
				return -1
			}
			return 1
		}
		return strings.Compare(string(a.Label), string(b.Label))
	})
	return out
}

// samples is how many gains and how many losses a proposal shows.
const samples = 2

// compare adds to an effect what is between two sets of faults of one case.
func (e *Effect) compare(s *state, before, after map[fault]bool) {
	for _, f := range sorted(before) {
		if !after[f] {
			e.Gains++
			e.sample(s, f.Span.Span, true)
		}
	}
	for _, f := range sorted(after) {
		if !before[f] {
			e.Losses++
			e.sample(s, f.Span.Span, false)
		}
	}
}

// sample keeps a place, one of those that begin where another does.
func (e *Effect) sample(s *state, at doc.Span, gain bool) {
	line, col := explain.Position(s.Doc.Text, at.Start)
	n := 0
	for _, x := range e.Samples {
		if x.Gain == gain {
			n++
		}
		if x.ID == s.Doc.ID && x.Line == line && x.Column == col {
			return
		}
	}
	if n < samples {
		e.Samples = append(e.Samples, Sample{s.Doc.ID, line, col, gain, explain.Context(s.Doc.Text, at)})
	}
}

// tokensOf returns the tokens of a span; ok is false where it does not lie on their borders.
func tokensOf(d *doc.Document, s doc.Span) (first, end int, ok bool) {
	first, ok = slices.BinarySearchFunc(d.Tokens, s.Start, func(t doc.Token, at int) int { return t.Start - at })
	if !ok {
		return 0, 0, false
	}
	for end = first; end < len(d.Tokens) && d.Tokens[end].End < s.End; end++ {
	}
	return first, end + 1, end < len(d.Tokens) && d.Tokens[end].End == s.End
}
