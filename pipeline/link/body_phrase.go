package link

import (
	"strings"

	"roster/pipeline/doc"
)

// bodyBehind: "of", "at" or "for" and the body follow the role, or the body alone and the holder's name. What a role is "for" gives way to the organization
// before it: "Acme's director for Africa".
func (s *scene) bodyBehind(role int, people []int) int {
	at := s.mentions[role].EndToken
	for s.is(at, adverbs) {
		at++
	}
	if s.behindArea(role) > at && s.owner[at] != doc.None && !personal[s.roleHead(role)] {
		return int(s.owner[at])
	}
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
	if m != doc.None && (s.mentions[m].Label != doc.Organization || genitives[s.Word(s.mentions[m].EndToken)]) {
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
	if m != doc.None && s.mentions[m].Label == doc.Place && s.lower(t+1) == "its" {
		m, _ = s.onlyBefore(t, doc.Organization)
		return m
	}
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

// isOrigin reports whether mention m only says where somebody is from, whose role is no office: a place that is no
// country, "the Calgary hairdresser".
func (s *scene) isOrigin(m, role int) bool {
	return s.mentions[m].Label == doc.Place && !genitives[s.Word(s.mentions[m].EndToken)] &&
		!offices[s.roleHead(role)] && !s.atlas.isCountry(s.Slice(s.mentions[m].Span))
}

// isTrade reports whether a role is one of many and no office: "a baker".
func (s *scene) isTrade(role int) bool {
	return s.is(s.start(role), indefinite) && !offices[s.roleHead(role)]
}

// bodyBefore: the body stands in the role's noun phrase, as a noun, a genitive or a nationality.
func (s *scene) bodyBefore(role int, _ []int) int {
	first, _ := s.bounds(role)
	t := s.mentions[role].FirstToken - 1
	if t > first && s.Word(t) == "-" && s.is(t-1, prefixes) {
		t -= 2
	}
	for n := 0; t >= first && n <= mostModifiers; n++ {
		if closing[s.Word(t)] {
			t = s.beforeBracket(t, first)
		}
		o := int(s.owner[t])
		switch {
		case o != doc.None && s.isBody(o) && (s.isState(o) || s.isGroup(o, role)) && !s.isStance(o):
			if t == s.mentions[role].FirstToken-1 && address[s.lower(t+1)] && !members[s.lower(t+1)] {
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
	if label == doc.Organization || label == doc.Norp && offices[s.roleHead(role)] && !s.isSomebodys(m) {
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

// roleHead returns the word that says what kind of role it is, in lower case, without a full stop.
func (s *scene) roleHead(role int) string {
	return strings.TrimSuffix(head(s.Slice(s.mentions[role].Span)), ".")
}
