// Package edit adds to the text of a rule file or of a configuration, and leaves every other byte as it is: comments,
// order, blank lines, ends of lines. It takes the text as it stands and what is to be added, and gives the new text.
//
// The text is parsed to find the place, changed there, and parsed again: where that does not say exactly what it said
// before and what was added, as where an alias would change too, the edit fails and is left to the person.
package edit

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Head is what a new rule file starts with.
const Head = "version: 1\n"

// A List names a list of a rule file.
type List string

// The lists.
const (
	Rules    List = "rules"
	Entities List = "entities"
)

// Item adds a rule or entity at the end of its list, which is made where there is none. The item is YAML in block
// style, "- id: …" without indentation. An empty text becomes a rule file.
func Item(text string, list List, item string) (string, error) {
	if strings.TrimSpace(strings.TrimPrefix(text, bom)) == "" {
		text += Head
	}
	value, err := parseItem(item)
	if err != nil {
		return "", err
	}
	return change(text, []step{{key: string(list)}}, value)
}

// Word adds a word to a list of the rule or entity with that id: "phrases", "aliases" or "never".
func Word(text, id, key, word string) (string, error) {
	path, err := pathOf(text, id)
	if err != nil {
		return "", err
	}
	return change(text, append(path, step{key: key}), scalar(word))
}

// Example adds an example that must match to the rule or entity with that id.
func Example(text, id, example string) (string, error) {
	path, err := pathOf(text, id)
	if err != nil {
		return "", err
	}
	return change(text, append(path, step{key: "examples"}, step{key: "match"}), scalar(example))
}

// ConfigRuleFile adds a file to rules.files of a configuration.
func ConfigRuleFile(text, file string) (string, error) {
	return change(text, []step{{key: "rules"}, {key: "files"}}, scalar(file))
}

// A step leads from a node to one in it: the value of a key, or the item with that number.
type step struct {
	key  string
	item int // where key is ""
}

// pathOf returns the steps to the rule or entity with an id.
func pathOf(text, id string) ([]step, error) {
	root, err := parse(text)
	if err != nil {
		return nil, err
	}
	for _, list := range []List{Rules, Entities} {
		items := valueOf(root, string(list))
		if items == nil {
			continue
		}
		for i, item := range items.Content {
			if v := valueOf(item, "id"); v != nil && v.Value == id {
				return []step{{key: string(list)}, {item: i}}, nil
			}
		}
	}
	return nil, fmt.Errorf("no rule or entity has the id %q", id)
}

// valueOf returns the value of a key of a map, nil where there is none.
func valueOf(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func scalar(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s, Style: yaml.DoubleQuotedStyle}
}

// parse returns the top node of a text that holds one document or none: then an empty map.
func parse(text string) (*yaml.Node, error) {
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		return nil, fmt.Errorf("the file is no YAML: %w", err)
	}
	if len(document.Content) == 0 || document.Content[0].ShortTag() == "!!null" && document.Content[0].Value == "" {
		return &yaml.Node{Kind: yaml.MappingNode}, nil
	}
	return document.Content[0], nil
}

func parseItem(item string) (*yaml.Node, error) {
	root, err := parse(item)
	if err != nil {
		return nil, err
	}
	if root.Kind != yaml.SequenceNode || len(root.Content) != 1 {
		return nil, errors.New("expected an item of a YAML list")
	}
	value := root.Content[0]
	value.HeadComment = strings.TrimRight(item, "\n") // the text as it is to be written
	return value, nil
}

// errByHand says that an edit cannot be made without touching more.
var errByHand = errors.New("cannot be added without changing other lines; add it by hand")

// change adds a value at the end of the list that a path leads to. Places are tried in turn until one does exactly
// that.
func change(text string, path []step, value *yaml.Node) (string, error) {
	root, err := parse(text)
	if err != nil {
		return "", err
	}
	want := plain(root, 0)
	if want, err = added(want, path, plain(value, 0)); err != nil {
		return "", err
	}
	s := newSource(text)
	for _, e := range s.places(root, path, value) {
		changed := e.in(text)
		if again, err := parse(changed); err == nil && equal(plain(again, 0), want) {
			return changed, nil
		}
	}
	return "", errByHand
}

// inLine writes a value in one line, in flow style.
func inLine(value *yaml.Node) string {
	if value.Kind == yaml.ScalarNode && value.Style == yaml.DoubleQuotedStyle {
		return strconv.Quote(value.Value)
	}
	flow := flowing(value)
	out, err := yaml.Marshal(flow)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(string(out), "\n")
}

// flowing returns a copy of a node without comments, in flow style.
func flowing(n *yaml.Node) *yaml.Node {
	c := &yaml.Node{Kind: n.Kind, Tag: n.Tag, Value: n.Value, Style: n.Style &^ (yaml.LiteralStyle | yaml.FoldedStyle)}
	if n.Kind != yaml.ScalarNode {
		c.Style = yaml.FlowStyle
	}
	for _, x := range n.Content {
		c.Content = append(c.Content, flowing(x))
	}
	return c
}

// inBlock writes a value as an item of a list in block style, its dash in that column (0-based).
func inBlock(value *yaml.Node, column int) []string {
	if value.HeadComment == "" {
		return []string{strings.Repeat(" ", column) + "- " + inLine(value)}
	}
	lines := strings.Split(value.HeadComment, "\n")
	for i, l := range lines {
		if l != "" {
			lines[i] = strings.Repeat(" ", column) + l
		}
	}
	return lines
}

// wrapped returns lines for a value that is the only item of lists below new keys, the first key in that column.
func wrapped(keys []step, value *yaml.Node, column int) []string {
	var lines []string
	for i, k := range keys {
		lines = append(lines, strings.Repeat(" ", column+2*i)+k.key+":")
	}
	return append(lines, inBlock(value, column+2*len(keys))...)
}

// wrappedInLine is wrapped in flow style.
func wrappedInLine(keys []step, value *yaml.Node) string {
	out := "[" + inLine(value) + "]"
	for i, k := range slices.Backward(keys) {
		out = k.key + ": " + out
		if i > 0 {
			out = "{" + out + "}"
		}
	}
	return out
}
