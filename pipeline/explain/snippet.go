package explain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"roster/pipeline/doc"
)

// A snippet is a stretch of a text on one line, every white space and control as one blank.
type snippet struct {
	text   string
	source string // the text that it is of
	doc.Span
}

// snippetOf returns the stretch around a span, cut at whole code points.
func snippetOf(text string, s doc.Span) snippet {
	from, to := s.Start, s.End
	for n := 0; from > 0 && n < around; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	for n := 0; to < len(text) && n < around; n++ {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	visible := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text[from:to])
	return snippet{strings.TrimRight(visible, " "), text, doc.Span{Start: from, End: to}}
}

// mark returns a line of ^ that stands under a span when it is printed below the snippet in a fixed-width font; a
// single ^ for an empty span.
func (s snippet) mark(m doc.Span) string {
	before, marked := columns(s.source[s.Start:m.Start]), columns(s.source[m.Start:m.End])
	return strings.Repeat(" ", before) + strings.Repeat("^", max(1, marked))
}

// columns returns how many columns of a terminal a text takes: none for marks that combine and for format characters,
// two for wide characters (Unicode Standard Annex 11), one for others.
func columns(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case isWide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

func isWide(r rune) bool {
	kind := width.LookupRune(r).Kind()
	return kind == width.EastAsianWide || kind == width.EastAsianFullwidth
}
