package rules

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"roster/pipeline/doc"
)

// An Entity is what a rule file states of one person, place or organization. Its rule finds the name and the aliases;
// linking joins them under the name.
type Entity struct {
	Name    string   // as records show it
	Aliases []string // other spellings
	Never   []string // spellings that must not be joined with it
	Country string   // ISO 3166-1 alpha-2, "" where the file says none
}

// readEntity reads an entry of entities: a rule whose phrases are the name and the aliases.
func (f *ruleFile) readEntity(n *yaml.Node) {
	e := &Entity{}
	d := draft{Rule: &Rule{File: f.name, Line: n.Line, Col: n.Column, Core: f.src.core, Fallback: f.fallback,
		Priority: f.priority, Score: 1, Entity: e}, hasPhrases: true}
	phrases := &list{file: f.name}
	phrase := func(n *yaml.Node, what string) string {
		s, ok := f.text(n, what)
		if ok && strings.TrimSpace(s) == "" {
			f.fail(n, "%s is empty", what)
			return ""
		}
		phrases.given = append(phrases.given, Phrase{Text: s, File: f.name, Line: n.Line})
		return s
	}
	f.rule = idOf(n)
	defer func() { f.rule = "" }()
	f.fields(n, "an entity", []field{
		{"id", func(n *yaml.Node) { d.ID, _ = f.text(n, "id") }},
		{"name", func(n *yaml.Node) { e.Name = phrase(n, "name") }},
		{"label", func(n *yaml.Node) { d.hasLabel, d.Label = true, f.label(n) }},
		{"aliases", func(n *yaml.Node) {
			for _, item := range f.items(n, "aliases") {
				e.Aliases = append(e.Aliases, phrase(item, "an alias"))
			}
		}},
		{"never", func(n *yaml.Node) { e.Never = f.words(n, "never") }},
		{"country", func(n *yaml.Node) { e.Country = f.country(n) }},
		{"priority", func(n *yaml.Node) { d.Priority = f.integer(n, "priority") }},
		{"examples", func(n *yaml.Node) { d.badExamples = !f.readExamples(d.Rule, n) }},
	})
	d.lists = append(d.lists, phrases)
	f.checkEntity(n, d)
	f.checkRule(n, d)
	f.rules = append(f.rules, d.Rule)
}

func (f *ruleFile) checkEntity(n *yaml.Node, d draft) {
	if n.Kind != yaml.MappingNode {
		return
	}
	if d.Entity.Name == "" {
		f.fail(n, "name is missing")
	}
	switch d.Label {
	case doc.Person, doc.Place, doc.Organization:
	default:
		f.fail(n, "label is %q, expected PERSON, PLACE or ORGANIZATION", d.Label)
	}
}

func (f *ruleFile) country(n *yaml.Node) string {
	s, ok := f.text(n, "country")
	if ok && (len(s) != 2 || strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		f.fail(n, "country is %q, expected the two capitals of ISO 3166-1 as in FR", s)
	}
	return s
}
