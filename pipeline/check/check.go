// Package check tests rule files: it runs the examples of every rule, and warns of rules that find nothing, repeat
// others, or stand in each other's way. Its input is the rules in force; its output, a Result, is a pure function of
// them.
package check

import (
	"cmp"
	"fmt"
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/match"
	"roster/rules"
)

// A Result is what there is to say of rules.
type Result struct {
	Rules    int // in force
	Examples int // that were run
	Failures []match.Failure
	Warnings []Warning // by file, line and column

	told map[pair]bool
}

// A pair is two rules that a warning was about.
type pair struct {
	kind Kind
	a, b *rules.Rule
}

// tell adds a warning about two rules that stand to one another alike, unless the other had it.
func (r *Result) tell(w Warning) {
	if r.told[pair{w.Kind, w.Other, w.Rule}] {
		return
	}
	if r.told == nil {
		r.told = map[pair]bool{}
	}
	r.told[pair{w.Kind, w.Rule, w.Other}] = true
	r.warn(w)
}

// A Warning is a doubt about a rule of the user's, or, where there are none, about a part of an embedded one that is
// never found.
type Warning struct {
	Kind    Kind
	Rule    *rules.Rule
	Line    int // 1-based, in the rule's file
	Col     int
	Other   *rules.Rule // the rule that it is about too, nil where there is none
	Message string
}

// A Kind is what a warning is about.
type Kind string

// The kinds.
const (
	Never    Kind = "never"    // a part of the rule finds nothing in any text
	Repeat   Kind = "repeat"   // another rule says the same
	Shadowed Kind = "shadowed" // all that the rule is seen to find loses to another rule
	Conflict Kind = "conflict" // another rule gives the same words another label, with the same priority
)

// Check runs the examples of the rules and looks for what is to be warned of. What speech is to be, match.New says.
func Check(set *rules.Set, tokenize match.Tokenizer, speech match.SpeechTagger) (*Result, error) {
	m, err := match.New(set, speech)
	if err != nil {
		return nil, err
	}
	r := &Result{Rules: len(set.Rules()), Failures: m.CheckExamples(tokenize)}
	for _, rule := range set.Rules() {
		r.Examples += len(rule.Examples)
	}
	own := slices.ContainsFunc(set.Rules(), func(r *rules.Rule) bool { return !r.Core })
	for _, d := range match.FindDead(set, tokenize) {
		if d.Rule.Core && own {
			continue
		}
		r.warn(Warning{Kind: Never, Rule: d.Rule, Line: d.Line, Col: d.Col, Message: d.Why})
	}
	r.findRepeats(set)
	r.findRivals(set, m, tokenize)
	slices.SortStableFunc(r.Warnings, func(a, b Warning) int {
		return cmp.Or(cmp.Compare(a.Rule.File, b.Rule.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return r, nil
}

func (r *Result) warn(w Warning) { r.Warnings = append(r.Warnings, w) }

// findRepeats finds the patterns that stand twice, in one rule or in two that say the same of what they find.
func (r *Result) findRepeats(set *rules.Set) {
	seen := map[string]*rules.Rule{}
	for _, rule := range set.Rules() {
		for _, p := range rule.Patterns {
			key := effect(rule) + notation(p)
			first := seen[key]
			switch {
			case first == nil:
				seen[key] = rule
			case !rule.Core:
				w := Warning{Kind: Repeat, Rule: rule, Line: p[0].Line, Col: p[0].Col, Message: "the pattern stands twice"}
				if first != rule {
					w.Other, w.Message = first, "the pattern stands in "+place(first)+" too"
				}
				r.warn(w)
			}
		}
	}
}

// effect says what a rule does with what it finds.
func effect(r *rules.Rule) string {
	s := fmt.Sprintf("%s %v %d %v %t %d", r.Label, r.Action, r.Priority, r.Within, r.Core, r.Group)
	if len(r.Conditions) > 0 {
		s += " " + r.ID // conditions are not compared
	}
	return s
}

func notation(p rules.Pattern) string {
	plain := slices.Clone(p)
	for i := range plain {
		plain[i].Line, plain[i].Col = 0, 0
	}
	return fmt.Sprintf("%+v", plain)
}

// place names a rule and where it stands.
func place(r *rules.Rule) string { return fmt.Sprintf("%s (%s:%d)", r.ID, r.File, r.Line) }

// sameRank reports whether neither priority nor origin tells which of two rules wins.
func sameRank(a, b *rules.Rule) bool { return a.Priority == b.Priority && a.Core == b.Core }

// quoted is the text of a span, for a message.
func quoted(d *doc.Document, s doc.Span) string { return fmt.Sprintf("%q", d.Slice(s)) }
