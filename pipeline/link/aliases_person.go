package link

import (
	"strings"
	"unicode/utf8"
)

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
