package link

import "roster/pipeline/doc"

// An aliasRule joins a spelling to an entity that a fuller spelling stands for. Rules are tried in the order of their
// table; the first that finds an entity decides. The fuller spelling offers keys, the shorter asks for one: joining is
// a look-up, so its cost does not grow with the square of the number of names.
type aliasRule struct {
	id    string
	offer func(keys []string, full *spelling) []string // appends to keys
	ask   func(short *spelling) string                 // "" for none
	fits  func(short, full *spelling) bool             // nil: whoever has the key

	// nearest: of several entities the one mentioned last before the mention is meant, else the first after it, as
	// newspapers use surnames. Without it the spelling stays on its own.
	nearest bool
}

// aliasRules is the table: a label's rules in the order of trial.
var aliasRules = map[doc.Label][]aliasRule{
	doc.Person:       personRules,
	doc.Organization: organizationRules,
	doc.Place:        placeRules,
}

var placeRules = []aliasRule{
	{id: "place.same", offer: one(whole), ask: whole},
	{id: "place.abbreviation", offer: one(expanded), ask: expanded},
}

// one offers the key that f gives, unless it is "".
func one(f func(*spelling) string) func([]string, *spelling) []string {
	return func(keys []string, s *spelling) []string {
		if k := f(s); k != "" {
			keys = append(keys, k)
		}
		return keys
	}
}

func whole(s *spelling) string {
	if s.whole == "" {
		s.whole = key(s.words...)
	}
	return s.whole
}

// longestName bounds the words of a name that are taken apart, so that a run-on mention costs little.
const longestName = 8

// expanded writes a place's usual abbreviation in full.
func expanded(s *spelling) string { return inFull(whole(s)) }

// inFull returns what a folded name of a place is short for, or itself.
func inFull(k string) string {
	if full := abbreviations[k]; full != "" {
		return full
	}
	return k
}
