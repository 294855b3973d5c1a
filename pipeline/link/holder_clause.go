package link

import "roster/pipeline/doc"

// exampled: people are named as some of those who hold the role: "lawmakers such as Jane Roe and Ann Poe".
func (s *scene) exampled(role int) []int {
	if !s.isPlural(role) {
		return nil
	}
	_, end := s.bounds(role)
	t := s.afterPhrase(s.mentions[role].EndToken, end)
	if t < end && s.Word(t) == "," {
		t++
	}
	switch {
	case t >= end || s.owner[t] != doc.None:
		return nil
	case s.lower(t) == "such" && s.lower(t+1) == "as":
		t += 2
	case s.lower(t) == "like" || s.lower(t) == "including":
		t++
	default:
		return nil
	}
	return s.peopleAt(s.behindTitles(t, end), end, true)
}

// fronted: the role's phrase leads a sentence, alone or behind "as", and its subject follows behind a comma: "A welder
// by trade, he spent nine years", "As head of Acme, Jane Roe paid".
func (s *scene) fronted(role int) []int {
	first, end := s.bounds(role)
	start := s.start(role)
	as := start == first+1 && s.lower(first) == "as"
	if start != first && !as || as && s.lower(start) == "the" && s.precedesVerb(role) {
		return nil
	}
	t := s.firstComma(s.mentions[role].EndToken, end)
	if t+1 >= end {
		return nil
	}
	if s.is(t+1, thirdPerson) && !s.is(t+2, speechVerbs) {
		return s.antecedent(t + 1)
	}
	if s.is(s.mentions[role].EndToken, conjunctions) {
		return nil
	}
	return s.peopleAt(s.behindTitles(t+1, end), end, s.isPlural(role))
}

// firstComma returns the first comma from token t on, or end where a verb, a person or too many words come first.
func (s *scene) firstComma(t, end int) int {
	for n := 0; t < end && n < furthest; t, n = t+1, n+1 {
		switch {
		case s.Word(t) == ",":
			return t
		case s.label(t) == doc.Person, s.is(t, verbs), s.is(t, copulas), s.is(t, subjectPronouns):
			return end
		}
	}
	return end
}

// related: a relative clause stands between the role and the person: "the baker who reported him, Ana Ruiz, said".
func (s *scene) related(role int) []int {
	_, end := s.bounds(role)
	t := s.afterPhrase(s.mentions[role].EndToken, end)
	if t >= end || !s.is(t, relatives) {
		return nil
	}
	for n := 0; n < furthest; n++ {
		if t++; t >= end || s.label(t) == doc.Person || s.label(t) == doc.Role {
			return nil
		}
		if s.Word(t) == "," {
			break
		}
	}
	people := s.behindComma(t, end, s.isPlural(role))
	if len(people) == 0 {
		return nil
	}
	if t = s.mentions[people[len(people)-1]].EndToken; t < end && s.Word(t) != "," && s.Word(t) != "." {
		return nil
	}
	return people
}
