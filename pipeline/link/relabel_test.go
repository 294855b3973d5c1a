package link

import (
	"context"
	"testing"

	"roster/pipeline/doc"
)

// relabelCases have mentions, one a code, of which the last is doubtful: its label and source after linking.
var relabelCases = []struct {
	marked string
	score  float64
	label  doc.Label
	rule   string
}{
	{"{P1:Zoë Łódź} left. Then {L1:Łódź} slept.", 0.5, doc.Person, relabelSurname},
	{"{P1:Zoë Łódź} left. Then {L1:Łódź} slept.", 0.9, doc.Place, ""},
	{"{P1:Zoë Müller} left. Then {L1:Łódź} slept.", 0.5, doc.Place, ""},
	{"{P1:Zoë Roe-Łódź} left. Counsel for {O1:Roe-Łódź} slept.", 0.5, doc.Person, relabelSurname},
	{"{P1:Zoë Roe-Łódź} left. Then {L1:Łódź} slept.", 0.5, doc.Place, ""},
	{"{O1:Škoda} grew. Then {P1:Škoda Ltd} slept.", 0.9, doc.Organization, relabelCompany},
	{"{O1:Škoda OÜ} grew. Then {P1:Škoda} slept.", 0.8, doc.Organization, relabelCompany},
	{"{O1:Škoda Ltd} grew. Then {P1:Škoda} slept.", 0.9, doc.Person, ""},
	{"{O1:Škoda Club} grew. Then {P1:Zoë Škoda} slept.", 0.8, doc.Person, ""},
	{"{R>-@-:Judge} {O1:Zoë Bâ} slept.", 0.8, doc.Person, relabelTitle},
	{"The head ({R>-@-:DGP}) {O1:Zoë Bâ} slept.", 0.8, doc.Person, relabelTitle},
	{"{R>-@-:Judge} {O1:Zoë Bâ} slept.", 0.9, doc.Organization, ""},
	{"A {R>-@-:judge} {O1:Zoë Bâ} slept.", 0.8, doc.Organization, ""},
	{"{R>-@-:Judge} {O1:Bâ Ltd} slept.", 0.8, doc.Organization, ""},
	{"{P1:Zoë} left. {P1:Zoë} came. Then {O1:Zoë} slept.", 0.5, doc.Person, relabelMajority},
	{"{P1:Zoë} left. {P1:Zoë} came. Then {O1:Zoë} slept.", 0.7, doc.Organization, ""},
	{"{P1:Zoë} left. Then {O1:Zoë} slept.", 0.5, doc.Organization, ""},
	{"{P1:Zoë Müller}, {R>P1@-:analyst} at the {L1:Łoś}", 0.8, doc.Organization, relabelEmployer},
	{"{P1:Zoë Müller}, {R>P1@-:analyst} at {L1:Lagos}", 0.8, doc.Place, ""},
	{"{P1:Zoë Müller}, {R>P1@-:analyst} in {L1:Łoś}", 0.8, doc.Place, ""},
	{"The lender {P1:Łoś Bâ}", 0.8, doc.Organization, relabelEmployer},
	{"The lender met {P1:Łoś Bâ}", 0.8, doc.Person, ""},
	{"{L1:Łódź} is far. {L1:Łódź} is big. {O1:Łódź} won.", 0.5, doc.Organization, ""},
}

func TestRelabel(t *testing.T) {
	for _, c := range relabelCases {
		d := withMentions(readMarked(t, c.marked))
		last := &d.Mentions[len(d.Mentions)-1]
		last.Score = c.score
		mentions, entities, _ := New(everything, testAtlas).Link(context.Background(), d)
		got := mentions[len(mentions)-1]
		if got.Label != c.label || got.Source.Rule != c.rule || got.Score != c.score {
			t.Errorf("%s: %s by %q, score %g, want %s by %q", c.marked, got.Label, got.Source.Rule, got.Score, c.label, c.rule)
		}
		if entities[got.Entity].Label != c.label {
			t.Errorf("%s: a mention of %s is of entity %+v", c.marked, c.label, entities[got.Entity])
		}
		if Relabels(got.Source.Rule) != (c.rule != "") {
			t.Errorf("%s: Relabels(%q) is wrong", c.marked, got.Source.Rule)
		}
	}
}

func TestCouples(t *testing.T) {
	for _, marked := range []string{
		"Mr. {P1:João Müller} met Mrs. {P2:Ana Müller}. Mr. {P1:Müller} left; Mrs. {P2:Müller} did not.",
		"{P1:João Müller} came with his wife, {P2:Ana Müller}. Mrs. {P2:Müller} left.",
		"Mr {P1:Müller} of Łódź met Mrs {P2:Müller}. Mr {P1:Müller} left.",
		"Mr. {P1:João Müller} left. Mrs. {P2:Müller} did not see Łódź.",
	} {
		checkClusters(t, marked)
	}
}
