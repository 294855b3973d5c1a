package resolve

import (
	"testing"

	"roster/pipeline/doc"
)

// TestOrder checks each step of the order between two candidates that overlap and agree in all steps before.
func TestOrder(t *testing.T) {
	text := "Łódź met Ana Ruiz" // tokens of 7, 3, 3 and 4 bytes
	spans := []doc.Span{{Start: 0, End: 7}, {Start: 8, End: 11}, {Start: 12, End: 15}, {Start: 16, End: 20}}
	user, core := doc.Source{Rule: "a", File: "f", Line: 1}, doc.Source{Rule: "a", File: "f", Line: 1, Core: true}
	at := func(first, end int, change func(*doc.Mention)) doc.Mention {
		m := doc.Mention{
			Span: doc.Span{Start: spans[first].Start, End: spans[end-1].End}, First: first, End: end,
			Label: doc.Person, Score: 0.5, Source: user, Entity: doc.None,
		}
		if change != nil {
			change(&m)
		}
		return m
	}
	for _, c := range []struct {
		reason        doc.Reason
		winner, loser doc.Mention
	}{
		{Priority, at(0, 1, func(m *doc.Mention) { m.Priority = 1 }), at(0, 4, nil)},
		{Length, at(0, 3, func(m *doc.Mention) { m.Source = core }), at(2, 4, nil)},
		{Length, at(0, 2, func(m *doc.Mention) { m.Source = core }), at(1, 3, nil)}, // as many tokens, more bytes
		{Source, at(0, 1, nil), at(0, 1, func(m *doc.Mention) { m.Source, m.Score = core, 1 })},
		{Source, at(0, 1, func(m *doc.Mention) { m.Source = core }),
			at(0, 1, func(m *doc.Mention) { m.Source, m.Score = doc.Source{Engine: "linear"}, 1 })},
		{Score, at(0, 1, func(m *doc.Mention) { m.Score, m.Source.Rule = 0.9, "b" }), at(0, 1, nil)},
		{Rule, at(0, 1, func(m *doc.Mention) { m.Label = doc.Role }), at(0, 1, func(m *doc.Mention) { m.Source.Rule = "b" })},
		{Label, at(0, 1, func(m *doc.Mention) { m.Source.File = "g" }), at(0, 1, func(m *doc.Mention) { m.Label = doc.Place })},
		{File, at(0, 1, func(m *doc.Mention) { m.Source.Line = 9 }), at(0, 1, func(m *doc.Mention) { m.Source.File = "g" })},
		{File, at(0, 1, nil), at(0, 1, func(m *doc.Mention) { m.Source.Line = 2 })},
		{Duplicate, at(0, 1, nil), at(0, 1, nil)},
	} {
		for _, order := range [][]doc.Mention{{c.winner, c.loser}, {c.loser, c.winner}} {
			d := &doc.Document{Text: text, Matched: order}
			for _, s := range spans {
				d.Tokens = append(d.Tokens, doc.Token{Span: s})
			}
			stand, losers := Resolve(d)
			if len(stand) != 1 || stand[0] != c.winner || len(losers) != 1 || losers[0] != (doc.Loser{Mention: c.loser, By: c.winner, Reason: c.reason}) {
				t.Errorf("%s: %v stand, losers %v", c.reason, stand, losers)
			}
		}
	}
}
