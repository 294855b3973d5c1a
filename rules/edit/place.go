package edit

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

const bom = "\ufeff"

// An insertion replaces a stretch of a text, in bytes; mostly an empty one.
type insertion struct {
	start, end int
	text       string
}

func (e insertion) in(text string) string { return text[:e.start] + e.text + text[e.end:] }

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

// places lists insertions that add a value at the end of the list that a path leads to, the likeliest first.
func (s *source) places(root *yaml.Node, path []step, value *yaml.Node) []insertion {
	n := root
	for i, p := range path {
		if n.Kind == yaml.AliasNode {
			return nil
		}
		if p.key == "" {
			n = n.Content[p.item]
			continue
		}
		next := valueOf(n, p.key)
		if next == nil {
			return s.newKeys(n, path[i:], value)
		}
		if next.Kind == yaml.ScalarNode && next.ShortTag() == "!!null" && next.Value == "" {
			return s.below(n, p.key, path[i+1:], value)
		}
		n = next
	}
	switch {
	case n.Kind != yaml.SequenceNode:
		return nil
	case n.Style&yaml.FlowStyle != 0 && len(n.Content) == 0 && value.Kind != yaml.ScalarNode:
		return s.insteadOfFlow(n, value)
	case n.Style&yaml.FlowStyle != 0:
		return s.inFlow(n, inLine(value))
	}
	return s.behindLast(n, value)
}

// newKeys adds keys to a map, with a list of the value below the last.
func (s *source) newKeys(n *yaml.Node, keys []step, value *yaml.Node) []insertion {
	switch {
	case n.Kind != yaml.MappingNode:
		return nil
	case len(n.Content) == 0 && n.Style&yaml.FlowStyle == 0: // the file holds nothing
		return s.behindLine(len(s.lines)-1, wrapped(keys, value, 0))
	case n.Style&yaml.FlowStyle != 0:
		return s.inFlow(n, wrappedInLine(keys, value))
	}
	column := n.Content[0].Column - 1
	lines := wrapped(keys, value, column)
	return s.behindBlock(n.Line-1, column, lines)
}

// below adds a list to a key that has no value.
func (s *source) below(n *yaml.Node, key string, keys []step, value *yaml.Node) []insertion {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if k := n.Content[i]; k.Value == key && n.Style&yaml.FlowStyle == 0 {
			return s.behindLine(k.Line-1, wrapped(keys, value, k.Column+1))
		}
	}
	return nil
}

// behindLast adds an item to a list in block style. Where a blank line stands between its items, one stands before the
// new one.
func (s *source) behindLast(n *yaml.Node, value *yaml.Node) []insertion {
	column := n.Column - 1
	lines := inBlock(value, column)
	if len(n.Content) > 1 && s.blankBefore(n.Content[len(n.Content)-1].Line-1) {
		lines = append([]string{""}, lines...)
	}
	return s.behindBlock(n.Line-1, column+1, lines)
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

// behindBlock adds lines behind the lines from first on that are indented by column blanks or more, and, for a list
// (whose column is that of its text), those that begin with its dash.
func (s *source) behindBlock(first, column int, lines []string) []insertion {
	last := first
	for i := first + 1; i < len(s.lines); i++ {
		text := s.line(i)
		switch indent := len(text) - len(strings.TrimLeft(text, " ")); {
		case strings.TrimSpace(text) == "":
			continue
		case indent >= column, indent == column-1 && text[indent] == '-' && !strings.HasPrefix(text, "---"):
			last = i
			continue
		case text[indent] == '#':
			continue
		}
		break
	}
	places := s.behindLine(last, lines)
	for last+1 < len(s.lines)-1 && strings.TrimSpace(s.line(last+1)) == "" {
		last++ // blank lines may belong to the text before
	}
	return append(places, s.behindLine(last, lines)...)
}

// behindLine adds lines behind a line.
func (s *source) behindLine(i int, lines []string) []insertion {
	text := strings.Join(lines, s.eol)
	if i+1 < len(s.lines) {
		at := s.lines[i+1]
		return []insertion{{at, at, text + s.eol}}
	}
	if s.line(i) != "" && s.line(i) != bom {
		text = s.eol + text
	}
	return []insertion{{len(s.text), len(s.text), text + s.eol}}
}

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
