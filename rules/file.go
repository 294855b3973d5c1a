package rules

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"roster/pipeline/doc"
)

// A ruleFile reads one rule file.
type ruleFile struct {
	reader
	src      source
	priority int // the default of its rules
	fallback bool
	rules    []*Rule
}

// readYAML reads a rule file of ours.
func readYAML(src source, data []byte) ([]*Rule, Errors) {
	f := &ruleFile{reader: reader{name: src.name}, src: src}
	root := f.root(data)
	if root == nil {
		return nil, f.errs
	}
	if root.Kind != yaml.MappingNode {
		f.fail(root, "a rule file is %s, expected a map", describe(root))
		return nil, f.errs
	}
	var version, list, entities *yaml.Node
	f.fields(root, "a rule file", []field{
		{"version", func(n *yaml.Node) { version = n }},
		{"priority", func(n *yaml.Node) { f.priority = f.integer(n, "priority") }},
		{"fallback", func(n *yaml.Node) { f.fallback = f.boolean(n, "fallback") }},
		{"rules", func(n *yaml.Node) { list = n }},
		{"entities", func(n *yaml.Node) { entities = n }},
	})
	switch {
	case version == nil:
		f.fail(root, "version is missing, expected version: 1")
	case version.Value != "1" || version.ShortTag() != "!!int":
		f.fail(version, "version is %s, expected 1", describe(version))
	}
	if list == nil && entities == nil {
		f.fail(root, "rules is missing")
		return nil, f.errs
	}
	if list != nil {
		for _, n := range f.items(list, "rules") {
			f.readRule(target(n))
		}
	}
	if entities != nil {
		for _, n := range f.items(entities, "entities") {
			f.readEntity(target(n))
		}
	}
	return f.rules, f.errs
}

// A draft is a rule being read, and the nodes that checks of the whole rule point at.
type draft struct {
	*Rule
	hasLabel, hasList, hasPhrases bool
	badExamples                   bool // there are some, with faults of their own
	faults                        int  // of the file before the rule
}

func (f *ruleFile) readRule(n *yaml.Node) {
	d := draft{Rule: &Rule{File: f.name, Line: n.Line, Col: n.Column, Core: f.src.core, Fallback: f.fallback,
		Priority: f.priority, Score: 1}, faults: len(f.errs)}
	f.rule = idOf(n)
	d.ID = f.rule // conditions may stand before it
	defer func() { f.rule = "" }()
	f.fields(n, "a rule", []field{
		{"id", func(n *yaml.Node) { d.ID, _ = f.text(n, "id") }},
		{"label", func(n *yaml.Node) { d.hasLabel, d.Label = true, f.label(n) }},
		{"phrases", func(n *yaml.Node) { d.hasPhrases = true; f.readPhrases(d.Rule, n) }},
		{"list", func(n *yaml.Node) { d.hasList = true; f.readLists(d.Rule, n) }},
		{"match", func(n *yaml.Node) { d.Lower = f.oneOf(n, "match", "exact", "lower") == "lower" }},
		{"pattern", func(n *yaml.Node) { d.Patterns = append(d.Patterns, f.pattern(n, "pattern")) }},
		{"patterns", func(n *yaml.Node) {
			for _, p := range f.items(n, "patterns") {
				d.Patterns = append(d.Patterns, f.pattern(p, "an entry of patterns"))
			}
		}},
		{"action", func(n *yaml.Node) { d.Action = f.action(n) }},
		{"priority", func(n *yaml.Node) { d.Priority = f.integer(n, "priority") }},
		{"score", func(n *yaml.Node) { d.Score = f.score(n) }},
		{"within", func(n *yaml.Node) { d.Within = f.reach(n) }},
		{"near", func(n *yaml.Node) { f.conditions(d.Rule, n, false) }},
		{"unless", func(n *yaml.Node) { f.conditions(d.Rule, n, true) }},
		{"repeat", func(n *yaml.Node) { d.Repeat = f.boolean(n, "repeat") }},
		{"examples", func(n *yaml.Node) { d.badExamples = !f.readExamples(d.Rule, n) }},
	})
	f.checkRule(n, d)
	f.rules = append(f.rules, d.Rule)
}

// checkRule finds what the keys of a rule lack together.
func (f *ruleFile) checkRule(n *yaml.Node, d draft) {
	if n.Kind != yaml.MappingNode {
		return
	}
	if !validID(d.ID) {
		f.fail(n, "id is %q, expected letters, digits and . - _ as in person.title-name", d.ID)
	}
	if len(d.Patterns) == 0 && !d.hasPhrases && !d.hasList {
		f.fail(n, "nothing to match, expected phrases, list, pattern or patterns")
	}
	if !d.hasLabel && (d.Action == doc.Relabel || d.Action == doc.Add && len(d.Patterns) > 0) {
		f.fail(n, "label is missing, expected one of %v", doc.Labels)
	}
	if d.Repeat && d.Action != doc.Add {
		f.fail(n, "repeat has no meaning with action: %v", d.Action)
	}
	if d.Action == doc.Add && !d.hasLabel && (len(d.Conditions) > 0 || d.Within != Scope{}) {
		f.fail(n, "within, near and unless have no meaning without label or action")
	}
	if d.Action == doc.Add && !d.hasLabel && len(d.Examples) > 0 && len(f.errs) == d.faults {
		f.fail(n, "a list makes no mentions: examples have no meaning without label or action")
	}
	listAlone := d.hasList && !d.hasPhrases && len(d.Patterns) == 0
	if d.Action == doc.Add && !d.hasLabel || listAlone && len(d.Conditions) == 0 || d.badExamples {
		return
	}
	if !slices.ContainsFunc(d.Examples, func(e Example) bool { return len(e.Want) > 0 }) {
		f.fail(n, "no examples, expected examples: {match: [a text with the mention in [brackets]]}")
	}
}

// idOf returns the id of a rule's node, for the errors about it.
func idOf(n *yaml.Node) string {
	for i := 0; i+1 < len(n.Content) && n.Kind == yaml.MappingNode; i += 2 {
		if n.Content[i].Value == "id" {
			return target(n.Content[i+1]).Value
		}
	}
	return ""
}

func validID(id string) bool {
	return id != "" && !strings.ContainsFunc(id, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(".-_", r))
	})
}

func (f *ruleFile) label(n *yaml.Node) doc.Label {
	s, ok := f.text(n, "label")
	if !ok {
		return ""
	}
	label, err := doc.ParseLabel(s)
	if err != nil {
		f.fail(n, "%w", err)
	}
	return label
}

func (f *ruleFile) oneOf(n *yaml.Node, what string, values ...string) string {
	s, ok := f.text(n, what)
	if ok && !slices.Contains(values, s) {
		f.fail(n, "%s is %q, expected %s", what, s, strings.Join(values, " or "))
	}
	return s
}

func (f *ruleFile) action(n *yaml.Node) doc.Action {
	switch f.oneOf(n, "action", "drop", "relabel", "protect") {
	case "drop":
		return doc.Drop
	case "relabel":
		return doc.Relabel
	case "protect":
		return doc.Protect
	}
	return doc.Add
}

// reach reads the within of a rule.
func (f *ruleFile) reach(n *yaml.Node) Scope {
	if f.oneOf(n, "within", "sentence", "document") == "document" {
		return Scope{Unit: WholeDocument}
	}
	return Scope{}
}

func (f *ruleFile) score(n *yaml.Node) float64 {
	n = target(n)
	score, err := strconv.ParseFloat(n.Value, 64)
	if err != nil || n.ShortTag() == "!!str" || !(0 < score && score <= 1) {
		f.fail(n, "score is %s, expected a number above 0 and at most 1", describe(n))
	}
	return score
}

func (f *ruleFile) readPhrases(rule *Rule, n *yaml.Node) {
	l := &list{file: f.name}
	for _, item := range f.items(n, "phrases") {
		s, ok := f.text(item, "a phrase")
		if ok && strings.TrimSpace(s) == "" {
			f.fail(item, "a phrase is empty")
			continue
		}
		l.given = append(l.given, Phrase{Text: s, File: f.name, Line: item.Line})
	}
	rule.lists = append(rule.lists, l)
}

func (f *ruleFile) readLists(rule *Rule, n *yaml.Node) {
	nodes := []*yaml.Node{target(n)}
	if nodes[0].Kind == yaml.SequenceNode {
		nodes = nodes[0].Content
	}
	for _, n := range nodes {
		name, ok := f.text(n, "list")
		if !ok {
			continue
		}
		l, errs := readList(f.src.fsys, path.Join(path.Dir(f.src.path), name), path.Join(path.Dir(f.name), name))
		if l == nil {
			f.fail(n, "list %s: %w", name, errs[0].Err)
			continue
		}
		f.errs = append(f.errs, errs...)
		rule.lists = append(rule.lists, l)
	}
}

// readExamples reports whether it found no fault.
func (f *ruleFile) readExamples(rule *Rule, n *yaml.Node) bool {
	before := len(f.errs)
	read := func(n *yaml.Node, what string, reject bool) {
		for _, item := range f.items(n, what) {
			s, ok := f.text(item, "an example")
			if !ok {
				continue
			}
			e, err := parseExample(s)
			switch {
			case err != nil:
				f.fail(item, "example %q: %w", s, err)
				continue
			case reject && len(e.Want) > 0:
				f.fail(item, "example %q: a reject has no [marks]; \\[ is a bracket", s)
			case !reject && len(e.Want) == 0:
				f.fail(item, "example %q: no [mark] says what the rule finds", s)
			}
			e.Line, e.Col = item.Line, item.Column
			rule.Examples = append(rule.Examples, e)
		}
	}
	f.fields(n, "examples", []field{
		{"match", func(n *yaml.Node) { read(n, "match", false) }},
		{"reject", func(n *yaml.Node) { read(n, "reject", true) }},
	})
	return len(f.errs) == before
}

// reason strips the path from a file system's error: an Error names the file itself.
func reason(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
