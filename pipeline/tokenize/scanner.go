package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A scanner reads a text once from left to right. Its methods read the token at byte i and return its end.
type scanner struct {
	text   string
	tokens []doc.Token
	at     int // offset of an '@' not before the token being read, len(text) where there is none
}

func (s *scanner) emit(start, end int, shape doc.Shape) int {
	s.tokens = append(s.tokens, doc.Token{Span: doc.Span{Start: start, End: end}, Shape: shape})
	return end
}

func (s *scanner) scan() {
	s.at = -1
	for i := 0; i < len(s.text); {
		switch c := classes[s.text[i]]; {
		case c == space:
			i++
		case c&word != 0:
			i = s.word(i)
		case c == wide:
			i = s.wide(i)
		default:
			i = s.mark(i)
		}
	}
}

// word reads a token that begins with a word rune.
func (s *scanner) word(i int) int {
	end := i
	for end < len(s.text) && classes[s.text[end]]&word != 0 {
		end++
	}
	plain := end == len(s.text) || classes[s.text[end]] == space
	if !plain {
		if e := s.address(i); e > 0 {
			return s.emit(i, e, doc.Address)
		}
		if e := s.url(i, end); e > 0 {
			return s.emit(i, e, doc.URL)
		}
		end = s.join(i, end)
	}
	return s.emit(i, end, wordShape(s.text[i:end]))
}

// join extends the word text[i:end] over the marks that belong to it.
func (s *scanner) join(i, end int) int {
	if digitAt(s.text, i) {
		end = numberEnd(s.text, i)
	}
	for {
		end = wordEnd(s.text, end)
		r, size := runeAt(s.text, end)
		switch {
		case r == '.' && size == 1:
			return s.period(i, end)
		case isApostrophe(r) && letterAt(s.text, end+size) && !possessiveAt(s.text, end):
		case r == '&' && isAmpersandName(s.text, end):
		default:
			return end
		}
		end += size
	}
}

// isAmpersandName reports whether the '&' at byte i stands between capitals, as in "AT&T".
func isAmpersandName(text string, i int) bool {
	return classes[text[i-1]] == upper && i+1 < len(text) && classes[text[i+1]] == upper
}

// possessiveAt reports whether an apostrophe and a final s stand at byte i.
func possessiveAt(text string, i int) bool {
	r, size := runeAt(text, i)
	i += size
	return isApostrophe(r) && i < len(text) && text[i]|0x20 == 's' && !wordAt(text, i+1)
}

// wide reads white space or a token that begins with a non-ASCII rune.
func (s *scanner) wide(i int) int {
	r, size := utf8.DecodeRuneInString(s.text[i:])
	switch {
	case unicode.IsSpace(r):
		return i + size
	case isWord(r):
		end := s.join(i, i)
		return s.emit(i, end, wordShape(s.text[i:end]))
	case possessiveAt(s.text, i):
		return s.emit(i, i+size+1, wordShape(s.text[i+size:i+size+1]))
	}
	return s.emit(i, clusterEnd(s.text, i+size), markShape(r))
}

// clusterEnd extends a rune that ends at byte i over its combining marks and what a joiner ties to it.
func clusterEnd(text string, i int) int {
	for i < len(text) && text[i] >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsMark(r):
		case r == zeroWidthJoiner:
			_, tied := runeAt(text, i+size)
			if skipSpace(text, i+size) != i+size {
				tied = 0
			}
			size += tied
		default:
			return i
		}
		i += size
	}
	return i
}

// mark reads a token that begins with an ASCII mark.
func (s *scanner) mark(i int) int {
	c := s.text[i]
	switch {
	case c == '\'' && possessiveAt(s.text, i):
		return s.emit(i, i+2, wordShape(s.text[i+1:i+2]))
	case c == '@' && wordAt(s.text, i+1):
		return s.emit(i, wordEnd(s.text, i+1), doc.Address)
	case c == '.' && digitAt(s.text, i+1) && s.afterSpace(i):
		end := s.join(i+1, i+1)
		return s.emit(i, end, wordShape(s.text[i+1:end]))
	}
	end := i + 1
	if strings.IndexByte(repeated, c) >= 0 {
		for end < len(s.text) && s.text[end] == c {
			end++
		}
	}
	return s.emit(i, clusterEnd(s.text, end), markShape(rune(c)))
}

// repeated are the marks whose runs are one token: "...", "--", "!!", "=====".
const repeated = ".-!?*=_~#+'`"

// afterSpace reports whether nothing or white space stands before byte i.
func (s *scanner) afterSpace(i int) bool {
	return len(s.tokens) == 0 || s.tokens[len(s.tokens)-1].End < i
}

// numberEnd returns the end of the number at byte i: digits with separators inside, "1,000.5", "10:30", "5/6/2020",
// "2020-06-05".
func numberEnd(text string, i int) int {
	if end := isoDateEnd(text, i); end > 0 {
		return end
	}
	for digitAt(text, i) {
		i++
		if i < len(text) && strings.IndexByte(".,:/", text[i]) >= 0 && digitAt(text, i+1) {
			i++
		}
	}
	return i
}

// isoDateEnd returns the end of a date as in "2020-06-05" at byte i, 0 where there is none.
func isoDateEnd(text string, i int) int {
	const pattern = "0000-00-00"
	if len(text)-i < len(pattern) {
		return 0
	}
	for k, p := range []byte(pattern) {
		if c := text[i+k]; p == '-' && c != '-' || p == '0' && classes[c] != digit {
			return 0
		}
	}
	if wordAt(text, i+len(pattern)) {
		return 0
	}
	return i + len(pattern)
}
