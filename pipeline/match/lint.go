package match

import (
	"fmt"
	"slices"
	"strings"

	"roster/pipeline/doc"
	"roster/rules"
)

// A Dead part of a rule can find nothing, in whatever text.
type Dead struct {
	Rule      *rules.Rule
	Line, Col int // 1-based, in the rule's file
	Why       string
}

// FindDead returns the parts of the rules that can find nothing, as far as that is seen without texts: tokens of
// patterns that ask for what no token is, words that are not one token, phrases in which a sentence ends, empty lists.
// It does not look into list files.
func FindDead(set *rules.Set, tokenize Tokenizer) []Dead {
	l := &linter{
		compiler: &compiler{
			Matcher:    &Matcher{vocab: newVocabulary(0), trie: newTrie(0)},
			set:        set,
			predicates: map[string]*predicate{}, expressions: map[string]expression{},
		},
		tokenize: tokenize,
		single:   map[string]bool{},
	}
	for _, r := range set.Rules() {
		l.rule = r
		l.phrases(r)
		l.patterns(r)
		for _, c := range r.Conditions {
			if c.Find != nil {
				l.phrases(c.Find)
				l.patterns(c.Find)
			}
		}
	}
	return l.dead
}

type linter struct {
	*compiler
	tokenize Tokenizer
	single   map[string]bool // words: whether a text can have them as one token
	rule     *rules.Rule
	dead     []Dead
}

// report adds a dead part; what aliases of YAML repeat in a rule is reported once.
func (l *linter) report(line, col int, format string, args ...any) {
	why := fmt.Sprintf(format, args...)
	if !slices.ContainsFunc(l.dead, func(d Dead) bool { return d.Rule == l.rule && d.Why == why }) {
		l.dead = append(l.dead, Dead{l.rule, line, col, why})
	}
}

// phrases reports lists without entries, and phrases of the rule file itself that no sentence holds.
func (l *linter) phrases(r *rules.Rule) {
	count := 0
	for p := range r.Phrases() {
		count++
		if isWide(l.rule) || p.File != r.File || !strings.ContainsAny(p.Text, ".!?") {
			continue
		}
		if _, sentences := l.tokenize("The " + p.Text + " of é"); len(sentences) > 1 {
			l.report(p.Line, 1, "the phrase %q is never found: a sentence ends in it, which within: document allows", p.Text)
		}
	}
	if r.HasPhrases() && count == 0 {
		l.report(r.Line, r.Col, "its lists have no entries")
	}
}

func (l *linter) patterns(r *rules.Rule) {
	for _, p := range r.Patterns {
		required := false // some token must come before
		for _, t := range p {
			l.token(t, required && !isWide(l.rule))
			required = required || t.Min > 0 && !t.Negate
		}
	}
}

// token reports what is wrong with one token of a pattern; inner says that others of the sentence come before it.
func (l *linter) token(t rules.Token, inner bool) {
	why := ""
	switch {
	case t.Negate && len(t.Tests) == 0 && len(t.Lists) == 0:
		why = `OP "!" without conditions`
	case t.Negate:
		return
	default:
		why = l.impossible(t, inner)
	}
	if why == "" {
		return
	}
	what := "the pattern is never found"
	if t.Min == 0 {
		what = "the token is never found"
	}
	l.report(t.Line, t.Col, "%s: %s", what, why)
}

// impossible says why no token passes the tests of a token, "" where some may.
func (l *linter) impossible(t rules.Token, inner bool) string {
	for i := range t.Tests {
		x := &t.Tests[i]
		switch {
		case x.Op == rules.In && len(x.Words)+len(x.Numbers) == 0:
			return x.Attr.String() + " is one of no values"
		case x.Attr == rules.IsSpace && x.Bool:
			return "IS_SPACE: blanks are no tokens"
		case x.Attr == rules.IsSentStart && x.Bool && inner:
			return "IS_SENT_START: another token of the sentence comes before"
		case x.Attr.IsSpeech() && x.Op == rules.In && !slices.ContainsFunc(x.Words, rules.GivesSpeech):
			return fmt.Sprintf("%v: the tagger never says so", x)
		}
	}
	for _, pair := range exclusive {
		if has(t, pair[0]) && has(t, pair[1]) {
			return fmt.Sprintf("nothing is %v and %v", pair[0], pair[1])
		}
	}
	if least, most := lengths(t); least > most {
		return "no LENGTH is allowed"
	}
	return l.words(t)
}

// exclusive are flags of which no token has both.
var exclusive = [][2]rules.Attr{
	{rules.IsUpper, rules.IsLower}, {rules.IsTitle, rules.IsLower}, {rules.IsAlpha, rules.IsDigit},
	{rules.IsAlpha, rules.IsPunct}, {rules.IsDigit, rules.IsPunct}, {rules.IsAlpha, rules.LikeEmail},
	{rules.IsPunct, rules.LikeNum}, {rules.IsUpper, rules.IsDigit}, {rules.IsLower, rules.IsDigit},
	{rules.IsTitle, rules.IsDigit}, {rules.IsTitle, rules.IsPunct}, {rules.IsUpper, rules.IsPunct},
	{rules.IsLower, rules.IsPunct}, {rules.IsCurrency, rules.IsAlpha}, {rules.IsCurrency, rules.IsPunct},
}

func has(t rules.Token, flag rules.Attr) bool {
	return slices.ContainsFunc(t.Tests, func(x rules.Test) bool { return x.Attr == flag && x.Op == rules.Is && x.Bool })
}

// lengths returns the bounds that the comparisons of LENGTH set.
func lengths(t rules.Token) (least, most int) {
	least, most = 1, unbounded
	for _, x := range t.Tests {
		if x.Attr != rules.Length {
			continue
		}
		switch x.Op {
		case rules.Equal:
			least, most = max(least, x.Numbers[0]), min(most, x.Numbers[0])
		case rules.AtLeast:
			least = max(least, x.Numbers[0])
		case rules.Greater:
			least = max(least, x.Numbers[0]+1)
		case rules.AtMost:
			most = min(most, x.Numbers[0])
		case rules.Less:
			most = min(most, x.Numbers[0]-1)
		}
	}
	return least, most
}

// words says why none of the words that the token names is found, and reports those that are not where others are.
func (l *linter) words(t rules.Token) string {
	at := slices.IndexFunc(t.Tests, func(x rules.Test) bool { return x.Op == rules.In && x.Attr <= rules.Lower })
	if at < 0 {
		return ""
	}
	named := &t.Tests[at]
	var dead []string
	for _, w := range named.Words {
		if why := l.word(t, named.Attr, w); why != "" {
			dead = append(dead, why)
		}
	}
	switch {
	case len(dead) == 0:
		return ""
	case len(dead) == len(named.Words):
		return dead[0]
	}
	l.report(t.Line, t.Col, "some words are never found: %s", strings.Join(dead, "; "))
	return ""
}

// word says why a word that an attribute names is not found, "" where it may be.
func (l *linter) word(t rules.Token, attr rules.Attr, w string) string {
	if attr == rules.Lower && lower(w) != w {
		return fmt.Sprintf("LOWER: %s has capitals", w)
	}
	forms := []string{w}
	if attr == rules.Lower {
		forms = append(forms, strings.ToUpper(w), titled(w))
	}
	if l := lower(w); l == "n't" || l == "n’t" {
		return fmt.Sprintf("%q is no token of its own: contractions are one, as in isn't", w)
	}
	if !slices.ContainsFunc(forms, l.isToken) {
		tokens, _ := l.tokenize(w)
		parts := make([]string, len(tokens))
		for i, tok := range tokens {
			parts[i] = w[tok.Start:tok.End]
		}
		return fmt.Sprintf("%q is not one token but %d: %s", w, len(parts), strings.Join(parts, " "))
	}
	failing := ""
	for _, form := range forms {
		if failing = l.fails(t, attr, form); failing == "" {
			return ""
		}
	}
	return fmt.Sprintf("%q fails %s", w, failing)
}

// fails returns the first test of the word alone that a form of it does not pass. Where LOWER names the word its exact
// form is not known, and tests of that are passed.
func (l *linter) fails(t rules.Token, attr rules.Attr, form string) string {
	for _, x := range t.Tests {
		exact := x.Attr == rules.Text || x.Attr >= rules.Norm && x.Attr <= rules.Suffix
		if !x.Attr.Lexical() || attr == rules.Lower && exact {
			continue
		}
		if compiled := l.test(x); !compiled.holds(l.newWord(form)) {
			return x.String()
		}
	}
	return ""
}

// isToken reports whether a text can have a word as one token: it tries the word alone, between others, and joined to
// one.
func (l *linter) isToken(w string) bool {
	single, known := l.single[w]
	if !known {
		for _, text := range [...]string{w, "a " + w + " b", "do" + w, "I" + w, w + "t", w + "5", "5" + w} {
			tokens, _ := l.tokenize(text)
			single = single || slices.ContainsFunc(tokens, func(t doc.Token) bool { return text[t.Start:t.End] == w })
		}
		l.single[w] = single
	}
	return single
}

// titled returns a word with its first letter in upper case.
func titled(w string) string {
	for i := range w {
		if i > 0 {
			return strings.ToUpper(w[:i]) + w[i:]
		}
	}
	return strings.ToUpper(w)
}
