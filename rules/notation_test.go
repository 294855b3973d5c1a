package rules

import "testing"

func TestTestString(t *testing.T) {
	for _, c := range []struct{ token, want string }{
		{"IS_TITLE: true", "IS_TITLE"},
		{"IS_TITLE: false", "IS_TITLE: false"},
		{"LOWER: łódź", "LOWER: łódź"},
		{"LOWER: {IN: [łódź]}", "LOWER: łódź"},
		{"LOWER: {IN: [a, b, c, d, é, f]}", "LOWER: {IN: [a, b, c, d, é, …]}"},
		{"TEXT: {NOT_IN: [é]}", "TEXT: {NOT_IN: [é]}"},
		{"TEXT: {IS_SUPERSET: [é]}", "TEXT: {IS_SUPERSET: [é]}"},
		{`TEXT: {REGEX: '^\w+é'}`, `TEXT: {REGEX: ^\w+é}`},
		{"TEXT: {REGEX: {IN: [é, a]}}", "TEXT: {REGEX: {IN: [é, a]}}"},
		{"TEXT: {REGEX: {NOT_IN: [é]}}", "TEXT: {REGEX: {NOT_IN: [é]}}"},
		{"TEXT: {FUZZY: é}", "TEXT: {FUZZY: é}"},
		{"TEXT: {FUZZY2: {NOT_IN: [é]}}", "TEXT: {FUZZY2: {NOT_IN: [é]}}"},
		{"LENGTH: 3", "LENGTH: {==: 3}"},
		{"LENGTH: {'>=': 3}", "LENGTH: {>=: 3}"},
		{"LENGTH: {IN: [1, 2]}", "LENGTH: {IN: [1, 2]}"},
		{"POS: NOUN", "POS: NOUN"},
	} {
		set, errs := loadText("f.yaml", "version: 1\nrules:\n  - {id: é, label: PLACE, pattern: [{"+c.token+"}], examples: {match: ['[x]']}}\n")
		if len(errs) > 1 {
			t.Fatalf("%s: %v", c.token, errs)
		}
		if got := set.Rules()[0].Patterns[0][0].Tests[0].String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.token, got, c.want)
		}
	}
}
