package match

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"roster/rules"
)

// flagsOf computes the flag attributes of a word with the meaning that spaCy gives them, which is Python's.
func flagsOf(s string) uint64 {
	var flags uint64
	for _, f := range [...]struct {
		attr rules.Attr
		has  func(string) bool
	}{
		{rules.IsAlpha, func(s string) bool { return all(s, unicode.IsLetter) }},
		{rules.IsASCII, func(s string) bool { return all(s, func(r rune) bool { return r < 128 }) }},
		{rules.IsDigit, isDigits},
		{rules.IsLower, func(s string) bool { return isCase(s, isLower, isUpper) }},
		{rules.IsUpper, func(s string) bool { return isCase(s, isUpper, isLower) }},
		{rules.IsTitle, isTitle},
		{rules.IsPunct, func(s string) bool { return all(s, unicode.IsPunct) }},
		{rules.IsSpace, func(s string) bool { return all(s, isSpace) }},
		{rules.IsQuote, quotes.has},
		{rules.IsBracket, brackets.has},
		{rules.IsLeftPunct, leftPunct.has},
		{rules.IsRightPunct, rightPunct.has},
		{rules.IsCurrency, func(s string) bool { return all(s, func(r rune) bool { return unicode.Is(unicode.Sc, r) }) }},
		{rules.LikeNum, likeNum},
		{rules.LikeURL, likeURL},
		{rules.LikeEmail, func(s string) bool { return strings.Contains(s, "@") && likeEmail.MatchString(s) }},
	} {
		if f.has(s) {
			flags |= 1 << f.attr
		}
	}
	return flags
}

// all reports whether s has a code point, and all are in the class.
func all(s string, class func(rune) bool) bool {
	for _, r := range s {
		if !class(r) {
			return false
		}
	}
	return s != ""
}

// isCase reports whether s has a code point of the one case, and none of the other or of title case.
func isCase(s string, has, hasNot func(rune) bool) bool {
	cased := false
	for _, r := range s {
		if hasNot(r) || unicode.Is(unicode.Lt, r) {
			return false
		}
		cased = cased || has(r)
	}
	return cased
}

// isTitle reports whether capitals begin the runs of cased letters and stand nowhere else: not so in McDonald.
func isTitle(s string) bool {
	cased, inside := false, false
	for _, r := range s {
		switch {
		case isUpper(r) || unicode.Is(unicode.Lt, r):
			if inside {
				return false
			}
			cased, inside = true, true
		case isLower(r):
			if !inside {
				return false
			}
		default:
			inside = false
		}
	}
	return cased
}

func isUpper(r rune) bool { return unicode.In(r, unicode.Lu, unicode.Other_Uppercase) }

func isLower(r rune) bool { return unicode.In(r, unicode.Ll, unicode.Other_Lowercase) }

func isSpace(r rune) bool { return unicode.IsSpace(r) || '\x1c' <= r && r <= '\x1f' }

func isDigits(s string) bool { return all(s, isDigit) }

// isDigit takes in the digits that are no decimal ones, as ², ①: Unicode's Numeric_Type=Digit.
func isDigit(r rune) bool { return unicode.IsDigit(r) || r >= 0xb2 && unicode.Is(otherDigits, r) }

var otherDigits = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0xb2, 0xb3, 1}, {0xb9, 0xb9, 1}, {0x1369, 0x1371, 1}, {0x19da, 0x19da, 1}, {0x2070, 0x2070, 1}, {0x2074, 0x2079, 1},
		{0x2080, 0x2089, 1}, {0x2460, 0x2468, 1}, {0x2474, 0x247c, 1}, {0x2488, 0x2490, 1}, {0x24ea, 0x24ea, 1},
		{0x24f5, 0x24fd, 1}, {0x24ff, 0x24ff, 1}, {0x2776, 0x277e, 1}, {0x2780, 0x2788, 1}, {0x278a, 0x2792, 1},
	},
	R32: []unicode.Range32{{0x10a40, 0x10a43, 1}, {0x10e60, 0x10e68, 1}, {0x11052, 0x1105a, 1}, {0x1f100, 0x1f10a, 1}},

	LatinOffset: 2,
}

var separators = strings.NewReplacer(",", "", ".", "")

// likeNum reports whether s is a number in digits, with separators or as a fraction, or an English numeral.
func likeNum(s string) bool {
	for _, sign := range []string{"+", "-", "±", "~"} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			s = rest
			break
		}
	}
	s = separators.Replace(s)
	if isDigits(s) {
		return true
	}
	if num, denom, ok := strings.Cut(s, "/"); ok && isDigits(num) && isDigits(denom) {
		return true
	}
	s = lower(s)
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if digits, ok := strings.CutSuffix(s, end); ok && isDigits(digits) {
			return true
		}
	}
	return numerals.has(s)
}

// likeURL reports whether s looks like a web address to spaCy: a scheme, www., a known top-level domain, or the form of
// an address.
func likeURL(s string) bool {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return true
	}
	if strings.HasPrefix(s, "www.") && utf8.RuneCountInString(s) >= 5 {
		return true
	}
	dot := strings.LastIndexByte(s, '.')
	if dot < 0 || s[0] == '.' || dot == len(s)-1 || strings.Contains(s, "@") {
		return false
	}
	domain, _, _ := strings.Cut(s[dot+1:], ":")
	return strings.HasSuffix(domain, "/") || domains.has(domain) || siteForm.MatchString(s) ||
		addressForm.MatchString(s) && !privateForm.MatchString(s)
}

// The forms of an address by name and by number, and the numbers that are private.
var (
	siteForm = regexp.MustCompile(scheme + `(?:(?:[A-Za-z0-9\x{a1}-\x{ffff}][A-Za-z0-9\x{a1}-\x{ffff}_-]{0,62})?` +
		`[A-Za-z0-9\x{a1}-\x{ffff}]\.)+\p{Ll}{2,63}` + resource)
	addressForm = regexp.MustCompile(scheme + `(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}` +
		`\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4])` + resource)
	privateForm = regexp.MustCompile(scheme + `(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2}`)
)

const (
	scheme   = `^(?:[\p{L}\p{N}_+\-.]{2,}://)?`
	resource = `(?::\d{2,5})?(?:[/?#]\S*)?$`
)

var likeEmail = regexp.MustCompile(`^[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+`)
