package match

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"roster/pipeline/doc"
	"roster/rules"
)

// A condition is what must stand, or must not, around the candidates that its rule has chosen. What it names is looked
// for only in documents in which the rule has chosen some, once a document.
type condition struct {
	*rules.Condition
	number   int
	owners   []uint32 // of the phrases that it names, sorted
	patterns []int32
	names    string // what it names, in words
}

// addConditions compiles the conditions of a rule.
func (c *compiler) addConditions(r *rules.Rule, at int32) error {
	var compiled []condition
	for _, rc := range r.Conditions {
		cond := condition{Condition: rc, number: c.asked, names: namesOf(rc)}
		c.asked++
		for _, id := range rc.Lists {
			cond.owners = append(cond.owners, c.addPhrases(c.set.Rule(id))...)
		}
		if rc.Find != nil {
			cond.owners = append(cond.owners, c.addPhrases(rc.Find)...)
			for _, p := range rc.Find.Patterns {
				pat, err := c.pattern(p)
				if err != nil {
					return fmt.Errorf("%s:%d: rule %s: %w", r.File, rc.Line, r.ID, err)
				}
				pat.rule, pat.conditional = at, true
				cond.patterns = append(cond.patterns, int32(len(c.patterns)))
				c.patterns = append(c.patterns, pat)
			}
		}
		slices.Sort(cond.owners)
		compiled = append(compiled, cond)
	}
	c.conditions = append(c.conditions, compiled)
	return nil
}

// namesOf says what a condition names, cut short.
func namesOf(c *rules.Condition) string {
	var names []string
	if c.Find != nil {
		for p := range c.Find.Phrases() {
			if len(names) == 5 {
				names[4] = "…"
				break
			}
			names = append(names, strconv.Quote(p.Text))
		}
		if len(c.Find.Patterns) > 0 {
			names = append(names, "match of its pattern")
		}
	}
	for _, id := range c.Lists {
		names = append(names, "phrase of "+id)
	}
	for _, l := range c.Labels {
		names = append(names, string(l))
	}
	return strings.Join(names, " or ")
}

// impose takes the candidates away whose conditions are not met.
func (s *scratch) impose() {
	if s.m.asked == 0 {
		return
	}
	all, kept := s.chosen, s.kept[:0]
	for _, c := range all {
		if reason, ok := s.refuse(c, all); ok {
			s.unmet = append(s.unmet, unmet{c, reason})
		} else {
			kept = append(kept, c)
		}
	}
	s.chosen, s.kept = kept, all
}

// refuse says which condition of its rule a candidate does not meet, if there is one.
func (s *scratch) refuse(c candidate, all []candidate) (doc.Reason, bool) {
	conditions := s.m.conditions[c.rule]
	for i := range conditions {
		cond := &conditions[i]
		lo, hi := s.around(c, cond.Within)
		hit, found := nearest(s.standing(cond, all), c, lo, hi)
		switch {
		case found && cond.Unless:
			text := s.doc.Slice(s.doc.SpanOf(int(hit.first), int(hit.end)))
			return doc.Reason(fmt.Sprintf("unless: %q stands within %s", text, article(cond.Within))), true
		case !found && !cond.Unless:
			return doc.Reason(fmt.Sprintf("near: no %s within %s", cond.names, article(cond.Within))), true
		}
	}
	return "", false
}

// article returns a scope in words.
func article(w rules.Scope) string {
	if w.N == 0 {
		return "the " + w.String()
	}
	return w.String()
}

// around returns the range of tokens that a scope spans around a candidate.
func (s *scratch) around(c candidate, w rules.Scope) (lo, hi int) {
	switch w.Unit {
	case rules.WholeDocument:
		return 0, len(s.words)
	case rules.Tokens:
		return int(c.first) - w.N, int(c.end) + w.N
	}
	first := max(sentenceOf(s.doc, int(c.first))-w.N, 0)
	last := min(sentenceOf(s.doc, int(c.end-1))+w.N, len(s.doc.Sentences)-1)
	return s.doc.Sentences[first].First, s.doc.Sentences[last].End
}

// nearest returns the nearest of some disjoint spans in text order that lies in [lo, hi) and outside the candidate.
func nearest(spans []candidate, c candidate, lo, hi int) (hit candidate, found bool) {
	after := sort.Search(len(spans), func(i int) bool { return spans[i].first >= c.end })
	before := sort.Search(len(spans), func(i int) bool { return spans[i].end > c.first }) - 1
	if before >= 0 && int(spans[before].first) >= lo {
		hit, found = spans[before], true
	}
	if after < len(spans) && int(spans[after].end) <= hi && (!found || spans[after].first-c.end < c.first-hit.end) {
		hit, found = spans[after], true
	}
	return hit, found
}

// standing returns where what a condition names stands in the document: the longest of its matches in a sentence first,
// then the leftmost; in text order. all are the candidates that the rules have chosen.
func (s *scratch) standing(c *condition, all []candidate) []candidate {
	if s.met[c.number] != nil {
		return s.met[c.number]
	}
	labelled := s.labelled(c, all)
	chosen := s.chosen
	s.chosen = []candidate{}
	for _, sent := range s.doc.Sentences {
		s.found = s.found[:0]
		for len(labelled) > 0 && int(labelled[0].first) < sent.End {
			s.found = append(s.found, labelled[0])
			labelled = labelled[1:]
		}
		s.gather(c, sent)
		slices.SortFunc(s.found, byLength)
		s.choose(s.found, sent.First, sent.End)
	}
	s.met[c.number] = disjoint(s.chosen)
	s.chosen, s.found = chosen, s.found[:0]
	return s.met[c.number]
}

// gather adds the matches of a condition's phrases and patterns in a sentence to those found.
func (s *scratch) gather(c *condition, sent doc.Sentence) {
	for t := sent.First; t < sent.End && len(c.owners) > 0; t++ {
		for _, p := range s.phrasesAt(t) {
			_, named := slices.BinarySearch(c.owners, s.m.trie.entries[p.entry].owner)
			if named && int(p.end) <= sent.End {
				s.found = append(s.found, candidate{first: int32(t), end: p.end, pattern: -1})
			}
		}
	}
	for _, p := range c.patterns {
		s.begun[p] = append(s.begun[p][:0], interval{int32(sent.First), int32(sent.End - 1)})
		s.find(p, sent.First, sent.End)
	}
}

// labelled returns the candidates that have one of the condition's labels, in text order: the tagger's and those of
// rules without conditions.
func (s *scratch) labelled(c *condition, all []candidate) []candidate {
	if len(c.Labels) == 0 {
		return nil
	}
	var found []candidate
	for _, m := range s.doc.Tagged {
		if slices.Contains(c.Labels, m.Label) {
			found = append(found, candidate{first: int32(m.FirstToken), end: int32(m.EndToken), pattern: -1})
		}
	}
	for _, a := range all {
		r := s.m.rules[a.rule]
		if r.Action == doc.Add && len(s.m.conditions[a.rule]) == 0 && slices.Contains(c.Labels, r.Label) {
			found = append(found, candidate{first: a.first, end: a.end, pattern: -1})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.first, b.first) })
	return found
}

// disjoint drops the spans that overlap one before; only candidates over several sentences do.
func disjoint(spans []candidate) []candidate {
	end := int32(0)
	return slices.DeleteFunc(spans, func(c candidate) bool {
		if c.first < end {
			return true
		}
		end = c.end
		return false
	})
}
