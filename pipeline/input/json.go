package input

import (
	"encoding/json"
	"iter"
	"strings"
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

// unquoteJSON returns what a valid string of JSON says.
func unquoteJSON(s string) string {
	if inner := s[1 : len(s)-1]; strings.IndexByte(inner, '\\') < 0 {
		return inner
	}
	var out string
	_ = json.Unmarshal([]byte(s), &out) // valid, and so without fault
	return out
}
