package link

import (
	"strings"

	"roster/pipeline/doc"
)

// constituency: "from" and the place that a member of a parliament speaks for follow.
func (s *scene) constituency(role int, _ []int) int {
	_, end := s.bounds(role)
	t := s.mentions[role].EndToken
	if t >= end || s.lower(t) != "from" || !members[s.roleHead(role)] {
		return doc.None
	}
	m := s.nextMention(t+1, end)
	if m == doc.None || s.mentions[m].Label != doc.Place {
		return doc.None
	}
	return m
}

// districtBehind: the holder's party and state stand behind the name: "(D-Calif.)", ", R-Texas,".
func (s *scene) districtBehind(role int, people []int) int {
	if len(people) != 1 {
		return doc.None
	}
	t := s.mentions[people[0]].EndToken
	_, end := s.bounds(role)
	if t+3 >= end || !opening[s.Word(t)] && s.Word(t) != "," {
		return doc.None
	}
	if t++; s.label(t) == doc.Norp {
		t = s.mentions[s.owner[t]].EndToken
	} else if parties[strings.TrimSuffix(s.Word(t), ".")] {
		t++
	} else {
		return doc.None
	}
	if s.Word(t) != "-" && s.Word(t) != "," && s.lower(t) != "of" && s.lower(t) != "from" || s.label(t+1) != doc.Place {
		return doc.None
	}
	return int(s.owner[t+1])
}

// workplaceBody: an organization, "where", and what somebody is or was there stand before the role.
func (s *scene) workplaceBody(role int, _ []int) int {
	first, _ := s.bounds(role)
	t := s.start(role) - 1
	if t <= first || !s.is(t, copulas) && s.lower(t) != "as" {
		return doc.None
	}
	for n := 0; t > first && n < mostModifiers && s.lower(t) != "where"; t, n = t-1, n+1 {
		if s.owner[t] != doc.None && s.label(t) != doc.Person {
			return doc.None
		}
	}
	if t <= first+1 || s.lower(t) != "where" || s.Word(t-1) != "," {
		return doc.None
	}
	return s.organizationUpTo(t-2, first)
}

// organizationUpTo returns the organization whose mention ends with token t, or stands before the places that do: of
// "Acme in Lagos, Nigeria" it is Acme.
func (s *scene) organizationUpTo(t, first int) int {
	for t > first && (s.label(t) == doc.Place || s.Word(t) == "," || s.lower(t) == "in") {
		t--
	}
	if t < first || s.label(t) != doc.Organization {
		return doc.None
	}
	return int(s.owner[t])
}

// appointerBody: an organization appoints the holder: "Acme has named Jane Roe as chief executive".
func (s *scene) appointerBody(role int, people []int) int {
	if len(people) == 0 {
		return doc.None
	}
	first, _ := s.bounds(role)
	p, before := s.mentions[people[0]], s.start(role)-1
	if p.FirstToken > before || before >= p.EndToken && !s.is(before, appointedTo) &&
		!(s.lower(before) == "of" && s.is(before-1, posts)) {
		return doc.None
	}
	if !s.isAppointed(people[0]) {
		return doc.None
	}
	t := p.FirstToken - 1
	for !s.is(t, appointing) {
		t--
	}
	for t--; t > first && (s.is(t, auxiliaries) || s.is(t, adverbs) || s.Word(t) == "-" || s.lower(t) == "re"); t-- {
	}
	switch {
	case s.Word(t) == ",":
		t = s.beforeApposition(t, first)
	case closing[s.Word(t)]:
		t = s.beforeBracket(t, first)
	}
	if s.label(t) != doc.Organization {
		return doc.None
	}
	return int(s.owner[t])
}

// beforeApposition returns the token before the apposition that ends with the comma at t, or t: that of "Acme" in
// "Acme, the airline, has".
func (s *scene) beforeApposition(t, first int) int {
	for n, at := 0, t-1; at > first && n < furthest; n, at = n+1, at-1 {
		if s.Word(at) == "," {
			return at - 1
		}
	}
	return t
}

// joinedBody: somebody joins, leaves or serves a body "as" the role: "She joined Acme as director".
func (s *scene) joinedBody(role int, _ []int) int {
	first, _ := s.bounds(role)
	t := s.start(role) - 1
	if t <= first || s.lower(t) != "as" {
		return doc.None
	}
	for t--; t > first && (s.isYear(t) || s.is(t, months) || s.lower(t) == "in" && s.isYear(t+1)); t-- {
	}
	if t <= first || s.owner[t] == doc.None || !s.isBody(int(s.owner[t])) {
		return doc.None
	}
	m := int(s.owner[t])
	before := s.mentions[m].FirstToken - 1
	for before > first && determiners[s.lower(before)] {
		before--
	}
	switch {
	case s.mentions[m].Label == doc.Organization && (s.is(before, joinVerbs) || s.is(before, placing)):
		return m
	case s.mentions[m].Label == doc.Place && diplomats[s.roleHead(role)] && s.is(before, placing):
		return m
	}
	return doc.None
}

// frontBody: the sentence begins with "at" and an organization, or with "in" and a country for its highest offices: "At
// Acme, chief pilot Jane Roe left".
func (s *scene) frontBody(role int, _ []int) int {
	first, _ := s.bounds(role)
	t := first
	if s.is(t, conjunctions) {
		t++
	}
	at, in := s.lower(t) == "at", s.lower(t) == "in"
	if !at && !in || s.owner[t] != doc.None {
		return doc.None
	}
	if t++; s.is(t, determiners) {
		t++
	}
	if t >= s.mentions[role].FirstToken || s.owner[t] == doc.None {
		return doc.None
	}
	m := int(s.owner[t])
	if s.Word(s.mentions[m].EndToken) != "," {
		return doc.None
	}
	switch label := s.mentions[m].Label; {
	case at && label == doc.Organization && !address[s.roleHead(role)],
		in && label == doc.Place && s.leadsCountry(role) && s.atlas.isCountry(s.Slice(s.mentions[m].Span)):
		return m
	}
	return doc.None
}

// leadsCountry reports whether the role is one of the highest offices of a country.
func (s *scene) leadsCountry(role int) bool { return highest[titleOf(s.Slice(s.mentions[role].Span))] }

// reportingBody: an organization says what its office-holder does: "Acme said chief executive Jane Roe would leave". A
// country's highest offices are not of whoever speaks of them.
func (s *scene) reportingBody(role int, people []int) int {
	first, _ := s.bounds(role)
	if len(people) == 0 || !offices[s.roleHead(role)] || s.leadsCountry(role) {
		return doc.None
	}
	t := s.start(role) - 1
	if s.lower(t) == "that" {
		t--
	}
	if t <= first || !s.is(t, speechVerbs) {
		return doc.None
	}
	if t--; s.Word(t) == "," {
		t = s.beforeApposition(t, first)
	}
	if t < first || s.label(t) != doc.Organization {
		return doc.None
	}
	return int(s.owner[t])
}
