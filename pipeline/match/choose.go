package match

import (
	"cmp"
	"slices"
	"time"
)

// find adds the candidates of a pattern in a range of tokens.
func (s *scratch) find(p int32, lo, hi int) {
	if s.costs != nil {
		defer s.charge(p, time.Now())
	}
	if s.m.patterns[p].speech && !s.possible(p, lo, hi) {
		return
	}
	for _, h := range s.mentionsOf(p, lo, hi, lo, hi) {
		s.found = append(s.found, candidate{first: h.first, end: h.end, rule: s.m.patterns[p].rule, pattern: p})
	}
}

// chooseAll chooses among the candidates of each rule or group in a range of tokens. It returns found, emptied.
func (s *scratch) chooseAll(found []candidate, lo, hi int) []candidate {
	s.found = found
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(s.pool(a), s.pool(b)), byLength(a, b))
	})
	for len(found) > 0 {
		n := 1
		for n < len(found) && s.pool(found[n]) == s.pool(found[0]) {
			n++
		}
		s.choose(found[:n:n], lo, hi)
		found = found[n:]
	}
	return s.found[:0]
}

// pool numbers the rule, or the group, that chooses for itself.
func (s *scratch) pool(c candidate) int {
	if g := s.m.rules[c.rule].Group; g != 0 {
		return -g
	}
	return int(c.rule)
}

// byLength is the order of choice: the longer first, then the earlier, then the rule that stands first.
func byLength(a, b candidate) int {
	return cmp.Or(
		cmp.Compare(b.end-b.first, a.end-a.first),
		cmp.Compare(a.first, b.first),
		cmp.Compare(a.rule, b.rule),
		cmp.Compare(a.pattern, b.pattern),
		cmp.Compare(a.owner, b.owner),
		cmp.Compare(a.line, b.line),
	)
}

// choose takes the candidates, sorted by byLength, that overlap none taken before. A pattern's candidate is the longest
// that ends at its end: where its front is taken, the longest that ends there and begins after is looked for.
func (s *scratch) choose(cands []candidate, lo, hi int) {
	begin := len(s.chosen)
	for i := 0; i < len(cands); i++ {
		c := cands[i]
		// What was taken is as long or longer, so that an overlap covers one of the ends.
		switch {
		case s.taken[c.end-1] != 0:
		case s.taken[c.first] == 0:
			s.chosen = append(s.chosen, c)
			for t := c.first; t < c.end; t++ {
				s.taken[t] = c.end
			}
		case c.pattern >= 0:
			if shorter, ok := s.shorten(c, lo, hi); ok {
				rest := cands[i+1:]
				at, _ := slices.BinarySearchFunc(rest, shorter, byLength)
				cands = slices.Insert(cands, i+1+at, shorter)
			}
		}
	}
	mine := s.chosen[begin:]
	for _, c := range mine {
		clear(s.taken[c.first:c.end])
	}
	slices.SortFunc(mine, func(a, b candidate) int { return cmp.Compare(a.first, b.first) })
}

// shorten returns the longest match of the candidate's pattern that ends where it does and begins after what is taken.
func (s *scratch) shorten(c candidate, lo, hi int) (candidate, bool) {
	from := s.taken[c.first]
	for t := from; t < c.end; t++ {
		if s.taken[t] != 0 {
			from = s.taken[t]
			t = from - 1
		}
	}
	hits := s.mentionsOf(c.pattern, lo, hi, int(from), int(c.end))
	if n := len(hits); n > 0 && hits[n-1].end == c.end {
		c.first = hits[n-1].first
		return c, true
	}
	return c, false
}
