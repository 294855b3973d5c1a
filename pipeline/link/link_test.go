package link

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"roster/pipeline/doc"
	"roster/pipeline/tokenize"
)

// checkLinks reports indexes of entities, mentions and positions that do not fit together.
func checkLinks(t testing.TB, d *doc.Document) {
	t.Helper()
	seen := 0
	for i, e := range d.Entities {
		if len(e.Mentions) == 0 || len(e.Rules) != len(e.Mentions) || e.Name == "" {
			t.Fatalf("entity %d: %+v", i, e)
		}
		for _, m := range e.Mentions {
			if d.Mentions[m].Entity != i || d.Mentions[m].Label != e.Label {
				t.Fatalf("entity %d has mention %+v", i, d.Mentions[m])
			}
			seen++
		}
	}
	roles := 0
	for i, m := range d.Mentions {
		if isEntity(m.Label) == (m.Entity == doc.None) {
			t.Fatalf("mention %d: %+v", i, m)
		}
		if isEntity(m.Label) {
			seen--
		}
		if m.Label == doc.Role {
			roles++
		}
	}
	if seen != 0 || len(d.Positions) != roles {
		t.Fatalf("%d mentions too many in entities, %d positions for %d roles", seen, len(d.Positions), roles)
	}
	for _, p := range d.Positions {
		for _, h := range p.Holders {
			if d.Entities[h].Label != doc.Person {
				t.Fatalf("%q is held by a %s", p.Role, d.Entities[h].Label)
			}
		}
		if (len(p.Holders) == 0) != (p.HolderRule == "") || (p.Of == nil) != (p.OfRule == "") {
			t.Fatalf("position without its rule: %+v", p)
		}
	}
}

// FuzzLink labels the words of any text by the bytes beside it.
func FuzzLink(f *testing.F) {
	f.Add("President Zoë Müller of France, once a baker, left (Łódź).", []byte{1, 0, 0, 5, 2, 0, 1, 0, 0, 0, 1})
	f.Add("-elect: \n Dr. until 1998-", []byte{1, 1, 1, 1, 1, 1, 1})
	f.Add("then", []byte{1})
	f.Fuzz(func(t *testing.T, text string, labels []byte) {
		d := &doc.Document{Text: strings.ToValidUTF8(text, "?")}
		d.Tokens, d.Sentences = tokenize.Tokenize(d.Text)
		for i := range min(len(d.Tokens), len(labels)) {
			if n := int(labels[i]) % 8; n < 5 {
				d.Mentions = append(d.Mentions, doc.Mention{Span: d.SpanOf(i, i+1), FirstToken: i, EndToken: i + 1, Label: doc.Labels[n], Entity: doc.None})
			}
		}
		d.Mentions, d.Entities, d.Positions = New(everything, testAtlas).Link(context.Background(), d)
		checkLinks(t, d)
	})
}

func TestLinkLeavesTheDocumentAlone(t *testing.T) {
	g := readMarked(t, "{N1:French} {R>P1@N1:President} {P1:Zoë Müller} of {L1:France}. The {R>P1@-:president} and {P1:Müller} left.")
	d, again := withMentions(g), withMentions(g)
	l := New(everything, testAtlas)
	mentions, entities, positions := l.Link(context.Background(), d)
	if !reflect.DeepEqual(d, again) {
		t.Error("Link changed its document")
	}
	m, e, p := l.Link(context.Background(), again)
	if !reflect.DeepEqual(m, mentions) || !reflect.DeepEqual(e, entities) || !reflect.DeepEqual(p, positions) {
		t.Error("two runs differ")
	}
}

func TestConfig(t *testing.T) {
	g := readMarked(t, "{R>P1@-:President} {P1:Zoë Müller} left {L1:Paris}. {P1:Müller} slept.")
	d := withMentions(g)
	for _, c := range []struct {
		cfg       Config
		entities  int
		positions int
		country   string
	}{
		{Config{}, 3, 0, ""},
		{Config{Aliases: true}, 2, 0, ""},
		{Config{Aliases: true, Countries: true}, 2, 0, "FR"},
		{Config{Positions: true}, 3, 1, ""},
	} {
		_, entities, positions := New(c.cfg, testAtlas).Link(context.Background(), d)
		if len(entities) != c.entities || len(positions) != c.positions || entities[1].Country != c.country {
			t.Errorf("%+v: %d entities, %d positions, country %q", c.cfg, len(entities), len(positions), entities[1].Country)
		}
	}
}

func TestLoadAtlas(t *testing.T) {
	lists := fstest.MapFS{}
	for name, lines := range map[string]string{
		"countries": "# note\nCôte d’Ivoire\tCI\nIvory Coast\tCI\nTown\n", "nationalities": "Ivorian\tCI\n",
	} {
		lists[name+".txt"] = &fstest.MapFile{Data: []byte(lines)}
	}
	a, err := LoadAtlas(lists)
	if err != nil {
		t.Fatal(err)
	}
	if code, name := a.nationality("ivorian"); code != "CI" || name != "Côte d’Ivoire" {
		t.Errorf("nationality %q, %q", code, name)
	}
	for place, want := range map[string]string{"Abidjan": "CI", "ZANZAN": "CI", "Ivory Coast": "CI", "Town": ""} {
		if got := a.country(place); got != want {
			t.Errorf("%s: %q, want %q", place, got, want)
		}
	}
	delete(lists, "nationalities.txt")
	if _, err := LoadAtlas(lists); err == nil || !strings.Contains(err.Error(), "nationalities.txt") {
		t.Errorf("error %v, want one that names nationalities.txt", err)
	}
}

// longDocument has n mentions: roles, persons with few surnames, and the surnames alone.
func longDocument(t testing.TB, n int) *doc.Document {
	var b strings.Builder
	for i := range n / 4 {
		given, surname := syllables(i), syllables(i%50)
		fmt.Fprintf(&b, "{R>P%d@O1:Minister} {P%d:Zoë%s Mü%s} of {O1:Acme} left. {P%d:Mü%s} slept.\n", i, i, given, surname, i, surname)
	}
	return withMentions(readMarked(t, b.String()))
}

// syllables spells a number so that no two are alike: 0 is "babababa".
func syllables(n int) string {
	const consonants = "bdfglmnprst"
	var b strings.Builder
	for range 4 {
		b.WriteByte(consonants[n%len(consonants)])
		b.WriteByte('a')
		n /= len(consonants)
	}
	return b.String()
}

// BenchmarkLink grows a document of few surnames: the time a mention must not grow with it.
func BenchmarkLink(b *testing.B) {
	l := New(everything, testAtlas)
	for _, n := range []int{200, 2000, 20000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := longDocument(b, n)
			var entities []doc.Entity
			for b.Loop() {
				_, entities, _ = l.Link(context.Background(), d)
			}
			if want := n/4 + 1; len(entities) != want {
				b.Fatalf("%d entities, want %d", len(entities), want)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/mention")
		})
	}
}
