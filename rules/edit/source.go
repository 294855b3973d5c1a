package edit

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

const bom = "\ufeff"

// A source is a text with its lines as YAML counts them.
type source struct {
	text  string
	lines []int  // offsets
	eol   string // how its lines end
}

func newSource(text string) *source {
	s := &source{text: text, lines: []int{0}, eol: "\n"}
	for i := 0; i < len(text); i++ {
		if n := breakAt(text[i:]); n > 0 {
			i += n - 1
			s.lines = append(s.lines, i+1)
		}
	}
	if i := strings.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		s.eol = "\r\n"
	}
	return s
}

// breakAt returns the length of the line break that a text starts with, by YAML 1.1, 0 for none.
func breakAt(text string) int {
	for _, b := range []string{"\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"} {
		if strings.HasPrefix(text, b) {
			return len(b)
		}
	}
	return 0
}

// line returns a line, 0-based, without its break.
func (s *source) line(i int) string {
	end := len(s.text)
	if i+1 < len(s.lines) {
		end = s.lines[i+1]
	}
	return strings.TrimRight(s.text[s.lines[i]:end], "\r\n\u0085\u2028\u2029")
}

// offset returns where a node starts.
func (s *source) offset(n *yaml.Node) int {
	at := s.lines[min(n.Line, len(s.lines))-1]
	if at == 0 && strings.HasPrefix(s.text, bom) {
		at = len(bom)
	}
	column := 1
	for i := range s.text[at:] {
		if column == n.Column {
			return at + i
		}
		column++
	}
	return len(s.text)
}

// blankBefore reports whether a blank line stands before a line and the comments above it.
func (s *source) blankBefore(line int) bool {
	for line--; line > 0; line-- {
		switch text := strings.TrimSpace(s.line(line)); {
		case text == "":
			return true
		case text[0] != '#':
			return false
		}
	}
	return false
}
