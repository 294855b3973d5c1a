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
	{"of.constituency", (*scene).constituency},  // "senator from Ohio"
	{"of.district", (*scene).districtBehind},    // "Representative Jane Roe (D-Calif.)"
	{"of.relative", (*scene).relativeBody},      // "the union, whose secretary"
	{"of.workplace", (*scene).workplaceBody},    // "the bank, where she was a clerk"
	{"of.appointer", (*scene).appointerBody},    // "Acme named Jane Roe chief executive"
	{"of.agent", (*scene).agentBody},            // "the union, represented by its secretary"
	{"of.possessive", (*scene).possessiveBody},  // "Acme said its chairman", "Acme made her the company's chief"
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

// bodyBehind: "of", "at" or "for" and the body follow the role. What a role is "for" gives way to the organization
// before it: "Acme's director for Africa".
func (s *scene) bodyBehind(role int, people []int) int {
	at := s.mentions[role].EndToken
	m := s.bodyIn(at, role, bodyWords)
	if m == doc.None || s.mentions[m].Label == doc.Organization || s.lower(at) != "for" {
		return m
	}
	if before := s.bodyBefore(role, people); before != doc.None && s.mentions[before].Label == doc.Organization {
		return before
	}
	return m
}

// weakBodyBehind: a weaker preposition and an organization follow the role. A place there is where the person is.
func (s *scene) weakBodyBehind(role int, _ []int) int {
	m := s.bodyIn(s.mentions[role].EndToken, role, weakBodyWords)
	if m != doc.None && s.mentions[m].Label != doc.Organization {
		return doc.None
	}
	return m
}

// bodyIn returns the body at the head of the noun phrase that one of the words opens at token t.
func (s *scene) bodyIn(t, role int, words map[string]bool) int {
	_, end := s.bounds(role)
	if t >= end || !s.is(t, words) {
		return doc.None
	}
	m := s.nextMention(t+1, end)
	if m == doc.None || !s.isBody(m) || s.lower(t) == "to" && !s.beginsPhrase(t+1) {
		return doc.None
	}
	m = s.headOf(m, end)
	if m != doc.None && (!s.isState(m) || s.isStance(m) || s.mentions[m].Label == doc.Place && s.isTrade(role)) {
		return doc.None
	}
	return m
}

// beginsPhrase reports whether token t is a determiner or in a mention, so that a "to" before it leads no verb.
func (s *scene) beginsPhrase(t int) bool { return s.owner[t] != doc.None || determiners[s.lower(t)] }

// mostModifiers is how many words may stand between a role and its body.
const mostModifiers = 5

// nextMention returns the first mention from token t on, behind a few determiners and modifiers at most.
func (s *scene) nextMention(t, end int) int {
	for n := 0; t < end && n <= mostModifiers; t, n = t+1, n+1 {
		if o := s.owner[t]; o != doc.None {
			return int(o)
		}
		if !determiners[s.lower(t)] && !genitives[s.Word(t)] && !s.isModifier(t) {
			return doc.None
		}
	}
	return doc.None
}

// headOf follows a noun phrase from a body in it to the one that it is about: "Vienna's Kunsthistorisches Museum", "the
// Croatian daily Jutarnji list", "the Asia desk at Acme". It is doc.None where the phrase is about a person: "the
// French president".
func (s *scene) headOf(m, end int) int {
	for {
		t := s.mentions[m].EndToken
		genitive := t < end && genitives[s.Word(t)]
		n := s.nextMention(t, end)
		switch {
		case n == doc.None || s.determined(t, s.mentions[n].FirstToken):
			return s.atOrganization(m, end)
		case s.mentions[n].Label == doc.Role:
			if personal[s.lower(s.mentions[n].FirstToken)] {
				return m
			}
			return doc.None
		case !s.isBody(n) || s.mentions[n].Label != doc.Organization && !genitive:
			return m
		case s.mentions[m].Label == doc.Organization &&
			(!genitive && s.mentions[n].FirstToken > t || s.mentions[n].Label != doc.Organization):
			return m
		}
		m = n
	}
}

// determined reports whether one of the tokens from t to end is a determiner, so that a new noun phrase begins there.
func (s *scene) determined(t, end int) bool {
	for ; t < end; t++ {
		if determiners[s.lower(t)] {
			return true
		}
	}
	return false
}

// atOrganization returns the organization that "at" leads to behind place m and a word or two, else m.
func (s *scene) atOrganization(m, end int) int {
	if s.mentions[m].Label == doc.Organization {
		return m
	}
	t := s.mentions[m].EndToken
	for n := 0; n < 2 && t < end && s.owner[t] == doc.None && s.isModifier(t) && s.lower(t) != "at"; n++ {
		t++
	}
	if t >= end || s.lower(t) != "at" {
		return m
	}
	if n := s.nextMention(t+1, end); n != doc.None && s.mentions[n].Label == doc.Organization {
		return s.headOf(n, end)
	}
	return m
}

// isState reports whether mention m is a nationality, or no NORP at all: "French" is a body, "Muslim" is none.
func (s *scene) isState(m int) bool {
	if s.mentions[m].Label != doc.Norp {
		return true
	}
	code, _ := s.atlas.nationality(s.Slice(s.mentions[m].Span))
	return code != ""
}

// isGroup reports whether mention m is a people or a party whose office the role is: "the Kurdish leader", "the
// Conservative whip". A faith is none: "a Muslim leader".
func (s *scene) isGroup(m, role int) bool {
	first := s.mentions[m].FirstToken
	return s.Tokens[first].Shape.Capital() && !faiths[s.lower(first)] && offices[s.roleHead(role)]
}

// isOrigin reports whether mention m only says where somebody is from, whose role is no office: a nationality behind
// an indefinite article, "a Senegalese tomato picker", or a place that is no country, "the Calgary hairdresser".
func (s *scene) isOrigin(m, role int) bool {
	switch s.mentions[m].Label {
	case doc.Norp:
		return s.isTrade(role)
	case doc.Place:
		return !genitives[s.Word(s.mentions[m].EndToken)] && !offices[s.roleHead(role)] &&
			!s.atlas.isCountry(s.Slice(s.mentions[m].Span))
	}
	return false
}

// isTrade reports whether a role is one of many and no office: "a baker".
func (s *scene) isTrade(role int) bool {
	return s.is(s.start(role), indefinite) && !offices[s.roleHead(role)]
}

// bodyBefore: the body stands in the role's noun phrase, as a noun, a genitive or a nationality.
func (s *scene) bodyBefore(role int, _ []int) int {
	first, _ := s.bounds(role)
	t := s.mentions[role].FirstToken - 1
	for n := 0; t >= first && n <= mostModifiers; n++ {
		if closing[s.Word(t)] {
			t = s.beforeBracket(t, first)
		}
		o := int(s.owner[t])
		switch {
		case o != doc.None && s.isBody(o) && (s.isState(o) || s.isGroup(o, role)) && !s.isStance(o):
			if t == s.mentions[role].FirstToken-1 && address[s.lower(t+1)] {
				return doc.None
			}
			return s.employer(o, role)
		case o != doc.None && s.isBody(o):
			t = s.mentions[o].FirstToken - 1
			continue
		case o != doc.None, determiners[s.lower(t)], !genitives[s.Word(t)] && !s.isModifier(t),
			s.Word(t) == "-" && t == s.mentions[role].FirstToken-1:
			return doc.None
		}
		t--
	}
	return doc.None
}

// employer returns what a role belongs to whose noun phrase has body m: the organization before it, if m is only where
// the person works or is from ("Acme's Moscow correspondent", "Chelsea's French keeper"), else m.
func (s *scene) employer(m, role int) int {
	label := s.mentions[m].Label
	if label == doc.Organization || label == doc.Norp && offices[s.roleHead(role)] {
		return m
	}
	if t := s.mentions[m].FirstToken - 1; t > 0 && genitives[s.Word(t)] && s.label(t-1) == doc.Organization {
		return int(s.owner[t-1])
	}
	if s.isOrigin(m, role) || label == doc.Norp && s.isSomebodys(m) ||
		label == doc.Norp && (s.weakBodyBehind(role, nil) != doc.None || s.lower(s.start(role)) == "its") {
		return doc.None
	}
	return m
}

// isSomebodys reports whether a nationality follows a genitive or another nationality: it then says where a person is
// from, "the visitors' Nigerian forward", "an Armenian-Iranian attorney".
func (s *scene) isSomebodys(m int) bool {
	t := s.mentions[m].FirstToken - 1
	return t > 0 && (genitives[s.Word(t)] && s.owner[t-1] == doc.None || s.Word(t) == "-" && s.label(t-1) == doc.Norp)
}

// isStance reports whether mention m is only part of a word for whom somebody is for, or where from: "pro-Russian",
// "Lagos-based".
func (s *scene) isStance(m int) bool {
	t := s.mentions[m].FirstToken - 1
	return s.Word(t) == "-" && s.is(t-1, stances) || s.Word(s.mentions[m].EndToken) == "-"
}

// roleHead returns the word that says what kind of role it is, in lower case.
func (s *scene) roleHead(role int) string { return head(s.Slice(s.mentions[role].Span)) }

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
	title := s.lower(s.mentions[role].FirstToken)
	if personal[title] && (address[title] || m != doc.None && s.mentions[m].Label != doc.Organization) {
		return doc.None
	}
	return m
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
	if !its && !(s.lower(start) == "the" && start+2 < s.mentions[role].FirstToken &&
		s.is(start+1, bodyNouns) && genitives[s.Word(start+2)]) {
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
	for first := s.sentenceAt(t).First; t >= first && s.Word(t) != ";"; t-- {
		if o := int(s.owner[t]); s.label(t) == label && o != m {
			if m != doc.None {
				return doc.None, true
			}
			m = o
		}
	}
	return m, false
}

// mostHeading is how many tokens of a line may stand before the role.
const mostHeading = 10

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
	if w := s.Word(s.mentions[o].EndToken); w == ":" || w == "—" || w == "–" || w == "--" {
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
