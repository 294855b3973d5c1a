package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"roster/pipeline/doc"
)

// pattern reads a list of tokens and checks where CONTEXT stands.
func (r *reader) pattern(n *yaml.Node, what string) Pattern {
	var p Pattern
	items := r.items(n, what)
	for _, item := range items {
		p = append(p, r.token(item))
	}
	if len(p) == 0 {
		if target(n).Kind == yaml.SequenceNode {
			r.fail(n, "%s has no tokens", what)
		}
		return p
	}
	first := slices.IndexFunc(p, func(t Token) bool { return !t.Context })
	if first < 0 {
		r.fail(n, "%s is CONTEXT alone, expected a token that is part of the mention", what)
		return p
	}
	last := len(p)
	for p[last-1].Context {
		last--
	}
	for i := first; i < last; i++ {
		if p[i].Context {
			r.fail(items[i], "CONTEXT inside a mention, expected it at the ends of the pattern only")
		}
	}
	return p
}

// token reads one map of attributes.
func (r *reader) token(n *yaml.Node) Token {
	t := Token{Min: 1, Max: 1, Line: n.Line, Col: n.Column}
	for key, value := range r.pairs(n, "a token") {
		switch name := strings.ToUpper(key.Value); name {
		case "OP":
			r.operator(value, &t)
		case "CONTEXT":
			t.Context = r.boolean(value, "CONTEXT")
		case "LIST":
			t.Lists = r.listNames(value)
		default:
			attr, ok := attrOf(name)
			if !ok {
				r.fail(key, "a token has no attribute %q, expected one of %s, LIST, CONTEXT, OP", key.Value,
					strings.Join(attrNames, ", "))
				continue
			}
			t.Tests = append(t.Tests, r.tests(attr, value)...)
		}
	}
	return t
}

func attrOf(name string) (Attr, bool) {
	if a, ok := attrAliases[name]; ok {
		return a, true
	}
	i := slices.Index(attrNames, name)
	return Attr(max(i, 0)), i >= 0
}

// maxRepeat bounds the numbers of an OP.
const maxRepeat = 1000

var counted = regexp.MustCompile(`^\{(\d*)(,?)(\d*)\}$`)

// operator reads OP.
func (r *reader) operator(n *yaml.Node, t *Token) {
	s, ok := r.text(n, "OP")
	if !ok {
		return
	}
	switch s {
	case "!":
		t.Negate = true
	case "?":
		t.Min = 0
	case "*":
		t.Min, t.Max = 0, NoLimit
	case "+":
		t.Max = NoLimit
	case "1":
	case "":
		r.fail(n, `OP is empty: YAML takes !, ?, * and what begins with { for its own signs: %w`, errQuote)
	default:
		if !t.count(s) {
			r.fail(n, `OP is %q, expected "!", "?", "*", "+", "{n}", "{n,m}", "{n,}" or "{,m}" with n ≤ m ≤ %d`, s, maxRepeat)
		}
	}
}

// count reads {n}, {n,m}, {n,} and {,m}.
func (t *Token) count(s string) bool {
	m := counted.FindStringSubmatch(s)
	if m == nil || m[1]+m[3] == "" {
		return false
	}
	bound := func(s string, missing int) int {
		if s == "" {
			return missing
		}
		n, err := strconv.Atoi(s)
		if err != nil {
			return maxRepeat + 1
		}
		return n
	}
	t.Min = bound(m[1], 0)
	t.Max = bound(m[3], NoLimit)
	if m[2] == "" {
		t.Max = t.Min
	}
	return t.Min <= maxRepeat && t.Max <= maxRepeat && (t.Max == NoLimit || t.Min <= t.Max)
}

func (r *reader) listNames(n *yaml.Node) []string {
	if n = target(n); n.Kind == yaml.MappingNode {
		var names []string
		r.fields(n, "LIST", []field{{"IN", func(n *yaml.Node) { names = r.words(n, "IN") }}})
		return names
	}
	s, ok := r.text(n, "LIST")
	if !ok {
		return nil
	}
	return []string{s}
}

// tests reads an attribute's value, which may state several conditions.
func (r *reader) tests(attr Attr, n *yaml.Node) []Test {
	n = target(n)
	switch {
	case attr.IsFlag():
		return []Test{{Attr: attr, Op: Is, Bool: r.boolean(n, attr.String())}}
	case n.Kind == yaml.MappingNode && attr == Length:
		return r.numberTests(n)
	case n.Kind == yaml.MappingNode:
		return r.wordTests(attr, n)
	case attr == Length:
		return []Test{{Attr: attr, Op: Equal, Numbers: []int{r.integer(n, "LENGTH")}}}
	}
	s, ok := r.text(n, attr.String())
	if !ok {
		return nil
	}
	return []Test{{Attr: attr, Op: In, Words: r.values(attr, n, []string{s})}}
}

// sets are the operators that take a list. Against an attribute with one value IS_SUBSET and INTERSECTS say what IN
// says.
var sets = map[string]Operator{"IN": In, "NOT_IN": NotIn, "IS_SUBSET": In, "IS_SUPERSET": Superset, "INTERSECTS": In}

// comparisons are the operators that take a number.
var comparisons = map[string]Operator{"==": Equal, "!=": NotEqual, ">=": AtLeast, "<=": AtMost, ">": Greater, "<": Less}

func (r *reader) numberTests(n *yaml.Node) (tests []Test) {
	for key, value := range r.pairs(n, "LENGTH") {
		if op, ok := comparisons[key.Value]; ok {
			tests = append(tests, Test{Attr: Length, Op: op, Numbers: []int{r.integer(value, key.Value)}})
			continue
		}
		op, ok := sets[key.Value]
		if !ok {
			r.fail(key, "LENGTH has no operator %q, expected ==, !=, >=, <=, >, <, IN or NOT_IN", key.Value)
			continue
		}
		test := Test{Attr: Length, Op: op}
		for _, item := range r.items(value, key.Value) {
			test.Numbers = append(test.Numbers, r.integer(item, "an entry of "+key.Value))
		}
		tests = append(tests, test)
	}
	return tests
}

func (r *reader) wordTests(attr Attr, n *yaml.Node) (tests []Test) {
	for key, value := range r.pairs(n, attr.String()) {
		op, isSet := sets[key.Value]
		edits, isFuzzy := fuzziness(key.Value)
		switch {
		case isSet:
			words := r.values(attr, value, r.words(value, key.Value))
			tests = append(tests, Test{Attr: attr, Op: op, Words: words})
		case isFuzzy:
			words, not := r.anyOrNone(value, key.Value)
			tests = append(tests, Test{Attr: attr, Op: Fuzzy + not, Words: words, Edits: edits})
		case key.Value == "REGEX":
			words, not := r.anyOrNone(value, key.Value)
			tests = append(tests, Test{Attr: attr, Op: Match + not, Words: words, Regexps: r.regexps(value, words)})
		case comparisons[key.Value] != 0:
			r.fail(key, "%s compares words, and %q numbers, as LENGTH does", attr, key.Value)
		default:
			r.fail(key, "%s has no operator %q, expected IN, NOT_IN, REGEX, FUZZY, FUZZY1 to FUZZY9, IS_SUBSET, IS_SUPERSET "+
				"or INTERSECTS", attr, key.Value)
		}
	}
	return tests
}

// fuzziness returns the edits that FUZZY or FUZZY1 to FUZZY9 allows.
func fuzziness(key string) (edits int, ok bool) {
	digit, ok := strings.CutPrefix(key, "FUZZY")
	switch {
	case !ok:
		return 0, false
	case digit == "":
		return DefaultEdits, true
	}
	return int(digit[0] - '0'), len(digit) == 1 && '1' <= digit[0] && digit[0] <= '9'
}

// anyOrNone reads a word, {IN: words} or {NOT_IN: words}; not is 1 for the last.
func (r *reader) anyOrNone(n *yaml.Node, what string) (words []string, not Operator) {
	if n = target(n); n.Kind != yaml.MappingNode {
		if s, ok := r.text(n, what); ok {
			words = []string{s}
		}
		return words, 0
	}
	if len(n.Content) != 2 {
		r.fail(n, "%s has %d keys, expected IN or NOT_IN alone", what, len(n.Content)/2)
		return nil, 0
	}
	r.fields(n, what, []field{
		{"IN", func(n *yaml.Node) { words = r.words(n, "IN") }},
		{"NOT_IN", func(n *yaml.Node) { words, not = r.words(n, "NOT_IN"), 1 }},
	})
	return words, not
}

func (r *reader) regexps(n *yaml.Node, exprs []string) []string {
	var translated []string
	for _, expr := range exprs {
		re, ok := r.translated[expr]
		if !ok {
			var err error
			if re, err = translateRegex(expr); err != nil {
				r.fail(n, "REGEX %q: %w; the syntax is RE2's, which has no look-around and no back-references", expr, err)
				continue
			}
			if r.translated == nil {
				r.translated = map[string]string{}
			}
			r.translated[expr] = re
		}
		translated = append(translated, re)
	}
	return translated
}

// values checks the words that an attribute is compared with; labels may be spaCy's.
func (r *reader) values(attr Attr, n *yaml.Node, words []string) []string {
	if known := speechNames[attr]; known != nil {
		for _, w := range words {
			if !slices.Contains(known, w) {
				r.fail(n, "%s has no value %q, expected one of %s", attr, w, strings.Join(known, " "))
			}
		}
	}
	if attr != Label {
		return words
	}
	labels := make([]string, 0, len(words))
	for _, w := range words {
		label, err := spacyLabel(w)
		if err != nil && w != "" {
			r.fail(n, "%w", err)
		}
		labels = append(labels, string(label))
	}
	return labels
}

// spacyLabel returns our label for one of spaCy's, or of ours.
func spacyLabel(s string) (doc.Label, error) {
	if l, ok := spacyLabels[s]; ok {
		return l, nil
	}
	return "", fmt.Errorf("unknown label %q, expected one of %v, or spaCy's PER, ORG, GPE, LOC, FAC, TITLE", s, doc.Labels)
}
