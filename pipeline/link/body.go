package link

import (
	"strings"

	"roster/pipeline/doc"
)

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
	{"of.possessive", (*scene).possessiveBody},  // "Acme named Roe its chief"
	{"of.agent", (*scene).agentBody},            // "the union, represented by its secretary"
	{"of.signature", (*scene).signatureBody},    // "Ana Ruiz, director, Acme"
	{"of.heading", (*scene).headingBody},        // "Acme: Ana Ruiz, treasurer"
	{"of.possessive", (*scene).possessiveBody},  // "Acme said its chairman", "Acme made her the company's chief"
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

// bodyBehind: "of", "at" or "for" and the body follow the role.
func (s *scene) bodyBehind(role int, _ []int) int {
	return s.bodyIn(s.mentions[role].EndToken, role, bodyWords)
}

// weakBodyBehind: "in" or "with" and an organization follow the role. A place there is where the person is.
func (s *scene) weakBodyBehind(role int, _ []int) int {
	m := s.bodyIn(s.mentions[role].EndToken, role, weakBodyWords)
	if m != doc.None && s.mentions[m].Label == doc.Place {
		return doc.None
	}
	return m
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

// isState reports whether mention m is a nationality, or no NORP at all: "French" is a body, "Muslim" is none.
func (s *scene) isState(m int) bool {
	if s.mentions[m].Label != doc.Norp {
		return true
	}
	code, _ := s.atlas.nationality(s.Slice(s.mentions[m].Span))
	return code != ""
}

// isOrigin reports whether mention m is a nationality that says where a person is from, not what the role belongs to:
// that of a role with an indefinite article that is no office, "a Senegalese tomato picker".
func (s *scene) isOrigin(m, role int) bool {
	if s.mentions[m].Label != doc.Norp {
		return false
	}
	return !offices[head(strings.ToLower(s.Slice(s.mentions[role].Span)))] && s.is(s.start(role), indefinite)
}

// offices are the heads of roles that states and nations give.
var offices = set("president", "minister", "ambassador", "leader", "envoy", "premier", "secretary", "general", "head", "officer",
	"representative", "mp", "senator", "consul", "chancellor", "king", "queen", "prince", "princess", "emperor", "official", "diplomat",
	"spokesman", "spokeswoman", "spokesperson", "governor", "lawmaker", "commander", "chief", "champion", "coach", "commissioner",
	"admiral", "colonel", "soldier", "politician", "negotiator", "captain", "international", "legislator", "judge")

// mostModifiers is how many words may stand between a role and its body.
const mostModifiers = 4

// bodyBefore: the body stands in the role's noun phrase, as a noun, a genitive or a nationality.
func (s *scene) bodyBefore(role int, _ []int) int {
	first, _ := s.bounds(role)
	t := s.mentions[role].FirstToken - 1
	for n := 0; t >= first && n <= mostModifiers; n++ {
		if closing[s.Word(t)] {
			t = s.beforeBracket(t, first)
		}
		o := s.owner[t]
		switch {
		case o != doc.None && s.isBody(int(o)):
			if !s.isState(int(o)) || s.isOrigin(int(o), role) {
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
	if last.FirstToken < s.mentions[role].FirstToken || personal[s.lower(s.mentions[role].FirstToken)] {
		return doc.None
	}
	t := last.EndToken
	_, end := s.bounds(role)
	if t < end && s.Word(t) == "," {
		t++
	}
	return s.bodyIn(t, role, ofHolder)
}

var (
	ofHolder = set("of")
	// personal titles stay with a person whatever body the person comes from.
	personal = set("dr", "rev", "reverend", "rabbi", "imam", "father", "sister", "monsignor", "major", "inspector", "councillor",
		"councilor", "councilman", "councilwoman", "deputy", "senator", "sen", "officer", "nurse", "colonel", "general", "captain",
		"sergeant", "lawyer", "prof", "professor", "engineer", "pharmacist")
)

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

// possessiveBody: "its", "their" or a genitive of a word for an organization means the organization named before.
func (s *scene) possessiveBody(role int, _ []int) int {
	t := s.start(role)
	if t >= s.mentions[role].FirstToken {
		return doc.None
	}
	if w := s.lower(t); w != "its" && !(s.lower(t) == "the" && t+2 < s.mentions[role].FirstToken && s.is(t+1, bodyNouns) && genitives[s.Word(t+2)]) {
		return doc.None
	}
	first, _ := s.bounds(role)
	only := doc.None
	for t--; t >= first; t-- {
		if o := int(s.owner[t]); s.label(t) == doc.Organization && o != only {
			if only != doc.None {
				return doc.None
			}
			only = o
		}
	}
	return only
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
	line := strings.LastIndexByte(s.Text[:m.Start], '\n') + 1
	t := m.FirstToken
	for t > 0 && s.Tokens[t-1].Start >= line {
		if t--; m.FirstToken-t > mostHeading {
			return doc.None
		}
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

// signatureBody: an organization follows the role at once or behind a comma.
func (s *scene) signatureBody(role int, _ []int) int {
	_, end := s.bounds(role)
	t := s.mentions[role].EndToken
	if t+1 < end && s.Word(t) == "," {
		t++
	}
	if t < end && s.label(t) == doc.Organization && s.mentions[s.owner[t]].FirstToken == t {
		return int(s.owner[t])
	}
	return doc.None
}
