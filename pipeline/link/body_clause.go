package link

import "roster/pipeline/doc"

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
	if t+3 >= end || !opening[s.Word(t)] && s.Word(t) != "," || !parties[s.Word(t+1)] || s.Word(t+2) != "-" {
		return doc.None
	}
	if s.label(t+3) != doc.Place {
		return doc.None
	}
	return int(s.owner[t+3])
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
	if p.FirstToken > before || before >= p.EndToken && !s.is(before, appointedTo) {
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
	if s.label(t) != doc.Organization {
		return doc.None
	}
	return int(s.owner[t])
}
