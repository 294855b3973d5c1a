package match

import (
	"cmp"
	"slices"
	"strings"

	"roster/rules"
)

// A trigger says that a token that an anchor holds for may belong to a match of the pattern, which then starts between
// least and most tokens before it.
type trigger struct {
	pattern     int32
	least, most int32
}

// A listTrigger is the trigger of a pattern whose anchor is a list: the first word of a phrase must pass first too.
type listTrigger struct {
	trigger
	first *predicate
}

// A labelTrigger is the trigger of a pattern that needs a token with one of some labels.
type labelTrigger struct {
	trigger
	labels *test
}

// An anchor is a predicate and the patterns that need a token for which it holds.
type anchor struct {
	*predicate
	triggers []trigger
}

// An index leads from words to patterns.
type index struct {
	byExact map[uint32][]*anchor // anchors that name their words, by number of the text
	byLower map[uint32][]*anchor // by number of the lower case
	byPart  literals             // anchors that need a literal in the word, by number in parts
	parts   []*anchor
	other   []*anchor
	byLabel []labelTrigger
	always  []int32 // patterns without an anchor
}

// build chooses the anchor of each pattern. A pattern that is anchored on a list is entered with the list's owners.
func (x *index) build(patterns []pattern, owners []owner) {
	x.byExact, x.byLower = map[uint32][]*anchor{}, map[uint32][]*anchor{}
	anchors := map[*predicate]*anchor{}
	for i := range patterns {
		if patterns[i].conditional {
			continue
		}
		p := &patterns[i]
		at, t := anchorOf(p)
		t.pattern = int32(i)
		if at < 0 {
			if !x.addLabel(p, t.pattern) {
				x.always = append(x.always, t.pattern)
			}
			continue
		}
		e := &p.elements[at]
		p.before = closingOf(p.elements[:at])
		switch {
		case len(e.lists) > 0:
			for _, o := range e.lists {
				owners[o].triggers = append(owners[o].triggers, listTrigger{t, e.predicate})
			}
		default:
			p.after = openingOf(p.elements[at+1:])
			a := anchors[e.predicate]
			if a == nil {
				a = &anchor{predicate: e.predicate}
				anchors[e.predicate] = a
				x.add(a)
			}
			a.triggers = append(a.triggers, t)
		}
	}
}

// addLabel enters a pattern by the first token that needs a label, and reports whether there is one.
func (x *index) addLabel(p *pattern, number int32) bool {
	least, most := 0, 0
	for i := range p.elements {
		e := &p.elements[i]
		if labels := e.needsLabel(); labels != nil && !e.skip {
			x.byLabel = append(x.byLabel, labelTrigger{trigger{number, int32(least), int32(most)}, labels})
			return true
		}
		l, m := e.takes()
		least, most = min(least+l, unbounded), min(most+m, unbounded)
	}
	return false
}

// needsLabel returns the test that a token without a label does not pass, or nil.
func (e *element) needsLabel() *test {
	for i := range e.local {
		t := &e.local[i]
		if t.Attr == rules.Label && t.Op == rules.In && !slices.Contains(t.Words, "") && !e.negate && len(e.lists) == 0 {
			return t
		}
	}
	return nil
}

// add enters an anchor below the words that it names, where it does, or below parts that they have.
func (x *index) add(a *anchor) {
	best := &a.lexical[0]
	for i := range a.lexical {
		if t := &a.lexical[i]; t.cost() < best.cost() {
			best = t
		}
	}
	table := x.byExact
	switch parts := best.required(); {
	case best.isLiteral() && best.Attr == rules.Lower:
		table = x.byLower
	case best.isLiteral():
	case len(parts) > 0:
		for _, p := range parts {
			x.byPart.add(p, int32(len(x.parts)))
		}
		x.parts = append(x.parts, a)
	default:
		x.other = append(x.other, a)
	}
	if best.isLiteral() {
		for _, id := range best.ids {
			table[id] = append(table[id], a)
		}
	}
}

// triggers returns what a word triggers.
func (x *index) triggers(w *word) []trigger {
	var found []trigger
	for _, anchors := range [...][]*anchor{x.byExact[w.exactID], x.byLower[w.lowerID], x.partAnchors(w), x.other} {
		for _, a := range anchors {
			if a.lexicalHolds(w) {
				found = append(found, a.triggers...)
			}
		}
	}
	return found
}

// partAnchors returns the anchors that need a part which the word has.
func (x *index) partAnchors(w *word) []*anchor {
	var numbers []int32
	if w.folded != "" {
		numbers = x.byPart.find(w.folded, nil)
	} else {
		numbers = x.byPart.find(fold(w.lower), x.byPart.find(fold(w.text), nil))
	}
	slices.Sort(numbers)
	var anchors []*anchor
	for _, n := range slices.Compact(numbers) {
		anchors = append(anchors, x.parts[n])
	}
	return anchors
}

// anchorOf returns the index of the element that fewest tokens can stand at, -1 where every one can be left out or says
// nothing of the word, and the offsets of it from the pattern's start.
func anchorOf(p *pattern) (best int, at trigger) {
	var (
		bestCost    int
		least, most int
	)
	best = -1
	for i := range p.elements {
		e := &p.elements[i]
		if cost := e.cost(); cost > 0 && !e.skip {
			if most-least > 4 {
				cost *= 3 // more starts to try
			}
			if best < 0 || cost < bestCost {
				best, bestCost = i, cost
				at.least, at.most = int32(least), int32(most)
			}
		}
		l, m := e.takes()
		least, most = min(least+l, unbounded), min(most+m, unbounded)
	}
	return best, at
}

// cost guesses how many words an element lets pass, 0 where it cannot be an anchor.
func (e *element) cost() int {
	switch {
	case e.negate:
		return 0
	case len(e.lists) > 0:
		return 50
	case len(e.lexical) == 0:
		return 0
	}
	costs := make([]int, len(e.lexical))
	for i := range e.lexical {
		costs[i] = e.lexical[i].cost()
	}
	return slices.Min(costs)
}

// frequent are the commonest tokens of English.
var frequent = setOf(`. , " ' “ ” ’ - ( ) : the of to and in a an 's ’s is was are were for on that with as by at from he she it
	its his her they their i we has have had be been not but this which who will would said or`)

func (t *test) cost() int {
	switch {
	case t.isLiteral():
		cost := 1
		for _, w := range t.Words {
			cost += 1 + 100/max(len(w)*len(w), 1) // short words are frequent ones
			if frequent.has(strings.ToLower(w)) {
				cost += 100
			}
		}
		return cost
	case t.negative() || t.Op == rules.Is && !t.Bool:
		return 5000
	}
	if parts := t.required(); len(parts) > 0 {
		return [...]int{900, 900, 300, 40}[min(shortest(parts), 3)] + 20*len(parts)
	}
	return cmp.Or(map[rules.Attr]int{
		rules.IsTitle: 2000, rules.IsAlpha: 4000, rules.IsASCII: 4500, rules.IsLower: 3000,
	}[t.Attr], 1000)
}

// required returns literals, folded, of which each word has one that passes a test of TEXT or LOWER; nil for none.
func (t *test) required() (parts []string) {
	if t.Op != rules.Match || t.Attr > rules.Lower {
		return nil
	}
	for i := range t.expressions {
		if len(t.expressions[i].required) == 0 {
			return nil
		}
		parts = append(parts, t.expressions[i].required...)
	}
	return parts
}
