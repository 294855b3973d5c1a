package rules

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// A reader walks the nodes of one file and collects its faults.
type reader struct {
	name string // of the file
	rule string // id of the rule being read, "" outside one
	errs Errors

	translated map[string]string // by REGEX: aliases repeat them
}

// fail records what is wrong at a node.
func (r *reader) fail(n *yaml.Node, format string, args ...any) {
	r.errs = append(r.errs, &Error{
		File: r.name, Line: n.Line, Col: n.Column, Rule: r.rule, Err: fmt.Errorf(format, args...),
	})
}

// A field is a key that a map may have, and what reads its value.
type field struct {
	key  string
	read func(*yaml.Node)
}

// fields reads a map, in which each key is known and stands once.
func (r *reader) fields(n *yaml.Node, what string, known []field) {
	for key, value := range r.pairs(n, what) {
		i := slices.IndexFunc(known, func(f field) bool { return f.key == key.Value })
		if i < 0 {
			r.fail(key, "%s has no key %q, expected one of %s", what, key.Value, keysOf(known))
			continue
		}
		known[i].read(value)
	}
}

func keysOf(known []field) string {
	keys := make([]string, len(known))
	for i, f := range known {
		keys[i] = f.key
	}
	return strings.Join(keys, ", ")
}

// pairs yields the keys and values of a map. A repeated key, and one that is a tag, is a fault and is left out.
func (r *reader) pairs(n *yaml.Node, what string) func(yield func(key, value *yaml.Node) bool) {
	n = target(n)
	return func(yield func(key, value *yaml.Node) bool) {
		if n.Kind != yaml.MappingNode {
			r.fail(n, "%s is %s, expected a map", what, describe(n))
			return
		}
		seen := map[string]bool{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			switch {
			case isTagged(key):
				r.fail(key, "%s has the YAML tag %s for a key: %w", what, key.Tag, errQuote)
				continue
			case seen[key.Value]:
				r.fail(key, "%s has the key %q twice", what, key.Value)
				continue
			}
			seen[key.Value] = true
			if !yield(key, n.Content[i+1]) {
				return
			}
		}
	}
}

// items returns the members of a sequence, nil after a fault.
func (r *reader) items(n *yaml.Node, what string) []*yaml.Node {
	n = target(n)
	if n.Kind != yaml.SequenceNode {
		r.fail(n, "%s is %s, expected a list", what, describe(n))
		return nil
	}
	return n.Content
}

// text returns a scalar as it stands in the file: null and 007 are text too.
func (r *reader) text(n *yaml.Node, what string) (string, bool) {
	n = target(n)
	if n.Kind != yaml.ScalarNode {
		hint := ""
		if n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle != 0 {
			hint = ": " + errQuote.Error()
		}
		r.fail(n, "%s is %s, expected text%s", what, describe(n), hint)
		return "", false
	}
	if n.Value == "" && isTagged(n) {
		r.fail(n, "%s is the YAML tag %s, expected text: %w", what, n.Tag, errQuote)
		return "", false
	}
	return n.Value, true
}

// isTagged reports whether a node has a tag that is none of YAML's own: an unquoted word that begins with "!" is one.
func isTagged(n *yaml.Node) bool {
	return strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!")
}

// words returns a sequence of scalars.
func (r *reader) words(n *yaml.Node, what string) []string {
	var words []string
	for _, item := range r.items(n, what) {
		if s, ok := r.text(item, "an entry of "+what); ok {
			words = append(words, s)
		}
	}
	return words
}

// boolean returns true or false, nothing else.
func (r *reader) boolean(n *yaml.Node, what string) bool {
	n = target(n)
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" {
		r.fail(n, "%s is %s, expected true or false", what, describe(n))
	}
	return strings.EqualFold(n.Value, "true")
}

// integer returns a decimal whole number.
func (r *reader) integer(n *yaml.Node, what string) int {
	n = target(n)
	i, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!int" || err != nil {
		r.fail(n, "%s is %s, expected a whole number", what, describe(n))
	}
	return i
}

// target follows an alias to what it stands for.
func target(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// describe names what a node is, for an error.
func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a map"
	case yaml.SequenceNode:
		return "a list"
	}
	switch n.ShortTag() {
	case "!!null":
		return "empty"
	case "!!str":
		return strconv.Quote(n.Value)
	}
	return n.Value
}

// root parses a YAML file that holds one document, and returns nil after a fault.
func (r *reader) root(data []byte) *yaml.Node {
	if !utf8.Valid(data) {
		r.errs = append(r.errs, &Error{File: r.name, Err: errors.New("not UTF-8")})
		return nil
	}
	dec := yaml.NewDecoder(strings.NewReader(string(data)))
	var first, second yaml.Node
	switch err := dec.Decode(&first); {
	case errors.Is(err, io.EOF):
		r.fail(&yaml.Node{Line: 1, Column: 1}, "the file is empty, expected version: 1 and rules")
		return nil
	case err != nil:
		r.syntax(string(data), err)
		return nil
	}
	switch err := dec.Decode(&second); {
	case err == nil:
		r.fail(&second, "a second document after ---, expected one a file")
	case !errors.Is(err, io.EOF):
		r.syntax(string(data), err)
	}
	return first.Content[0]
}

var (
	yamlLine = regexp.MustCompile(`line (\d+): `)
	// unquoted finds operators that YAML takes for its own signs.
	unquoted = regexp.MustCompile(`^[^#]*\bOP:\s*([!*?])|(?:^|^[^#]*[{,])\s*([<>!=]=?)\s*:`)
)

// syntax records an error of the YAML parser, and points at the operator that most likely caused it: the parser names
// the line of the fault or one before it.
func (r *reader) syntax(text string, err error) {
	line, message := 1, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := yamlLine.FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = strings.Replace(message, m[0], "", 1)
	}
	at := &yaml.Node{Line: line, Column: 1}
	for i, s := range strings.Split(text, "\n") {
		if m := unquoted.FindStringSubmatchIndex(s); m != nil && i+2 >= line {
			start, end := m[2], m[3]
			if start < 0 {
				start, end = m[4], m[5]
			}
			at.Line, at.Column = i+1, utf8.RuneCountInString(s[:start])+1
			r.fail(at, "%s: %q means something else to YAML: %w", message, s[start:end], errQuote)
			return
		}
	}
	r.fail(at, "%s", message)
}
