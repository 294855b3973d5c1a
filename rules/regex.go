package rules

import (
	"regexp/syntax"
	"strings"
)

// perlClasses are the members of \w, \d and \s as Python means them: of all scripts, where RE2's are of ASCII.
var perlClasses = map[byte]string{'w': `\p{L}\p{N}_`, 'd': `\p{Nd}`, 's': `\s\v\p{Z}\x{85}\x{1c}-\x{1f}`}

// translateRegex returns a REGEX as RE2 is to have it. \w, \d, \s and their complements mean Unicode's classes, as in
// Python; a \W or \S inside […], and \b, keep RE2's meaning.
func translateRegex(expr string) (string, error) {
	if _, err := syntax.Parse(expr, syntax.Perl); err != nil {
		return "", err
	}
	var b strings.Builder
	class := false // inside […]
	for i := 0; i < len(expr); i++ {
		c := expr[i]
		switch {
		case c == '\\' && strings.HasPrefix(expr[i:], `\Q`):
			end := strings.Index(expr[i:], `\E`)
			if end < 0 {
				end = len(expr) - i
			}
			b.WriteString(expr[i : i+end])
			i += end - 1
		case c == '\\' && i+1 < len(expr):
			i++
			b.WriteString(classOf(expr[i], class))
		case c == '[' && !class:
			class = true
			b.WriteByte(c)
			// A ] that stands first in a class is a member.
			rest := strings.TrimPrefix(expr[i+1:], "^")
			if strings.HasPrefix(rest, "]") {
				skipped := len(expr[i+1:]) - len(rest) + 1
				b.WriteString(expr[i+1 : i+1+skipped])
				i += skipped
			}
		case class && strings.HasPrefix(expr[i:], "[:"):
			end := strings.Index(expr[i:], ":]") + 2
			if end < 2 {
				end = 1
			}
			b.WriteString(expr[i : i+end])
			i += end - 1
		default:
			class = class && c != ']'
			b.WriteByte(c)
		}
	}
	if b.String() == expr {
		return expr, nil
	}
	_, err := syntax.Parse(b.String(), syntax.Perl)
	return b.String(), err
}

// classOf returns what stands for the escape \c.
func classOf(c byte, inside bool) string {
	members, ok := perlClasses[c|0x20]
	negated := c < 'a'
	switch {
	case !ok || inside && negated && c != 'D':
		return string([]byte{0x5c, c})
	case c == 'D':
		return `\P{Nd}`
	case inside:
		return members
	case negated:
		return "[^" + members + "]"
	}
	return "[" + members + "]"
}
