package match

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An expression is a regular expression, and what is known of it without running it. Most of those in rules only say
// how a word begins or ends, or list words: they are compared as strings. Of the others it is known which words cannot
// match.
type expression struct {
	re *regexp.Regexp // nil where it is not needed

	// words, where there are some, say all: a text matches that has one of them, at its begin and at its end where begin
	// and end say so.
	words      []string
	begin, end bool

	// required has literals, folded, of which a text that matches has one. None: any text may match.
	required []string
}

func newExpression(text string) (expression, error) {
	var e expression
	tree, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return e, err
	}
	tree = tree.Simplify()
	parts := []*syntax.Regexp{bare(tree)}
	if parts[0].Op == syntax.OpConcat {
		parts = slices.Clone(parts[0].Sub)
	}
	if parts[0].Op == syntax.OpBeginText {
		e.begin, parts = true, parts[1:]
	}
	if n := len(parts); n > 0 && parts[n-1].Op == syntax.OpEndText {
		e.end, parts = true, parts[:n-1]
	}
	e.words, _ = product(parts)
	e.required = requiredOf(tree)
	if e.words == nil {
		e.re, err = regexp.Compile(text)
	}
	return e, err
}

// mayMatch reports whether a text has one of the literals that a match needs; folded is the text folded, or "" where
// that is not known.
func (e *expression) mayMatch(folded string) bool {
	if e.words != nil || len(e.required) == 0 || folded == "" {
		return true
	}
	return slices.ContainsFunc(e.required, func(r string) bool { return strings.Contains(folded, r) })
}

// matches reports whether a text matches.
func (e *expression) matches(text string) bool {
	if e.words == nil {
		return e.re.MatchString(text)
	}
	for _, w := range e.words {
		switch {
		case e.begin && e.end && text == w, e.begin && !e.end && strings.HasPrefix(text, w),
			e.end && !e.begin && strings.HasSuffix(text, w), !e.begin && !e.end && strings.Contains(text, w):
			return true
		}
	}
	return false
}

// listedBy returns the words that expressions list, where they do nothing else: one of them is the whole text.
func listedBy(expressions []expression) (words []string, ok bool) {
	for _, e := range expressions {
		if e.words == nil || !e.begin || !e.end {
			return nil, false
		}
		words = append(words, e.words...)
	}
	return words, len(words) > 0
}

// bare strips the groups around an expression.
func bare(re *syntax.Regexp) *syntax.Regexp {
	for re.Op == syntax.OpCapture {
		re = re.Sub[0]
	}
	return re
}

// maxWords bounds the words that an expression is spelt out in.
const maxWords = 32

// spelt returns all texts that an expression matches as a whole, where they are few.
func spelt(re *syntax.Regexp) (words []string, ok bool) {
	switch re = bare(re); re.Op {
	case syntax.OpEmptyMatch:
		return []string{""}, true
	case syntax.OpLiteral:
		return []string{string(re.Rune)}, re.Flags&syntax.FoldCase == 0
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if words = append(words, string(r)); len(words) > maxWords {
					return nil, false
				}
			}
		}
		return words, true
	case syntax.OpQuest:
		words, ok = spelt(re.Sub[0])
		return append([]string{""}, words...), ok
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			more, ok := spelt(sub)
			if words = append(words, more...); !ok || len(words) > maxWords {
				return nil, false
			}
		}
		return words, true
	case syntax.OpConcat:
		return product(re.Sub)
	}
	return nil, false
}

// product spells out expressions that follow one another.
func product(parts []*syntax.Regexp) (words []string, ok bool) {
	words = []string{""}
	for _, p := range parts {
		tails, ok := spelt(p)
		if !ok || len(words)*len(tails) > maxWords {
			return nil, false
		}
		var longer []string
		for _, w := range words {
			for _, t := range tails {
				longer = append(longer, w+t)
			}
		}
		words = longer
	}
	return words, true
}

// requiredOf returns literals, folded, of which a text has one in which the expression is found; nil where there are
// none. This is the idea of Cox's trigram index and of RE2's prefilters, with one set of literals in place of a
// formula.
func requiredOf(re *syntax.Regexp) []string {
	if words, ok := spelt(re); ok {
		return usable(words)
	}
	switch re = bare(re); re.Op {
	case syntax.OpLiteral:
		return usable([]string{string(re.Rune)})
	case syntax.OpPlus:
		return requiredOf(re.Sub[0])
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			one := requiredOf(sub)
			if len(one) == 0 || len(all)+len(one) > maxWords {
				return nil
			}
			all = append(all, one...)
		}
		return all
	case syntax.OpConcat:
		var best []string
		for i := range re.Sub {
			for end := i + 1; end <= len(re.Sub); end++ {
				words, ok := product(re.Sub[i:end])
				if !ok {
					break
				}
				best = better(best, usable(words))
			}
			best = better(best, requiredOf(re.Sub[i]))
		}
		return best
	}
	return nil
}

// usable folds literals; an empty one makes all of them useless.
func usable(words []string) []string {
	folded := make([]string, len(words))
	for i, w := range words {
		if w == "" {
			return nil
		}
		folded[i] = fold(w)
	}
	slices.Sort(folded)
	return slices.Compact(folded)
}

// better returns the literals that fewer words will have: those whose shortest is longer.
func better(a, b []string) []string {
	if shortest(b) > shortest(a) {
		return b
	}
	return a
}

// shortest returns the length of the shortest literal in bytes, 0 of none.
func shortest(words []string) int {
	least := 0
	for i, w := range words {
		if i == 0 || len(w) < least {
			least = len(w)
		}
	}
	return least
}

// fold returns a text with one letter for all that are equal but for their case.
func fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	return strings.Map(foldRune, s)
}

func foldRune(r rune) rune {
	least := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		least = min(least, other)
	}
	if least < utf8.RuneSelf {
		return unicode.ToLower(least)
	}
	return least
}

// literals finds which of many literals a word has: it looks at the places of the word for the first bytes of each.
type literals struct {
	byHead map[head][]literal
	sizes  [headSize + 1]bool // which sizes of heads there are
}

// A literal is one that words are searched for, and the anchors that need it, by number.
type literal struct {
	text    string
	anchors []int32
}

// A head is the first bytes of a literal, headSize of them or all.
type head struct {
	bytes [headSize]byte
	size  uint8
}

const headSize = 4

func headOf(s string, size int) head {
	h := head{size: uint8(size)}
	copy(h.bytes[:], s[:size])
	return h
}

// add enters an anchor under a literal.
func (l *literals) add(text string, anchor int32) {
	if l.byHead == nil {
		l.byHead = map[head][]literal{}
	}
	size := min(len(text), headSize)
	h := headOf(text, size)
	l.sizes[size] = true
	list := l.byHead[h]
	i := slices.IndexFunc(list, func(x literal) bool { return x.text == text })
	if i < 0 {
		i = len(list)
		list = append(list, literal{text: text})
	}
	list[i].anchors = append(list[i].anchors, anchor)
	l.byHead[h] = list
}

// find appends the anchors whose literals a folded word has, with repeats.
func (l *literals) find(word string, anchors []int32) []int32 {
	if l.byHead == nil {
		return anchors
	}
	for i := range len(word) {
		for size := 1; size <= headSize && i+size <= len(word); size++ {
			if !l.sizes[size] {
				continue
			}
			for _, x := range l.byHead[headOf(word[i:], size)] {
				if strings.HasPrefix(word[i:], x.text) {
					anchors = append(anchors, x.anchors...)
				}
			}
		}
	}
	return anchors
}
