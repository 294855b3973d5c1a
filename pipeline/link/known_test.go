package link

import (
	"context"
	"testing"

	"roster/pipeline/doc"
)

func TestKnown(t *testing.T) {
	known := []Known{{ID: "known.zoë", Name: "Zoë Müller-Łoś", Label: doc.Person, Aliases: []string{"Zozo"}, Never: []string{"Müller-Łoś"}, Country: "DE"}}
	for marked, want := range map[string]string{
		"{P1:Zozo} is {P1:Zoë Müller-Łoś}.":                      "Zoë Müller-Łoś",
		"{P1:Zozo} and {P1:Zoë} left.":                           "Zoë Müller-Łoś",
		"{P1:Zozo} is not {P2:Müller-Łoś}.":                      "Zoë Müller-Łoś|Müller-Łoś",
		"{P1:Ana} is not {P2:Zozo}, nor is the place {L1:Zozo}.": "Ana|Zoë Müller-Łoś|Zozo",
	} {
		d := withMentions(readMarked(t, marked))
		d.Mentions, d.Entities, _ = New(everything, testAtlas, known...).Link(context.Background(), d)
		checkLinks(t, d)
		got := ""
		for i, e := range d.Entities {
			if i > 0 {
				got += "|"
			}
			got += e.Name
			if (e.Name == known[0].Name) != (e.Country == "DE") {
				t.Errorf("%s: %s has country %q", marked, e.Name, e.Country)
			}
		}
		if got != want {
			t.Errorf("%s: entities %s, want %s", marked, got, want)
		}
	}
}

func TestKnownIsTheRuleOfTheLink(t *testing.T) {
	d := withMentions(readMarked(t, "{O1:Škoda} is {O1:the Arrow}."))
	_, entities, _ := New(everything, testAtlas, Known{ID: "known.škoda", Name: "Škoda", Label: doc.Organization, Aliases: []string{"the Arrow"}}).Link(context.Background(), d)
	if len(entities) != 1 || entities[0].Rules[1] != "known.škoda" || entities[0].Aliases[0] != "the Arrow" {
		t.Errorf("got %+v", entities)
	}
}
