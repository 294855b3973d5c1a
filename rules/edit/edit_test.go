package edit_test

import (
	"strings"
	"testing"

	"roster/rules"
	"roster/rules/edit"
)

const item = `- id: my.not-person.names
  action: drop
  label: PERSON
  phrases:
    - "Éclair"
  examples:
    match:
      - "The [Éclair] fell."`

const commented = `# Häuser – of the beat
version: 1   # the first
rules:
  # towns
  - id: towns
    label: PLACE
    phrases: [Łódź, 'it''s', "a, ]b"]   # two
    examples:
      match:
        - "In [Łódź]."
      reject: [In łódź.]

  - id: clubs # ñ
    label: ORGANIZATION
    phrases:
    - Łódź Rovers   # old
    # and new
    - Čáslav
    examples: {match: ["[Čáslav] won."]}
    # the end of clubs

# people
entities:
  - id: eva
    name: Éva Kiss
    label: PERSON
    examples: {match: ['[Éva Kiss] left.']}
`

func TestEdit(t *testing.T) {
	add := func(list edit.List) func(string) (string, error) {
		return func(text string) (string, error) { return edit.Item(text, list, item) }
	}
	word := func(id, key, word string) func(string) (string, error) {
		return func(text string) (string, error) { return edit.Word(text, id, key, word) }
	}
	example := func(id, example string) func(string) (string, error) {
		return func(text string) (string, error) { return edit.Example(text, id, example) }
	}
	indented := "  " + strings.ReplaceAll(item, "\n", "\n  ") + "\n"
	for _, c := range []struct {
		name, text string
		do         func(string) (string, error)
		old, new   string // what of the text is replaced
	}{
		{"an empty file", "", add(edit.Rules), "", "version: 1\nrules:\n" + indented},
		{"a byte order mark alone", "\ufeff", add(edit.Rules), "\ufeff", "\ufeffversion: 1\nrules:\n" + indented},
		{"no list yet", "version: 1", add(edit.Rules), "version: 1", "version: 1\nrules:\n" + indented},
		{"a list without items", "version: 1\nrules: # né\n", add(edit.Rules), "# né\n", "# né\n" + indented},
		{"an empty list in flow style", "version: 1\nrules: []  # né\n", add(edit.Rules), " []  # né\n",
			"\n" + indented[:len(indented)-1] + "  # né\n"},
		{"a list in flow style", "version: 1\nrules: [{id: a, label: PLACE, phrases: [Ł], examples: {match: ['[Ł]']}}]\n",
			add(edit.Rules),
			"}}]", `}}, {id: my.not-person.names, action: drop, label: PERSON, phrases: ["Éclair"], ` +
				`examples: {match: ["The [Éclair] fell."]}}]`},
		{"behind other rules, with a blank line as between them", commented, add(edit.Rules),
			"    # the end of clubs\n", "    # the end of clubs\n\n" + indented},
		{"behind the last entity", commented, add(edit.Entities), "['[Éva Kiss] left.']}\n",
			"['[Éva Kiss] left.']}\n" + indented},
		{"at the end of a file without line end", "version: 1\nrules:\n- id: é", add(edit.Rules), "- id: é",
			"- id: é\n" + item + "\n"},
		{"a phrase in flow style", commented, word("towns", "phrases", "Gdańsk"), `"a, ]b"]`, `"a, ]b", "Gdańsk"]`},
		{"a phrase in block style", commented, word("clubs", "phrases", "Ñu"), "    - Čáslav\n",
			"    - Čáslav\n    - \"Ñu\"\n"},
		{"the first alias", commented, word("eva", "aliases", "Évi"), "left.']}\n",
			"left.']}\n    aliases:\n      - \"Évi\"\n"},
		{"an example in block style", commented, example("towns", "By [Łódź]."), "\"In [Łódź].\"\n",
			"\"In [Łódź].\"\n        - \"By [Łódź].\"\n"},
		{"an example in flow style", commented, example("clubs", "[Ñu] lost."), `won."]}`, `won.", "[Ñu] lost."]}`},
		{"the first example in flow style", "rules: [{id: é, examples: {}}]", example("é", "[é]"), "{}", `{match: ["[é]"]}`},
		{"the first examples", "rules:\n  - id: é\n    label: PLACE\n", example("é", "[é]"), "PLACE\n",
			"PLACE\n    examples:\n      match:\n        - \"[é]\"\n"},
		{"a comma at the end, lines, comments",
			"rules:\n  - id: é\n    phrases: [\n      it's, # ] one\n      Ł, # two\n    ]\n", word("é", "phrases", "Ñ"),
			"Ł,", "Ł, \"Ñ\""},
		{"a literal text at the end",
			"rules:\n  - id: é\n    phrases:\n      - |\n        # no comment\n        é\n\n\n# end\n", word("é", "phrases", "Ñ"),
			"        é\n", "        é\n      - \"Ñ\"\n"},
		{"a literal text that keeps its blank lines", "rules:\n  - id: é\n    phrases:\n      - |+\n        é\n\n\n# end\n",
			word("é", "phrases", "Ñ"),
			"é\n\n\n", "é\n\n\n      - \"Ñ\"\n"},
		{"characters that YAML cannot hold", "rules: [{id: é, phrases: []}]", word("é", "phrases", "a\u200d\"\\\u2028"),
			"[]", `["a\u200d\"\\\u2028"]`},
		{"line breaks of old YAML", "# a\u2028# b\u0085rules: [{id: é, phrases: [Ł]}]", word("é", "phrases", "Ñ"), "[Ł",
			`[Ł, "Ñ"`},
		{"a configuration's first rule file", "# né\ntagger:\n  engine: none\n", func(text string) (string, error) {
			return edit.ConfigRuleFile(text, "rules.yaml")
		}, "engine: none\n", "engine: none\nrules:\n  files:\n    - \"rules.yaml\"\n"},
		{"a configuration's second rule file", "rules: {files: [é.yaml]} # né\n", func(text string) (string, error) {
			return edit.ConfigRuleFile(text, "rules.yaml")
		}, "é.yaml]", `é.yaml, "rules.yaml"]`},
	} {
		for name, eol := range map[string]string{"": "\n", " (CRLF)": "\r\n"} {
			t.Run(c.name+name, func(t *testing.T) {
				lines := func(s string) string { return strings.ReplaceAll(s, "\n", eol) }
				if eol != "\n" && !strings.Contains(c.text, "\n") {
					t.Skip("no line ends")
				}
				got, err := c.do(lines(c.text))
				if err != nil {
					t.Fatal(err)
				}
				want := lines(strings.Replace(c.text, c.old, c.new, 1))
				if c.text == "" {
					want = c.new
				}
				if got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}

func TestCannot(t *testing.T) {
	for name, c := range map[string]struct{ text, id, want string }{
		"an alias":          {"rules:\n  - {id: a, phrases: &a [Ł]}\n  - {id: b, phrases: *a}\n", "b", "by hand"},
		"an anchor":         {"rules:\n  - {id: a, phrases: &a [Ł]}\n  - {id: b, phrases: *a}\n", "a", "by hand"},
		"no such rule":      {"rules:\n  - {id: é}\n", "b", `"b"`},
		"no YAML":           {"rules: [", "b", "no YAML"},
		"no list":           {"rules:\n  - {id: é, phrases: Ł}\n", "é", "list"},
		"rules are a text":  {"rules: Ł\n", "é", `"é"`},
		"a list of phrases": {"- é\n", "é", `"é"`},
	} {
		got, err := edit.Word(c.text, c.id, "phrases", "Ñ")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %q and error %v, want one with %s", name, got, err, c.want)
		}
	}
}

// FuzzEdit: of a rule file that loads what was added is new, all other rules and bytes are as they were.
func FuzzEdit(f *testing.F) {
	f.Add(commented, "Évi")
	f.Add(strings.ReplaceAll(commented, "\n", "\r\n"), "\u2028")
	f.Add("version: 1\nrules: []\n", "a: - 'c' # d")
	f.Add("version: 1\nrules:\n- id: towns\n  label: PLACE\n  phrases:\n  - |+\n   a\n\n  examples: {match: [\"[a]\"]}",
		"é")
	f.Add("{version: 1, rules: [{id: towns, label: PLACE, phrases: [a, 'b'], examples: {match: [\"[a]\"]}}]}", "é")
	f.Add("---\nversion: 1\nrules:\n  - id: &a towns\n    label: PLACE\n    phrases: !!seq\n    - a\n"+
		"    examples: {match: [\"[a]\"]}\n...\n# é", "é")
	f.Fuzz(func(t *testing.T, text, word string) {
		before, err := rules.Read("é", []byte(text))
		if err != nil || strings.TrimSpace(word) == "" {
			return
		}
		edits := map[string]func() (string, error){
			"rule":   func() (string, error) { return edit.Item(text, edit.Rules, item) },
			"entity": func() (string, error) { return edit.Item(text, edit.Entities, entity) },
		}
		for _, r := range before.Rules() {
			if r.HasPhrases() && r.Entity == nil {
				edits["phrase"] = func() (string, error) {
					return edit.Word(text, r.ID, "phrases",
						strings.ToValidUTF8(word, "")+"é")
				}
			}
			if len(r.Examples) > 0 {
				edits["example"] = func() (string, error) { return edit.Example(text, r.ID, "[é]") }
			}
		}
		for what, do := range edits {
			got, err := do()
			if err != nil {
				continue // by hand
			}
			if after, err := rules.Read("é", []byte(got)); err != nil {
				if !strings.Contains(err.Error(), "the id is taken") {
					t.Errorf("%s: %v in\n%q\nof\n%q", what, err, got, text)
				}
			} else if n := len(after.Rules()) - len(before.Rules()); n != 0 && n != 1 {
				t.Errorf("%s: %d rules more", what, n)
			}
			if left := removed(text, got); left != "" && strings.Trim(left, " []\r\n\t") != "" {
				t.Errorf("%s: %q is not there any more in\n%q", what, left, got)
			}
		}
	})
}

const entity = "- id: my.entity.eva\n  name: \"Éva\"\n  label: PERSON\n  examples:\n    match:\n      - \"[Éva]\""

// removed returns what of a text is not there any more.
func removed(before, after string) string {
	i := 0
	for i < min(len(before), len(after)) && before[i] == after[i] {
		i++
	}
	before, after = before[i:], after[i:]
	n := 0
	for n < min(len(before), len(after)) && before[len(before)-1-n] == after[len(after)-1-n] {
		n++
	}
	return before[:len(before)-n]
}
