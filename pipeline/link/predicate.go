package link

import "roster/pipeline/doc"

// predicatedOf: the role is what a copula, an appointment or "as" says of a person before it.
func (s *scene) predicatedOf(role int) []int {
	first, _ := s.bounds(role)
	start := s.start(role)
	t := s.beforeTime(start-1, first)
	switch {
	case t <= first:
		return nil
	case s.label(t) == doc.Person:
		if person := int(s.owner[t]); s.isAppointed(person) {
			return []int{person}
		}
		return nil
	case s.is(t, copulas):
		return s.severalIfPlural(s.subject(t), role)
	case s.is(t, objectPronouns) && s.is(t-1, appointing):
		return s.antecedent(t)
	case s.is(t, iAm):
		return s.speaker(t)
	case s.is(t, appointing):
		if determiners[s.lower(start)] && !s.is(t-1, copulas) && s.Word(t-1) != "," {
			return nil
		}
		return s.severalIfPlural(s.subject(t), role)
	case s.lower(t) == "as":
		if start+1 == s.mentions[role].FirstToken && s.lower(start) == "the" && s.precedesVerb(role) {
			return nil
		}
		return s.subject(t)
	case s.lower(t) == "to":
		if before := s.promotedFrom(t); before < t {
			t = before
		}
		if s.within(t, mostModifiers, promoting) {
			return s.subject(t)
		}
	case s.lower(t) == "from" && s.within(t, mostModifiers, promoting),
		s.lower(t) == "of" && s.is(t-1, posts) && s.lower(start) != "the":
		return s.subject(t)
	}
	return nil
}

// promotedFrom returns the "from" of "from clerk to director", whose "to" token t is, or t.
func (s *scene) promotedFrom(t int) int {
	if s.label(t-1) != doc.Role {
		return t
	}
	if before := s.start(int(s.owner[t-1])) - 1; before >= 0 && s.lower(before) == "from" {
		return before
	}
	return t
}

// isAppointed reports whether an appointing verb stands before person m and its titles.
func (s *scene) isAppointed(m int) bool {
	t := s.mentions[m].FirstToken - 1
	for t > 0 && (s.is(t, courtesy) || s.label(t) == doc.Role) {
		t--
	}
	return s.sentenceAt(max(t, 0)).First <= t && s.is(t, appointing)
}

// precedesVerb reports whether mention m is followed by what can only be its verb: "as the governor asks".
func (s *scene) precedesVerb(m int) bool {
	_, end := s.bounds(m)
	t := s.mentions[m].EndToken
	return t < end && s.owner[t] == doc.None && s.Tokens[t].Shape == doc.Lower && !genitives[s.Word(t)] &&
		!s.is(t, prepositions) && !s.is(t, conjunctions) && !clauseWords[s.lower(t)] && !s.is(t, adverbs)
}

// beforeTime walks left over adverbs and phrases of time: "was for six years", "has been since 2020".
func (s *scene) beforeTime(t, first int) int {
	for t > first && s.is(t, adverbs) {
		t--
	}
	for n := 0; n <= 3 && t-n > first; n++ {
		if s.is(t-n, durations) && s.is(t-n-1, copulas) {
			return t - n - 1
		}
	}
	return t
}

// severalIfPlural adds to the one person found those coordinated before, if the role is a plural.
func (s *scene) severalIfPlural(people []int, role int) []int {
	if len(people) != 1 || !s.isPlural(role) || s.sentence[people[0]] != s.sentence[role] {
		return people
	}
	first, _ := s.bounds(role)
	return s.peopleUpTo(s.mentions[people[0]].EndToken-1, first, true)
}

// subject returns the person that the verb or "as" at token t speaks of: the nearest before it in its sentence, or whom
// a pronoun means. It is nil where a kinsman or another role stands there.
func (s *scene) subject(t int) []int {
	first, verb := s.sentenceAt(t).First, t
	if s.lower(t-1) == "who" {
		t--
		if s.Word(t-1) == "," {
			t--
		} else if s.owner[t-1] == doc.None && s.Tokens[t-1].Shape == doc.Lower {
			return nil
		}
		if s.is(t-1, kin) {
			return nil
		}
	} else if s.is(t-1, kin) || s.label(t-1) == doc.Role && t-1 > first {
		return nil
	}
	for t--; t >= first; t-- {
		switch {
		case s.label(t) == doc.Person:
			m := s.mentions[s.owner[t]]
			if m.EndToken < len(s.Tokens) && genitives[s.Word(m.EndToken)] {
				return nil
			}
			if s.lower(verb) != "as" || !s.is(m.FirstToken-1, replacing) {
				return []int{int(s.owner[t])}
			}
			t = m.FirstToken
		case s.is(t, subjectPronouns):
			return s.antecedent(t)
		case s.is(t, firstPerson):
			if people := s.speaker(verb); people != nil {
				return people
			}
		}
	}
	return nil
}

// speaker returns who says the words at token t, the nearest behind it in its sentence: "I am a baker," Jane Roe said.
func (s *scene) speaker(t int) []int {
	for end := s.sentenceAt(t).End; t < end; t++ {
		if !s.is(t, speechVerbs) {
			continue
		}
		if people := s.peopleAt(s.behindTitles(t+1, end), end, false); people != nil {
			return people
		}
		if s.label(t-1) == doc.Person {
			return []int{int(s.owner[t-1])}
		}
	}
	return nil
}

// antecedent returns whom a pronoun at token t means: the person named last before it in its sentence, else the first
// one of the last of a few sentences before that names one.
func (s *scene) antecedent(t int) []int {
	sentence := s.sentenceAt(t)
	for t--; t >= sentence.First; t-- {
		if s.label(t) == doc.Person {
			return []int{int(s.owner[t])}
		}
	}
	for n := 0; n < mostSentences && t >= 0; n++ {
		first := s.sentenceAt(t).First
		for at := first; at <= t; at++ {
			if s.label(at) == doc.Person {
				return []int{int(s.owner[at])}
			}
		}
		t = first - 1
	}
	return nil
}

// mostSentences is how far back a pronoun may lead.
const mostSentences = 4

// inverse: a copula and the person follow the role.
func (s *scene) inverse(role int) []int {
	_, end := s.bounds(role)
	t := s.afterPhrase(s.mentions[role].EndToken, end)
	if t+1 < end && (s.is(t, futureWords) || s.lower(t) == "would") {
		t++
	}
	if t+1 >= end || !s.is(t, copulas) {
		return nil
	}
	people := s.peopleAt(s.behindDescription(t+1, end), end, s.isPlural(role))
	if len(people) == 1 && s.precedesVerb(people[0]) {
		return nil
	}
	return people
}

// behindDescription walks over what describes a person before the name: "the Canadian, Siamak Hariri", "former Rwanda
// captain Fidèle Karekezi".
func (s *scene) behindDescription(t, end int) int {
	if s.lower(t) == "the" {
		t++
	}
	for n := 0; t < end && n < furthest; n++ {
		switch {
		case s.label(t) == doc.Role || s.owner[t] != doc.None && s.isBody(int(s.owner[t])):
			t = s.mentions[s.owner[t]].EndToken
		case s.is(t, formerWords), s.is(t, courtesy), s.Word(t) == "," && s.label(t-1) == doc.Norp:
			t++
		default:
			return t
		}
	}
	return t
}
