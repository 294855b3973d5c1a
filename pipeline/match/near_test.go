package match_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"roster/pipeline/doc"
	"roster/pipeline/match"
)

func TestNear(t *testing.T) {
	const title = `
  - id: r
    label: PERSON
    pattern: [{LOWER: {IN: [dr, dr.]}, CONTEXT: true}, {IS_TITLE: true, OP: "+"}]
    examples: {match: ["Dr. [Ada Łoś]"]}`
	for _, c := range []struct {
		name, rules, text, at string
		want                  []string
	}{
		{"a token of the mention", title, "We met Dr. łoś.", "łoś", []string{`r: [łoś], "łoś" fails IS_TITLE`}},
		{"the context", title, "We met professor Łoś.", "Łoś", []string{`r: [Łoś], "professor" fails LOWER: {IN: [dr, dr.]}`}},
		{"the mention as it is", title, "We met Dr. Łoś.", "Łoś", nil},
		{"the token behind the mention", title, "We met Dr. Łoś today.", "today", []string{`r: [Łoś today], "today" fails IS_TITLE`}},
		{"two tokens fail", title, "We met professor łoś.", "łoś", nil},
		{"elsewhere in the sentence", title, "We met Dr. łoś in łódź.", "łódź", nil},
		{"in another sentence", title, "We met Dr. Ada. She left Łódź.", "She", nil},
		{"a list of another rule", `
  - {id: l, phrases: [vice admiral, Łódź]}
  - id: r
    label: PERSON
    pattern: [{LIST: l, CONTEXT: true}, {IS_TITLE: true}, {IS_TITLE: true}]
    examples: {match: ["vice admiral [Ada Łoś]"]}`, "The vice admiral Ada łoś left.", "łoś",
			[]string{`r: [Ada łoś], "łoś" fails IS_TITLE`}},
		{"optional tokens", `
  - id: r
    label: ORGANIZATION
    pattern: [{IS_TITLE: true, OP: "{1,3}"}, {LOWER: of, OP: "?"}, {LOWER: {IN: [fc, sc]}}]
    examples: {match: ["[Ñublense FC]"]}`, "So Ñublense CF won.", "Ñublense",
			[]string{`r: [So Ñublense CF], "CF" fails LOWER: {IN: [fc, sc]}`}},
		{"case", `
  - {id: r, label: ORGANIZATION, phrases: [Grupo Éxito], examples: {match: ["[Grupo Éxito]"]}}`, "At grupo éxito now.", "éxito",
			[]string{`r: [grupo éxito], "grupo" is not spelt as in "Grupo Éxito"`}},
		{"accents", `
  - {id: r, label: ORGANIZATION, match: lower, phrases: [Grupo Éxito], examples: {match: ["[grupo éxito]"]}}`, "At Grupo Exito now.", "Grupo",
			[]string{`r: [Grupo Exito], "Exito" is not spelt as in "Grupo Éxito"`}},
		{"a phrase as it is", `
  - {id: r, label: ORGANIZATION, match: lower, phrases: [Grupo Éxito], examples: {match: ["[grupo éxito]"]}}`, "At GRUPO  ÉXITO now.", "GRUPO", nil},
		{"the last word", `
  - {id: r, label: ORGANIZATION, phrases: [Grupo Éxito SA, Grupo Éxito], examples: {match: ["[Grupo Éxito SA]"]}}`, "At Grupo Éxito AG.", "Grupo",
			[]string{`r: [Grupo Éxito AG], "AG" is not the last word of "Grupo Éxito SA"`}},
		{"the last of two words", `
  - {id: r, label: ORGANIZATION, phrases: [Grupo Éxito], examples: {match: ["[Grupo Éxito]"]}}`, "At Grupo Öl.", "Grupo", nil},
		{"the nearest first", title + `
  - id: s
    label: PERSON
    pattern: [{LOWER: met, CONTEXT: true}, {LOWER: dr., CONTEXT: true}, {IS_TITLE: true}]
    examples: {match: ["met Dr. [Łoś]"]}
  - id: t
    label: PERSON
    pattern: [{IS_LOWER: true, OP: "!", CONTEXT: true}, {LOWER: ana}]
    examples: {match: ["Dr. [Ana]"]}`, "We met Dr. łoś.", "łoś",
			[]string{`s: [łoś], "łoś" fails IS_TITLE`, `r: [łoś], "łoś" fails IS_TITLE`, `t: [łoś], "łoś" fails LOWER: ana`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := match.New(load(t, strings.TrimPrefix(c.rules, "\n")+"\n"), nil)
			if err != nil {
				t.Fatal(err)
			}
			d := textDocument(c.text)
			token := slices.IndexFunc(d.Tokens, func(x doc.Token) bool { return d.Slice(x.Span) == c.at })
			var got []string
			for _, n := range m.Near(d, token, token+1) {
				got = append(got, fmt.Sprintf("%s: [%s], %s", n.Rule.ID, d.Slice(d.SpanOf(n.FirstToken, n.EndToken)), n.Why))
				if !strings.HasPrefix(n.Why, fmt.Sprintf("%q", d.Word(n.Token))) {
					t.Errorf("token %d fails, but %s", n.Token, n.Why)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// FuzzNear: what came near lies around the place, and the token that fails in what was tried.
func FuzzNear(f *testing.F) {
	m, err := match.New(load(f, `
  - {id: l, label: PLACE, phrases: [Grupo Éxito SA, a b c], match: lower, examples: {match: ["[grupo éxito sa]"]}}
  - id: r
    label: PERSON
    pattern: [{LOWER: {IN: [dr, dr.]}, CONTEXT: true}, {LIST: l, OP: "?"}, {IS_TITLE: true, OP: "+"}, {OP: "{1,2}"}, {IS_PUNCT: true, OP: "!"}]
    examples: {match: ["Dr. [Ada Łoś a b]"]}
`), nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Dr. Grupo exito AG Łoś came; a  b d.", 2)
	f.Fuzz(func(t *testing.T, text string, token int) {
		d := textDocument(text)
		if !utf8.ValidString(text) || token < 0 || token >= len(d.Tokens) {
			return
		}
		for _, n := range m.Near(d, token, token+1) {
			if n.FirstToken > token || n.EndToken <= token || n.EndToken > len(d.Tokens) || n.Token < 0 || n.Token >= len(d.Tokens) {
				t.Errorf("token %d of %q: %+v", token, text, n)
			}
		}
	})
}
