package link

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"roster/pipeline/doc"
)

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

var personRules = []aliasRule{
	{id: "person.same", offer: one(whole), ask: whole, fits: suffixesAgree, nearest: true},
	{id: "person.part", offer: parts, ask: severalWords, fits: suffixesAgree},
	{id: "person.initials", offer: one(initialAndSurname), ask: initialAndSurname, fits: givenNamesAgree},
	{id: "person.nickname", offer: one(nicknameAndSurname), ask: nicknameAndSurname, fits: givenNamesAgree},
	{id: "person.transliteration", offer: one(skeletons), ask: skeletons, fits: middleNamesAgree},
	{id: "person.given-initial", offer: one(givenAndInitial), ask: givenAndLoneInitial},
	{id: "person.surname", offer: surnames, ask: oneWord, nearest: true},
	{id: "person.given", offer: one(firstName), ask: oneWord, nearest: true},
	{id: "person.given-nickname", offer: one(firstNameInFull), ask: nickname, nearest: true},
	{id: "person.middle", offer: middleNames, ask: oneWord, nearest: true},
	{id: "person.surname-transliteration", offer: one(surnameSkeleton), ask: wordSkeleton, nearest: true},
}

var organizationRules = []aliasRule{
	{id: "organization.same", offer: one(whole), ask: whole},
	{id: "organization.designator", offer: one(bareName), ask: bareName},
	{id: "organization.defined", offer: one(definedAs), ask: whole},
	{id: "organization.acronym", offer: acronyms, ask: capitals},
	{id: "organization.handle", offer: one(runTogether), ask: handle},
	{id: "organization.inverted", offer: one(inverted), ask: inverted},
	{id: "organization.head", offer: heads, ask: distinctive},
	{id: "organization.tail", offer: tails, ask: whole},
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

func whole(s *spelling) string { return key(s.words...) }

func severalWords(s *spelling) string {
	if len(s.words) < 2 {
		return ""
	}
	return whole(s)
}

func oneWord(s *spelling) string {
	if len(s.words) != 1 && !(len(s.words) > 1 && s.surname() == 0 || len(s.words) > 1 && particles[s.words[0]]) {
		return ""
	}
	return whole(s)
}

// parts are the runs of two and more words within a longer name: "García Márquez" in "Gabriel García Márquez".
func parts(keys []string, s *spelling) []string {
	n := min(len(s.words), longestName)
	for i := range n {
		for j := i + 2; j <= n; j++ {
			if j-i < len(s.words) {
				keys = append(keys, key(s.words[i:j]...))
			}
		}
	}
	return keys
}

// longestName bounds the words of a name that are taken apart, so that a run-on mention costs little.
const longestName = 8

func initialAndSurname(s *spelling) string {
	if len(s.words) < 2 {
		return ""
	}
	r, _ := utf8.DecodeRuneInString(s.words[0])
	return string(r) + " " + key(s.words[s.surname():]...)
}

func nicknameAndSurname(s *spelling) string {
	if len(s.words) < 2 {
		return ""
	}
	return fullGivenName(s.words[0]) + " " + key(s.words[s.surname():]...)
}

func skeletons(s *spelling) string {
	if len(s.words) < 2 {
		return ""
	}
	return skeleton(fullGivenName(s.words[0])) + " " + skeleton(key(s.words[s.surname():]...))
}

func givenAndInitial(s *spelling) string {
	if len(s.words) < 2 {
		return ""
	}
	r, _ := utf8.DecodeRuneInString(s.words[s.surname()])
	return s.words[0] + " " + string(r)
}

// givenAndLoneInitial asks for "John Doe" by "John D.".
func givenAndLoneInitial(s *spelling) string {
	if len(s.words) != 2 || utf8.RuneCountInString(s.words[1]) != 1 || utf8.RuneCountInString(s.words[0]) == 1 {
		return ""
	}
	return whole(s)
}

// surnames are the surname with its particles, and without: "von der leyen", "leyen".
func surnames(keys []string, s *spelling) []string {
	if len(s.words) < 2 {
		return keys
	}
	keys = append(keys, s.words[len(s.words)-1])
	for i := s.surname(); i < len(s.words)-1; i++ {
		keys = append(keys, key(s.words[i:]...))
	}
	return keys
}

func firstName(s *spelling) string {
	if len(s.words) < 2 || utf8.RuneCountInString(s.words[0]) == 1 {
		return ""
	}
	return s.words[0]
}

func firstNameInFull(s *spelling) string { return fullGivenName(firstName(s)) }

// nickname asks for "Victoria Kamara" by "Vicky".
func nickname(s *spelling) string {
	if len(s.words) != 1 {
		return ""
	}
	return fullNames[s.words[0]]
}

func middleNames(keys []string, s *spelling) []string {
	if len(s.words) < 3 {
		return keys
	}
	return append(keys, s.words[1:min(len(s.words)-1, longestName)]...)
}

func surnameSkeleton(s *spelling) string {
	if len(s.words) < 2 {
		return ""
	}
	return skeleton(s.words[len(s.words)-1])
}

// leastSkeleton is the length from which a lone word may join by its skeleton: shorter ones meet by chance.
const leastSkeleton = 5

func wordSkeleton(s *spelling) string {
	if len(s.words) != 1 {
		return ""
	}
	if k := skeleton(s.words[0]); len(k) >= leastSkeleton {
		return k
	}
	return ""
}

func suffixesAgree(short, full *spelling) bool {
	return short.suffix == "" || full.suffix == "" || short.suffix == full.suffix
}

// givenNamesAgree vetoes two persons of one surname: every given name that both have must be equal, a nickname, or an
// initial of the other. "George W. Bush" is not "George H. W. Bush", "J. Smith" may be "John Smith".
func givenNamesAgree(short, full *spelling) bool {
	if !suffixesAgree(short, full) {
		return false
	}
	return namesAgree(spread(short.given()), spread(full.given()))
}

// middleNamesAgree is givenNamesAgree but for the first given name.
func middleNamesAgree(short, full *spelling) bool {
	return suffixesAgree(short, full) && namesAgree(spread(short.given()[1:]), spread(full.given()[1:]))
}

// namesAgree compares given names one by one: two and more must be as many.
func namesAgree(a, b []string) bool {
	if len(a) > 1 && len(b) > 1 && len(a) != len(b) {
		return false
	}
	for i := range min(len(a), len(b)) {
		if !sameGivenName(a[i], b[i]) {
			return false
		}
	}
	return true
}

// spread parts initials that stand together: "jd" and "hw" are two each.
func spread(given []string) []string {
	var out []string
	for _, g := range given {
		if len(g) == 2 && !strings.ContainsAny(g, "aeiouy") {
			out = append(out, g[:1], g[1:])
		} else {
			out = append(out, g)
		}
	}
	return out
}

func sameGivenName(a, b string) bool {
	if a == b || fullGivenName(a) == fullGivenName(b) {
		return true
	}
	if utf8.RuneCountInString(a) == 1 || utf8.RuneCountInString(b) == 1 {
		ra, _ := utf8.DecodeRuneInString(a)
		rb, _ := utf8.DecodeRuneInString(b)
		return ra == rb
	}
	return false
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

// runTogether is a name of several words without blanks and function words, as handles have it.
func runTogether(s *spelling) string {
	var b strings.Builder
	for _, w := range s.words {
		if !function[w] {
			b.WriteString(w)
		}
	}
	if len(s.words) < 2 || b.Len() < leastHandle {
		return ""
	}
	return b.String()
}

// leastHandle is the length from which a word may be a name run together: shorter ones meet by chance.
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

// tails are the proper ends of a name.
func tails(keys []string, s *spelling) []string {
	for i := max(1, len(s.words)-longestName); i < len(s.words); i++ {
		keys = append(keys, key(s.words[i:]...))
	}
	return keys
}

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

// expanded writes a place's usual abbreviation in full.
func expanded(s *spelling) string { return inFull(whole(s)) }

// inFull returns what a folded name of a place is short for, or itself.
func inFull(k string) string {
	if full := abbreviations[k]; full != "" {
		return full
	}
	return k
}
