package match

import (
	"math"
	"slices"
)

// A window bounds a scan: the tokens it may look at, and those that the mention may cover.
type window struct {
	lo, hi   int
	from, to int
}

// A hit is a mention that a scan found: the longest that ends there.
type hit struct{ first, end int32 }

// The states of a scan hold the earliest start of the mention.
const (
	idle     = math.MaxInt32     // no match has come here
	entering = math.MaxInt32 - 1 // the mention has not begun
)

// An arrival is a state that a phrase of a list leads to, some tokens ahead.
type arrival struct {
	at, state int
	start     int32
}

// A chain is a run of elements, of which those from lead on are part of the mention.
type chain struct {
	elements []element
	lead     int
	opening  *opening // nil: any token may begin it
}

// A state row says, for each place before an element and the one after the last, the earliest start of the mention.
type row struct {
	chain
	starts []int32
	from   int  // where a mention may begin
	live   bool // some place is not idle
}

// put notes that a match has come before element i, at token t, and before those that follow what can be left out.
func (r *row) put(i int, start int32, t int) {
	for {
		if i == r.lead && start == entering {
			if t < r.from {
				return
			}
			start = int32(t)
		}
		if r.starts[i] <= start {
			return
		}
		r.starts[i], r.live = start, true
		if i == len(r.elements) || !r.elements[i].skip {
			return
		}
		i++
	}
}

// scan runs a chain over the tokens of a window from all starts at once. For every token where a mention can end it
// appends the longest that does. after says whether what must follow the mention is there; nil is yes.
func (s *scratch) scan(c chain, w window, starts []interval, depth int, after func(int) bool, hits []hit) []hit {
	n := len(c.elements)
	cur := row{chain: c, starts: s.row(2*depth, n+1), from: w.from}
	next := row{chain: c, starts: s.row(2*depth+1, n+1), from: w.from}
	waiting := s.waiting[depth][:0]
	k, _ := slices.BinarySearchFunc(starts, int32(w.lo), func(i interval, t int32) int { return int(i.to) - int(t) })
	for t := w.lo; t <= w.to; t++ {
		if !cur.live && len(waiting) == 0 {
			for k < len(starts) && int(starts[k].to) < t {
				k++
			}
			if k == len(starts) {
				break
			}
			t = max(t, int(starts[k].from))
		}
		waiting = cur.receive(waiting, t)
		for k < len(starts) && int(starts[k].to) < t {
			k++
		}
		if k < len(starts) && int(starts[k].from) <= t && t < w.hi && s.opens(c.opening, t) {
			cur.put(0, entering, t)
		}
		if first := cur.starts[n]; first < int32(t) && t <= w.to && (after == nil || after(t)) {
			hits = append(hits, hit{first, int32(t)})
		}
		cur.starts[n] = idle
		if t < w.hi {
			waiting = s.advance(&cur, &next, t, w.hi, waiting)
		}
		cur, next = next, cur
	}
	s.waiting[depth] = waiting[:0]
	return hits
}

// receive puts the arrivals that are due.
func (r *row) receive(waiting []arrival, t int) []arrival {
	return slices.DeleteFunc(waiting, func(a arrival) bool {
		if a.at == t {
			r.put(a.state, a.start, t)
		}
		return a.at <= t
	})
}

// advance moves the states of cur over token t into next, and clears cur.
func (s *scratch) advance(cur, next *row, t, hi int, waiting []arrival) []arrival {
	for i := range cur.elements {
		start := cur.starts[i]
		if start == idle {
			continue
		}
		cur.starts[i] = idle
		e := &cur.elements[i]
		switch {
		case len(e.lists) > 0 && !e.negate:
			s.eachPhrase(e, t, hi, func(end int) {
				waiting = append(waiting, arrival{end, i + 1, start})
				if e.loop {
					waiting = append(waiting, arrival{end, i, start})
				}
			})
		case s.passes(e, t, hi):
			next.put(i+1, start, t+1)
			if e.loop {
				next.put(i, start, t+1)
			}
		}
	}
	cur.live = false
	return waiting
}

// passes reports whether an element takes the token t.
func (s *scratch) passes(e *element, t, hi int) bool {
	if len(e.lists) == 0 {
		return s.holds(e.predicate, t)
	}
	if s.supposes && e.negate && len(e.speech) > 0 {
		return true
	}
	found := false
	s.eachPhrase(e, t, hi, func(int) { found = true })
	return found != e.negate
}

// eachPhrase yields the end of each phrase of the element's lists that starts at token t and whose words pass its
// tests.
func (s *scratch) eachPhrase(e *element, t, hi int, yield func(end int)) {
	for _, p := range s.phrasesAt(t) {
		if int(p.end) > hi || !slices.Contains(e.lists, s.m.trie.entries[p.entry].owner) {
			continue
		}
		pass := true
		for i := t; pass && i < int(p.end); i++ {
			pass = s.inPhrase(e, i)
		}
		if pass {
			yield(int(p.end))
		}
	}
}

// inPhrase reports whether a word of a phrase passes the element's tests, whatever OP it has.
func (s *scratch) inPhrase(e *element, token int) bool {
	return s.holds(e.predicate, token) != e.negate
}

// row returns n idle states.
func (s *scratch) row(i, n int) []int32 {
	r := slices.Grow(s.rows[i][:0], n)[:n]
	for j := range r {
		r[j] = idle
	}
	s.rows[i] = r
	return r
}

// mentionsOf scans for the mentions of a pattern that lie in [from, to).
func (s *scratch) mentionsOf(at int32, lo, hi, from, to int) []hit {
	p := &s.m.patterns[at]
	w := window{lo: max(lo, from-p.context), hi: hi, from: from, to: to}
	after := func(t int) bool { return s.follows(p, t, hi) }
	if p.trail == len(p.elements) {
		after = nil
	}
	s.hits = s.scan(chain{p.elements[:p.trail], p.lead, p.opening}, w, s.begun[at], 0, after, s.hits[:0])
	return s.hits
}

// follows reports whether the context that must follow a mention stands at token t.
func (s *scratch) follows(p *pattern, t, hi int) bool {
	rest := chain{elements: p.elements[p.trail:]}
	if !slices.ContainsFunc(rest.elements, func(e element) bool { return !e.skip }) {
		return true
	}
	at := [1]interval{{int32(t), int32(t)}}
	return len(s.scan(rest, window{t, hi, t, hi}, at[:], 1, nil, nil)) > 0
}
