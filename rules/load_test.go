package rules

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/tokenize"
)

func TestLoadCore(t *testing.T) {
	set, err := Load(Config{Core: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(set.Rules()) < 20 {
		t.Errorf("%d rules, expected 20 or more", len(set.Rules()))
	}
	if r := set.Rule("person.honorific"); r == nil || !r.Core || r.File != "core/persons.yaml" || r.Label != doc.Person {
		t.Errorf("person.honorific = %+v", r)
	}
}

// write creates the files of a map from name to text in a new folder, which it returns.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func checkError(t *testing.T, err error, want string) {
	t.Helper()
	got := ""
	if err != nil {
		got = err.Error()
		var errs Errors
		if !errors.As(err, &errs) {
			t.Errorf("the error is a %T, expected Errors", err)
		}
	}
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// ok is a rule file of one rule with that id and phrase.
func ok(id, phrase string) string {
	return "version: 1\nrules:\n  - {id: " + id + ", label: PLACE, phrases: [" + phrase + "], examples: {match: ['[x]']}}\n"
}

// TestFiles loads files, folders and globs, and compares the rules and where they stand.
func TestFiles(t *testing.T) {
	dir := write(t, map[string]string{
		"ä.yaml":           ok("a", "Łódź"),
		"ö/b.yml":          ok("b", "Łódź"),
		"ö/sub/c.yaml":     ok("c", "Łódź"),
		"ö/d.jsonl":        `{"label": "GPE", "pattern": "Łódź"}` + "\n\n" + `{"label": "GPE", "pattern": "Kraków", "id": "pl"}`,
		"ö/.hidden.yaml":   "é: [",
		"ö/.git/e.yaml":    "é: [",
		"ö/notes.txt":      "é: [",
		"lists/f.yaml":     "version: 1\nrules:\n  - {id: f, label: PLACE, list: ../ö/notes.txt}\n",
		"odd[1].yaml":      ok("g", "Łódź"),
		"outside/x.yaml":   ok("x", "Łódź"),
		"outside/[x].yaml": ok("y", "Łódź"),
	})
	for _, c := range []struct {
		name  string
		files []string
		want  string // "id file:line" a rule
	}{
		{"file", []string{"ä.yaml"}, "a ä.yaml:3"},
		{"absolute", []string{filepath.Join(dir, "ä.yaml")}, "a " + dir + "/ä.yaml:3"},
		{"folder, at any depth", []string{"ö"}, "b ö/b.yml:3, d:1 ö/d.jsonl:1, pl ö/d.jsonl:3, c ö/sub/c.yaml:3"},
		{"order of the configuration", []string{"ö/sub", "ä.yaml"}, "c ö/sub/c.yaml:3, a ä.yaml:3"},
		{"twice is once", []string{"ä.yaml", "ä.yaml", "./ä.yaml", "ä.*"}, "a ä.yaml:3"},
		{"glob", []string{"*.yaml"}, "g odd[1].yaml:3, a ä.yaml:3"},
		{"glob over folders", []string{"ö/**/*.y*ml"}, "b ö/b.yml:3, c ö/sub/c.yaml:3"},
		{"glob of alternatives", []string{"{ä,ö/b}.{yaml,yml}"}, "a ä.yaml:3, b ö/b.yml:3"},
		{"a file whose name is a glob", []string{"odd[1].yaml"}, "g odd[1].yaml:3"},
		{"list above the folder", []string{"lists"}, "f lists/f.yaml:3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, err := Load(Config{Dir: dir, Files: c.files})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range set.Rules() {
				got = append(got, fmt.Sprintf("%s %s:%d", r.ID, r.File, r.Line))
			}
			if s := strings.Join(got, ", "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

// TestConfigFaults checks what is wrong with the configuration and between files.
func TestConfigFaults(t *testing.T) {
	dir := write(t, map[string]string{
		"a.yaml":    ok("é", "x"),
		"b.yaml":    ok("place.łódź", "x") + "# one more\n" + `  - {id: "no id", phrases: [x]}` + "\n",
		"ok.yaml":   ok("place.lodz", "Łódź"),
		"same.yaml": ok("place.lodz", "Łódź"),
		"ö.txt":     "x",
		"ö/ö.txt":   "x",
		"p.jsonl":   `{"label": "GPE", "pattern": "Łódź", "id": "place.lodz"}`,
		"twice.yaml": "version: 1\nrules:\n  - {id: t, phrases: [é]}\n  - id: t\n    phrases: [é]\n" +
			"  - {id: u, label: PLACE, pattern: [{LIST: w}], examples: {match: ['[x]']}}\n" +
			"  - {id: w, label: PLACE, pattern: [{TEXT: é}], examples: {match: ['[x]']}}\n",
		"list.yaml": "version: 1\nrules:\n  - {id: l, list: [ü.txt, none.txt]}\n",
		"ü.txt":     "\ufeff# Städte\nKöln\tDE\r\nŁódź\tpl\n\tPL\n\nParis\tFRA\nM\xfcnchen\nOslo\t\n",
	})
	for _, c := range []struct {
		name string
		cfg  Config
		want string
	}{
		{"nothing there", Config{Files: []string{"é.yaml", "é/*.yaml", "ok.yaml"}},
			"é.yaml: no such file or directory\né/*.yaml: no file matches"},
		{"bad glob", Config{Files: []string{"[é"}}, "[é: syntax error in pattern"},
		{"no rule file", Config{Files: []string{"ö.txt"}}, "ö.txt: not a rule file, expected .yaml, .yml or .jsonl"},
		{"all of all files, sorted", Config{Files: []string{"b.yaml", "a.yaml"}, Disable: []string{"x*"}},
			`a.yaml:3:5: rule é: id is "é", expected letters, digits and . - _ as in person.title-name` + "\n" +
				`b.yaml:3:5: rule place.łódź: id is "place.łódź", expected letters, digits and . - _ as in person.title-name` + "\n" +
				`b.yaml:5:5: rule no id: id is "no id", expected letters, digits and . - _ as in person.title-name` + "\n" +
				`rules.disable: "x*": no rule has such an id`},
		{"id of another file", Config{Files: []string{"ok.yaml", "same.yaml", "p.jsonl"}},
			"p.jsonl:1:1: rule place.lodz: the id is taken by ok.yaml:3, expected one of its own\n" +
				"same.yaml:3:5: rule place.lodz: the id is taken by ok.yaml:3, expected one of its own"},
		{"id and LIST within a file", Config{Files: []string{"twice.yaml"}},
			"twice.yaml:4:5: rule t: the id is taken by twice.yaml:3, expected one of its own\n" +
				"twice.yaml:6:5: rule u: LIST: w: no rule of that id has phrases or a list"},
		{"list file", Config{Files: []string{"list.yaml"}},
			"list.yaml:3:27: rule l: list none.txt: list file: no such file or directory\n" +
				`ü.txt:3:6: country code "pl", expected two capital letters as in FR` + "\n" +
				`ü.txt:4:1: a country code without a phrase: "\tPL", expected the phrase, a TAB and the code` + "\n" +
				`ü.txt:6:7: country code "FRA", expected two capital letters as in FR` + "\n" +
				`ü.txt:7:1: not UTF-8: "M\xfcnchen"`},
		{"disable and priority match nothing", Config{Files: []string{"ok.yaml"}, Disable: []string{"place.*", "łódź", "*x"},
			Priority: []PriorityValue{{"place.lodz", 1}, {"place", 2}, {"", 3}}},
			"rules.disable: \"łódź\": no rule has such an id\nrules.disable: \"*x\": no rule has such an id\n" +
				"rules.priority: \"place\": no rule has such an id\nrules.priority: \"\": no rule has such an id"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.cfg.Dir = dir
			_, err := Load(c.cfg)
			checkError(t, err, c.want)
		})
	}
}

func TestDisableAndPriority(t *testing.T) {
	dir := write(t, map[string]string{"ł.txt": "Łódź\n", "f.yaml": "version: 1\npriority: 7\nrules:\n" +
		"  - {id: place.list, list: ł.txt}\n  - {id: place.a, list: ł.txt}\n  - {id: place.b, list: ł.txt, priority: -3}\n" +
		"  - {id: org.c, list: ł.txt}\n"})
	for _, c := range []struct {
		disable  []string
		priority []PriorityValue
		want     string
	}{
		{nil, nil, "place.list 7, place.a 7, place.b -3, org.c 7"},
		{[]string{"place.*"}, nil, "org.c 7"},
		{[]string{"*.a", "org.c"}, nil, "place.list 7, place.b -3"},
		{[]string{"*"}, nil, ""},
		{[]string{"p*e.*b"}, []PriorityValue{{"*", 1}, {"place.*", 2}, {"place.b", 3}}, "place.list 2, place.a 2, org.c 1"},
	} {
		set, err := Load(Config{Dir: dir, Files: []string{"f.yaml"}, Disable: c.disable, Priority: c.priority})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range set.Rules() {
			got = append(got, fmt.Sprintf("%s %d", r.ID, r.Priority))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("disable %q, priority %v: got %s, want %s", c.disable, c.priority, s, c.want)
		}
		if set.Rule("place.b") == nil {
			t.Error("a disabled rule is not there for LIST")
		}
	}
}

// TestTextStaysText loads words that YAML takes for something else.
func TestTextStaysText(t *testing.T) {
	set, errs := loadText("f.yaml", `version: 1
rules:
  - id: 007
    label: PLACE
    phrases: [null, 007, yes, ~, 1.10, 2001-01-01, Łódź, "", 0x1F, !!str 3, .inf]
    pattern: [{TEXT: null}, {LOWER: {IN: [007, ~, on]}}, {TEXT: {REGEX: 1.0}}]
    examples: {match: ["[null] [007]"]}
`)
	if want := `f.yaml:5:58: rule 007: a phrase is empty`; len(errs) != 1 || errs[0].Error() != want {
		t.Errorf("got %v, want %s", errs, want)
	}
	rule := set.Rules()[0]
	var got []string
	for p := range rule.Phrases() {
		got = append(got, p.Text)
	}
	for _, tok := range rule.Patterns[0] {
		for _, test := range tok.Tests {
			got = append(got, test.Words...) // those of REGEX twice
			got = append(got, test.Regexps...)
		}
	}
	want := "null|007|yes|~|1.10|2001-01-01|Łódź|0x1F|3|.inf|null|007|~|on|1.0|1.0"
	if s := strings.Join(got, "|"); s != want || rule.ID != "007" {
		t.Errorf("rule %s: got %s, want %s", rule.ID, s, want)
	}
}

// TestSplitPlain holds the short way of cutting phrases equal to tokenize's, over all core lists.
func TestSplitPlain(t *testing.T) {
	set, err := Load(Config{Core: true})
	if err != nil {
		t.Fatal(err)
	}
	plain := 0
	check := func(phrase string) {
		if !isPlain(phrase) {
			return
		}
		plain++
		var want []string
		tokens, _ := tokenize.Tokenize(phrase)
		for _, tok := range tokens {
			want = append(want, phrase[tok.Start:tok.End])
		}
		if got := splitPlain(nil, phrase); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, tokenize says %q", phrase, got, want)
		}
	}
	for _, p := range []string{"", " São  Paulo ", "Saint-Étienne", "a-b-c", "cannot", "Łódź or", "US", "e-mail", "x-", "-x", "a - b", "a--b"} {
		check(p)
	}
	for _, r := range set.Rules() {
		for p := range r.Phrases() {
			check(p.Text)
		}
	}
	random := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		letters := make([]rune, 1+random.IntN(8))
		for i := range letters {
			letters[i] = []rune("aÉzS70 -")[random.IntN(8)]
		}
		check(string(letters))
	}
	if plain < 50_000 {
		t.Errorf("%d plain phrases, expected 50000 or more", plain)
	}
}
