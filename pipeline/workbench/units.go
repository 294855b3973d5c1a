package workbench

import (
	"unicode/utf8"

	"roster/pipeline/doc"
)

// width returns how many code units of UTF-16 a code point takes.
func width(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// unitsIn returns how many code units of UTF-16 a text has.
func unitsIn(text string) (n int) {
	for _, r := range text {
		n += width(r)
	}
	return n
}

// byteAt returns the byte offset of a code unit of a text or of its end; ok is false where no code point starts there.
func byteAt(text string, unit int) (at int, ok bool) {
	for i, r := range text {
		if unit <= 0 {
			return i, unit == 0
		}
		unit -= width(r)
	}
	return len(text), unit == 0
}

// spanOf returns a place of an article in bytes.
func spanOf(d *doc.Document, start, end int) (doc.Span, error) {
	from, ok := byteAt(d.Text, start)
	to, also := byteAt(d.Text, end)
	if !ok || !also || from > to {
		return doc.Span{}, bad("%d-%d of a text of %d code units", start, end, unitsIn(d.Text))
	}
	return doc.Span{Start: from, End: to}, nil
}

// unitsOf returns a place of an article in code units.
func unitsOf(d *doc.Document, s doc.Span) (start, end int) {
	start = unitsIn(d.Text[:s.Start])
	return start, start + unitsIn(d.Slice(s))
}

// A ruler converts offsets of a text from code points to code units and bytes.
type ruler struct{ units, bytes []int }

func newRuler(text string) ruler {
	n := utf8.RuneCountInString(text) + 1
	r := ruler{make([]int, 0, n), make([]int, 0, n)}
	unit := 0
	for i, c := range text {
		r.units, r.bytes = append(r.units, unit), append(r.bytes, i)
		unit += width(c)
	}
	return ruler{append(r.units, unit), append(r.bytes, len(text))}
}
