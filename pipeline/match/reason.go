package match

import (
	"fmt"
	"strings"

	"roster/pipeline/doc"
	"roster/rules"
)

// reason says which token stops the rule's patterns from finding want: the one that the most tokens lead up to. It is ""
// where no pattern begins there, or all hold.
func reason(m *Matcher, d *doc.Document, want doc.Span) string {
	s := newScratch(m)
	s.begin(d)
	first, end := covered(d, want)
	if first == end {
		return ""
	}
	sent := d.Sentences[sentenceOf(d, first)]
	best, text := -1, ""
	for i := range m.patterns {
		p := &m.patterns[i]
		for start := max(sent.First, first-p.context); start <= first; start++ {
			token, failing := s.stop(p, start, sent.End)
			if token > best && token < min(end+len(p.elements)-p.trail, sent.End) && failing != nil {
				best = token
				text = fmt.Sprintf("token %d %q fails %s", token+1, d.Word(token), s.failing(failing, token))
			}
		}
	}
	return text
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
			names = append(names, describe(&t.Test))
		}
	}
	for i := range e.local {
		if t := &e.local[i]; !s.localHolds(t, token) {
			names = append(names, describe(&t.Test))
		}
	}
	for i := range e.speech {
		if t := &e.speech[i]; !s.speechHolds(t, token) {
			names = append(names, fmt.Sprintf("%s, it is %s", describe(&t.Test), s.speechOf(t.Attr, token)))
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

// describe returns a test as rule files have it, cut short.
func describe(t *rules.Test) string {
	switch {
	case t.Op == rules.Is && t.Bool:
		return t.Attr.String()
	case t.Op == rules.Is:
		return t.Attr.String() + ": false"
	case t.Attr == rules.Length:
		return fmt.Sprintf("LENGTH (%v)", t.Numbers)
	case len(t.Regexp) > 0:
		return fmt.Sprintf("%s REGEX %v", t.Attr, t.Regexp)
	}
	words := t.Words
	if len(words) > 5 {
		words = append(words[:5:5], "…")
	}
	return fmt.Sprintf("%s %q", t.Attr, words)
}
