package link

import (
	"strings"

	"roster/pipeline/doc"
)

// hasEnded: an end in time follows the role's phrase.
func (s *scene) hasEnded(role, start int) bool {
	_, end := s.bounds(role)
	t := s.afterTerm(role, end)
	if t >= end || s.lower(start-1) == "as" && s.within(start-1, 3, toWords) {
		return false
	}
	switch w := s.lower(t); {
	case w == "until" || w == "till":
		return true
	case w == "before":
		return t+1 < end && (s.is(t+1, speakers) || s.is(t+1, possessors))
	case w == "from" || w == "between":
		return t+2 < end && s.isYear(t+1) && (s.is(t+2, throughWords) || s.Word(t+2) == "-" || s.Word(t+2) == "–")
	case s.isYear(t):
		return t+2 < end && (s.Word(t+1) == "-" || s.Word(t+1) == "–") && s.isYear(t+2)
	}
	return false
}

// hasYearBehind reports whether "in" and a year follow the role's phrase.
func (s *scene) hasYearBehind(role int) bool {
	_, end := s.bounds(role)
	t := s.afterTerm(role, end)
	return t < end && s.isYear(t) && s.lower(t-1) == "in"
}

// hasDateBehind reports whether "on", "in" or "from" and a month or day follow the role's phrase.
func (s *scene) hasDateBehind(role int) bool {
	_, end := s.bounds(role)
	for t, n := s.mentions[role].EndToken, 0; t+1 < end && n < mostModifiers; t, n = t+1, n+1 {
		if s.owner[t] != doc.None {
			t = s.mentions[s.owner[t]].EndToken - 1
			continue
		}
		if w := s.lower(t); (w == "on" || w == "in" || w == "from") && s.isDate(t+1) {
			return true
		}
	}
	return false
}

// isDate reports whether a month, a day of the week, or a number and a month stand at token t.
func (s *scene) isDate(t int) bool {
	if 0 <= t && t < len(s.Tokens) && s.Tokens[t].Shape == doc.Number && !s.isYear(t) {
		t++
	}
	return s.is(t, monthNames) || s.is(t, weekdays)
}

// afterTerm returns the token behind the role and the bodies and prepositions that follow it.
func (s *scene) afterTerm(role, end int) int {
	t := s.mentions[role].EndToken
	for n := 0; t < end && n < furthest; n++ {
		w := s.lower(t)
		switch {
		case s.owner[t] != doc.None && s.isBody(int(s.owner[t])):
			t = s.mentions[s.owner[t]].EndToken
		case termWords[w], s.isYear(t):
			return t
		case s.owner[t] != doc.None, !s.Tokens[t].Shape.Word(), verbs[w], clauseWords[w] && w != "before",
			strings.HasSuffix(w, "ed"):
			return end
		default:
			t++
		}
	}
	return end
}

// isYear reports whether token t is a year or decade: "1998", "1990s".
func (s *scene) isYear(t int) bool {
	w := strings.TrimSuffix(s.Word(t), "s")
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20" || w[:2] == "18") &&
		w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}

// begins: the sentence appoints somebody from a day on, or the next says when the work starts.
func (s *scene) begins(role, start int) bool {
	t := s.verb(role, start)
	if t == doc.None {
		return false
	}
	_, end := s.bounds(role)
	named := s.is(t, appointing) || s.label(t) == doc.Person ||
		s.lower(t) == "as" && (s.within(t, 12, appointing) || s.within(t, 12, appointment))
	if !named || s.label(s.mentions[role].EndToken) == doc.Person {
		return false
	}
	for t := s.mentions[role].EndToken; t+1 < end; t++ {
		if s.is(t, beginnings) {
			return !s.is(t+1, atOnce)
		}
		if s.lower(t) == "from" && s.isDate(t+1) {
			return true
		}
	}
	return s.startsNext(s.sentence[role] + 1)
}

// startsNext reports whether a sentence says of a person or pronoun at its beginning that they start work.
func (s *scene) startsNext(sentence int32) bool {
	if int(sentence) >= len(s.Sentences) {
		return false
	}
	t, end := s.Sentences[sentence].First, s.Sentences[sentence].End
	switch {
	case s.is(t, speakers):
		t++
	case s.label(t) == doc.Person:
		t = s.mentions[s.owner[t]].EndToken
	}
	if t < end && s.is(t, futureWords) {
		t++
	}
	return t+1 < end && (s.is(t, startVerbs) && !s.is(t+1, toWords) || s.is(t, takeVerbs) && s.is(t+1, takenWords))
}
