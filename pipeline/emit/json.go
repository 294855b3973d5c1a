package emit

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// The functions of this file append JSON to b and return the longer slice, as those of strconv do.

// verbatim holds the bytes that stand for themselves in a JSON string.
var verbatim = func() (t [256]bool) {
	for c := ' '; c < 256; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// appendString appends s as a JSON string; bytes that are not UTF-8 become U+FFFD.
func appendString(b []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		if !verbatim[s[i]] {
			b = appendEscape(append(b, s[from:i]...), s[i])
			from = i + 1
		}
	}
	return append(append(b, s[from:]...), '"')
}

func appendEscape(b []byte, c byte) []byte {
	const hex = "0123456789abcdef"
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}

// appendKnown appends s as a string, null where it is empty.
func appendKnown(b []byte, s string) []byte {
	if s == "" {
		return append(b, "null"...)
	}
	return appendString(b, s)
}

// appendIndex appends an index, null for doc.None.
func appendIndex(b []byte, i int) []byte {
	if i == doc.None {
		return append(b, "null"...)
	}
	return appendInt(b, i)
}

func appendInt(b []byte, i int) []byte { return strconv.AppendInt(b, int64(i), 10) }

// appendScore appends a score of 0..1 with three decimals, without the zeros that end them: 0.98, 1, 0.
func appendScore(b []byte, score float64) []byte {
	n := int(math.Round(1000 * min(max(score, 0), 1)))
	b = append(b, '0'+byte(n/1000))
	if n%1000 == 0 {
		return b
	}
	b = append(b, '.')
	for n %= 1000; n > 0; n = n % 100 * 10 {
		b = append(b, '0'+byte(n/100))
	}
	return b
}

// appendList appends the items as a JSON array, each by one.
func appendList[T any](b []byte, items []T, one func([]byte, T) []byte) []byte {
	return appendEach(b, items, func(b []byte, _ int, item T) []byte { return one(b, item) })
}

// appendEach is appendList for a function that takes the index of the item too.
func appendEach[T any](b []byte, items []T, one func([]byte, int, T) []byte) []byte {
	b = append(b, '[')
	for i, item := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(b, i, item)
	}
	return append(b, ']')
}
