package explain_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"roster/internal/golden"
	"roster/pipeline/doc"
	"roster/pipeline/explain"
	"roster/pipeline/link"
	"roster/pipeline/match"
	"roster/pipeline/resolve"
	"roster/pipeline/tag"
	"roster/pipeline/tokenize"
	"roster/rules"
)

// A guess is what the engine of the tests proposes: every place of a text where it stands.
type guess struct {
	text  string
	label doc.Label
	score float64
}

// extract runs the stages on a text with the rules of testdata and an engine that knows what it is told.
func extract(t *testing.T, text string, guesses ...guess) (*doc.Document, *rules.Set) {
	t.Helper()
	set, err := rules.Load(rules.Config{Dir: "testdata", Files: []string{"rules.yaml"}})
	if err != nil {
		t.Fatal(err)
	}
	m, err := match.New(set, nil)
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Document{ID: "é.txt", Text: text}
	d.Tokens, d.Sentences = tokenize.Tokenize(text)
	d.Tagged = tagged(d, guesses)
	d.Matched, _ = m.Match(context.Background(), d)
	d.Mentions, d.Losers = resolve.Resolve(d)
	atlas := link.NewAtlas([]link.Entry{{Name: "Poland", Country: "PL"}}, nil, []link.Entry{{Name: "Łódź", Country: "PL"}})
	d.Mentions, d.Entities, d.Positions = link.New(link.Config{Aliases: true, Positions: true, Countries: true}, atlas).Link(context.Background(), d)
	return d, set
}

func tagged(d *doc.Document, guesses []guess) []doc.Mention {
	var out []doc.Mention
	for first := range d.Tokens {
		for end := first + 1; end <= len(d.Tokens); end++ {
			for _, g := range guesses {
				if d.Slice(d.SpanOf(first, end)) == g.text {
					out = append(out, doc.Mention{Span: d.SpanOf(first, end), FirstToken: first, EndToken: end, Label: g.label,
						Score: g.score, Priority: -20, Source: doc.Source{Engine: "prose"}, Entity: doc.None})
				}
			}
		}
	}
	return out
}

const text = "Łódź's mayor José Álvarez saw Wisła in Gdańsk.\nHe won.\n\nÁlvarez left 北京 for Łódź Kowalski."

func guesses() []guess {
	return []guess{
		{"Wisła", doc.Place, 0.4}, {"Gdańsk", doc.Person, 0.4}, {"José", doc.Person, 0.4567}, {"北京", doc.Place, 0.4},
	}
}

func TestExplain(t *testing.T) {
	tests := []struct {
		name, at string // at: the place is the point before it
		want     []string
	}{
		{"relabelled by a rule", "Wisła", []string{
			"stands ORGANIZATION Wisła of rule:a-club, was PLACE of prose",
			"acts ORGANIZATION Wisła of rule:a-club on PLACE of prose",
		}},
		{"dropped by a rule", "Gdańsk", []string{
			"lost PERSON Gdańsk of prose to rule:not-a-person by dropped: dropped by rule:not-a-person",
			"acts PERSON Gdańsk of rule:not-a-person on PERSON of prose",
		}},
		{"beaten by priority", "José", []string{
			"stands PERSON José Álvarez of rule:name",
			"lost PERSON José of prose to rule:name by priority: lower priority, -20 against 0",
		}},
		{"beaten by length, touched from behind", " saw", []string{
			"stands PERSON José Álvarez of rule:name",
			"lost PERSON Álvarez of rule:surname to rule:name by length: shorter, 1 against 2 tokens",
		}},
		{"beaten by what is protected", "Łódź Kow", []string{
			"lost PERSON Łódź Kowalski of rule:name to rule:city by protected: the other is protected",
			"stands PLACE Łódź of rule:city",
			"acts  Łódź of rule:keep on PLACE of rule:city",
		}},
		{"an action that meets nothing", "won", []string{"acts  won of rule:idle"}},
		{"an engine's guess below a rule", "北京", []string{
			"stands PLACE 北京 of rule:city",
			"lost PLACE 北京 of prose to rule:city by priority: lower priority, -20 against 0",
		}},
		{"nothing", "left", nil},
	}
	d, set := extract(t, text, guesses()...)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := len([]rune(text[:strings.Index(text, test.at)]))
			at, err := explain.Offset(text, n)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range explain.Explain(d, set, at).Candidates {
				got = append(got, describe(d, c))
			}
			if g, w := strings.Join(got, "\n"), strings.Join(test.want, "\n"); g != w {
				t.Errorf("got\n%s\nwant\n%s", g, w)
			}
		})
	}
}

// TestRelabelledByLinking: what a document says of a mention is told as a rule's relabelling is.
func TestRelabelledByLinking(t *testing.T) {
	const text = "Zoë Würth left. The café saw Würth."
	tests := []struct {
		score float64
		want  string
	}{
		{0.5, "stands PERSON Würth of rule:relabel.surname, was PLACE of prose"},
		{0.9, "stands PLACE Würth of prose"}, // a sure guess is believed
	}
	for _, test := range tests {
		d, set := extract(t, text, guess{"Zoë Würth", doc.Person, 0.9}, guess{"Würth", doc.Place, test.score})
		at, err := explain.Offset(text, utf8.RuneCountInString(text)-2)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range explain.Explain(d, set, at).Candidates {
			got = append(got, describe(d, c))
		}
		if g := strings.Join(got, "\n"); g != test.want {
			t.Errorf("score %g: got\n%s\nwant\n%s", test.score, g, test.want)
		}
	}
}

func describe(d *doc.Document, c explain.Candidate) string {
	s := string(c.Outcome) + " " + string(c.Label) + " " + d.Slice(c.Span) + " of " + c.Source.String()
	if c.Was != nil {
		s += ", was " + string(c.Was.Label) + " of " + c.Was.Source.String()
	}
	if c.By != nil {
		s += " to " + c.By.Source.String() + " by " + string(c.Reason) + ": " + c.Why()
	}
	for _, m := range c.On {
		s += " on " + string(m.Label) + " of " + m.Source.String()
	}
	return s
}

func TestWeakCandidateLostToNobody(t *testing.T) {
	d, set := extract(t, "Ô Łomża")
	d.Losers = append(d.Losers, doc.Loser{
		Mention: doc.Mention{Span: d.SpanOf(1, 2), FirstToken: 1, EndToken: 2, Label: doc.Place, Source: doc.Source{Engine: "prose"}},
		Reason:  "below tagger.min_score",
	})
	e := explain.Explain(d, set, explain.Whole(d.Text))
	if len(e.Candidates) != 1 || e.Candidates[0].By != nil || e.Candidates[0].Why() != "below tagger.min_score" {
		t.Errorf("got %+v, want one that lost to nobody", e.Candidates)
	}
}

// doubts knows what could have been at two words.
type doubts struct{ set *rules.Set }

func (x doubts) Opinion(d *doc.Document, first, end int) *tag.Opinion {
	reading := func(l doc.Label, from, to int, score, behind float64, evidence ...tag.Evidence) tag.Reading {
		return tag.Reading{Label: l, FirstToken: from, EndToken: to, Score: score, Behind: behind, Evidence: evidence}
	}
	return &tag.Opinion{FirstToken: first, EndToken: end, Skipped: end-first == 1, Readings: []tag.Reading{
		reading(doc.Place, first, end, 0.25, -0.5, tag.Evidence{Token: first, What: "its letters", Weight: 0.5}),
		reading("", first, end, 0.75, 0),
		reading(doc.Person, first, end, 0.0014, 2.5, tag.Evidence{Token: first, What: "its letters", Weight: -2.25},
			tag.Evidence{Token: end - 1, What: `the word before, "é"`, Weight: 1},
			tag.Evidence{Token: doc.None, What: "how such names follow each other", Weight: -1.25}),
	}}
}

func (x doubts) Near(d *doc.Document, first, end int) []match.NearMiss {
	entry := rules.Phrase{Text: "Łódz", File: "cities.txt", Line: 2}
	return []match.NearMiss{
		{Rule: x.set.Rule("name"), FirstToken: first, EndToken: end, Token: first, Why: `"é" fails IS_TITLE`},
		{Rule: x.set.Rule("city"), FirstToken: first, EndToken: end, Token: first, Entry: entry, Why: `"Łódź" is not spelt as in "Łódz"`},
		{Rule: x.set.Rule("idle"), FirstToken: first, EndToken: end, Token: first, Why: "ñ"},
		{Rule: x.set.Rule("not-a-person"), FirstToken: first, EndToken: end, Token: first, Why: "ñ"},
	}
}

// TestAsk: lines and whole texts are not asked about; a point stands for the word that it touches.
func TestAsk(t *testing.T) {
	d, set := extract(t, text, guesses()...)
	place := func(p explain.Place, err error) explain.Place {
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, test := range []struct {
		name  string
		at    explain.Place
		words string // those that the engine is asked about
	}{
		{"the whole", explain.Whole(text), ""},
		{"a line", place(explain.Line(text, 1)), ""},
		{"the start of a word", place(explain.Offset(text, 13)), "José"},
		{"within a word", place(explain.Column(text, 1, 22)), "Álvarez"},
		{"between two words", place(explain.Offset(text, 17)), "José"},
		{"a blank line", place(explain.Column(text, 3, 1)), ""},
		{"a stretch", place(explain.Stretch(text, 15, 19)), "José Álvarez"},
		{"the end", place(explain.Offset(text, utf8.RuneCountInString(text))), "."},
	} {
		e := explain.Explain(d, set, test.at)
		e.Ask(doubts{set})
		words := ""
		if o := e.Opinion; o != nil {
			words = d.Slice(d.SpanOf(o.FirstToken, o.EndToken))
		}
		if words != test.words || (words == "") != (len(e.Near) == 0) {
			t.Errorf("%s: asked about %q and %d rules, want %q", test.name, words, len(e.Near), test.words)
		}
	}
}

func TestViews(t *testing.T) {
	d, set := extract(t, text, guesses()...)
	whole := explain.Explain(d, set, explain.Whole(text))
	point, err := explain.Column(text, 4, 10)
	if err != nil {
		t.Fatal(err)
	}
	nothing := explain.Explain(d, set, point)
	stretch, err := explain.Stretch(text, 13, 25)
	if err != nil {
		t.Fatal(err)
	}
	asked := explain.Explain(d, set, stretch)
	asked.Ask(doubts{set})
	person := explain.Explain(d, set, point)
	person.Ask(doubts{set})
	person.Only(doc.Person)
	golden.Views(t, "../../schema/explain.schema.json", map[string]func(*bytes.Buffer) error{
		"whole.txt":    func(b *bytes.Buffer) error { return whole.Print(b, false) },
		"colour.txt":   func(b *bytes.Buffer) error { return whole.Print(b, true) },
		"whole.json":   func(b *bytes.Buffer) error { return whole.WriteJSON(b) },
		"nothing.txt":  func(b *bytes.Buffer) error { return nothing.Print(b, true) },
		"nothing.json": func(b *bytes.Buffer) error { return nothing.WriteJSON(b) },
		"asked.txt":    func(b *bytes.Buffer) error { return asked.Print(b, false) },
		"asked.json":   func(b *bytes.Buffer) error { return asked.WriteJSON(b) },
		"person.txt":   func(b *bytes.Buffer) error { return person.Print(b, true) },
	})
}
