package match_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"roster/pipeline/doc"
	"roster/pipeline/match"
	"roster/rules"
)

// FuzzMatch compares Match with a plain matcher that tries all spans, over patterns and documents that the bytes
// choose.
func FuzzMatch(f *testing.F) {
	f.Add([]byte{1, 2, 3, 0, 0, 1, 4, 0, 8, 2, 5, 7}, []byte("\x01\x02\x03\x0b\x0c"))
	f.Add([]byte("\x00\x03\x01\x01\x07\x03\x00\x00\x05\x04"), []byte("éabÉÉ ab ab"))
	f.Fuzz(func(t *testing.T, pattern, text []byte) { checkPlain(t, pattern, text) })
}

// TestMatchPlain does what FuzzMatch does with random bytes, several documents a pattern.
func TestMatchPlain(t *testing.T) {
	random := rand.NewChaCha8([32]byte{1})
	for range 400 {
		pattern, texts := make([]byte, 32), make([][]byte, 5)
		_, _ = random.Read(pattern)
		for i := range texts {
			texts[i] = make([]byte, 4*i+4)
			_, _ = random.Read(texts[i])
		}
		checkPlain(t, pattern, texts...)
	}
}

func checkPlain(t *testing.T, pattern []byte, texts ...[]byte) {
	file := fuzzRules(&choices{pattern})
	set := load(t, file)
	m, err := match.New(set, fuzzSpeech{})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		d := fuzzDocument(text)
		var got, unmet [][2]int
		found, losers := m.Match(t.Context(), d)
		for _, x := range found {
			if x.Source.Rule == "r" {
				got = append(got, [2]int{x.FirstToken, x.EndToken})
			}
		}
		for _, x := range losers {
			unmet = append(unmet, [2]int{x.FirstToken, x.EndToken})
		}
		ref := plain{d: d, set: set}
		want, wantUnmet := ref.impose(set.Rule("r"), ref.match(set.Rule("r")))
		if !slices.Equal(got, want) || !slices.Equal(unmet, wantUnmet) {
			t.Errorf("%s\nover %q, sentences %v: got %v, without %v; want %v, without %v", file, d.Text, d.Sentences, got, unmet,
				want, wantUnmet)
		}
	}
}

// fuzzSpeech gives tags by the word and its place in the sentence.
type fuzzSpeech struct{}

func (fuzzSpeech) Tags(d *doc.Document, s doc.Sentence) []string {
	var tags []string
	for i := s.First; i < s.End; i++ {
		tags = append(tags, [...]string{"NN", "VB", "NNP"}[(len(d.Word(i))+i-s.First)%3])
	}
	return tags
}

// choices turns bytes into numbers; there are zeros behind them.
type choices struct{ rest []byte }

func (c *choices) below(n int) int {
	if len(c.rest) == 0 {
		return 0
	}
	b := c.rest[0]
	c.rest = c.rest[1:]
	return int(b) % n
}

var (
	fuzzTokens = []string{
		"TEXT: é", "LOWER: ab", "LOWER: {IN: [é, '1']}", "TEXT: {NOT_IN: [é, Ab]}", "IS_TITLE: true", "LENGTH: {'>=': 2}",
		"TEXT: {REGEX: '^[éa]'}", "LIST: l", "LIST: {IN: [m, l]}", "LIST: m, IS_TITLE: false", "LABEL: PERSON",
		"IS_SENT_START: true", "LABEL: {NOT_IN: [PERSON]}, LENGTH: 1", "", "TAG: NN", "POS: {NOT_IN: [NOUN]}, LENGTH: 1",
		"LIST: l, TAG: {REGEX: ^N}",
	}
	fuzzOps   = []string{"'1'", "'?'", "'*'", "'+'", "'!'", "'{2}'", "'{0,2}'", "'{2,}'", "'{,1}'"}
	fuzzWords = []string{"é", "É", "Ab", "ab", "1"}
	fuzzNames = []string{
		"phrases: [é ab, Ab]", "list: m", "list: [l, m], label: ROLE", "label: PERSON", "pattern: [{LOWER: é}, {OP: '?'}]",
		"match: lower, phrases: [AB], patterns: [[{TAG: NN, OP: '+'}]]",
	}
	fuzzScopes = []string{"document", "sentence", "1 token", "3 tokens", "1 sentence", "2 sentences"}
)

// fuzzRules returns the rules of a file: r, which is tested, and two lists.
func fuzzRules(c *choices) string {
	var b strings.Builder
	b.WriteString("  - {id: l, phrases: [é ab, Ab, ab é é]}\n  - {id: m, match: lower, phrases: [É, AB 1, ab AB ab]}\n")
	b.WriteString("  - {id: q, label: ROLE, phrases: [é é, ab É], examples: {match: ['[é é]']}}\n")
	b.WriteString("  - id: r\n    label: PLACE\n    examples: {match: ['[x]']}\n    patterns:\n")
	for range 1 + c.below(2) {
		n := 1 + c.below(4)
		lead := c.below(n)
		trail := lead + 1 + c.below(n-lead)
		for i := range n {
			sep := "       "
			if i == 0 {
				sep = "      -"
			}
			token := fuzzTokens[c.below(len(fuzzTokens))]
			if token != "" {
				token += ", "
			}
			fmt.Fprintf(&b, "%s - {%sOP: %s, CONTEXT: %t}\n", sep, token, fuzzOps[c.below(len(fuzzOps))], i < lead || i >= trail)
		}
	}
	if c.below(3) == 0 {
		b.WriteString("    phrases: [Ab ab, é, 1 1 1]\n")
	}
	fmt.Fprintf(&b, "    within: %s\n", fuzzScopes[c.below(2)])
	for _, key := range []string{"near", "unless"} {
		if n := c.below(6) - 3; n > 0 {
			fmt.Fprintf(&b, "    %s:\n", key)
			for range n {
				fmt.Fprintf(&b, "      - {%s, within: %s}\n", fuzzNames[c.below(len(fuzzNames))], fuzzScopes[c.below(len(fuzzScopes))])
			}
		}
	}
	return b.String()
}

// fuzzDocument makes a word of each byte, which also says whether a sentence ends there and what the tagger proposes.
func fuzzDocument(text []byte) *doc.Document {
	d := &doc.Document{}
	var words []string
	at, first := 0, 0
	for i, b := range text[:min(len(text), 20)] {
		w := fuzzWords[int(b)%len(fuzzWords)]
		span := doc.Span{Start: at, End: at + len(w)}
		words, at = append(words, w), span.End+1
		d.Tokens = append(d.Tokens, doc.Token{Span: span})
		if b >= 128 {
			d.Tagged = append(d.Tagged, doc.Mention{Span: span, FirstToken: i, EndToken: i + 1, Label: doc.Person})
		}
		if b/5%6 == 0 || i+1 == min(len(text), 20) {
			d.Sentences = append(d.Sentences, doc.Sentence{First: first, End: i + 1})
			first = i + 1
		}
	}
	d.Text = strings.Join(words, " ")
	return d
}

// plain is a matcher by definition: sets of places, no automaton, no index.
type plain struct {
	d      *doc.Document
	set    *rules.Set
	lo, hi int // of the sentence, or of the document for a rule over it
}

type places map[int]bool

// match returns the longest matches of a rule, the leftmost first, of each sentence or of the document, in text order.
func (p *plain) match(r *rules.Rule) [][2]int {
	ranges := p.d.Sentences
	if r.Within.Unit == rules.WholeDocument {
		ranges = []doc.Sentence{{First: 0, End: len(p.d.Tokens)}}
	}
	return p.longest(ranges, func(spans map[[2]int]bool) { p.all(r, spans) })
}

// all adds the matches of a rule in a range.
func (p *plain) all(r *rules.Rule, spans map[[2]int]bool) {
	for first := p.lo; first < p.hi; first++ {
		for end := range p.phrases(r, first) {
			spans[[2]int{first, end}] = true
		}
		for _, pattern := range r.Patterns {
			p.spans(pattern, first, spans)
		}
	}
}

// longest chooses among what find finds in each range.
func (p *plain) longest(ranges []doc.Sentence, find func(map[[2]int]bool)) [][2]int {
	var chosen [][2]int
	for _, r := range ranges {
		p.lo, p.hi = r.First, r.End
		spans := map[[2]int]bool{}
		find(spans)
		sorted := slices.SortedFunc(maps.Keys(spans), func(a, b [2]int) int {
			return cmp.Or(cmp.Compare(b[1]-b[0], a[1]-a[0]), cmp.Compare(a[0], b[0]))
		})
		for _, s := range sorted {
			if !slices.ContainsFunc(chosen, func(c [2]int) bool { return s[0] < c[1] && c[0] < s[1] }) {
				chosen = append(chosen, s)
			}
		}
	}
	slices.SortFunc(chosen, func(a, b [2]int) int { return a[0] - b[0] })
	return chosen
}

// impose parts the mentions of a rule into those that meet its conditions and those that do not.
func (p *plain) impose(r *rules.Rule, mentions [][2]int) (met, unmet [][2]int) {
	for _, m := range mentions {
		stands := true
		for _, c := range r.Conditions {
			stands = stands && slices.ContainsFunc(p.standing(c), func(s [2]int) bool {
				return (s[1] <= m[0] || s[0] >= m[1]) && p.inScope(c.Within, m, s)
			}) != c.Unless
		}
		if stands {
			met = append(met, m)
		} else {
			unmet = append(unmet, m)
		}
	}
	return met, unmet
}

// standing returns where what a condition names stands.
func (p *plain) standing(c *rules.Condition) [][2]int {
	var labelled [][2]int
	if slices.Contains(c.Labels, doc.Role) {
		labelled = p.match(p.set.Rule("q"))
	}
	for _, t := range p.d.Tagged {
		if slices.Contains(c.Labels, t.Label) {
			labelled = append(labelled, [2]int{t.FirstToken, t.EndToken})
		}
	}
	return p.longest(p.d.Sentences, func(spans map[[2]int]bool) {
		for _, l := range labelled {
			if p.lo <= l[0] && l[0] < p.hi {
				spans[l] = true
			}
		}
		if c.Find != nil {
			p.all(c.Find, spans)
		}
		for _, id := range c.Lists {
			p.all(p.set.Rule(id), spans)
		}
	})
}

func (p *plain) inScope(w rules.Scope, m, s [2]int) bool {
	switch w.Unit {
	case rules.WholeDocument:
		return true
	case rules.Tokens:
		return s[0] >= m[0]-w.N && s[1] <= m[1]+w.N
	}
	return p.sentence(s[0]) >= p.sentence(m[0])-w.N && p.sentence(s[1]-1) <= p.sentence(m[1]-1)+w.N
}

func (p *plain) sentence(token int) int {
	return slices.IndexFunc(p.d.Sentences, func(s doc.Sentence) bool { return token < s.End })
}

// spans adds the mentions of a pattern that starts at a token.
func (p *plain) spans(pattern rules.Pattern, start int, spans map[[2]int]bool) {
	isMention := func(t rules.Token) bool { return !t.Context }
	lead := slices.IndexFunc(pattern, isMention)
	trail := lead
	for trail < len(pattern) && isMention(pattern[trail]) {
		trail++
	}
	for first := range p.follow(pattern[:lead], start) {
		for end := range p.follow(pattern[lead:trail], first) {
			if end > first && len(p.follow(pattern[trail:], end)) > 0 {
				spans[[2]int{first, end}] = true
			}
		}
	}
}

// follow returns where a chain of tokens that starts at a place can end.
func (p *plain) follow(tokens []rules.Token, start int) places {
	at := places{start: true}
	for _, t := range tokens {
		after := places{}
		for n := 0; len(at) > 0 && (t.Max == rules.NoLimit || n <= t.Max); n++ {
			next := places{}
			for place := range at {
				if n >= t.Min {
					after[place] = true
				}
				maps.Copy(next, p.once(t, place))
			}
			at = next
		}
		at = after
	}
	return at
}

// once returns where a token of a pattern ends that stands once at a place.
func (p *plain) once(t rules.Token, at int) places {
	if at >= p.hi {
		return nil
	}
	ends := places{}
	if len(t.Lists) == 0 && p.passes(t, at) {
		ends[at+1] = true
	}
	for _, id := range t.Lists {
		for end := range p.phrases(p.set.Rule(id), at) {
			all := true
			for i := at; i < end; i++ {
				all = all && p.passes(t, i)
			}
			if all {
				ends[end] = true
			}
		}
	}
	switch {
	case !t.Negate:
		return ends
	case len(ends) > 0:
		return nil
	}
	return places{at + 1: true}
}

// phrases returns where the phrases of a rule end that start at a place.
func (p *plain) phrases(r *rules.Rule, at int) places {
	ends := places{}
	for phrase := range r.Phrases() {
		words := strings.Fields(phrase.Text)
		end := at + len(words)
		if end > p.hi {
			continue
		}
		text := p.d.Slice(p.d.SpanOf(at, end))
		if text == phrase.Text || r.Lower && strings.EqualFold(text, phrase.Text) {
			ends[end] = true
		}
	}
	return ends
}

func (p *plain) passes(t rules.Token, at int) bool {
	return !slices.ContainsFunc(t.Tests, func(test rules.Test) bool { return !p.holds(test, at) })
}

func (p *plain) holds(test rules.Test, at int) bool {
	word := p.d.Word(at)
	value := map[rules.Attr]string{rules.Text: word, rules.Lower: strings.ToLower(word)}[test.Attr]
	switch test.Attr {
	case rules.IsTitle:
		return (word == "É" || word == "Ab") == test.Bool
	case rules.IsSentStart:
		return p.d.Sentences[p.sentence(at)].First == at
	case rules.Length:
		n := utf8.RuneCountInString(word)
		return test.Op == rules.Equal && n == test.Numbers[0] || test.Op == rules.AtLeast && n >= test.Numbers[0]
	case rules.Tag, rules.Pos:
		s := p.d.Sentences[p.sentence(at)]
		value = fuzzSpeech{}.Tags(p.d, s)[at-s.First]
		if test.Attr == rules.Pos {
			value = map[string]string{"NN": "NOUN", "NNP": "PROPN", "VB": "VERB"}[value]
		}
	case rules.Label:
		for _, m := range p.d.Tagged {
			if m.FirstToken <= at && at < m.EndToken {
				value = string(m.Label)
			}
		}
	}
	switch test.Op {
	case rules.Match:
		return regexp.MustCompile(test.Regexps[0]).MatchString(value)
	case rules.NotIn:
		return !slices.Contains(test.Words, value)
	}
	return slices.Contains(test.Words, value)
}
