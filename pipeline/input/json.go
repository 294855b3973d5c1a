package input

import (
	"iter"
	"strconv"
	"strings"
	"unicode/utf16"
)

// A member is a key and a value of a JSON object.
type member struct {
	key            string
	value          string // JSON, without white space around it
	keyAt, valueAt int    // byte offsets
}

// members gives the members of an object. It takes valid JSON alone.
func members(s string) iter.Seq[member] {
	return func(yield func(member) bool) {
		i := blank(s) + 1
		for {
			i += blank(s[i:])
			if s[i] == '}' {
				return
			}
			m := member{keyAt: i}
			i += stringLength(s[i:])
			m.key = unquoteJSON(s[m.keyAt:i])
			i += blank(s[i:]) + len(":")
			i += blank(s[i:])
			m.valueAt = i
			i += valueLength(s[i:])
			m.value = s[m.valueAt:i]
			if !yield(m) {
				return
			}
			i += blank(s[i:])
			if s[i] == ',' {
				i++
			}
		}
	}
}

// blank returns how many bytes of JSON's white space s begins with.
func blank(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\r\n")) }

// stringLength returns the length of the string that s begins with, with its quotes.
func stringLength(s string) int {
	for i, quote := 1, 0; ; {
		if quote < i {
			quote = i + strings.IndexByte(s[i:], '"')
		}
		escape := strings.IndexByte(s[i:quote], '\\')
		if escape < 0 {
			return quote + 1
		}
		i += escape + len(`\n`)
	}
}

// valueLength returns the length of the value that s begins with, a member of an object.
func valueLength(s string) int {
	depth := 0
	for i := 0; ; {
		switch s[i] {
		case '"':
			i += stringLength(s[i:])
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		default: // a number or word, or what stands between values
			i += max(strings.IndexAny(s[i:], ",:\"[]{} \t\r\n"), 1)
		}
		if depth == 0 {
			return i
		}
	}
}

// unquoteJSON returns what a valid string of JSON, in its quotes, says. Surrogates must come in pairs.
func unquoteJSON(s string) string {
	s = s[1 : len(s)-1]
	i := strings.IndexByte(s, '\\')
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for ; i >= 0; i = strings.IndexByte(s, '\\') {
		b.WriteString(s[:i])
		r, n := escape(s[i:])
		b.WriteRune(r)
		s = s[i+n:]
	}
	b.WriteString(s)
	return b.String()
}

// escape returns the character that the escape at the beginning of s stands for, and the escape's length.
func escape(s string) (r rune, length int) {
	switch s[1] {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		if r := hex4(s[2:]); !utf16.IsSurrogate(r) {
			return r, 6
		}
		return utf16.DecodeRune(hex4(s[2:]), hex4(s[8:])), 12
	}
	return rune(s[1]), 2
}

// hex4 returns the number of the four hexadecimal digits that s begins with.
func hex4(s string) rune {
	n, _ := strconv.ParseUint(s[:4], 16, 32) // valid, and so without fault
	return rune(n)
}
