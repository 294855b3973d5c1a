package link

import "roster/pipeline/doc"

// A bodyRule finds what a role belongs to in its sentence: the index of a mention, doc.None where it does not apply.
type bodyRule struct {
	id   string
	find func(s *scene, role int, people []int) int
}

// bodyRules are tried in order; the first that finds a body decides.
var bodyRules = []bodyRule{
	{"of.phrase", (*scene).bodyBehind},          // "mayor of Lagos", "analyst at Acme"
	{"of.modifier", (*scene).bodyBefore},        // "French president", "Acme's chief executive"
	{"of.holder", (*scene).bodyBehindHolder},    // "President Putin of Russia"
	{"of.weak-phrase", (*scene).weakBodyBehind}, // "ambassador in Paris"
	{"of.relative", (*scene).relativeBody},      // "the union, whose secretary"
}

func (s *scene) body(role int, people []int) (int, string) {
	for _, r := range bodyRules {
		if m := r.find(s, role, people); m != doc.None {
			return m, r.id
		}
	}
	return doc.None, ""
}

// bodyBehind: "of", "at" or "for" and the body follow the role.
func (s *scene) bodyBehind(role int, _ []int) int {
	return s.bodyIn(s.mentions[role].End, role, bodyWords)
}

func (s *scene) weakBodyBehind(role int, _ []int) int {
	return s.bodyIn(s.mentions[role].End, role, weakBodyWords)
}

// bodyIn returns the first body of the phrase that one of the words opens at token t: at most a few words in, for "of
// the newly founded Acme".
func (s *scene) bodyIn(t, role int, words map[string]bool) int {
	_, end := s.bounds(role)
	if t >= end || !s.is(t, words) {
		return doc.None
	}
	for n := 0; n < mostModifiers; n++ {
		t++
		if t >= end {
			return doc.None
		}
		if o := s.owner[t]; o != doc.None {
			if s.isBody(int(o)) {
				return int(o)
			}
			return doc.None
		}
		if !determiners[s.lower(t)] && !s.isModifier(t) {
			return doc.None
		}
	}
	return doc.None
}

// mostModifiers is how many words may stand between a role and its body.
const mostModifiers = 4

// bodyBefore: the body stands in the role's noun phrase, as a noun, a genitive or a nationality.
func (s *scene) bodyBefore(role int, _ []int) int {
	first, _ := s.bounds(role)
	t := s.mentions[role].First - 1
	for n := 0; t >= first && n <= mostModifiers; n++ {
		o := s.owner[t]
		switch {
		case o != doc.None && s.isBody(int(o)):
			if s.mentions[o].Label == doc.Norp && isOccupation(s.Slice(s.mentions[role].Span)) {
				return doc.None
			}
			return int(o)
		case o != doc.None, determiners[s.lower(t)]:
			return doc.None
		case !genitives[s.Word(t)] && !s.isModifier(t), s.Word(t) == "-":
			return doc.None
		}
		t--
	}
	return doc.None
}

// bodyBehindHolder: "of" and the body follow the holder's name.
func (s *scene) bodyBehindHolder(role int, people []int) int {
	if len(people) == 0 {
		return doc.None
	}
	last := s.mentions[people[len(people)-1]]
	if last.First < s.mentions[role].First {
		return doc.None
	}
	t := last.End
	_, end := s.bounds(role)
	if t < end && s.Word(t) == "," {
		t++
	}
	return s.bodyIn(t, role, ofHolder)
}

var ofHolder = set("of")

// relativeBody: the role's determiner is "whose", and the body stands before it.
func (s *scene) relativeBody(role int, _ []int) int {
	first, _ := s.bounds(role)
	t := s.start(role)
	if s.lower(t) != "whose" {
		return doc.None
	}
	for t--; t >= first && s.Word(t) == ","; t-- {
	}
	if t >= first && s.owner[t] != doc.None && s.isBody(int(s.owner[t])) {
		return int(s.owner[t])
	}
	return doc.None
}
