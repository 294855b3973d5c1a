package match

import (
	"slices"

	"roster/rules"
)

// An opening is what a token must be for a match to begin there: one of some words, one for which a predicate holds, or
// the begin of a phrase.
type opening struct {
	exact, lower []uint32 // the words of predicates that only name some, sorted
	predicates   []*predicate
	lists        []uint32 // owners of the phrases
}

// add enters a predicate.
func (o *opening) add(p *predicate) {
	if len(p.lexical) != 1 || len(p.local)+len(p.speech) > 0 || p.negate || !p.lexical[0].isLiteral() {
		o.predicates = append(o.predicates, p)
		return
	}
	if t := &p.lexical[0]; t.Attr == rules.Text {
		o.exact = append(o.exact, t.ids...)
	} else {
		o.lower = append(o.lower, t.ids...)
	}
}

// finish sorts what was entered.
func (o *opening) finish() *opening {
	for _, ids := range [...]*[]uint32{&o.exact, &o.lower, &o.lists} {
		slices.Sort(*ids)
		*ids = slices.Compact(*ids)
	}
	return o
}

// openingOf returns the opening of elements, nil where they can take no token or where any token may be the first.
func openingOf(elements []element) *opening {
	var o opening
	for i := range elements {
		e := &elements[i]
		switch {
		case len(e.lists) > 0 && !e.negate:
			o.lists = append(o.lists, e.lists...)
		case len(e.lists) > 0 || e.any():
			return nil
		case !slices.Contains(o.predicates, e.predicate):
			o.add(e.predicate)
		}
		if !e.skip {
			return o.finish()
		}
	}
	return nil
}

// closingOf returns what the last token of elements must be, nil where they can take no token, or any, or phrases.
func closingOf(elements []element) *opening {
	if slices.ContainsFunc(elements, func(e element) bool { return len(e.lists) > 0 }) {
		return nil
	}
	backward := slices.Clone(elements)
	slices.Reverse(backward)
	return openingOf(backward)
}

// fits reports whether the tokens around an anchor are such that the pattern may match in [lo, hi).
func (s *scratch) fits(p *pattern, anchor, lo, hi int) bool {
	return (p.before == nil || anchor > lo && s.opens(p.before, anchor-1)) &&
		(p.after == nil || anchor+1 < hi && s.opens(p.after, anchor+1))
}

// opens reports whether a match may begin at a token.
func (s *scratch) opens(o *opening, t int) bool {
	if o == nil {
		return true
	}
	if w := s.words[t]; contains(o.exact, w.exactID) || contains(o.lower, w.lowerID) {
		return true
	}
	for _, p := range o.predicates {
		if s.holds(p, t) {
			return true
		}
	}
	if len(o.lists) == 0 {
		return false
	}
	for _, p := range s.phrasesAt(t) {
		if _, ok := slices.BinarySearch(o.lists, s.m.trie.entries[p.entry].owner); ok {
			return true
		}
	}
	return false
}
