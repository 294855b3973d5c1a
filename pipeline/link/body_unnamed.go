package link

import "roster/pipeline/doc"

// bodyUnnamed is the rule of bodies that are no mention: "President of the Republic", "House Speaker".
const bodyUnnamed = "of.unnamed"

// unnamedBody returns the tokens of an office's body that is no mention of its own, but written as a name; end is 0
// where there is none.
func (s *scene) unnamedBody(role int) (first, end int) {
	if !offices[s.roleHead(role)] {
		return 0, 0
	}
	if first, end = s.unnamedBehind(role); end > 0 {
		return first, end
	}
	return s.unnamedBefore(role)
}

// unnamedBehind: "of" and capitalized words follow the role.
func (s *scene) unnamedBehind(role int) (first, end int) {
	_, last := s.bounds(role)
	t := s.mentions[role].EndToken
	if t >= last || s.lower(t) != "of" || !s.is(t, bodyWords) {
		return 0, 0
	}
	if t++; t < last && s.lower(t) == "the" {
		t++
	}
	first = t
	for t < last && s.isNameWord(t) {
		end = t + 1
		if t++; t < last && s.is(t, nameWords) && s.isNameWord(t+1) {
			t++
		}
	}
	return first, end
}

// isNameWord reports whether token t is a capitalized word outside all mentions, no title and no month.
func (s *scene) isNameWord(t int) bool {
	return t < len(s.Tokens) && s.owner[t] == doc.None && s.Tokens[t].Shape.Capital() &&
		!s.is(t, courtesy) && !s.is(t, months)
}

// unnamedBefore: a capitalized word for a body stands before the role.
func (s *scene) unnamedBefore(role int) (first, end int) {
	start, _ := s.bounds(role)
	t := s.mentions[role].FirstToken - 1
	if t > start && genitives[s.Word(t)] {
		t--
	}
	if t < start || !s.isNameWord(t) || !chambers[s.lower(t)] && (t == start || !s.is(t, bodyNouns)) {
		return 0, 0
	}
	return t, t + 1
}

var (
	// nameWords stand within names of bodies.
	nameWords = set("of", "for", "and", "de", "du", "da", "del", "&")
	// chambers are bodies that news names by the word alone.
	chambers = set("house", "senate", "congress", "parliament", "assembly", "cabinet", "knesset", "duma")
)
