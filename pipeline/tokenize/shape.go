package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// wordShape classes a token that begins with a letter, a digit or another word rune.
func wordShape(s string) doc.Shape {
	var capitals, smalls int
	firstCapital := false
	for i := 0; i < len(s); {
		isUpper, isLower, size := caseAt(s, i)
		switch {
		case isUpper:
			firstCapital = firstCapital || capitals+smalls == 0
			capitals++
		case isLower:
			smalls++
		}
		i += size
	}
	switch {
	case capitals+smalls == 0 && strings.IndexFunc(s, unicode.IsNumber) < 0:
		return doc.Other
	case capitals+smalls == 0:
		return doc.Number
	case capitals == 0:
		return doc.Lower
	case capitals == 1 && firstCapital:
		return doc.Title
	case smalls == 0:
		return doc.Upper
	}
	return doc.Mixed
}

// caseAt returns whether the rune at byte i is a capital or another letter, and its size.
func caseAt(s string, i int) (isUpper, isLower bool, size int) {
	if c := classes[s[i]]; c != wide {
		return c == upper, c == lower, 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	isUpper = unicode.IsUpper(r) || unicode.IsTitle(r)
	return isUpper, !isUpper && unicode.IsLetter(r), size
}

// markShape classes a token that is no word.
func markShape(r rune) doc.Shape {
	switch {
	case unicode.IsPunct(r):
		return doc.Punct
	case unicode.IsLetter(r):
		return doc.Lower
	}
	return doc.Other
}
