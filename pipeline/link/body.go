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
	{"of.weak-phrase", (*scene).weakBodyBehind}, // "nurse with Acme", "adviser to Acme"
	{"of.joined", (*scene).joinedBody},          // "joined Acme as director"
	{"of.constituency", (*scene).constituency},  // "senator from Ohio"
	{"of.district", (*scene).districtBehind},    // "Representative Jane Roe (D-Calif.)"
	{"of.relative", (*scene).relativeBody},      // "the union, whose secretary"
	{"of.workplace", (*scene).workplaceBody},    // "the bank, where she was a clerk"
	{"of.appointer", (*scene).appointerBody},    // "Acme named Jane Roe chief executive"
	{"of.agent", (*scene).agentBody},            // "the union, represented by its secretary"
	{"of.possessive", (*scene).possessiveBody},  // "Acme said its chairman", "Acme made her the company's chief"
	{"of.front", (*scene).frontBody},            // "At Acme, chief pilot Jane Roe left"
	{"of.reporting", (*scene).reportingBody},    // "Acme said chief executive Jane Roe left"
	{"of.heading", (*scene).headingBody},        // "Acme: Ana Ruiz, treasurer"
	{"of.signature", (*scene).signatureBody},    // "Jane Roe, secretary, Acme"
}

func (s *scene) body(role int, people []int) (int, string) {
	for _, r := range bodyRules {
		if m := r.find(s, role, people); m != doc.None {
			return m, r.id
		}
	}
	return doc.None, ""
}

// bodyBehindHolder: "of" and the body follow the holder's name.
func (s *scene) bodyBehindHolder(role int, people []int) int {
	if len(people) == 0 {
		return doc.None
	}
	last := s.mentions[people[len(people)-1]]
	if last.FirstToken < s.mentions[role].FirstToken {
		return doc.None
	}
	t := last.EndToken
	_, end := s.bounds(role)
	if t < end && s.Word(t) == "," {
		t++
	}
	m := s.bodyIn(t, role, ofAlone)
	if m != doc.None && (s.staysWithPerson(role, m) || s.isOrigin(m, role)) {
		return doc.None
	}
	return m
}

// staysWithPerson reports whether the role is a title that a person has wherever the person is: "Dr.", "Major" of a
// town, "Prof." behind another role that has the body.
func (s *scene) staysWithPerson(role, body int) bool {
	title := s.roleHead(role)
	behindRole := s.label(s.mentions[role].FirstToken-1) == doc.Role
	return personal[title] && (behindRole || address[title] || s.mentions[body].Label != doc.Organization)
}

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

// possessiveBody: "its" or "the company's" means the only organization named before in the sentence. "The country's"
// means the only country there, as does the "its" of an office where there is no organization.
func (s *scene) possessiveBody(role int, _ []int) int {
	start := s.start(role)
	if start >= s.mentions[role].FirstToken {
		return doc.None
	}
	its := s.lower(start) == "its"
	if !its && !(s.lower(start) == "the" && s.is(start+1, bodyNouns) &&
		(genitives[s.Word(start+2)] || start+2 == s.mentions[role].FirstToken)) {
		return doc.None
	}
	country := !its && s.lower(start+1) == "country"
	if !country {
		m, several := s.onlyBefore(start, doc.Organization)
		if m != doc.None || several || !its || !offices[s.roleHead(role)] {
			return m
		}
	}
	m, _ := s.onlyBefore(start, doc.Place)
	if m != doc.None && s.atlas.isCountry(s.Slice(s.mentions[m].Span)) {
		return m
	}
	return doc.None
}

// onlyBefore returns the only mention of a label before token t in its sentence or the part of it behind a semicolon,
// doc.None for none or several.
func (s *scene) onlyBefore(t int, label doc.Label) (m int, several bool) {
	m = doc.None
	for first := s.sentenceAt(t).First; t >= first && !(s.Word(t) == ";" && m != doc.None); t-- {
		if s.label(t) != label {
			continue
		}
		o := int(s.owner[t])
		if m != doc.None && s.mentions[o].Entity != s.mentions[m].Entity {
			return doc.None, true
		}
		m = o
	}
	return m, false
}

// mostHeading is how many tokens of a line may stand before the role.
const mostHeading = 20

// agentBody: the body, a comma perhaps and "represented by" stand before the role.
func (s *scene) agentBody(role int, _ []int) int {
	first, _ := s.bounds(role)
	t := s.start(role) - 2
	if t < first || s.lower(t+1) != "by" || s.lower(t) != "represented" {
		return doc.None
	}
	if t--; t > first && s.Word(t) == "," {
		t--
	}
	if t >= first && s.owner[t] != doc.None && s.isBody(int(s.owner[t])) {
		return int(s.owner[t])
	}
	return doc.None
}

// headingBody: the line begins with a body and a colon or dash.
func (s *scene) headingBody(role int, _ []int) int {
	m := s.mentions[role]
	t := s.lineStart(m.FirstToken, mostHeading)
	if t == doc.None {
		return doc.None
	}
	for t < m.FirstToken && !s.Tokens[t].Shape.Word() {
		t++
	}
	if s.label(t) != doc.Organization || s.label(m.EndToken) == doc.Person {
		return doc.None
	}
	o := int(s.owner[t])
	t = s.mentions[o].EndToken
	if opening[s.Word(t)] {
		t = s.behindBracket(t, m.FirstToken)
	} else if s.Word(t) == "," && s.label(t+1) == doc.Place {
		t = s.mentions[s.owner[t+1]].EndToken
	}
	if headingMarks[s.Word(t)] || s.Word(t) == "-" && s.Tokens[t-1].End < s.Tokens[t].Start {
		return o
	}
	return doc.None
}

// signatureBody: an organization follows the role of a named person behind a comma or on the next line.
func (s *scene) signatureBody(role int, people []int) int {
	_, end := s.bounds(role)
	t := s.mentions[role].EndToken
	if len(people) == 0 || t >= len(s.Tokens) || people[0] > role {
		return doc.None
	}
	switch {
	case t+1 < end && s.Word(t) == ",":
		t++
	case s.lineBreak(t):
	default:
		return doc.None
	}
	if s.label(t) == doc.Organization && s.mentions[s.owner[t]].FirstToken == t {
		return int(s.owner[t])
	}
	return doc.None
}
