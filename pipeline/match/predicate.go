package match

import (
	"slices"

	"roster/pipeline/doc"
	"roster/rules"
)

// holds reports whether the predicate holds for a token. While s.supposes, what hangs on parts of speech holds.
func (s *scratch) holds(p *predicate, token int) bool {
	pass := p.lexicalHolds(s.words[token])
	for i := 0; pass && i < len(p.local); i++ {
		pass = s.localHolds(&p.local[i], token)
	}
	if pass && s.supposes && len(p.speech) > 0 {
		return true
	}
	for i := 0; pass && i < len(p.speech); i++ {
		pass = s.speechHolds(&p.speech[i], token)
	}
	return pass != p.negate
}

// lexicalHolds reports whether the tests of the word hold. A word remembers the answers of the first predicates.
func (p *predicate) lexicalHolds(w *word) bool {
	if len(p.lexical) == 0 {
		return true
	}
	if p.number >= maxAnswers {
		return p.lexicalTests(w)
	}
	i, bit := p.number/64, uint64(1)<<(p.number%64)
	if w.asked[i]&bit == 0 {
		w.asked[i] |= bit
		if p.lexicalTests(w) {
			w.passed[i] |= bit
		}
	}
	return w.passed[i]&bit != 0
}

func (p *predicate) lexicalTests(w *word) bool {
	for i := range p.lexical {
		if !p.lexical[i].holds(w) {
			return false
		}
	}
	return true
}

// localHolds evaluates a test that hangs on where the token stands.
func (s *scratch) localHolds(t *test, token int) bool {
	if t.Attr == rules.IsSentStart {
		return s.starts[token] == t.Bool
	}
	label := doc.Label("")
	if len(s.labels) > 0 {
		label = s.labels[token]
	}
	return t.holdsFor(string(label))
}

// holds evaluates a test that hangs on the word.
func (t *test) holds(w *word) bool {
	switch {
	case t.Attr.IsFlag():
		return w.flags>>t.Attr&1 == 1 == t.Bool
	case t.Attr == rules.Length:
		return t.compare(w.length)
	case t.names && t.Attr == rules.Text:
		return contains(t.ids, w.exactID) != t.negative()
	case t.names:
		return contains(t.ids, w.lowerID) != t.negative()
	case t.Attr <= rules.Lower && len(t.expressions) > 0:
		return t.matches(w.value(t.Attr), w.folded) != t.negative()
	}
	return t.holdsFor(w.value(t.Attr))
}

func contains(ids []uint32, id uint32) bool {
	if id == 0 {
		return false
	}
	if len(ids) <= 4 {
		return slices.Contains(ids, id)
	}
	_, ok := slices.BinarySearch(ids, id)
	return ok
}

// holdsFor evaluates the test of a string attribute with that value.
func (t *test) holdsFor(value string) bool {
	switch t.Op {
	case rules.In:
		return slices.Contains(t.Words, value)
	case rules.NotIn:
		return !slices.Contains(t.Words, value)
	case rules.Superset:
		return !slices.ContainsFunc(t.Words, func(w string) bool { return w != value })
	case rules.Match, rules.NotMatch:
		return t.matches(value, "") == (t.Op == rules.Match)
	}
	return t.near(value) == (t.Op == rules.Fuzzy)
}

// matches reports whether an expression matches a value; folded is the value folded, or "".
func (t *test) matches(value, folded string) bool {
	for i := range t.expressions {
		if e := &t.expressions[i]; e.mayMatch(folded) && e.matches(value) {
			return true
		}
	}
	return false
}

func (t *test) near(value string) bool {
	for _, w := range t.Words {
		if near(value, w, t.Edits) {
			return true
		}
	}
	return false
}

// compare evaluates a test of LENGTH.
func (t *test) compare(n int) bool {
	switch t.Op {
	case rules.In:
		return slices.Contains(t.Numbers, n)
	case rules.NotIn:
		return !slices.Contains(t.Numbers, n)
	case rules.Superset:
		return !slices.ContainsFunc(t.Numbers, func(m int) bool { return m != n })
	case rules.Equal:
		return n == t.Numbers[0]
	case rules.NotEqual:
		return n != t.Numbers[0]
	case rules.Less:
		return n < t.Numbers[0]
	case rules.AtMost:
		return n <= t.Numbers[0]
	case rules.Greater:
		return n > t.Numbers[0]
	}
	return n >= t.Numbers[0]
}
