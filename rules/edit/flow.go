package edit

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// insteadOfFlow puts a list in block style in the place of an empty one in flow style.
func (s *source) insteadOfFlow(n *yaml.Node, value *yaml.Node) []insertion {
	start, _, end := s.flow(n)
	text := strings.Join(append([]string{""}, inBlock(value, 2)...), s.eol)
	blanks := len(s.text[:start]) - len(strings.TrimRight(s.text[:start], " "))
	places := []insertion{{start - blanks, end, text}}
	return append(places, s.inFlow(n, inLine(value))...)
}

// inFlow adds to a list or map in flow style.
func (s *source) inFlow(n *yaml.Node, text string) []insertion {
	start, last, _ := s.flow(n)
	switch {
	case last == start:
		return []insertion{{last + 1, last + 1, text}}
	case s.text[last] == ',':
		return []insertion{{last + 1, last + 1, " " + text}}
	}
	return []insertion{{last + 1, last + 1, ", " + text}}
}

// flow returns where a list or map in flow style starts, where the last byte is that says something before its closing
// bracket, and where it ends.
func (s *source) flow(n *yaml.Node) (start, last, end int) {
	start = s.offset(n)
	for start < len(s.text) && s.text[start] != '[' && s.text[start] != '{' {
		start++ // an anchor or a tag stands before it
	}
	last = start
	depth := 0
	for at := start; at < len(s.text); at++ {
		switch c := s.text[at]; {
		case c == '[', c == '{':
			depth++
		case c == ']', c == '}':
			if depth--; depth == 0 {
				return start, last, at + 1
			}
		case c == '#' && at > 0 && strings.IndexByte(" \t\r\n", s.text[at-1]) >= 0:
			for at+1 < len(s.text) && breakAt(s.text[at+1:]) == 0 {
				at++
			}
			continue
		case (c == '"' || c == '\'') && beginsScalar(s.text[:at]):
			at += quotedLength(s.text[at:]) - 1
		case strings.IndexByte(" \t\r\n", c) >= 0:
			continue
		}
		last = at
	}
	return start, start, start
}

// beginsScalar reports whether what comes behind a text in flow style is the start of a scalar.
func beginsScalar(before string) bool {
	before = strings.TrimRight(before, " \t\r\n")
	return before == "" || strings.IndexByte("[{,:?", before[len(before)-1]) >= 0
}

// quotedLength returns the length of the quoted scalar that a text starts with.
func quotedLength(text string) int {
	quote := text[0]
	for i := 1; i < len(text); i++ {
		switch {
		case quote == '"' && text[i] == '\\':
			i++
		case text[i] != quote:
		case quote == '\'' && i+1 < len(text) && text[i+1] == quote:
			i++
		default:
			return i + 1
		}
	}
	return len(text)
}
