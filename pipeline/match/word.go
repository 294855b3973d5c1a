package match

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"roster/rules"
)

// A word is what rules can ask about a token's text alone. Each scratch keeps the words that it has met.
type word struct {
	text, lower string
	exactID     uint32 // number of text in the vocabulary, 0 where no rule has it
	lowerID     uint32 // of lower
	exactNode   uint32 // the node of the trie that the word leads to from exactRoot, 0 for none
	lowerNode   uint32
	folded      string // text and lower, folded; "" where these differ
	length      int    // in code points
	flags       uint64 // bit a is flag attribute a
	triggers    []trigger

	asked, passed [maxAnswers / 64]uint64 // bit n: predicate n was asked, and holds
}

// maxAnswers is how many predicates a word remembers the answers of; the core rules have fewer.
const maxAnswers = 256

// newWord computes a word; it shares no memory with text.
func (m *Matcher) newWord(text string) *word {
	w := &word{text: strings.Clone(text), length: utf8.RuneCountInString(text)}
	w.lower = lower(w.text)
	w.flags = flagsOf(w.text)
	if w.folded = fold(w.text); w.lower != w.folded && fold(w.lower) != w.folded {
		w.folded = ""
	}
	w.exactID = m.vocab.lookup(w.text)
	w.lowerID = m.vocab.lookup(w.lower)
	w.exactNode = m.trie.first(exactRoot, w.exactID)
	w.lowerNode = m.trie.first(lowerRoot, w.lowerID)
	w.triggers = m.index.triggers(w)
	return w
}

// value returns a string attribute.
func (w *word) value(a rules.Attr) string {
	switch a {
	case rules.Text:
		return w.text
	case rules.Lower:
		return w.lower
	case rules.Norm:
		if n, ok := norms[w.text]; ok {
			return n
		}
		return w.lower
	case rules.Shape:
		return shape(w.text)
	case rules.Prefix:
		_, n := utf8.DecodeRuneInString(w.text)
		return w.text[:n]
	}
	// The suffix is the last three code points.
	end := len(w.text)
	for range 3 {
		_, n := utf8.DecodeLastRuneInString(w.text[:end])
		end -= n
	}
	return w.text[end:]
}

// lower is the full lower case: İ becomes two code points, and a Σ that ends a word ς.
func lower(s string) string {
	if !isASCII(s) && strings.ContainsAny(s, "İΣ") {
		return cases.Lower(language.Und).String(s)
	}
	return strings.ToLower(s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// shape is spaCy's: X, x and d for capitals, other letters and digits, all else as it is; a run keeps four.
func shape(s string) string {
	if utf8.RuneCountInString(s) >= 100 {
		return "LONG"
	}
	var b strings.Builder
	last, run := rune(-1), 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) && isUpper(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		case isDigit(r):
			r = 'd'
		}
		if r != last {
			last, run = r, 0
		}
		if run++; run <= 4 {
			b.WriteRune(r)
		}
	}
	return b.String()
}
