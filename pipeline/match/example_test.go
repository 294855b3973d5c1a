package match_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"roster/pipeline/match"
	"roster/pipeline/tokenize"
	"roster/rules"
)

// load reads a rule file of that text.
func load(t testing.TB, text string) *rules.Set {
	t.Helper()
	name := filepath.Join(t.TempDir(), "rules.yaml")
	if err := os.WriteFile(name, []byte("version: 1\nrules:\n"+text), 0o666); err != nil {
		t.Fatal(err)
	}
	set, err := rules.Load(rules.Config{Files: []string{name}})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestExamplesSayWhy(t *testing.T) {
	for _, c := range []struct{ name, rule, want, reason string }{
		{"holds", `[{LOWER: dr., CONTEXT: true}, {IS_TITLE: true, OP: "+"}]
    examples: {match: ["We met Dr. [Ada Łoś] today."]}`, "", ""},
		{"attribute", `[{LOWER: dr., CONTEXT: true}, {IS_TITLE: true}, {IS_TITLE: true}]
    examples: {match: ["We met Dr. [Ada łoś] today."]}`, "nothing", `token 5 "łoś" fails IS_TITLE`},
		{"context after", `[{IS_TITLE: true}, {LOWER: said, CONTEXT: true}]
    examples: {match: ["Then [Żak] says so."]}`, "nothing", `token 3 "says" fails LOWER: said`},
		{"label", `[{LABEL: PERSON, OP: "+"}]
    examples: {match: ["We met [{PERSON:Ada Łoś}] and [Obi]."]}`, "[Ada Łoś]", `token 6 "Obi" fails LABEL: PERSON`},
		{"reject", `[{LOWER: łódź}]
    examples: {match: ["In [Łódź]."], reject: ["Near Łódź."]}`, "[Łódź]", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			set := load(t, "  - id: r\n    label: PERSON\n    pattern: "+c.rule+"\n")
			m, err := match.New(set, nil)
			if err != nil {
				t.Fatal(err)
			}
			failures := m.CheckExamples(tokenize.Tokenize)
			if (c.want == "") != (len(failures) == 0) {
				t.Fatalf("failures = %v", failures)
			}
			for _, f := range failures {
				got := "nothing"
				if len(f.Got) > 0 {
					got = "[" + f.Example.Text[f.Got[0].Start:f.Got[0].End] + "]"
				}
				if got != c.want || f.Reason != c.reason {
					t.Errorf("got %s, reason %q; want %s, %q", got, f.Reason, c.want, c.reason)
				}
			}
		})
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name, rules, text string
		want              []string
	}{
		{"phrases, longest first", `
  - {id: l, phrases: [São Paulo, São Paulo State, Łódź]}
  - id: r
    label: PLACE
    pattern: [{LIST: l, OP: "+"}]
    examples: {match: ["[Łódź]"]}`, "São Paulo State and Łódź Łódź.", []string{"São Paulo State", "Łódź Łódź"}},
		{"lower case", `
  - {id: l, phrases: [İzmir, PRIME MINISTER], match: lower}
  - id: r
    label: PLACE
    pattern: [{LIST: l}]
    examples: {match: ["[İzmir]"]}`, "The Prime Minister in İZMIR", []string{"Prime Minister", "İZMIR"}},
		{"a phrase ends in a period", `
  - id: r
    label: ORGANIZATION
    phrases: [Müller Inc.]
    examples: {match: ["[Müller Inc.]"]}`, "Müller Inc. paid. They own Müller Inc.", []string{"Müller Inc.", "Müller Inc."}},
		{"within a sentence", `
  - id: r
    label: PERSON
    pattern: [{IS_TITLE: true, OP: "+"}, {IS_PUNCT: true}, {IS_TITLE: true}]
    examples: {match: ["[Żak, Ada]"]}`, "He met Żak. Ada left.", nil},
		{"repeat", `
  - id: r
    label: PERSON
    pattern: [{LOWER: dr., CONTEXT: true}, {IS_TITLE: true, OP: "+"}]
    repeat: true
    examples: {match: ["Dr. [Ada Łoś]"]}`, "Łoś came. Dr. Ada Łoś spoke. Then Ada Łoś left.",
			[]string{"Łoś", "Ada Łoś", "Ada Łoś"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := match.New(load(t, c.rules+"\n"), nil)
			if err != nil {
				t.Fatal(err)
			}
			d := textDocument(c.text)
			var got []string
			mentions, _ := m.Match(t.Context(), d)
			slices.SortFunc(mentions, func(a, b mention) int { return a.Start - b.Start })
			for _, x := range mentions {
				got = append(got, d.Slice(x.Span))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
