package resolve

import (
	"fmt"
	"slices"
	"testing"

	"roster/pipeline/doc"
)

// words are the tokens of the tests, of 10, 3, 3, 3 and 7 bytes.
var words = []string{"Wałbrzych", "met", "Ana", "Óz", "Gdańsk"}

// document returns a document of the words with these candidates and actions.
func document(matched ...doc.Mention) *doc.Document {
	d := &doc.Document{Matched: matched}
	for _, w := range words {
		at := len(d.Text)
		d.Text += w + " "
		d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: at, End: at + len(w)}})
	}
	return d
}

// at returns a candidate of a core rule over the tokens from first to end, changed by each of changes.
func at(first, end int, changes ...func(*doc.Mention)) doc.Mention {
	m := doc.Mention{
		Span: document().SpanOf(first, end), FirstToken: first, EndToken: end, Label: doc.Place, Score: 0.5,
		Source: doc.Source{Rule: "ł", File: "ł.yaml", Line: 2, Core: true}, Entity: doc.None,
	}
	for _, change := range changes {
		change(&m)
	}
	return m
}

// The changes that make a candidate come earlier, in the order in which they decide.
func important(m *doc.Mention)  { m.Priority = 1 }
func user(m *doc.Mention)       { m.Source.Core = false }
func sure(m *doc.Mention)       { m.Score = 0.9 }
func ruleA(m *doc.Mention)      { m.Source.Rule = "a" }
func labelO(m *doc.Mention)     { m.Label = doc.Organization }
func fileA(m *doc.Mention)      { m.Source.File = "a.yaml" }
func line1(m *doc.Mention)      { m.Source.Line = 1 }
func fromLinear(m *doc.Mention) { m.Source = doc.Source{Engine: "linear"} }
func fromProse(m *doc.Mention)  { m.Source = doc.Source{Engine: "prose"} }

// TestOrder checks each step of the order between two candidates that overlap: they agree in the steps before, and all
// steps after speak for the loser.
func TestOrder(t *testing.T) {
	for _, c := range []struct {
		name          string
		reason        doc.Reason
		winner, loser doc.Mention
	}{
		{"priority", Priority, at(2, 3, important), at(0, 4, user, sure, ruleA, labelO, fileA, line1)},
		{"more tokens", Length, at(1, 4), at(0, 2, user, sure, ruleA, labelO, fileA, line1)},
		{"more bytes", Length, at(3, 5), at(2, 4, user, sure, ruleA, labelO, fileA, line1)},
		{"user before core", Source, at(2, 4, user), at(1, 3, sure, ruleA, labelO, fileA, line1)},
		{"user before engine", Source, at(2, 4, user), at(1, 3, sure, fromLinear, labelO)},
		{"core before engine", Source, at(2, 4), at(1, 3, sure, fromLinear, labelO)},
		{"start", Start, at(1, 3), at(2, 4, sure, ruleA, labelO, fileA, line1)},
		{"score", Score, at(1, 3, sure), at(1, 3, ruleA, labelO, fileA, line1)},
		{"rule", Rule, at(1, 3, ruleA), at(1, 3, labelO, fileA, line1)},
		{"label", Label, at(1, 3, labelO), at(1, 3, fileA, line1)},
		{"file", File, at(1, 3, fileA), at(1, 3, line1)},
		{"line", File, at(1, 3, line1), at(1, 3)},
		{"engine", Engine, at(1, 3, fromLinear), at(1, 3, fromProse)},
		{"duplicate", Duplicate, at(1, 3), at(1, 3)},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, order := range [][]doc.Mention{{c.winner, c.loser}, {c.loser, c.winner}} {
				stand, losers := Resolve(document(order...))
				want := doc.Loser{Mention: c.loser, By: c.winner, Reason: c.reason}
				if !slices.Equal(stand, []doc.Mention{c.winner}) || !slices.Equal(losers, []doc.Loser{want}) {
					t.Errorf("%v stand, losers %v", stand, losers)
				}
			}
		})
	}
}

// acting makes a mention an action.
func acting(a doc.Action) func(*doc.Mention) { return func(m *doc.Mention) { m.Action = a } }

// anyLabel takes the label away.
func anyLabel(m *doc.Mention) { m.Label = "" }

func rule(id string) func(*doc.Mention) { return func(m *doc.Mention) { m.Source.Rule = id } }

// TestActions checks what stands and what loses, and why, with actions among the candidates.
func TestActions(t *testing.T) {
	drop, relabel, protect := acting(doc.Drop), acting(doc.Relabel), acting(doc.Protect)
	for _, c := range []struct {
		name    string
		matched []doc.Mention
		want    string // "label source first-end" of what stands; "reason by" of what loses
	}{
		{"drop", []doc.Mention{at(0, 1), at(0, 1, rule("d"), drop)}, "PLACE ł 0-1: dropped by d"},
		{"drop of any label", []doc.Mention{at(0, 1), at(0, 1, rule("d"), drop, anyLabel)}, "PLACE ł 0-1: dropped by d"},
		{"drop of another label", []doc.Mention{at(0, 1), at(0, 1, rule("d"), drop, labelO)}, "PLACE ł 0-1"},
		{"drop of another span", []doc.Mention{at(0, 2), at(0, 1, rule("d"), drop)}, "PLACE ł 0-2"},
		{"drop of a higher priority", []doc.Mention{at(0, 1, important), at(0, 1, rule("d"), drop)}, "PLACE ł 0-1"},
		{"drop of an engine", []doc.Mention{at(4, 5, fromProse), at(4, 5, rule("d"), drop)}, "PLACE prose 4-5: dropped by d"},
		{"the shorter stands once the longer is dropped",
			[]doc.Mention{at(0, 2), at(0, 1), at(0, 2, rule("d"), drop)}, "PLACE ł 0-1; PLACE ł 0-2: dropped by d"},
		{"relabel", []doc.Mention{at(0, 1), at(0, 1, rule("r"), relabel, labelO)}, "ORGANIZATION r 0-1"},
		{"relabel of a higher priority", []doc.Mention{at(0, 1, important), at(0, 1, rule("r"), relabel, labelO)}, "PLACE ł 0-1"},
		{"the first of two relabels", []doc.Mention{at(0, 1), at(0, 1, rule("s"), relabel, labelO),
			at(0, 1, rule("r"), relabel)}, "PLACE r 0-1"},
		{"relabels by priority", []doc.Mention{at(0, 1), at(0, 1, rule("s"), relabel, labelO, important),
			at(0, 1, rule("r"), relabel)}, "ORGANIZATION s 0-1"},
		{"relabels of the user first", []doc.Mention{at(0, 1), at(0, 1, rule("s"), relabel, labelO, user),
			at(0, 1, rule("r"), relabel)}, "ORGANIZATION s 0-1"},
		{"drop sees the new label", []doc.Mention{at(0, 1), at(0, 1, rule("r"), relabel, labelO),
			at(0, 1, rule("d"), drop, labelO)}, "PLACE ł 0-1: dropped by d"},
		{"drop of the old label", []doc.Mention{at(0, 1), at(0, 1, rule("r"), relabel, labelO),
			at(0, 1, rule("d"), drop)}, "ORGANIZATION r 0-1"},
		{"drop before relabel by priority", []doc.Mention{at(0, 1), at(0, 1, rule("r"), relabel, labelO),
			at(0, 1, rule("d"), drop, important)}, "PLACE ł 0-1: dropped by d"},
		{"protect", []doc.Mention{at(1, 2), at(0, 4, important), at(1, 2, rule("p"), protect)},
			"PLACE ł 1-2; PLACE ł 0-4: protected by ł"},
		{"protect of another label", []doc.Mention{at(1, 2), at(0, 4), at(1, 2, rule("p"), protect, labelO)},
			"PLACE ł 0-4; PLACE ł 1-2: length by ł"},
		{"protect of a higher priority", []doc.Mention{at(1, 2, important), at(0, 4, important), at(1, 2, rule("p"), protect)},
			"PLACE ł 0-4; PLACE ł 1-2: length by ł"},
		{"protect keeps from drop", []doc.Mention{at(0, 1), at(0, 1, rule("p"), protect), at(0, 1, rule("d"), drop)},
			"PLACE ł 0-1"},
		{"drop of a higher priority than protect", []doc.Mention{at(0, 1), at(0, 1, rule("p"), protect),
			at(0, 1, rule("d"), drop, important)}, "PLACE ł 0-1: dropped by d"},
		{"two are protected", []doc.Mention{at(0, 2), at(1, 2), at(0, 2, rule("p"), protect), at(1, 2, rule("p"), protect)},
			"PLACE ł 0-2; PLACE ł 1-2: length by ł"},
		{"an action alone", []doc.Mention{at(0, 1, rule("p"), protect), at(0, 1, rule("r"), relabel)}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for range 2 {
				if got := describe(Resolve(document(c.matched...))); got != c.want {
					t.Errorf("%v: got %s, want %s", c.matched, got, c.want)
				}
				slices.Reverse(c.matched)
			}
		})
	}
}

// describe writes what Resolve returns as TestActions has it.
func describe(stand []doc.Mention, losers []doc.Loser) string {
	s, sep := "", ""
	add := func(m doc.Mention, why string) {
		source := m.Source.Rule + m.Source.Engine
		s += fmt.Sprintf("%s%s %s %d-%d%s", sep, m.Label, source, m.FirstToken, m.EndToken, why)
		sep = "; "
	}
	for _, m := range stand {
		add(m, "")
	}
	for _, l := range losers {
		add(l.Mention, fmt.Sprintf(": %s by %s", l.Reason, l.By.Source.Rule+l.By.Source.Engine))
	}
	return s
}
