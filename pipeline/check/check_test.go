package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"roster/pipeline/check"
	"roster/pipeline/tag/prose"
	"roster/pipeline/tokenize"
	"roster/rules"
)

// checked loads a rule file of those rules beside a list, and checks it.
func checked(t *testing.T, text string, core bool) *check.Result {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"f.yaml": "version: 1\nrules:\n" + text, "towns.txt": "Łódź\nKraków\n", "none.txt": "# é\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	set, err := rules.Load(rules.Config{Core: core, Dir: dir, Files: []string{"f.yaml"}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := check.Check(set, tokenize.Tokenize, prose.Speech{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Failures {
		t.Error(f)
	}
	return r
}

// pattern is a rule of a pattern beside another that its example needs.
func pattern(p string) string {
	return "  - id: r\n    label: PERSON\n    examples: {match: [\"Now [é].\"]}\n    patterns:\n      - [{TEXT: é}]\n      - " + p + "\n"
}

func place(id, more string) string {
	return "  - {id: " + id + ", label: PLACE, " + more + "}\n"
}

const inŁódź = `, examples: {match: ["In [Łódź]."]}`

func TestWarnings(t *testing.T) {
	for _, c := range []struct{ name, rules, want string }{
		{"none", pattern("[{LOWER: łódź}, {IS_TITLE: true, OP: '*'}, {POS: NOUN}]"), ""},
		{"capitals", pattern("[{LOWER: Łódź}]"), "8:10 never r: the pattern is never found: LOWER: Łódź has capitals"},
		{"several tokens", pattern("[{TEXT: Bielsko-Biała}]"),
			`8:10 never r: the pattern is never found: "Bielsko-Biała" is not one token but 3: Bielsko - Biała`},
		{"some words", pattern("[{LOWER: {IN: [é, new york]}}]"),
			`8:10 never r: some words are never found: "new york" is not one token but 2: new york`},
		{"parts of words are tokens", pattern("[{LOWER: {IN: [\"'s\", \"’s\", u.s., o'neill, mr.]}}]"), ""},
		{"contractions", pattern("[{TEXT: n’t}, {TEXT: é}]"), "8:10 never r: the pattern is never found: \"n’t\" is no token of its own: " +
			"contractions are one, as in isn't"},
		{"an optional token", pattern("[{LOWER: é}, {LOWER: É, OP: '?'}]"), "8:22 never r: the token is never found: LOWER: É has capitals"},
		{"flags", pattern("[{IS_TITLE: true, IS_LOWER: true, SHAPE: é}]"), "8:10 never r: the pattern is never found: nothing is IS_TITLE and IS_LOWER"},
		{"a word against a flag", pattern("[{TEXT: łódź, IS_TITLE: true}]"), `8:10 never r: the pattern is never found: "łódź" fails IS_TITLE`},
		{"a word whose case is open", pattern("[{LOWER: łódź, IS_TITLE: true, TEXT: {REGEX: ^Ł}}]"), ""},
		{"length", pattern("[{LENGTH: {'>=': 5, '<': 5}, TEXT: {NOT_IN: [é]}}]"), "8:10 never r: the pattern is never found: no LENGTH is allowed"},
		{"a word against length", pattern("[{LOWER: łódź, LENGTH: {'>': 4}}]"), `8:10 never r: the pattern is never found: "łódź" fails LENGTH: {>: 4}`},
		{"no values", pattern("[{TEXT: {IN: []}}, {TEXT: é}]"), "8:10 never r: the pattern is never found: TEXT is one of no values"},
		{"blanks", pattern("[{TEXT: é}, {IS_SPACE: true}]"), "8:21 never r: the pattern is never found: IS_SPACE: blanks are no tokens"},
		{"begin of a sentence", pattern("[{TEXT: é}, {IS_SENT_START: true}]"),
			"8:21 never r: the pattern is never found: IS_SENT_START: another token of the sentence comes before"},
		{"tag", pattern("[{TAG: _SP}, {TEXT: é}]"), "8:10 never r: the pattern is never found: TAG: _SP: the tagger never says so"},
		{"negation of nothing", pattern("[{TEXT: é}, {OP: '!'}]"), `8:21 never r: the pattern is never found: OP "!" without conditions`},
		{"condition", pattern("[{TEXT: ó}]") + "    unless:\n      - {pattern: [{LOWER: Ó}]}\n      - {phrases: [Yahoo! Inc.]}\n",
			"10:20 never r: the pattern is never found: LOWER: Ó has capitals\n11:1 never r: the phrase \"Yahoo! Inc.\" is never found: " +
				"a sentence ends in it, which within: document allows"},
		{"empty list", place("r", "list: none.txt"), "3:5 never r: its lists have no entries"},
		{"pattern twice", pattern("[{TEXT: é}]"), "8:10 repeat r: the pattern stands twice"},
		{"pattern of another rule", pattern("[{TEXT: ó}]") + strings.Replace(pattern("[{TEXT: ź}]"), "id: r", "id: s", 1),
			"13:10 repeat s: the pattern stands in r (f.yaml:3) too (r)"},
		{"the same with another label", pattern("[{TEXT: ó}]") +
			strings.NewReplacer("id: r", "id: s", "PERSON", "ROLE").Replace(pattern("[{TEXT: ź}]")),
			`3:5 conflict r: "é" is ROLE of s (f.yaml:9) too, with the same priority: the order of the ids decides (s)`},
		{"phrases", place("a", "list: towns.txt") + place("b", "phrases: [Kraków, Łódź, Gdynia]"+inŁódź),
			`3:5 repeat a: "Łódź" and 1 more stand in b (f.yaml:4) too (b)`},
		{"phrases of another label", place("a", "list: towns.txt") + strings.Replace(place("b", "phrases: [Kraków]"+
			`, examples: {match: ["In [Kraków]."]}`), "PLACE", "ROLE", 1),
			`3:5 conflict a: "Kraków" is ROLE of b (f.yaml:4) too, with the same priority: the order of the ids decides (b)`},
		{"lower case counts", place("a", "list: towns.txt, match: lower, priority: 3") + place("b", "phrases: [KRAKÓW, ŁÓDŹ]"+
			`, examples: {match: ["In [KRAKÓW]."]}`),
			"4:5 shadowed b: all that it is seen to find loses to a (f.yaml:3): priority 0 against 3 (a)"},
		{"shadowed in part", place("a", "list: towns.txt, priority: 3") + place("b", "phrases: [Gdynia, Łódź]"+inŁódź), ""},
		{"longer", place("a", "phrases: [In Łódź]"+`, examples: {match: ["[In Łódź]."]}`) + place("b", "pattern: [{LOWER: łódź}]"+inŁódź),
			"4:5 shadowed b: all that it is seen to find loses to a (f.yaml:3): it finds more words (a)"},
		{"dropped", place("a", "phrases: [Łódź]"+inŁódź) + "  - {id: b, action: drop, pattern: [{TEXT: Łódź}], examples: {match: [\"In [Łódź].\"]}}\n",
			"3:5 shadowed a: all that it is seen to find loses to b (f.yaml:4): it drops them (b)"},
		{"the tagger's candidates", `  - {id: r, label: PLACE, pattern: [{LABEL: PERSON}], examples: {match: ["[{PERSON:Łódź}]."]}}` + "\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, w := range checked(t, c.rules, false).Warnings {
				line := fmt.Sprintf("%d:%d %s %s: %s", w.Line, w.Col, w.Kind, w.Rule.ID, w.Message)
				if w.Other != nil {
					line += " (" + w.Other.ID + ")"
				}
				got = append(got, line)
			}
			if s := strings.Join(got, "\n"); s != c.want {
				t.Errorf("got\n%s\nwant\n%s", s, c.want)
			}
		})
	}
}

// TestCoreIsTested checks the embedded rules: every example holds, and beside a rule of the user's there is no warning.
func TestCoreIsTested(t *testing.T) {
	r := checked(t, place("r", `phrases: [Xyzzyłódź], examples: {match: ["In [Xyzzyłódź]."]}`), true)
	if r.Rules < 40 || r.Examples < 60 || len(r.Warnings) > 0 {
		t.Errorf("%d rules, %d examples, %d warnings: %v", r.Rules, r.Examples, len(r.Warnings), r.Warnings)
	}
}
