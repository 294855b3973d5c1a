package edit

import (
	"errors"
	"maps"
	"slices"

	"go.yaml.in/yaml/v3"
)

// A tree is what YAML says, without how it says it: a text with its tag, a list, or a map by keys.
type tree struct {
	text string
	list []*tree
	keys map[string]*tree
	kind yaml.Kind
}

// deepest is how deep YAML may be nested, so that aliases in themselves end.
const deepest = 50

// plain returns what a node says, aliases resolved.
func plain(n *yaml.Node, depth int) *tree {
	if depth > deepest {
		return nil
	}
	if n.Kind == yaml.AliasNode {
		return plain(n.Alias, depth+1)
	}
	t := &tree{kind: n.Kind}
	switch n.Kind {
	case yaml.MappingNode:
		t.keys = make(map[string]*tree)
		for i := 0; i+1 < len(n.Content); i += 2 {
			t.keys[n.Content[i].Value] = plain(n.Content[i+1], depth+1)
		}
	case yaml.SequenceNode:
		for _, x := range n.Content {
			t.list = append(t.list, plain(x, depth+1))
		}
	default:
		t.text = n.ShortTag() + " " + n.Value
	}
	return t
}

// added returns a tree with a value at the end of the list that a path leads to; lists and maps on the way are made
// where there is nothing.
func added(t *tree, path []step, value *tree) (*tree, error) {
	if t == nil || t.kind == yaml.ScalarNode && t.text == "!!null " {
		t = &tree{kind: yaml.MappingNode}
		if len(path) == 0 {
			t.kind = yaml.SequenceNode
		}
	}
	out := *t
	var err error
	switch {
	case len(path) == 0 && t.kind == yaml.SequenceNode:
		out.list = append(slices.Clone(t.list), value)
	case len(path) > 0 && path[0].key != "" && t.kind == yaml.MappingNode:
		out.keys = maps.Clone(t.keys)
		if out.keys == nil {
			out.keys = make(map[string]*tree)
		}
		out.keys[path[0].key], err = added(t.keys[path[0].key], path[1:], value)
	case len(path) > 0 && path[0].key == "" && t.kind == yaml.SequenceNode:
		out.list = slices.Clone(t.list)
		out.list[path[0].item], err = added(t.list[path[0].item], path[1:], value)
	default:
		err = errors.New("expected a list of YAML there")
	}
	return &out, err
}

func equal(a, b *tree) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.kind == b.kind && a.text == b.text && slices.EqualFunc(a.list, b.list, equal) &&
		maps.EqualFunc(a.keys, b.keys, equal)
}
