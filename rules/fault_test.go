package rules

import (
	"cmp"
	"strings"
	"testing"
)

// A fault is a text with errors, and what Load says about it; its name is the text where it has none.
type fault struct{ name, text, want string }

// The long parts of messages.
var long = strings.NewReplacer(
	"<KEYS>", "id, label, phrases, list, match, pattern, patterns, action, priority, score, within, near, unless, repeat, examples",
	"<LABELS>", "[PERSON ROLE PLACE ORGANIZATION NORP MISC]",
	"<ATTRS>", "TEXT, LOWER, NORM, SHAPE, PREFIX, SUFFIX, LENGTH, IS_ALPHA, IS_ASCII, IS_DIGIT, IS_LOWER, IS_UPPER, "+
		"IS_TITLE, IS_PUNCT, IS_SPACE, IS_QUOTE, IS_BRACKET, IS_LEFT_PUNCT, IS_RIGHT_PUNCT, IS_CURRENCY, LIKE_NUM, "+
		"LIKE_URL, LIKE_EMAIL, IS_SENT_START, LABEL, TAG, POS, LIST, CONTEXT, OP",
	"<OPS>", `expected "!", "?", "*", "+", "{n}", "{n,m}", "{n,}" or "{,m}" with n ≤ m ≤ 1000`,
	"<SETS>", "expected IN, NOT_IN, REGEX, FUZZY, FUZZY1 to FUZZY9, IS_SUBSET, IS_SUPERSET or INTERSECTS",
	"<RE2>", "; the syntax is RE2's, which has no look-around and no back-references",
)

// example ends a rule that needs one.
const example = "    examples: {match: [\"[Łódź]\"]}\n"

func checkFaults(t *testing.T, faults []fault, before, after string) {
	for _, c := range faults {
		t.Run(cmp.Or(c.name, c.text), func(t *testing.T) {
			dir := write(t, map[string]string{"f.yaml": before + c.text + after})
			_, err := Load(Config{Dir: dir, Files: []string{"f.yaml"}})
			checkError(t, err, long.Replace(c.want))
		})
	}
}

func TestFileFaults(t *testing.T) {
	checkFaults(t, []fault{
		{"empty", "",
			"f.yaml:1:1: the file is empty, expected version: 1 and rules"},
		{"comments alone", "# Łódź\n",
			"f.yaml:1:1: the file is empty, expected version: 1 and rules"},
		{"no map", "- é\n",
			"f.yaml:1:1: a rule file is a list, expected a map"},
		{"no version", "rules: []\n",
			"f.yaml:1:1: version is missing, expected version: 1"},
		{"another version", "version: 2\nrules: []\n",
			"f.yaml:1:10: version is 2, expected 1"},
		{"version is text", "version: '1'\nrules: []\n",
			`f.yaml:1:10: version is "1", expected 1`},
		{"version is a fraction", "version: 1.0\nrules: []\n",
			"f.yaml:1:10: version is 1.0, expected 1"},
		{"no rules", "version: 1\n",
			"f.yaml:1:1: rules is missing"},
		{"rules are text", "version: 1\nrules: é\n",
			`f.yaml:2:8: rules is "é", expected a list`},
		{"rules are empty", "version: 1\nrules:\n",
			"f.yaml:2:7: rules is empty, expected a list"},
		{"a rule is text", "version: 1\nrules:\n  - é\n",
			`f.yaml:3:5: a rule is "é", expected a map`},
		{"unknown key", "version: 1\nrules: []\nprioritys: 3\n",
			`f.yaml:3:1: a rule file has no key "prioritys", expected one of version, priority, fallback, rules, entities`},
		{"priority is text", "version: 1\npriority: é\nrules: []\n",
			`f.yaml:2:11: priority is "é", expected a whole number`},
		{"key twice", "version: 1\nversion: 1\nrules: []\n",
			`f.yaml:2:1: a rule file has the key "version" twice`},
		{"second document", "version: 1\nrules: []\n---\nversion: 1\nrules: [é]\n",
			"f.yaml:3:1: a second document after ---, expected one a file"},
		{"empty second document", "version: 1\nrules: []\n---\n",
			"f.yaml:3:1: a second document after ---, expected one a file"},
		{"text after the end", "version: 1\nrules: []\n...\nfoo: [é\n",
			"f.yaml:3:1: did not find expected <document start>"},
		{"not UTF-8", "\xff\xfe",
			"f.yaml: not UTF-8"},
		{"tab", "version: 1\nrules:\n\t- id: é\n",
			"f.yaml:3:1: found character that cannot start any token"},
		{"id", "version: 1\nrules:\n  - {id: é, label: PLACE, phrases: [x], examples: {match: ['[x]']}}\n",
			`f.yaml:3:5: rule é: id is "é", expected letters, digits and . - _ as in person.title-name`},
	}, "", "")
}

// TestRuleFaults has the lines of one rule, from line 4.
func TestRuleFaults(t *testing.T) {
	checkFaults(t, []fault{
		{"unknown label", "    phrases: [Łódź]\n    label: place\n" + example,
			`f.yaml:5:12: rule r: unknown label "place", expected one of <LABELS>`},
		{"unknown key of a rule", "    phrases: [Łódź]\n    labels: PLACE\n" + example,
			`f.yaml:5:5: rule r: a rule has no key "labels", expected one of <KEYS>`},
		{"no examples", "    phrases: [Łódź]\n    label: PLACE\n",
			"f.yaml:3:5: rule r: no examples, expected examples: {match: [a text with the mention in [brackets]]}"},
		{"no match among the examples", "    phrases: [Łódź]\n    label: PLACE\n    examples: {reject: [é]}\n",
			"f.yaml:3:5: rule r: no examples, expected examples: {match: [a text with the mention in [brackets]]}"},
		{"nothing to match", "    label: PLACE\n" + example,
			"f.yaml:3:5: rule r: nothing to match, expected phrases, list, pattern or patterns"},
		{"phrases are text", "    phrases: Łódź\n    label: PLACE\n" + example,
			`f.yaml:4:14: rule r: phrases is "Łódź", expected a list`},
		{"phrase is a list", "    phrases: [Łódź, [é]]\n    label: PLACE\n" + example,
			"f.yaml:4:21: rule r: a phrase is a list, expected text"},
		{"phrase is blank", "    phrases: [Łódź, ' ']\n    label: PLACE\n" + example,
			"f.yaml:4:21: rule r: a phrase is empty"},
		{"phrase is a map", "    phrases: [{a: é}]\n    label: PLACE\n" + example,
			"f.yaml:4:15: rule r: a phrase is a map, expected text: quote it"},
		{"label is a list", "    phrases: [Łódź]\n    label: [PLACE]\n" + example,
			"f.yaml:5:12: rule r: label is a list, expected text"},
		{"match", "    phrases: [Łódź]\n    label: PLACE\n    match: Exact\n" + example,
			`f.yaml:6:12: rule r: match is "Exact", expected exact or lower`},
		{"priority is a fraction", "    phrases: [Łódź]\n    label: PLACE\n    priority: 2.5\n" + example,
			"f.yaml:6:15: rule r: priority is 2.5, expected a whole number"},
		{"priority is text", "    phrases: [Łódź]\n    label: PLACE\n    priority: '2'\n" + example,
			`f.yaml:6:15: rule r: priority is "2", expected a whole number`},
		{"priority is hexadecimal", "    phrases: [Łódź]\n    label: PLACE\n    priority: 0x10\n" + example,
			"f.yaml:6:15: rule r: priority is 0x10, expected a whole number"},
		{"priority is too large", "    phrases: [Łódź]\n    label: PLACE\n    priority: 99999999999999999999\n" + example,
			"f.yaml:6:15: rule r: priority is 99999999999999999999, expected a whole number"},
		{"score is 0", "    phrases: [Łódź]\n    label: PLACE\n    score: 0\n" + example,
			"f.yaml:6:12: rule r: score is 0, expected a number above 0 and at most 1"},
		{"score is YAML’s nan", "    phrases: [Łódź]\n    label: PLACE\n    score: .nan\n" + example,
			"f.yaml:6:12: rule r: score is .nan, expected a number above 0 and at most 1"},
		{"score is Go’s NaN", "    phrases: [Łódź]\n    label: PLACE\n    score: NaN\n" + example,
			`f.yaml:6:12: rule r: score is "NaN", expected a number above 0 and at most 1`},
		{"score is text", "    phrases: [Łódź]\n    label: PLACE\n    score: '0.5'\n" + example,
			`f.yaml:6:12: rule r: score is "0.5", expected a number above 0 and at most 1`},
		{"score is a list", "    phrases: [Łódź]\n    label: PLACE\n    score: [1]\n" + example,
			"f.yaml:6:12: rule r: score is a list, expected a number above 0 and at most 1"},
		{"repeat is text", "    phrases: [Łódź]\n    label: PLACE\n    repeat: 'true'\n" + example,
			`f.yaml:6:13: rule r: repeat is "true", expected true or false`},
		{"repeat is yes", "    phrases: [Łódź]\n    label: PLACE\n    repeat: yes\n" + example,
			`f.yaml:6:13: rule r: repeat is "yes", expected true or false`},
		{"unknown action", "    phrases: [Łódź]\n    action: delete\n" + example,
			`f.yaml:5:13: rule r: action is "delete", expected drop or relabel or protect`},
		{"relabel without a label", "    phrases: [Łódź]\n    action: relabel\n" + example,
			"f.yaml:3:5: rule r: label is missing, expected one of <LABELS>"},
		{"repeat of an action", "    phrases: [Łódź]\n    action: drop\n    repeat: true\n" + example,
			"f.yaml:3:5: rule r: repeat has no meaning with action: drop"},
		{"list is missing", "    list: é.txt\n    label: PLACE\n",
			"f.yaml:4:11: rule r: list é.txt: list file: no such file or directory"},
		{"list is a number", "    list: 3\n    label: PLACE\n",
			"f.yaml:4:11: rule r: list 3: list file: no such file or directory"},
		{"list is a map", "    list: {a: b}\n    label: PLACE\n",
			"f.yaml:4:11: rule r: list is a map, expected text: quote it"},
		{"marks", "    phrases: [Łódź]\n    label: PLACE\n    examples: {match: [Łódź],\n" +
			"      reject: ['[Łódź]', '[]', '[é', 'é]', '{é}', '{PERSON:é', '}', '[[é]]']}\n",
			"f.yaml:6:24: rule r: example \"Łódź\": no [mark] says what the rule finds\n" +
				"f.yaml:7:16: rule r: example \"[Łódź]\": a reject has no [marks]; \\[ is a bracket\n" +
				"f.yaml:7:26: rule r: example \"[]\": nothing stands in []\n" +
				"f.yaml:7:32: rule r: example \"[é\": a [ or { that does not end\n" +
				"f.yaml:7:38: rule r: example \"é]\": a ] without its [; \\] is a bracket\n" +
				"f.yaml:7:44: rule r: example \"{é}\": a { that begins no {LABEL:…}; \\{ is a brace\n" +
				"f.yaml:7:51: rule r: example \"{PERSON:é\": a [ or { that does not end\n" +
				"f.yaml:7:64: rule r: example \"}\": an unexpected }; \\} is a brace\n" +
				"f.yaml:7:69: rule r: example \"[[é]]\": a [ inside […], expected ]; \\[ is a bracket"},
		{"examples are a list", "    phrases: [Łódź]\n    label: PLACE\n    examples: [é]\n",
			"f.yaml:6:15: rule r: examples is a list, expected a map"},
		{"examples of another key", "    phrases: [Łódź]\n    label: PLACE\n    examples: {match: é, rejects: [é]}\n",
			"f.yaml:6:23: rule r: match is \"é\", expected a list\n" +
				"f.yaml:6:26: rule r: examples has no key \"rejects\", expected one of match, reject"},
		{"merge key", "    label: PLACE\n    <<: {é: 1}\n" + example,
			"f.yaml:3:5: rule r: nothing to match, expected phrases, list, pattern or patterns\n" +
				"f.yaml:5:5: rule r: a rule has no key \"<<\", expected one of <KEYS>"},
	}, "version: 1\nrules:\n  - id: r\n", "")
}

// TestPatternFaults has the pattern of a rule, on line 5.
func TestPatternFaults(t *testing.T) {
	checkFaults(t, []fault{
		{"", "[]",
			"f.yaml:5:14: rule r: pattern has no tokens"},
		{"", "{LOWER: é}",
			"f.yaml:5:14: rule r: pattern is a map, expected a list"},
		{"", "[é]",
			`f.yaml:5:15: rule r: a token is "é", expected a map`},
		{"", "[{LOWER: é, DEP: NOUN, LEMMA: é}]",
			"f.yaml:5:26: rule r: a token has no attribute \"DEP\", expected one of <ATTRS>\n" +
				"f.yaml:5:37: rule r: a token has no attribute \"LEMMA\", expected one of <ATTRS>"},
		{"", "[{LOWER: é, lower: é, LOWER: é}]",
			`f.yaml:5:36: rule r: a token has the key "LOWER" twice`},
		{"", "[{LOWER: {É: x}}]",
			`f.yaml:5:24: rule r: LOWER has no operator "É", <SETS>`},
		{"", "[{LOWER: {IN: é}}]",
			`f.yaml:5:28: rule r: IN is "é", expected a list`},
		{"", "[{LOWER: [é]}]",
			"f.yaml:5:23: rule r: LOWER is a list, expected text"},
		{"", "[{LOWER: {'>': 3}}]",
			`f.yaml:5:24: rule r: LOWER compares words, and ">" numbers, as LENGTH does`},
		{"", "[{LENGTH: {IM: 3}}]",
			`f.yaml:5:25: rule r: LENGTH has no operator "IM", expected ==, !=, >=, <=, >, <, IN or NOT_IN`},
		{"", "[{LENGTH: é}]",
			`f.yaml:5:24: rule r: LENGTH is "é", expected a whole number`},
		{"", "[{LENGTH: {IN: [é]}}]",
			`f.yaml:5:30: rule r: an entry of IN is "é", expected a whole number`},
		{"", "[{IS_TITLE: 1}]",
			"f.yaml:5:26: rule r: IS_TITLE is 1, expected true or false"},
		{"", "[{IS_TITLE: 'true'}]",
			`f.yaml:5:26: rule r: IS_TITLE is "true", expected true or false`},
		{"", "[{LABEL: ORT}]",
			`f.yaml:5:23: rule r: unknown label "ORT", expected one of <LABELS>, or spaCy's PER, ORG, GPE, LOC, FAC, TITLE`},
		{"", "[{LABEL: {IN: [ORT, PERSON, é]}}]",
			"f.yaml:5:28: rule r: unknown label \"ORT\", expected one of <LABELS>, or spaCy's PER, ORG, GPE, LOC, FAC, TITLE\n" +
				"f.yaml:5:28: rule r: unknown label \"é\", expected one of <LABELS>, or spaCy's PER, ORG, GPE, LOC, FAC, TITLE"},
		{"", "[{TEXT: {REGEX: '(é'}}]",
			"f.yaml:5:30: rule r: REGEX \"(é\": error parsing regexp: missing closing ): `(é`<RE2>"},
		{"", "[{TEXT: {REGEX: '(?=é)'}}]",
			"f.yaml:5:30: rule r: REGEX \"(?=é)\": error parsing regexp: invalid or unsupported Perl syntax: `(?=`<RE2>"},
		{"", "[{TEXT: {REGEX: {IN: [a, '*é']}}}]",
			"f.yaml:5:30: rule r: REGEX \"*é\": error parsing regexp: missing argument to repetition operator: `*`<RE2>"},
		{"", "[{TEXT: {REGEX: {IN: [a], NOT_IN: [é]}}}]",
			"f.yaml:5:30: rule r: REGEX has 2 keys, expected IN or NOT_IN alone"},
		{"", "[{TEXT: {FUZZY0: é}}]",
			`f.yaml:5:23: rule r: TEXT has no operator "FUZZY0", <SETS>`},
		{"", "[{TEXT: é, OP: !}]",
			`f.yaml:5:29: did not find expected whitespace or line break: "!" means something else to YAML: quote it`},
		{"", "[{OP: !, TEXT: é}]",
			`f.yaml:5:20: did not find expected ',' or '}': "!" means something else to YAML: quote it`},
		{"", "\n      - {TEXT: é}\n      - TEXT: é\n        OP: !",
			"f.yaml:8:13: rule r: OP is empty: YAML takes !, ?, * and what begins with { for its own signs: quote it"},
		{"", "[{TEXT: é, OP: *}]",
			`f.yaml:5:29: did not find expected alphabetic or numeric character: "*" means something else to YAML: quote it`},
		{"", "[{TEXT: é, OP: ?}]",
			`f.yaml:5:29: did not find expected node content: "?" means something else to YAML: quote it`},
		{"", "\n      - TEXT: é\n        OP: *",
			`f.yaml:7:13: did not find expected alphabetic or numeric character: "*" means something else to YAML: quote it`},
		{"", "\n      - TEXT: é\n        OP: ?",
			`f.yaml:7:13: mapping keys are not allowed in this context: "?" means something else to YAML: quote it`},
		{"", "[{TEXT: é, OP: {2}}]",
			"f.yaml:5:29: rule r: OP is a map, expected text: quote it"},
		{"", "[{TEXT: é, OP: {1,2}}]",
			"f.yaml:5:29: rule r: OP is a map, expected text: quote it"},
		{"", "[{TEXT: é, OP: '{2,1}'}]",
			`f.yaml:5:29: rule r: OP is "{2,1}", <OPS>`},
		{"", "[{TEXT: é, OP: '{,}'}]",
			`f.yaml:5:29: rule r: OP is "{,}", <OPS>`},
		{"", "[{TEXT: é, OP: '{1001}'}]",
			`f.yaml:5:29: rule r: OP is "{1001}", <OPS>`},
		{"", "[{TEXT: é, OP: }]",
			"f.yaml:5:29: rule r: OP is empty: YAML takes !, ?, * and what begins with { for its own signs: quote it"},
		{"", "[{LENGTH: {>=: 3}, TEXT: é}]",
			`f.yaml:5:25: found character that cannot start any token: ">=" means something else to YAML: quote it`},
		{"", "[{LENGTH: {!=: 3}, TEXT: é}]",
			"f.yaml:5:25: rule r: LENGTH has the YAML tag !=: for a key: quote it"},
		{"", "\n      - LENGTH:\n          >=: 3",
			`f.yaml:7:11: did not find expected comment or line break: ">=" means something else to YAML: quote it`},
		{"", "[{TEXT: é}, {TEXT: a, CONTEXT: true}, {TEXT: é}]",
			"f.yaml:5:26: rule r: CONTEXT inside a mention, expected it at the ends of the pattern only"},
		{"", "[{TEXT: é, CONTEXT: true}]",
			"f.yaml:5:14: rule r: pattern is CONTEXT alone, expected a token that is part of the mention"},
		{"", "[{TEXT: é, CONTEXT: é}]",
			`f.yaml:5:34: rule r: CONTEXT is "é", expected true or false`},
		{"", "[{LIST: nö}]",
			"f.yaml:3:5: rule r: LIST: nö: no rule of that id has phrases or a list"},
		{"", "[{LIST: r}]",
			"f.yaml:3:5: rule r: LIST: r: no rule of that id has phrases or a list"},
		{"", "[{LIST: {IN: [nö, no]}}]",
			"f.yaml:3:5: rule r: LIST: nö: no rule of that id has phrases or a list\n" +
				"f.yaml:3:5: rule r: LIST: no: no rule of that id has phrases or a list"},
		{"", "[{LIST: {NOT_IN: [nö]}}]",
			`f.yaml:5:23: rule r: LIST has no key "NOT_IN", expected one of IN`},
		{"", "[{TEXT: *é}]",
			"f.yaml:5:1: did not find expected alphabetic or numeric character"},
		{"", "&a [*a]",
			"f.yaml:5:14: rule r: a token is a list, expected a map"},
	}, "version: 1\nrules:\n  - id: r\n    label: PLACE\n    pattern: ", "\n"+example)
}
