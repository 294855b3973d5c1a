package match_test

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"roster/pipeline/doc"
	"roster/rules"
)

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
