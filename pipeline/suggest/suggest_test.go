package suggest_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"roster/internal/golden"
	"roster/pipeline/doc"
	"roster/pipeline/eval"
	"roster/pipeline/gold"
	"roster/pipeline/link"
	"roster/pipeline/match"
	"roster/pipeline/resolve"
	"roster/pipeline/suggest"
	"roster/pipeline/tag/prose"
	"roster/pipeline/tokenize"
	"roster/rules"
)

// A run is a pipeline with an engine that marks what stands in <LABEL:…> of its text.
type run struct{ set *rules.Set }

func (r run) Rules() *rules.Set { return r.set }

func (r run) Redo(ctx context.Context, d *doc.Document, matched []doc.Mention, stated *rules.Set) *doc.Document {
	again := *d
	again.Matched = append(again.Matched[:len(again.Matched):len(again.Matched)], matched...)
	again.Mentions, again.Losers = resolve.Resolve(&again)
	var known []link.Known
	for _, x := range rulesOf(stated) {
		known = append(known, link.Known{ID: x.ID, Name: x.Entity.Name, Label: x.Label, Aliases: x.Entity.Aliases, Never: x.Entity.Never})
	}
	l := link.New(link.Config{Aliases: true}, link.NewAtlas(nil, nil, nil), known...)
	again.Mentions, again.Entities, again.Positions = l.Link(ctx, &again)
	return &again
}

// extract runs a text with the engine's marks, and the rules of r and of extra.
func (r run) extract(t *testing.T, id, marked string, extra *rules.Set) *doc.Document {
	t.Helper()
	text, guesses := unmark(t, marked, '<', '>')
	d := &doc.Document{ID: id, Text: text}
	d.Tokens, d.Sentences = tokenize.Tokenize(text)
	for _, g := range guesses {
		first, end := -1, -1
		for i, tok := range d.Tokens {
			if tok.Start == g.Start {
				first = i
			}
			if tok.End == g.End {
				end = i + 1
			}
		}
		d.Tagged = append(d.Tagged, doc.Mention{Span: g.Span, FirstToken: first, EndToken: end, Label: g.Label, Score: 0.5,
			Priority: -10, Source: doc.Source{Engine: "engine"}, Entity: doc.None})
	}
	m, err := match.New(extra, prose.Speech{})
	if err != nil {
		t.Fatal(err)
	}
	d.Matched, _ = m.Match(t.Context(), d)
	return r.Redo(t.Context(), d, nil, extra)
}

// rulesOf are the rules of a set that state entities.
func rulesOf(set *rules.Set) []*rules.Rule {
	if set == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(set.Rules()), func(r *rules.Rule) bool { return r.Entity == nil })
}

// unmark reads marks as <LABEL:text> or <LABEL/entity:text>.
func unmark(t *testing.T, marked string, open, shut byte) (string, []gold.Span) {
	t.Helper()
	var text strings.Builder
	var spans []gold.Span
	for marked != "" {
		i := strings.IndexByte(marked, open)
		if i < 0 {
			break
		}
		text.WriteString(marked[:i])
		inside, rest, ok := strings.Cut(marked[i+1:], string(shut))
		name, word, also := strings.Cut(inside, ":")
		if !ok || !also {
			t.Fatalf("marks of %q", marked)
		}
		label, entity, _ := strings.Cut(name, "/")
		spans = append(spans, gold.Span{
			Span: doc.Span{Start: text.Len(), End: text.Len() + len(word)}, Label: doc.Label(label), Entity: entity,
		})
		text.WriteString(word)
		marked = rest
	}
	return text.String() + marked, spans
}

// cases pair what the engine says with what is right.
func (r run) cases(t *testing.T, none *rules.Set, pairs [][2]string) []suggest.Case {
	t.Helper()
	var cases []suggest.Case
	for i, p := range pairs {
		id := fmt.Sprintf("é%d", i+1)
		d := r.extract(t, id, p[0], none)
		text, spans := unmark(t, p[1], '<', '>')
		if text != d.Text {
			t.Fatalf("%q is not the text of %q", p[1], p[0])
		}
		cases = append(cases, suggest.Case{Doc: d, Gold: &gold.Document{ID: id, Text: text, Spans: spans}})
	}
	return cases
}

func propose(t *testing.T, pairs [][2]string, there string) (*suggest.Result, run) {
	t.Helper()
	set, err := rules.Read("mine.yaml", []byte("version: 1\nrules:\n"+there+"\n  []\n"))
	if there != "" {
		set, err = rules.Read("mine.yaml", []byte("version: 1\nrules:\n"+there))
	}
	if err != nil {
		t.Fatal(err)
	}
	r := run{set}
	result, err := suggest.Suggest(t.Context(), r, prose.Speech{}, r.cases(t, set, pairs))
	if err != nil {
		t.Fatal(err)
	}
	return result, r
}

func describe(p suggest.Proposal) string {
	s := fmt.Sprintf("%s: %s", p.Rule, p.Kind)
	if p.Text != "" {
		s += fmt.Sprintf(" %q", p.Text)
	}
	if p.Entity != "" {
		s += fmt.Sprintf(" of %q", p.Entity)
	}
	return fmt.Sprintf("%s +%d -%d", s, p.Gains, p.Losses)
}

func TestSuggest(t *testing.T) {
	for _, c := range []struct {
		name  string
		there string
		pairs [][2]string // what the engine says, what is right
		want  []string
	}{
		{"nothing to mend", "", [][2]string{{"In <PLACE:Łódź>.", "In <PLACE:Łódź>."}}, nil},
		{"missed", "", [][2]string{{"In Łódź and Łódź.", "In <PLACE:Łódź> and <PLACE:Łódź>."}},
			[]string{`suggested.place.names: list "Łódź" +2 -0`}},
		{"what is right as often as wrong", "", [][2]string{{"May and May.", "<PERSON:May> and May."}}, nil},
		{"too many", "", [][2]string{{"The <PERSON:Éclair> and <PERSON:Ana>.", "The Éclair and <PERSON:Ana>."}},
			[]string{`suggested.not-person.names: drop "Éclair" +1 -0`}},
		{"another border", "", [][2]string{{"The <PERSON:Éva Kiss Corner> fell.", "The <PERSON:Éva Kiss> Corner fell."}},
			[]string{`suggested.person.names: list "Éva Kiss" +2 -0`}},
		{"another label, and other places without one", "", [][2]string{
			{"<PERSON:Łódź> won. He sat in łódź. Łódź 3, Ana 4.", "<PLACE:Łódź> won. He sat in łódź. Łódź 3, Ana 4."}},
			[]string{`suggested.to-place.names: relabel "Łódź" +1 -0`}},
		{"a pattern for two", "", [][2]string{
			{"Then sheikh Omar left. And sheikh Ñandú came.", "Then sheikh <PERSON:Omar> left. And sheikh <PERSON:Ñandú> came."}},
			[]string{`suggested.person.after-sheikh: pattern +2 -0`}},
		{"the engine's label and the word beside", "", [][2]string{
			{"We beat <PLACE:Łódź> here. They beat <PLACE:Gdańsk> now. In <PLACE:Łódź> and <PLACE:Gdańsk> it rained.",
				"We beat <ORGANIZATION:Łódź> here. They beat <ORGANIZATION:Gdańsk> now. In <PLACE:Łódź> and <PLACE:Gdańsk> it rained."}},
			[]string{`suggested.to-organization.after-beat: pattern +4 -0`}},
		{"the end of names", "", [][2]string{
			{"Ana saw Éclair Rovers and then Uruguay Rovers.", "Ana saw <ORGANIZATION:Éclair Rovers> and then <ORGANIZATION:Uruguay Rovers>."}},
			[]string{`suggested.organization.ending-rovers: pattern +2 -0`}},
		{"labels that the gold does not have", "", [][2]string{{"<ROLE:mayor> <PERSON:Éva>", "mayor <PERSON:Éva>"}}, nil},
		{"an alias", "", [][2]string{
			{"<PERSON:Éva Kiss> left. <PERSON:Évi> laughed.", "<PERSON/a:Éva Kiss> left. <PERSON/a:Évi> laughed."}},
			[]string{`suggested.entity.eva-kiss: alias "Évi" of "Éva Kiss" +1 -0`}},
		{"an alias that was missed too", "", [][2]string{
			{"<PERSON:Éva Kiss> left. Évi laughed.", "<PERSON/a:Éva Kiss> left. <PERSON/a:Évi> laughed."}},
			[]string{`suggested.entity.eva-kiss: alias "Évi" of "Éva Kiss" +2 -0`}},
		{"never", "", [][2]string{
			{"<PERSON:Éva Kiss> met her father. <PERSON:Kiss> laughed.", "<PERSON/a:Éva Kiss> met her father. <PERSON/b:Kiss> laughed."}},
			[]string{`suggested.entity.eva-kiss: never "Kiss" of "Éva Kiss" +1 -0`}},
		{"an id that is taken", "  - {id: suggested.place.names, label: PLACE, phrases: [Ñ], examples: {match: ['[Ñ]']}}\n",
			[][2]string{{"In Łódź.", "In <PLACE:Łódź>."}}, []string{`suggested.place.names-2: list "Łódź" +1 -0`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			result, r := propose(t, c.pairs, c.there)
			var got []string
			for _, p := range result.Proposals {
				got = append(got, describe(p))
				if len(p.Samples) == 0 {
					t.Errorf("%s has no samples", p.Rule)
				}
			}
			if g, w := strings.Join(got, "\n"), strings.Join(c.want, "\n"); g != w {
				t.Errorf("got\n%s\nwant\n%s", g, w)
			}
			holdsWhatItSays(t, result, r, c.pairs)
		})
	}
}

// check loads the file of a result and runs its examples.
func check(t *testing.T, result *suggest.Result) *rules.Set {
	t.Helper()
	var b bytes.Buffer
	if err := result.WriteYAML(&b); err != nil {
		t.Fatal(err)
	}
	set, err := rules.Read("suggested.yaml", b.Bytes())
	if err != nil {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	m, err := match.New(set, prose.Speech{})
	if err != nil {
		t.Fatal(err)
	}
	if failures := m.CheckExamples(tokenize.Tokenize); len(failures) > 0 {
		t.Errorf("%v in\n%s", failures, b.String())
	}
	return set
}

// holdsWhatItSays counts the errors of a run with the rules.
func holdsWhatItSays(t *testing.T, result *suggest.Result, r run, pairs [][2]string) {
	t.Helper()
	set := check(t, result)
	wrong := 0
	for i, p := range pairs {
		d := r.extract(t, fmt.Sprint(i), p[0], set)
		_, right := unmark(t, p[1], '<', '>')
		g := eval.Document{Gold: &gold.Document{Text: d.Text, Spans: right}, Predicted: eval.Mentions(d.Mentions)}
		for _, row := range eval.Evaluate([]eval.Document{g}, nil).Rows {
			if row.Name == eval.Micro {
				wrong += row.Predicted + row.Gold - 2*row.Right
			}
		}
	}
	if wrong != result.After {
		t.Errorf("%d errors with the rules, it says %d", wrong, result.After)
	}
}

// FuzzSuggest: whatever is marked in whatever text, the file loads and its examples hold.
func FuzzSuggest(f *testing.F) {
	f.Add("The [mayor] \\\\ {PERSON: Éva Kiss} saw 北京.\n\nÉva\tKiss \"left\" – at 3:30.", 3, 2)
	f.Add("a\u2028b: - 'c' # d\u200d é", 1, 3)
	none, err := rules.Read("none", []byte("version: 1\nrules: []\n"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, first, length int) {
		d := &doc.Document{ID: "é", Text: text}
		d.Tokens, d.Sentences = tokenize.Tokenize(text)
		if !utf8.ValidString(text) || first < 0 || length < 1 || first >= len(d.Tokens) || length > len(d.Tokens)-first {
			return
		}
		right := gold.Span{Span: d.SpanOf(first, first+length), Label: doc.Person}
		c := suggest.Case{Doc: d, Gold: &gold.Document{ID: "é", Text: text, Spans: []gold.Span{right}}}
		result, err := suggest.Suggest(t.Context(), run{none}, prose.Speech{}, []suggest.Case{c})
		if err != nil {
			t.Fatal(err)
		}
		check(t, result)
	})
}

func TestViews(t *testing.T) {
	result, _ := propose(t, [][2]string{
		{"The [mayor] \\ sheikh Omar left Łódź. And {sheikh} Ñandú, then Omar.", "The [mayor] \\ sheikh <PERSON:Omar> left <PLACE:Łódź>. And {sheikh} Ñandú, then <PERSON:Omar>."},
		{"We beat <PLACE:Łódź> here. They beat <PLACE:Gdańsk> now \"so\".", "We beat <ORGANIZATION:Łódź> here. They beat <ORGANIZATION:Gdańsk> now \"so\"."},
		{"<PERSON:Éva Kiss> left. <PERSON:Évi> and <PERSON:Kiss> laughed.", "<PERSON/a:Éva Kiss> left. <PERSON/a:Évi> and <PERSON/b:Kiss> laughed."},
	}, "")
	golden.Views(t, "../../schema/suggest.schema.json", map[string]func(*bytes.Buffer) error{
		"suggested.yaml": func(b *bytes.Buffer) error { return result.WriteYAML(b) },
		"suggested.json": func(b *bytes.Buffer) error { return result.WriteJSON(b) },
	})
}
