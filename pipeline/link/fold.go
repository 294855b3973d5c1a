package link

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plain spells letters that have no decomposition.
var plain = map[rune]string{
	'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ħ': "h", 'ə': "e",
}

// fold returns s in lower case, without accents, quotation marks and full stops, hyphens as blanks: "Łódź's" is
// "lodzs", "Jean-Luc" "jean luc", "U.S." "us".
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	if isASCII(s) {
		foldASCII(&b, s)
	} else {
		foldUnicode(&b, s)
	}
	return b.String()
}

func foldUnicode(b *strings.Builder, s string) {
	for _, r := range norm.NFD.String(s) {
		r = unicode.ToLower(r)
		switch {
		case unicode.Is(unicode.Mn, r), r == '.', r == '\'', r == '’', r == '‘':
		case r == '-', r == '‐', r == '‑', unicode.IsSpace(r):
			b.WriteByte(' ')
		case plain[r] != "":
			b.WriteString(plain[r])
		default:
			b.WriteRune(r)
		}
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// foldASCII does what fold does for the names that need no normalization, which are most.
func foldASCII(b *strings.Builder, s string) {
	for i := range len(s) {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z':
			b.WriteByte(c + 'a' - 'A')
		case c == '.', c == '\'':
		case c == '-', c == ' ', '\t' <= c && c <= '\r':
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
}

// skeleton reduces a folded word to what its transliterations share: "zelenskyy", "zelenskiy" and "zelensky" are one.
func skeleton(w string) string {
	w = respell.Replace(w)
	var b strings.Builder
	var last rune
	for _, r := range w {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return strings.TrimRight(b.String(), "iy")
}

// respell levels the spellings that romanizations of Cyrillic and Arabic names differ in.
var respell = strings.NewReplacer(
	"kh", "h", "ou", "u", "oo", "u", "ee", "i", "zh", "j", "dzh", "j", "tch", "ch", "tsch", "ch", "ph", "f", "ck", "k",
	"iy", "i", "yi", "i", "ij", "i", "y", "i", "w", "v", "q", "k", "aa", "a", "mohammed", "muhammad", "mohamed",
	"muhammad", "mohammad", "muhammad", "yev", "ev", "iev", "ev",
)

// blanks puts single blanks for white space: a name that crosses a line reads as one.
func blanks(s string) string {
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ' && i+1 < len(s) && s[i+1] != ' ', c > ' ' && c < utf8.RuneSelf:
		case c == 0xc2 && i+1 < len(s) && s[i+1] == 0xa0, c <= ' ':
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}
