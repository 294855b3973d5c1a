package match_test

import (
	"strings"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/match"
)

// TestConditions runs a rule for "Łódź" with conditions, beside others that they name.
func TestConditions(t *testing.T) {
	for _, c := range []struct{ name, conditions, text, want string }{
		{"near is there", "near: {phrases: [Polska]}", "Łódź lies in Polska.", "Łódź"},
		{"near is missing", "near: {phrases: [Polska]}", "Łódź lies in Poland.", `-Łódź near: no "Polska" within the document`},
		{"the mention itself is not near", "near: {phrases: [Łódź]}", "In Łódź.", `-Łódź near: no "Łódź" within the document`},
		{"but another is", "near: {phrases: [Łódź]}", "In Łódź. Łódź!", "Łódź Łódź"},
		{"lower", "near: {phrases: [POLSKA], match: lower}", "Łódź, polska", "Łódź"},
		{"another sentence", "near: {phrases: [Polska], within: sentence}", "See Łódź. It is Polska.",
			`-Łódź near: no "Polska" within the sentence`},
		{"the next sentence", "near: {phrases: [Polska], within: 1 sentence}", "See Łódź. It is Polska.", "Łódź"},
		{"two sentences on", "near: {phrases: [Polska], within: 1 sentence}", "See Łódź. Yes. It is Polska.",
			`-Łódź near: no "Polska" within 1 sentence`},
		{"tokens", "near: {phrases: [Polska], within: 2 tokens}", "Łódź in Polska, or Polska’s own big Łódź.",
			`-Łódź near: no "Polska" within 2 tokens; Łódź`},
		{"unless is missing", "unless: {phrases: [Kraków]}", "In Łódź.", "Łódź"},
		{"unless is there", "unless: {phrases: [Kraków, São Paulo], within: sentence}", "In Łódź. São Paulo and Łódź.",
			`-Łódź unless: "São Paulo" stands within the sentence; Łódź`},
		{"list", "unless: {list: towns}", "In Łódź, not Gdańsk.", `-Łódź unless: "Gdańsk" stands within the document`},
		{"entity", "near: {entity: known.ada}", "Ada Łoś of Łódź", "Łódź"},
		{"pattern", "near: {pattern: [{LOWER: in, CONTEXT: true}, {SHAPE: dddd}], within: sentence}",
			"Łódź in 1905. Łódź of 1906.", `-Łódź near: no match of its pattern within the sentence; Łódź`},
		{"part of speech", "near: {pattern: [{TAG: NNS}]}", "In Łódź.", "-Łódź near: no match of its pattern within the document"},
		{"label of a rule", "near: {label: [NORP, ROLE], within: 3 tokens}", "The mayor of Łódź.", "Łódź"},
		{"label of the tagger", "near: {label: PERSON}", "Obi saw Łódź.", "Łódź"},
		{"both of two", "near: [{phrases: [Ada]}, {phrases: [Obi]}]", "Ada of Łódź", `-Łódź near: no "Obi" within the document`},
		{"either of two", "near: {phrases: [Gdynia], list: towns}", "Łódź, Gdańsk", "Łódź"},
		{"unless wins over near", "{near: {phrases: [Obi]}, unless: {phrases: [Ada]}}", "Ada Obi, Łódź",
			`-Łódź unless: "Ada" stands within the document`},
	} {
		t.Run(c.name, func(t *testing.T) {
			conditions := strings.NewReplacer("{near:", "near:", ", unless:", "\n    unless:", "}}", "}").Replace(c.conditions)
			m, err := match.New(load(t, `
  - {id: towns, phrases: [Gdańsk, Gdynia]}
  - {id: mayors, label: ROLE, phrases: [mayor], examples: {match: ["[mayor]"]}}
  - id: r
    label: PLACE
    phrases: [Łódź]
    `+conditions+`
    examples: {match: ["[Łódź]"]}
entities:
  - {id: known.ada, label: PERSON, name: Ada Łoś, examples: {match: ["[Ada Łoś]"]}}
`), fuzzSpeech{})
			if err != nil {
				t.Fatal(err)
			}
			d := textDocument(c.text)
			if d.Word(0) == "Obi" {
				d.Tagged = []mention{{Span: d.SpanOf(0, 1), EndToken: 1, Label: doc.Person}}
			}
			var got []string
			found, unmet := m.Match(t.Context(), d)
			for _, x := range unmet {
				got = append(got, "-"+d.Slice(x.Span)+" "+string(x.Reason))
			}
			if len(unmet) > 0 && len(found) > 0 {
				got[len(got)-1] += ";"
			}
			for _, x := range found {
				if x.Source.Rule == "r" {
					got = append(got, d.Slice(x.Span))
				}
			}
			if s := strings.TrimSuffix(strings.Join(got, " "), ";"); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

// TestWithinDocument matches over the end of a sentence, by pattern and by phrase.
func TestWithinDocument(t *testing.T) {
	m, err := match.New(load(t, `
  - id: r
    label: PERSON
    within: document
    phrases: [Łoś. Ada]
    pattern: [{IS_TITLE: true}, {IS_PUNCT: true}, {LOWER: źle}]
    examples: {match: ["[Żak. Źle]"]}
`), nil)
	if err != nil {
		t.Fatal(err)
	}
	d := textDocument("He met Żak. Źle said Łoś. Ada left.")
	found, _ := m.Match(t.Context(), d)
	if len(d.Sentences) < 2 || len(found) != 2 || d.Slice(found[0].Span) != "Żak. Źle" || d.Slice(found[1].Span) != "Łoś. Ada" {
		t.Errorf("%d sentences, found %v", len(d.Sentences), found)
	}
}

// countingSpeech counts the sentences that it is asked about.
type countingSpeech struct{ asked *int }

func (c countingSpeech) Tags(d *doc.Document, s doc.Sentence) []string {
	*c.asked++
	return fuzzSpeech{}.Tags(d, s)
}

// TestSpeechIsLazy counts the sentences of which parts of speech are computed.
func TestSpeechIsLazy(t *testing.T) {
	for _, c := range []struct {
		name, pattern string
		want          int
	}{
		{"no rule asks", "[{LOWER: łódź}]", 0},
		{"any token", "[{POS: VERB}]", 3},
		{"the other token is in one sentence", "[{POS: VERB}, {LOWER: łódź}]", 1},
		{"the other tokens do not stand together", "[{LOWER: near}, {POS: VERB}, {LOWER: łódź}]", 0},
		{"negation", "[{LOWER: łódź}, {TAG: NN, OP: '!'}]", 1},
		{"context", "[{POS: VERB, CONTEXT: true}, {LOWER: łódź}]", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked := 0
			m, err := match.New(load(t, "  - {id: r, label: PLACE, pattern: "+c.pattern+", examples: {match: ['[é]']}}\n"), countingSpeech{&asked})
			if err != nil {
				t.Fatal(err)
			}
			m.Match(t.Context(), textDocument("He ran near the sea. See Łódź now. They came."))
			if asked != c.want {
				t.Errorf("%d sentences are tagged, want %d", asked, c.want)
			}
		})
	}
}
