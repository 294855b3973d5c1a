package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"roster/pipeline/doc"
)

// A Condition is what the text must say around a mention for the rule to make it (near), or must not say (unless). It
// names phrases, patterns, lists, entities and labels; a match of any of them, outside the mention, will do.
type Condition struct {
	Unless bool
	Within Scope
	Find   *Rule       // its phrases and patterns, nil where it has none
	Lists  []string    // ids of rules with phrases, entities among them
	Labels []doc.Label // of the tagger's candidates, and of those of rules without conditions
	Line   int         // 1-based, in the rule's file
	Col    int

	entities []string // those of Lists that the file names as entities
}

// Key is the condition's key in rule files: near or unless.
func (c *Condition) Key() string {
	if c.Unless {
		return "unless"
	}
	return "near"
}

// A Scope is a stretch of text around a mention. Its zero value is the mention's sentence.
type Scope struct {
	Unit Unit
	N    int // sentences or tokens before the mention, and as many after it
}

// A Unit is what a Scope counts.
type Unit uint8

// The units.
const (
	Sentences Unit = iota
	Tokens
	WholeDocument // N counts for nothing
)

// String returns the scope as rule files have it.
func (s Scope) String() string {
	switch {
	case s.Unit == WholeDocument:
		return "document"
	case s == Scope{}:
		return "sentence"
	}
	name := "sentence"
	if s.Unit == Tokens {
		name = "token"
	}
	if s.N != 1 {
		name += "s"
	}
	return fmt.Sprintf("%d %s", s.N, name)
}

// conditions reads near or unless: a condition, or a list of them, all of which must be met.
func (f *ruleFile) conditions(r *Rule, n *yaml.Node, unless bool) {
	nodes := []*yaml.Node{target(n)}
	if nodes[0].Kind == yaml.SequenceNode {
		nodes = nodes[0].Content
	}
	for _, n := range nodes {
		r.Conditions = append(r.Conditions, f.condition(r, target(n), unless))
	}
}

func (f *ruleFile) condition(r *Rule, n *yaml.Node, unless bool) *Condition {
	c := &Condition{Unless: unless, Within: Scope{Unit: WholeDocument}, Line: n.Line, Col: n.Column}
	find := &Rule{
		ID: fmt.Sprintf("%s/%s %d", r.ID, c.Key(), len(r.Conditions)+1), File: f.name, Line: n.Line, Col: n.Column,
	}
	f.fields(n, c.Key(), []field{
		{"phrases", func(n *yaml.Node) { f.readPhrases(find, n) }},
		{"match", func(n *yaml.Node) { find.Lower = f.oneOf(n, "match", "exact", "lower") == "lower" }},
		{"pattern", func(n *yaml.Node) { find.Patterns = append(find.Patterns, f.pattern(n, "pattern")) }},
		{"patterns", func(n *yaml.Node) {
			for _, p := range f.items(n, "patterns") {
				find.Patterns = append(find.Patterns, f.pattern(p, "an entry of patterns"))
			}
		}},
		{"list", func(n *yaml.Node) { c.Lists = append(c.Lists, f.oneOrMore(n, "list")...) }},
		{"entity", func(n *yaml.Node) { c.entities = f.oneOrMore(n, "entity") }},
		{"label", func(n *yaml.Node) {
			for _, s := range f.oneOrMore(n, "label") {
				label, err := doc.ParseLabel(s)
				if err != nil {
					f.fail(n, "%w", err)
				}
				c.Labels = append(c.Labels, label)
			}
		}},
		{"within", func(n *yaml.Node) { c.Within = f.scope(n) }},
	})
	c.Lists = append(c.Lists, c.entities...)
	if find.HasPhrases() || len(find.Patterns) > 0 {
		c.Find = find
	}
	if n.Kind == yaml.MappingNode && c.Find == nil && len(c.Lists)+len(c.Labels) == 0 {
		f.fail(n, "%s names nothing, expected phrases, pattern, patterns, list, entity or label", c.Key())
	}
	return c
}

// oneOrMore reads a word or a list of words.
func (r *reader) oneOrMore(n *yaml.Node, what string) []string {
	if n = target(n); n.Kind == yaml.SequenceNode {
		return r.words(n, what)
	}
	if s, ok := r.text(n, what); ok {
		return []string{s}
	}
	return nil
}

var scopeForm = regexp.MustCompile(`^([1-9][0-9]{0,5}) (token|sentence)s?$`)

// scope reads within.
func (f *ruleFile) scope(n *yaml.Node) Scope {
	s, ok := f.text(n, "within")
	if !ok {
		return Scope{}
	}
	switch m := scopeForm.FindStringSubmatch(s); {
	case s == "document":
		return Scope{Unit: WholeDocument}
	case s == "sentence":
		return Scope{}
	case m != nil:
		scope := Scope{Unit: Sentences}
		scope.N, _ = strconv.Atoi(m[1]) // the form says that it is a number
		if m[2] == "token" {
			scope.Unit = Tokens
		}
		return scope
	}
	f.fail(n, "within is %q, expected sentence, document, or a number as in 10 tokens or 2 sentences", s)
	return Scope{}
}

// checkConditions finds the conditions that name what is not there.
func (l *loader) checkConditions() {
	for _, r := range l.set.rules {
		for _, c := range r.Conditions {
			at := &Rule{ID: r.ID, File: r.File, Line: c.Line, Col: c.Col}
			for _, id := range c.Lists {
				named := l.set.named[id]
				switch {
				case slices.Contains(c.entities, id):
					if named == nil || named.Entity == nil {
						l.fail(at, "%s: %s: no entity has that id", c.Key(), id)
					}
				case named == nil || !named.HasPhrases():
					l.fail(at, "%s: %s: no rule of that id has phrases or a list", c.Key(), id)
				}
			}
			if c.Find != nil {
				l.checkListsOf(at, c.Find.Patterns)
			}
		}
	}
}
