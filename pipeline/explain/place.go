package explain

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A Place is where to look in a document.
type Place struct {
	doc.Span
	narrow bool // a point or a stretch, not a line or the whole
}

// Whole is all of a text.
func Whole(text string) Place { return Place{Span: doc.Span{End: len(text)}} }

// Line is the 1-based line n of a text, without its end.
func Line(text string, n int) (Place, error) {
	count := strings.Count(text, "\n") + 1
	if strings.HasSuffix(text, "\n") {
		count--
	}
	if n < 1 || n > count {
		return Place{}, fmt.Errorf("line %d of a text of %d lines", n, count)
	}
	start := 0
	for range n - 1 {
		start += strings.IndexByte(text[start:], '\n') + 1
	}
	line, _, _ := strings.Cut(text[start:], "\n")
	line = strings.TrimSuffix(line, "\r")
	return Place{Span: doc.Span{Start: start, End: start + len(line)}}, nil
}

// Column is the point before the 1-based column col, in code points, of line n. The column behind the last one is the
// end of the line.
func Column(text string, n, col int) (Place, error) {
	line, err := Line(text, n)
	if err != nil {
		return Place{}, err
	}
	at, ok := index(text[line.Start:line.End], col-1)
	if !ok {
		return Place{}, fmt.Errorf("column %d of line %d, which has %d code points",
			col, n, utf8.RuneCountInString(text[line.Start:line.End]))
	}
	return point(line.Start + at), nil
}

// Offset is the point before the code point with the 0-based index n. The index behind the last one is the end.
func Offset(text string, n int) (Place, error) {
	at, ok := index(text, n)
	if !ok {
		return Place{}, fmt.Errorf("offset %d of a text of %d code points", n, utf8.RuneCountInString(text))
	}
	return point(at), nil
}

// Stretch is the code points [start, end) of a text, as records count them.
func Stretch(text string, start, end int) (Place, error) {
	from, ok := index(text, start)
	to, also := index(text, end)
	if !ok || !also || start >= end {
		return Place{}, fmt.Errorf("offsets %d-%d of a text of %d code points", start, end, utf8.RuneCountInString(text))
	}
	return Place{doc.Span{Start: from, End: to}, true}, nil
}

// At is a stretch in bytes, or a point where it is empty.
func At(s doc.Span) Place { return Place{s, true} }

func point(at int) Place { return Place{doc.Span{Start: at, End: at}, true} }

// index returns the byte offset of code point n of a text, or of its end.
func index(text string, n int) (int, bool) {
	for i := range text {
		if n == 0 {
			return i, true
		}
		n--
	}
	return len(text), n == 0
}

// Holds reports whether a span is at the place: it shares a byte with it, or covers or touches a point.
func (p Place) Holds(s doc.Span) bool {
	if p.Len() == 0 {
		return s.Start <= p.Start && p.Start <= s.End
	}
	return s.Overlaps(p.Span)
}

// tokens returns the tokens of a point or stretch: those that share a byte with it, else the one that it touches, else
// none.
func (p Place) tokens(d *doc.Document) (first, end int) {
	if !p.narrow {
		return 0, 0
	}
	first = sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > p.Start })
	for end = first; end < len(d.Tokens) && d.Tokens[end].Start < max(p.End, p.Start+1); end++ {
	}
	if first == end && first > 0 && d.Tokens[first-1].End == p.Start {
		return first - 1, first
	}
	return first, end
}

// Position returns the 1-based line and column, in code points, of a byte offset of a text.
func Position(text string, at int) (line, col int) {
	before := text[:at]
	start := strings.LastIndexByte(before, '\n') + 1
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[start:])
}

// Context returns the text around a span on one line, the span in brackets: thirty code points on each side at most.
func Context(text string, s doc.Span) string {
	from, to := s.Start, s.End
	for range around {
		_, before := utf8.DecodeLastRuneInString(text[:from])
		_, after := utf8.DecodeRuneInString(text[to:])
		from, to = from-before, to+after
	}
	return oneLine(text[from:s.Start] + "[" + text[s.Start:s.End] + "]" + text[s.End:to])
}
