package rules_test

import (
	"testing"

	"roster/rules"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, text, err string }{
		{"an id that is none", "version: 1\nrules: [{id: é-1, label: PLACE, phrases: [Łódź], examples: {match: ['[Łódź]']}}]",
			`m.yaml:2:9: rule é-1: id is "é-1", expected letters, digits and . - _ as in person.title-name`},
		{"a rule that loads", "version: 1\nrules: [{id: city, label: PLACE, phrases: [Łódź], examples: {match: ['[Łódź]']}}]", ""},
		{"a list file", "version: 1\nrules: [{id: city, label: PLACE, list: cities.txt}]",
			"m.yaml:2:40: rule city: list cities.txt: list file: file does not exist"},
		{"no such list", "version: 1\nrules: [{id: r, label: PLACE, pattern: [{LIST: ñ}], examples: {match: ['[Łódź]']}}]",
			"m.yaml:2:9: rule r: LIST: ñ: no rule of that id has phrases or a list"},
		{"no YAML", "version: [", "m.yaml:1:1: did not find expected node content"},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, err := rules.Read("m.yaml", []byte(c.text))
			switch {
			case c.err == "" && (err != nil || set.Rule("city") == nil || set.Rule("city").File != "m.yaml"):
				t.Errorf("got %v", err)
			case c.err != "" && (err == nil || err.Error() != c.err):
				t.Errorf("got %v, want %s", err, c.err)
			}
		})
	}
}
