package match

import (
	"fmt"
	"slices"
	"strings"

	"roster/pipeline/doc"
	"roster/rules"
)

// An autopsy says why a rule did not find what an example wants, or found what it does not want.
type autopsy struct {
	*scratch
	rule     *rules.Rule
	patterns []int32 // of the rule
	split    func(words []string, phrase string) []string
}

// missing says what stops the rule from finding want: the token at which the pattern or phrase that gets furthest
// fails, a condition, or where the mark stands. It is "" where nothing of that is known.
func (a *autopsy) missing(want doc.Span, found []doc.Mention, unmet []doc.Loser) string {
	first, end := covered(a.doc, want)
	if first == end {
		return "the mark covers no token"
	}
	if a.doc.SpanOf(first, end) != want {
		cut := first
		if a.doc.Tokens[first].Start == want.Start {
			cut = end - 1
		}
		return fmt.Sprintf("the mark cuts token %d %q", cut+1, a.doc.Word(cut))
	}
	for _, u := range unmet {
		if u.Span == want {
			return string(u.Reason)
		}
	}
	for _, f := range found {
		if f.Span.Overlaps(want) && a.patternOf(want) >= 0 {
			return fmt.Sprintf("the longer [%s] is taken", a.doc.Slice(f.Span))
		}
	}
	sent := a.doc.Sentences[sentenceOf(a.doc, first)]
	if isWide(a.rule) {
		sent = doc.Sentence{First: 0, End: len(a.doc.Tokens)}
	}
	if sent.End < end {
		return fmt.Sprintf("token %d %q begins another sentence, expected a match within one, or within: document",
			sent.End+1, a.doc.Word(sent.End))
	}
	token, text := a.stoppedPattern(first, end, sent)
	if t, phrase := a.stoppedPhrase(first, sent.End); t > token {
		return phrase
	}
	return text
}

// stoppedPattern returns the furthest token at which a pattern that could find the mention fails, and why it does.
func (a *autopsy) stoppedPattern(first, end int, sent doc.Sentence) (best int, text string) {
	best = -1
	for i, number := range a.patterns {
		p := &a.m.patterns[number]
		for start := max(sent.First, first-p.context); start <= first; start++ {
			token, failing := a.stop(p, start, sent.End)
			if token <= best || token >= min(end+len(p.elements)-p.trail, sent.End) || failing == nil {
				continue
			}
			best = token
			text = fmt.Sprintf("token %d %q fails %s", token+1, a.doc.Word(token), a.failing(failing, token))
			if len(a.rule.Patterns) > 1 {
				text += fmt.Sprintf(" of pattern %d", i+1)
			}
		}
	}
	return best, text
}

// stoppedPhrase returns the token at which the phrase that begins where the mention does, and gets furthest, ends to be
// the text's, and says so.
func (a *autopsy) stoppedPhrase(first, hi int) (best int, text string) {
	best = -1
	var words []string
	for p := range a.rule.Phrases() {
		words = a.split(words[:0], p.Text)
		for i, w := range words {
			t := first + i
			if t >= hi {
				break
			}
			if got := a.doc.Word(t); got == w || a.rule.Lower && lower(got) == lower(w) {
				continue
			}
			if t > best {
				best, text = t, fmt.Sprintf("token %d %q is not the %q of the phrase %q", t+1, a.doc.Word(t), w, p.Text)
			}
			break
		}
	}
	return best, text
}

// unwanted says by what the rule finds a mention.
func (a *autopsy) unwanted(m doc.Mention) string {
	if m.Source.File != a.rule.File || m.Source.Line != a.rule.Line {
		return fmt.Sprintf("[%s] is the phrase at %s:%d", a.doc.Slice(m.Span), m.Source.File, m.Source.Line)
	}
	if i := a.patternOf(m.Span); i >= 0 && len(a.rule.Patterns) > 1 {
		return fmt.Sprintf("[%s] matches pattern %d", a.doc.Slice(m.Span), i+1)
	}
	return ""
}

// patternOf returns the index of the first pattern that matches exactly a span, -1 where none does.
func (a *autopsy) patternOf(span doc.Span) int {
	first, end := covered(a.doc, span)
	sent := a.doc.Sentences[sentenceOf(a.doc, first)]
	if isWide(a.rule) {
		sent = doc.Sentence{First: 0, End: len(a.doc.Tokens)}
	}
	for i, p := range a.patterns {
		a.begun[p] = []interval{{int32(sent.First), int32(sent.End - 1)}}
		hits := a.mentionsOf(p, sent.First, sent.End, first, end)
		a.begun[p] = nil
		if slices.Contains(hits, hit{int32(first), int32(end)}) {
			return i
		}
	}
	return -1
}

// stop follows a pattern from a token and returns the first token that no element takes, and the first element of those
// that could not; nil where the pattern is through before.
func (s *scratch) stop(p *pattern, start, hi int) (int, *element) {
	at := []interval{{int32(start), int32(start)}}
	for end := start; end < hi; end++ {
		reached := -1
		for i := range p.elements {
			prefix := chain{elements: p.elements[:i]}
			w := window{lo: start, hi: hi, from: start, to: end}
			if i == 0 && end == start || s.reaches(prefix, w, at, end) {
				reached = i
				if s.passes(&p.elements[i], end, hi) {
					reached = -2
					break
				}
			}
		}
		switch {
		case reached >= 0:
			return end, &p.elements[reached]
		case reached == -1:
			return end, nil
		}
	}
	return hi, nil
}

// reaches reports whether the elements of a chain take exactly the tokens from the window's start to end.
func (s *scratch) reaches(c chain, w window, at []interval, end int) bool {
	for _, h := range s.scan(c, w, at, 0, nil, nil) {
		if int(h.end) == end {
			return true
		}
	}
	return false
}

// failing names the conditions of an element that do not hold for a token.
func (s *scratch) failing(e *element, token int) string {
	var names []string
	w := s.words[token]
	for i := range e.lexical {
		if t := &e.lexical[i]; !t.holds(w) {
			names = append(names, t.String())
		}
	}
	for i := range e.local {
		if t := &e.local[i]; !s.localHolds(t, token) {
			names = append(names, t.String())
		}
	}
	for i := range e.speech {
		if t := &e.speech[i]; !s.speechHolds(t, token) {
			names = append(names, fmt.Sprintf("%s, it is %s", t, s.speechOf(t.Attr, token)))
		}
	}
	switch {
	case e.negate:
		return `OP "!": all its conditions hold`
	case len(names) == 0 && len(e.lists) > 0:
		return "LIST"
	}
	return strings.Join(names, " and ")
}
