package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A line is one of the text's lines, without its break and the white space at its end.
type line struct {
	start, end int
	brk        int // offset of the line break
	width      int // in code points, indentation included
	first      int // width of its first word
	indent     int // width of the white space before it
}

// Widths are in code points.
const (
	minWidth = 30  // no text is wrapped to less
	maxWidth = 120 // nor to more
	slackOf  = 6   // a line fills a width that it misses by one part in slackOf, for people wrap by eye
	shortOf  = 3   // of a wrapped paragraph's lines but the last, one in shortOf may fall short
	smallOf  = 8   // of its lines but the first, one in smallOf at least begins with a small letter
)

// hardBreaks returns the offsets of the line breaks that end a sentence, ascending.
//
// A blank line always ends one. Other breaks are judged by paragraph: where lines fill a common width, so that the next
// line's first word had no room on them, the text is wrapped and a break after a full line ends nothing. That a
// paragraph is wrapped shows in lines that begin with a small letter, or in the width of the other paragraphs.
func hardBreaks(text string) []int {
	lines := splitLines(text)
	width := 0
	for p := range paragraphs(lines) {
		if w := wrapWidth(text, p); w > width {
			width = w
		}
	}
	breaks := make([]int, 0, len(lines))
	for p := range paragraphs(lines) {
		w := wrapWidth(text, p)
		if w == 0 && width > 0 && isFilled(text, p, width) {
			w = width
		}
		for i, l := range p {
			if i+1 == len(p) || w == 0 || !continues(text, l, p[i+1], w) {
				breaks = append(breaks, l.brk)
			}
		}
	}
	return breaks
}

// splitLines returns the lines of a text.
func splitLines(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	for start := 0; start < len(text); {
		brk, size := start, 0
		for brk < len(text) {
			if size = breakSize(text, brk); size > 0 {
				break
			}
			brk++
		}
		lines = append(lines, measure(text, start, brk))
		start = brk + max(size, 1)
	}
	return lines
}

// breakSize returns the size in bytes of the line break at byte i, 0 where there is none.
func breakSize(text string, i int) int {
	switch c := text[i]; {
	case ' ' <= c && c < utf8.RuneSelf || c == '\t':
		return 0
	case c == '\r' && strings.HasPrefix(text[i+1:], "\n"):
		return 2
	case '\n' <= c && c <= '\r':
		return 1
	case c == 0xc2 && strings.HasPrefix(text[i:], "\u0085"):
		return 2
	case c == 0xe2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
		return 3
	}
	return 0
}

func measure(text string, start, brk int) line {
	s := strings.TrimRightFunc(text[start:brk], unicode.IsSpace)
	body := strings.TrimLeftFunc(s, unicode.IsSpace)
	word := body
	if n := strings.IndexFunc(body, unicode.IsSpace); n >= 0 {
		word = body[:n]
	}
	width := utf8.RuneCountInString(s)
	return line{
		start: start + len(s) - len(body), end: start + len(s), brk: brk,
		width: width, first: utf8.RuneCountInString(word), indent: width - utf8.RuneCountInString(body),
	}
}

// paragraphs yields the runs of lines that no blank line parts.
func paragraphs(lines []line) func(yield func([]line) bool) {
	return func(yield func([]line) bool) {
		first := 0
		for i, l := range lines {
			if l.width > 0 {
				continue
			}
			if first < i && !yield(lines[first:i]) {
				return
			}
			first = i + 1
		}
		if first < len(lines) {
			yield(lines[first:])
		}
	}
}

// wrapWidth returns the width to which a paragraph shows itself to be wrapped, 0 where it does not.
func wrapWidth(text string, p []line) int {
	width, small := 0, 0
	for _, l := range p {
		if l.width > l.indent+l.first {
			width = max(width, l.width)
		}
		if r, _ := runeAt(text, l.start); unicode.IsLower(r) {
			small++
		}
	}
	if width < minWidth || width > maxWidth || small == 0 || small*smallOf < len(p)-1 || !isFilled(text, p, width) {
		return 0
	}
	return width
}

// isFilled reports whether the lines of a paragraph but the last fill a width. Short lines at the end of a sentence say
// nothing, and of the others a few are excepted.
func isFilled(text string, p []line, width int) bool {
	full, short := 0, 0
	for i, l := range p[:len(p)-1] {
		switch r, _ := utf8.DecodeLastRuneInString(text[:l.end]); {
		case fills(l, p[i+1], width):
			full++
		case !strings.ContainsRune(".?!:\"”)", r):
			short++
		}
	}
	return full > 0 && short*shortOf <= full+short
}

// fills reports whether the first word of the next line had no room on a line.
func fills(l, next line, width int) bool {
	return l.width+1+next.first > width-width/slackOf
}

// continues reports whether the sentence goes on over the break after a line of a wrapped paragraph.
func continues(text string, l, next line, width int) bool {
	if r, _ := runeAt(text, next.start); unicode.IsLower(r) {
		return true
	}
	return fills(l, next, width) && next.indent <= l.indent+1 && !isItem(text[next.start:next.end])
}

// isItem reports whether a line begins as an item of a list does: "1. ", "2) ", "- ", "• ".
func isItem(s string) bool {
	bullet, _, found := strings.Cut(s, " ")
	if !found {
		return false
	}
	number := strings.TrimRight(bullet, ".)")
	if number != bullet {
		return strings.Trim(number, "0123456789") == ""
	}
	return bullet != "" && strings.Trim(bullet, "-*•–—·") == ""
}
