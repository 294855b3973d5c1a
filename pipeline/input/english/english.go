// Package english says what speaks against a text's being English prose, which is all that the pipeline reads well. It
// takes a text and gives warnings; it goes by scripts, words of grammar and the forms of lines, needs no model, and
// would rather be silent than wrong: a text of names, figures and results has no warning.
package english

import (
	"fmt"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Doubts returns the warnings on a text, none for most texts. It looks at up to three parts of it, but for lost
// characters at all of it.
func Doubts(text string) []string {
	var doubts []string
	if n := strings.Count(text, "\uFFFD"); n > 0 {
		doubts = append(doubts, fmt.Sprintf("lost characters: U+FFFD stands for %d of them", n))
	}
	var c census
	for _, part := range parts(text) {
		c.count(part)
	}
	if c.garbled >= minGarbled {
		doubts = append(doubts, "garbled characters: it looks like UTF-8 that was read in another encoding")
	}
	switch language := c.language(); {
	case c.letters*foreignLetters < c.otherLetters*100:
		doubts = append(doubts, "not English: most letters are not Latin")
	case language != "":
		doubts = append(doubts, "not English: it looks like "+language)
	case c.bytes >= minBytes && c.inRuns*100 > c.bytes*maxInRuns:
		doubts = append(doubts, "no prose: long runs of characters without spaces")
	case c.bytes >= minBytes && (c.letters+c.otherLetters)*100 < c.bytes*minLetters:
		doubts = append(doubts, "no prose: few letters among digits and signs")
	}
	return doubts
}

// The bounds, chosen so that texts of news, sports results and posts stay free of warnings.
const (
	minGarbled     = 3   // characters
	foreignLetters = 50  // percent of all letters
	minBytes       = 200 // without white space
	runLength      = 60  // bytes
	maxInRuns      = 50  // percent of bytes
	minLetters     = 25  // percent of bytes
	minWords       = 12
	minFound       = 4  // words of grammar of another language
	minFoundShare  = 12 // percent of words
)

// garbledSigns are what quotes, dashes and common letters become where UTF-8 is read as windows-1252.
var garbledSigns = []string{"â€", "Ã©", "Ã¨", "Ã¼", "Ã¶", "Ã¤", "Ã±", "Ã³", "Ã¡", "Ã\u00ad"}

// partBytes is how much of the text is looked at in each of three places.
const partBytes = 1 << 10

// parts returns the text, or its beginning, middle and end.
func parts(text string) []string {
	if len(text) <= 3*partBytes {
		return []string{text}
	}
	middle := (len(text) - partBytes) / 2
	return []string{text[:partBytes], text[middle : middle+partBytes], text[len(text)-partBytes:]}
}

// A census is what a text consists of.
type census struct {
	bytes        int // without white space
	letters      int // Latin
	otherLetters int // of other scripts
	inRuns       int // bytes in runs of runLength or more without white space, other than addresses
	garbled      int // characters that stand where UTF-8 was read in another encoding

	words   int
	english int // words of grammar
	foreign [32]int
}

// count adds a part of a text.
func (c *census) count(part string) {
	for field := range strings.FieldsSeq(part) {
		c.bytes += len(field)
		if len(field) >= runLength && !strings.Contains(field, "://") {
			c.inRuns += len(field)
		}
		c.countField(field)
	}
	if !strings.Contains(part, "Ã") && !strings.Contains(part, "â€") {
		return
	}
	for _, sign := range garbledSigns {
		c.garbled += strings.Count(part, sign)
	}
}

// countField adds what stands between white space.
func (c *census) countField(field string) {
	start := -1 // of the word, -1 outside of one
	for i, r := range field {
		switch {
		case 'a' <= r|0x20 && r|0x20 <= 'z' || r >= utf8.RuneSelf && unicode.Is(unicode.Latin, r):
			c.letters++
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			c.otherLetters++
		default:
			if start >= 0 {
				c.countWord(field[start:i])
			}
			start = -1
			continue
		}
		if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		c.countWord(field[start:])
	}
}

// countWord adds a word. The table has no word with a capital, which might be a part of a name,
// and single letters stand for much in any language.
func (c *census) countWord(word string) {
	c.words++
	if len(word) == 1 || len(word) > maxWord {
		return
	}
	found := languages[keyOf(word)]
	if found == english {
		c.english++
		return
	}
	for ; found != 0; found &= found - 1 {
		c.foreign[bits.TrailingZeros32(found)]++
	}
}

// language returns the language whose words of grammar are there instead of English ones, "" if none.
func (c *census) language() string {
	best := 0
	for i, n := range c.foreign {
		if n > c.foreign[best] {
			best = i
		}
	}
	n := c.foreign[best]
	if c.words < minWords || n < minFound || n < 2*c.english || n*100 < c.words*minFoundShare {
		return ""
	}
	return foreignWords[best].language
}
