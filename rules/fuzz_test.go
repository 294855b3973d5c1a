package rules

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// loadText reads a rule file of that name and text, beside which l.txt stands.
func loadText(name, text string) (*Set, Errors) {
	fsys := fstest.MapFS{name: {Data: []byte(text)}, "l.txt": {Data: []byte("Łódź\tPL\n# é\nSão Paulo\n")}}
	l := &loader{set: &Set{named: map[string]*Rule{}, split: splitText}}
	l.readAll([]source{{fsys: fsys, path: name, name: name}})
	l.checkIDs()
	l.checkLists()
	l.checkConditions()
	return l.set, l.errs
}

// FuzzLoad checks that no text makes the loader panic, that errors say where they are, and that what loads is whole.
func FuzzLoad(f *testing.F) {
	f.Add("version: 1\nrules:\n  - {id: a, list: l.txt}\n  - id: b\n    label: PLACE\n"+
		"    pattern: [{LIST: a, OP: '{1,2}'}, {TEXT: {REGEX: é}, OP: !}]\n    examples: {match: ['[Łódź]']}\n", false)
	f.Add("version: 1\nrules:\n  - &r {id: a, phrases: &p [é, *p], <<: *r}\n---\n", false)
	f.Add(`{"label": "GPE", "pattern": [{"LOWER": {"IN": ["łódź"]}, "OP": "{,2}"}], "id": null}`+"\n"+`{"label": "é"`, true)
	f.Fuzz(func(t *testing.T, text string, jsonl bool) {
		name := "f.yaml"
		if jsonl {
			name = "f.jsonl"
		}
		set, errs := loadText(name, text)
		lines := 2 // YAML's lines end in many ways
		for _, r := range text {
			if strings.ContainsRune("\r\n\u0085\u2028\u2029", r) {
				lines++
			}
		}
		for _, err := range errs {
			if err.Err == nil || err.File != name && err.File != "l.txt" || err.Line < 0 || err.Line > lines || err.Col < 0 ||
				err.Line > 0 && err.Col == 0 {
				t.Errorf("misplaced error: %+v", err)
			}
		}
		if len(errs) == 0 {
			for _, r := range set.Rules() {
				checkWhole(t, r)
			}
		}
	})
}

// checkWhole checks what a rule that loaded without a fault has.
func checkWhole(t *testing.T, r *Rule) {
	if r.ID == "" || r.Line < 1 || r.Col < 1 || !(0 < r.Score && r.Score <= 1) || !r.HasPhrases() && len(r.Patterns) == 0 {
		t.Errorf("incomplete rule: %+v", r)
	}
	for _, p := range r.Patterns {
		for _, tok := range p {
			if tok.Min < 0 || tok.Max != NoLimit && tok.Max < tok.Min {
				t.Errorf("rule %s: a token stands from %d to %d times", r.ID, tok.Min, tok.Max)
			}
		}
	}
	for _, e := range r.Examples {
		end := 0
		for _, w := range e.Want {
			if w.Start < end || w.End <= w.Start || w.End > len(e.Text) || !utf8.ValidString(e.Text[w.Start:w.End]) {
				t.Errorf("rule %s: example %q wants %v", r.ID, e.Text, w)
			}
			end = w.End
		}
	}
}
