package edit

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// An insertion replaces a stretch of a text, in bytes; mostly an empty one.
type insertion struct {
	start, end int
	text       string
}

func (e insertion) in(text string) string { return text[:e.start] + e.text + text[e.end:] }

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
