package link

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var organizationRules = []aliasRule{
	{id: "organization.same", offer: one(whole), ask: whole},
	{id: "organization.designator", offer: one(bareName), ask: bareName},
	{id: "organization.defined", offer: one(definedAs), ask: whole},
	{id: "organization.acronym", offer: acronyms, ask: capitals},
	{id: "organization.short", offer: one(shortened), ask: unshortened},
	{id: "organization.plural", offer: one(singular), ask: singular},
	{id: "organization.handle", offer: runTogether, ask: handle},
	{id: "organization.inverted", offer: one(inverted), ask: inverted},
	{id: "organization.head", offer: heads, ask: distinctive},
	{id: "organization.tail", offer: tails, ask: whole},
}

// bareName is an organization's name without designators at its end: "Acme Holdings, Inc." is "acme holdings".
func bareName(s *spelling) string {
	k := strings.Trim(key(s.words[:s.bare()]...), ", ")
	if strings.Contains(k, "&") {
		return strings.ReplaceAll(k, "&", "and")
	}
	return k
}

// bare returns how many of the words are no designators at the end.
func (s *spelling) bare() int {
	n := len(s.words)
	for n > 1 && (designators[strings.Trim(s.words[n-1], ",")] || s.words[n-1] == "&" || s.words[n-1] == "and") {
		n--
	}
	return n
}

var designators = set("inc", "corp", "corporation", "ltd", "limited", "plc", "co", "company", "llc", "llp", "gmbh",
	"ag", "sa", "spa", "srl", "nv", "bv", "ab", "asa", "oyj", "kk", "pty", "bhd", "sdn", "tbk", "pjsc", "ojsc", "fc",
	"afc", "cf")

func definedAs(s *spelling) string { return s.defined }

// shortened is a name that has a usual short one.
func shortened(s *spelling) string {
	if k := whole(s); hasShortName[k] {
		return k
	}
	return ""
}

// unshortened writes an organization's usual short name in full.
func unshortened(s *spelling) string { return shortNames[whole(s)] }

// singular is a name without the plural ending of its last word: teams and parties are "Yankees" and a "Yankee".
func singular(s *spelling) string {
	k := whole(s)
	if len(k) < leastPlural || strings.HasSuffix(k, "ss") {
		return ""
	}
	return strings.TrimSuffix(k, "s")
}

// leastPlural is the length in bytes from which a name's ending may be a plural's.
const leastPlural = 6

// runTogether is a name of several words without blanks, as handles have it: with all its function words, with the
// article before it alone, and without any.
func runTogether(keys []string, s *spelling) []string {
	if len(s.words) < 2 {
		return keys
	}
	keys = appendHandle(keys, s.words)
	content := slices.DeleteFunc(slices.Clone(s.words[1:]), func(w string) bool { return function[w] })
	if len(content)+1 < len(s.words) {
		keys = appendHandle(keys, append(s.words[:1:1], content...))
	}
	if function[s.words[0]] {
		keys = appendHandle(keys, content)
	}
	return keys
}

// appendHandle appends the words run together, unless that is short enough to meet by chance.
func appendHandle(keys, words []string) []string {
	if k := strings.Join(words, ""); len(k) >= leastHandle {
		keys = append(keys, k)
	}
	return keys
}

// leastHandle is the length in bytes from which a word may be a name run together: shorter ones meet by chance.
const leastHandle = 8

// handle asks for "Norrbottens Radio" by "norrbottensradio".
func handle(s *spelling) string {
	if len(s.words) != 1 || len(s.words[0]) < leastHandle {
		return ""
	}
	return strings.TrimPrefix(s.words[0], "@")
}

// acronyms are the initials of a name's words, with and without its function words, and without its designators.
func acronyms(keys []string, s *spelling) []string {
	keys = initials(keys, s.words)
	if n := s.bare(); n > 1 && n < len(s.words) {
		keys = initials(keys, s.words[:n])
	}
	return keys
}

func initials(keys, words []string) []string {
	if len(words) < 2 {
		return keys
	}
	var all, content strings.Builder
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		all.WriteRune(r)
		if !function[w] {
			content.WriteRune(r)
		}
	}
	keys = append(keys, content.String())
	if all.Len() != content.Len() {
		keys = append(keys, all.String())
	}
	return keys
}

var function = set("of", "the", "and", "for", "in", "on", "at", "to", "de", "des", "du", "la", "le", "les", "et", "y",
	"e", "der", "die", "das", "und", "für", "del", "los", "el", "da", "do", "dos", "van", "het", "&")

// capitals asks by an abbreviation: one word of two capitals or more.
func capitals(s *spelling) string {
	if len(s.words) != 1 || utf8.RuneCountInString(s.words[0]) < 2 || strings.ToUpper(s.text) != s.text {
		return ""
	}
	return s.words[0]
}

// inverted is what "Foreign Ministry" and "Ministry of Foreign Affairs" share: their content words, sorted.
func inverted(s *spelling) string {
	var content []string
	for _, w := range s.words {
		if !function[w] && w != "affairs" {
			content = append(content, w)
		}
	}
	if len(content) < 2 {
		return ""
	}
	slices.Sort(content)
	return key(content...)
}

// heads are the proper beginnings of a name.
func heads(keys []string, s *spelling) []string {
	for i := 1; i < min(len(s.words), longestName); i++ {
		keys = append(keys, key(s.words[:i]...))
	}
	return keys
}

// tails are the proper ends of a name. Of "Audit Committee of the Café Noir" they do not reach beyond "of the": the
// Café Noir is another organization.
func tails(keys []string, s *spelling) []string {
	for i := max(1, len(s.words)-longestName); i < s.endOfPart(); i++ {
		keys = append(keys, key(s.words[i:]...))
	}
	return keys
}

// endOfPart returns the index of "of the" in the name of a part of another organization, else how many words there are.
// The whole of a ministry's name is its own: "Department of the Treasury".
func (s *spelling) endOfPart() int {
	for i := 1; i+2 < len(s.words); i++ {
		if s.words[i] == "of" && s.words[i+1] == "the" && (i > 1 || !ministries[s.words[0]]) {
			return i
		}
	}
	return len(s.words)
}

// ministries are words that "of the" and what the organization is in charge of follow.
var ministries = set("ministry", "department", "secretariat", "office")

// distinctive asks by a beginning that is more than a kind of organization.
func distinctive(s *spelling) string {
	if len(s.words) == 1 && (kinds[s.words[0]] || utf8.RuneCountInString(s.words[0]) < 3) {
		return ""
	}
	return whole(s)
}

// kinds are words that many organizations' names begin with.
var kinds = set("ministry", "department", "university", "bank", "national", "international", "united", "world",
	"federal", "state", "european", "american", "british", "royal", "central", "supreme", "high", "association",
	"institute", "office", "house", "party", "council", "committee", "commission", "center", "centre", "college",
	"school", "new", "free", "first", "general", "public", "church", "court", "board", "bureau", "agency", "society",
	"union", "federation", "group", "real", "global", "democratic", "republican", "people", "peoples", "north", "south",
	"east", "west", "northern", "southern")
