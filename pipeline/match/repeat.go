package match

import (
	"slices"

	"roster/pipeline/doc"
)

// repeat adds the other occurrences of what the rules with repeat found.
func (s *scratch) repeat() {
	var repeating []int32
	for _, c := range s.chosen {
		if s.m.rules[c.rule].Repeat && !slices.Contains(repeating, c.rule) {
			repeating = append(repeating, c.rule)
		}
	}
	for _, r := range repeating {
		s.repeatRule(r)
	}
}

// A name is a run of words to be found again, and the candidate that has it.
type name struct {
	words []*word
	candidate
}

// repeatRule adds the occurrences of the rule's names, the longest at each place, that lie in a sentence and touch none
// of the rule's own candidates.
func (s *scratch) repeatRule(rule int32) {
	names := map[*word][]name{}
	own := s.chosen
	for _, c := range own {
		if c.rule != rule {
			continue
		}
		for t := c.first; t < c.end; t++ {
			s.taken[t] = c.end
		}
		words := s.words[c.first:c.end]
		addName(names, name{words, c})
		if s.m.rules[rule].Label == doc.Person && s.doc.Tokens[c.end-1].Shape.Capital() && words[len(words)-1].length > 1 {
			addName(names, name{words[len(words)-1:], c})
		}
	}
	for _, sent := range s.doc.Sentences {
		for t := sent.First; t < sent.End; {
			n := s.longest(names[s.words[t]], t, sent.End)
			if n == nil {
				t++
				continue
			}
			c := n.candidate
			c.first, c.end, c.repeated = int32(t), int32(t+len(n.words)), true
			s.chosen = append(s.chosen, c)
			t += len(n.words)
		}
	}
	for _, c := range own {
		clear(s.taken[c.first:c.end])
	}
}

// addName enters a name unless its words are there.
func addName(names map[*word][]name, n name) {
	same := func(m name) bool { return slices.Equal(m.words, n.words) }
	if first := n.words[0]; !slices.ContainsFunc(names[first], same) {
		names[first] = append(names[first], n)
	}
}

// longest returns the longest of the names that stands at token t, before hi and on free tokens, or nil.
func (s *scratch) longest(names []name, t, hi int) *name {
	var best *name
	for i := range names {
		n := &names[i]
		end := t + len(n.words)
		if end > hi || best != nil && len(best.words) >= len(n.words) || !slices.Equal(n.words, s.words[t:end]) {
			continue
		}
		if !slices.ContainsFunc(s.taken[t:end], func(e int32) bool { return e != 0 }) {
			best = n
		}
	}
	return best
}
