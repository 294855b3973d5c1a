package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A class says what a byte of text can begin or continue.
type class uint8

const (
	space  class = 1 << iota
	lower        // ASCII a-z
	upper        // ASCII A-Z
	digit        // ASCII 0-9
	joiner       // the underscore
	mark         // other ASCII: punctuation, symbols, controls
	wide         // a byte of a non-ASCII rune

	letter = lower | upper
	word   = letter | digit | joiner
)

var classes = func() (t [256]class) {
	for i := range t {
		c := byte(i)
		switch {
		case c >= utf8.RuneSelf:
			t[i] = wide
		case c == ' ' || '\t' <= c && c <= '\r':
			t[i] = space
		case 'a' <= c && c <= 'z':
			t[i] = lower
		case 'A' <= c && c <= 'Z':
			t[i] = upper
		case '0' <= c && c <= '9':
			t[i] = digit
		case c == '_':
			t[i] = joiner
		default:
			t[i] = mark
		}
	}
	return t
}()

const (
	zeroWidthNonJoiner = '\u200c'
	zeroWidthJoiner    = '\u200d'
	softHyphen         = '\u00ad'
)

// isWord reports whether a rune can stand inside a word.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r]&word != 0
	}
	if unicode.IsLetter(r) {
		return !isIdeograph(r)
	}
	return unicode.IsMark(r) || unicode.IsNumber(r) ||
		r == softHyphen || r == zeroWidthJoiner || r == zeroWidthNonJoiner
}

// isIdeograph reports whether a rune is of a script that writes no spaces and is cut at every rune.
func isIdeograph(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// isApostrophe reports whether a rune serves as an apostrophe inside a word.
func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' }

// runeAt decodes the rune at byte i; at the end of the text its size is 0.
func runeAt(text string, i int) (rune, int) {
	if i < len(text) && text[i] < utf8.RuneSelf {
		return rune(text[i]), 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

// wordAt reports whether a word rune stands at byte i.
func wordAt(text string, i int) bool {
	r, size := runeAt(text, i)
	return size > 0 && isWord(r)
}

// letterAt reports whether a letter stands at byte i.
func letterAt(text string, i int) bool {
	r, _ := runeAt(text, i)
	return unicode.IsLetter(r)
}

// digitAt reports whether an ASCII digit stands at byte i.
func digitAt(text string, i int) bool { return i < len(text) && classes[text[i]] == digit }

// skipSpace returns the offset of the first byte from i on that is no white space.
func skipSpace(text string, i int) int {
	return len(text) - len(strings.TrimLeftFunc(text[i:], unicode.IsSpace))
}

// wordEnd returns the end of the run of word runes at byte i.
func wordEnd(text string, i int) int {
	for i < len(text) {
		c := classes[text[i]]
		if c&word != 0 {
			i++
			continue
		}
		if c != wide {
			break
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) {
			break
		}
		i += size
	}
	return i
}
