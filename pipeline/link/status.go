package link

import (
	"strings"

	"roster/pipeline/doc"
)

// A statusRule says that a role is not simply held now. Its phrase begins at token start, with its determiner.
type statusRule struct {
	id      string
	status  doc.Status
	applies func(s *scene, role, start int) bool
}

// statusRules are tried in order; the first that applies decides. A role that none applies to is current.
var statusRules = []statusRule{
	{"status.elect", doc.Designate, (*scene).isElect},              // "president-elect", "nominee for secretary"
	{statusFormerWord, doc.Former, (*scene).saysFormer},            // "former president", "once a pilot"
	{"status.retired", doc.Former, (*scene).isRetired},             // "Brig. (Rtd)"
	{"status.acting-word", doc.Acting, (*scene).saysActing},        // "acting director", "the interim coach"
	{"status.coming", doc.Designate, (*scene).isComing},            // "becomes director in May", "will serve as chair"
	{"status.incoming-word", doc.Designate, (*scene).saysIncoming}, // "incoming chancellor"
	{"status.past-verb", doc.Former, (*scene).isPast},              // "who was minister", "had been an editor"
	{"status.left", doc.Former, (*scene).isLeft},                   // "resigned as chairman", "worked as a nurse"
	{"status.replaced", doc.Former, (*scene).isReplaced},           // "succeeds Jane Roe, the director"
	{"status.term", doc.Former, (*scene).hasEnded},                 // "ambassador from 2009 to 2017"
	{"status.begins", doc.Designate, (*scene).begins},              // "named director, effective June 1"
}

// statusFormerWord is the rule of a word before one role, which says nothing of the next: "a former pilot and author".
const statusFormerWord = "status.former-word"

// status returns what the words around a role and its own say of when it is held.
func (s *scene) status(role int) (doc.Status, string) {
	start := s.start(role)
	for _, r := range statusRules {
		if r.applies(s, role, start) {
			return r.status, r.id
		}
	}
	return doc.Current, ""
}

// isElect: "-elect" or the like is behind the role or its last word.
func (s *scene) isElect(role, _ int) bool {
	_, end := s.bounds(role)
	m := s.mentions[role]
	if electWords[s.lower(m.EndToken-1)] && m.EndToken-m.FirstToken > 1 {
		return true
	}
	t := m.EndToken
	if t < end && s.Word(t) == "-" {
		t++
	}
	return t < end && electWords[s.lower(t)]
}

// anyModifier reports whether a word before the role in its noun phrase is one of the set.
func (s *scene) anyModifier(role int, words map[string]bool) bool {
	first, _ := s.bounds(role)
	for t, n := s.mentions[role].FirstToken-1, 0; t >= first && n < furthest; t, n = t-1, n+1 {
		if closing[s.Word(t)] && s.opens(t, first) {
			t = s.beforeBracket(t, first)
		}
		w := strings.TrimSuffix(s.lower(t), "-")
		switch {
		case words[w]:
			return s.owner[t] == doc.None
		case s.owner[t] != doc.None && s.isBody(int(s.owner[t])), determiners[w], genitives[s.Word(t)]:
		case s.owner[t] != doc.None || !s.isModifier(t):
			return false
		}
	}
	return false
}

func (s *scene) saysFormer(role, start int) bool {
	return s.anyModifier(role, formerWords) || s.saysOnce(role, start)
}

// saysOnce: a word for the past leads the phrase: ", once a pilot", "the then minister", ", until June a teacher".
func (s *scene) saysOnce(role, start int) bool {
	first, _ := s.bounds(role)
	for t := max(start-1, first); t < s.mentions[role].FirstToken; t++ {
		switch w := s.lower(t); {
		case !s.is(t, onceWords):
		case w == "then":
			if s.saysThen(role, t) {
				return true
			}
		case t == first:
		case w == "time":
			if s.Word(t-1) == "-" && s.lower(t-2) == "one" {
				return true
			}
		default:
			return true
		}
	}
	for t := start; t > start-mostModifiers && t > first+1; t-- {
		if s.lower(t-1) == "until" && (s.Word(t-2) == "," || s.lower(t-2) == "was") {
			return true
		}
	}
	return false
}

// saysThen reports whether the "then" at token t says when a role was held: tied to it by a hyphen, behind a determiner,
// genitive or comma, or between the words that govern a title and the title: "met then President Ruiz". At the start of
// a sentence, and behind "and" or "since", it says when something happened.
func (s *scene) saysThen(role, t int) bool {
	first, _ := s.bounds(role)
	switch before := t - 1; {
	case s.Word(t+1) == "-":
		return true
	case t == first:
		return false
	case determiners[s.lower(before)] || genitives[s.Word(before)] || s.Word(before) == ",":
		return true
	case !s.Tokens[before].Shape.Word() || s.owner[before] != doc.None || len(s.titled(role)) == 0:
		return false
	case s.lower(before) == "by":
		return before > first && s.Tokens[before-1].Shape.Word() && !s.is(before-1, conjunctions)
	}
	return !s.is(t-1, conjunctions) && !s.is(t-1, thenAdverbs)
}

// isRetired: a word in brackets behind the role or its holder says so.
func (s *scene) isRetired(role, _ int) bool {
	_, end := s.bounds(role)
	t := s.mentions[role].EndToken
	if s.label(t) == doc.Person {
		t = s.mentions[s.owner[t]].EndToken
	}
	return t+1 < end && opening[s.Word(t)] && retiredWords[s.lower(t+1)]
}

func (s *scene) saysActing(role, _ int) bool {
	m := s.mentions[role]
	for t := m.FirstToken; t < m.EndToken-1; t++ {
		if actingWords[s.lower(t)] {
			return true
		}
	}
	return s.anyModifier(role, actingWords) || s.isInCharge(m.EndToken)
}

// isInCharge reports whether "(in-charge)" or the like stands at token t: who acts for the holder.
func (s *scene) isInCharge(t int) bool {
	return opening[s.Word(t)] && (actingWords[s.lower(t+1)] || s.lower(t+1) == "in" && s.lower(t+3) == "charge")
}

func (s *scene) saysIncoming(role, _ int) bool { return s.anyModifier(role, incomingWords) }

// verb returns the token before the role's phrase, adverbs left out, or doc.None at the sentence's start.
func (s *scene) verb(role, start int) int {
	first, _ := s.bounds(role)
	t := start
	for t--; t >= first && s.is(t, adverbs); t-- {
	}
	if t < first {
		return doc.None
	}
	return t
}

// isComing: the role is what somebody becomes at a date, will be, or moves to.
func (s *scene) isComing(role, start int) bool {
	t := s.verb(role, start)
	if t == doc.None || s.owner[t] != doc.None {
		return s.willBe(role)
	}
	switch w := s.lower(t); {
	case w == "becomes":
		return !s.anyModifier(role, ordinals) && (s.lower(t-1) != "who" || s.Word(t-2) == ",")
	case s.label(s.mentions[role].EndToken) == doc.Person:
		return false
	case w == "be" || w == "become":
		return s.within(t, 2, futureWords) || s.lower(t-1) == "to" && (s.is(t-2, dueWords) || s.within(t-1, 8, quitting))
	case w == "of":
		return s.is(t-1, posts) && s.within(t-1, 4, takeVerbs) && s.hasDateBehind(role)
	case w == "as":
		return s.within(t, 3, nominating) || s.within(t, 6, movingVerbs) ||
			s.within(t, 8, futureWords) && (s.within(t, 4, servingVerbs) || s.within(t, 8, naming)) ||
			s.within(t, 3, servingVerbs) && s.hasDateBehind(role) ||
			s.isDate(t-1) && s.within(t, 4, joins)
	}
	return s.willBe(role)
}

// willBe reports whether the sentence says who will have the role: "The director will be Jane Roe".
func (s *scene) willBe(role int) bool {
	t := s.mentions[role].EndToken
	return (s.is(t, futureWords) || s.lower(t) == "would") && s.lower(t+1) == "be" && s.inverse(role) != nil
}

// within reports whether one of the n tokens before t in its sentence is one of the words, with no clause between.
func (s *scene) within(t, n int, words map[string]bool) bool {
	for t--; n > 0 && t >= 0; t, n = t-1, n-1 {
		if w := s.Word(t); w == "." || w == ";" || w == "," {
			return false
		}
		if s.is(t, words) {
			return true
		}
	}
	return false
}

// isPast: the role is what a person or pronoun before the verb was.
func (s *scene) isPast(role, start int) bool {
	first, _ := s.bounds(role)
	t := s.beforeTime(start-1, first)
	if t <= first || s.owner[t] != doc.None || s.label(s.mentions[role].EndToken) == doc.Person {
		return false
	}
	switch s.lower(t) {
	case "was", "were":
		return s.is(t-1, speakers) || s.label(t-1) == doc.Person || s.is(t-1, commas) || s.is(t-1, conjunctions) ||
			s.within(t, 5, untilWords)
	case "been":
		return s.within(t, 2, pastPerfect)
	case "be":
		return s.within(t, 2, habit)
	}
	return false
}

// isLeft: the role is what somebody left, or worked as in the past.
func (s *scene) isLeft(role, start int) bool {
	t := s.verb(role, start)
	if t == doc.None || s.owner[t] != doc.None {
		return false
	}
	switch s.lower(t) {
	case "as":
		if s.within(t, 8, futureWords) {
			return false
		}
		if s.within(t, 6, leavingVerbs) || s.within(t, 3, untilWords) || s.is(t-1, posts) && s.within(t, 5, givenUp) {
			return true
		}
		if s.within(t, 8, presentPerfect) {
			return false
		}
		return s.within(t, 6, workVerbs) || s.within(t, 2, onceAs) || s.is(t-1, pastTimes) || s.isYear(t-1) ||
			s.isYear(t-2) && s.Word(t-1) == "," || s.within(t, 8, joining) && s.hasYearBehind(role)
	case "of":
		return s.is(t-1, posts) && (s.within(t-1, 5, givenUp) || s.within(t-1, 5, leavingVerbs))
	case "from":
		return s.within(t, mostModifiers, promoting)
	case "succeeded", "succeeds", "replaces", "replaced", "to":
		return s.lower(t) != "to" || s.within(t, 2, partings)
	}
	return false
}

// isReplaced: the role is in apposition behind the person whom another replaces, or follows "predecessor".
func (s *scene) isReplaced(role, start int) bool {
	first, _ := s.bounds(role)
	if t := start - 1; t > first && s.Word(t) == "," {
		if s.label(t-1) == doc.Person && s.lower(start) == "the" {
			before := s.mentions[s.owner[t-1]].FirstToken - 1
			return before >= first && s.is(before, replacing)
		}
		return s.lower(t-1) == "predecessor"
	}
	return s.lower(start-1) == "predecessor"
}
