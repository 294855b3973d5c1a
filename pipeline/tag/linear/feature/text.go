package feature

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A caseClass is the form of a word, finer than doc.Shape.
type caseClass uint8

const (
	caseLower   caseClass = iota
	caseTitle             // one capital, at the start
	caseUpper             // two or more letters, all capital
	caseMixed             // "McDonald", "iPhone"
	caseSingle            // one capital letter alone, with or without a period
	caseAcronym           // "U.S."
	caseDigits
	caseAlnum // letters and digits
	casePunct
)

// capital reports whether the word is one of letters with a capital among them.
func (c caseClass) capital() bool { return c >= caseTitle && c <= caseAcronym }

// caseOf classifies a word that is not empty.
func caseOf(w string) caseClass {
	var upper, lower, digits int
	for _, r := range w {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			upper++
		case unicode.IsLetter(r):
			lower++
		case unicode.IsDigit(r):
			digits++
		}
	}
	first, _ := utf8.DecodeRuneInString(w)
	switch {
	case upper+lower == 0 && digits == 0:
		return casePunct
	case upper+lower == 0:
		return caseDigits
	case digits > 0:
		return caseAlnum
	case upper == 0:
		return caseLower
	case lower == 0 && upper == 1:
		return caseSingle
	case lower == 0 && strings.IndexByte(w, '.') > 0:
		return caseAcronym
	case lower == 0:
		return caseUpper
	case upper == 1 && unicode.IsUpper(first):
		return caseTitle
	}
	return caseMixed
}

// runLimit is how long a run of equal characters is kept in a long shape.
const runLimit = 4

// shapesOf replaces letters by x and X and digits by d; the long shape keeps runs of up to four, the short one keeps
// one of a run.
func shapesOf(w string) (long, short string) {
	var l, s strings.Builder
	var last rune
	run := 0
	for _, r := range w {
		x := r
		switch {
		case unicode.IsUpper(r):
			x = 'X'
		case unicode.IsLetter(r):
			x = 'x'
		case unicode.IsDigit(r):
			x = 'd'
		case r >= utf8.RuneSelf:
			x = '?'
		}
		if x == last {
			run++
		} else {
			run = 1
			s.WriteRune(x)
		}
		last = x
		if run <= runLimit {
			l.WriteRune(x)
		}
	}
	return l.String(), s.String()
}

// titled writes a word of four or more capitals as in running text, so that a headline's "LONDON" is "London"; other
// words stay as they are.
func titled(w string) string {
	if caseOf(w) != caseUpper || utf8.RuneCountInString(w) < 4 {
		return w
	}
	runes := []rune(strings.ToLower(w))
	start := true
	for i, r := range runes {
		if start {
			runes[i] = unicode.ToUpper(r)
		}
		start = r == '-' || r == '\''
	}
	return string(runes)
}

// lowered is the word in lower case, with straight apostrophes.
func lowered(w string) string { return strings.ToLower(strings.ReplaceAll(w, "’", "'")) }

// fold strips a lower-case word's accents, and writes the letters that have none in the way English papers do.
func fold(w string) string {
	if isASCII(w) {
		return w
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(w) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case letterFolds[r] != "":
			b.WriteString(letterFolds[r])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

var letterFolds = map[rune]string{
	'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'þ': "th",
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
