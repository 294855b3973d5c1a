// Package suggest proposes rules from what a hand has corrected. It takes extracted documents, each with its gold, and
// gives what would bring the run nearer to the gold: entries of lists, mentions to drop or relabel, patterns over what
// stands beside mentions, and what to state of entities; each with what it mends and what it breaks over the documents,
// and with examples.
//
// Proposals are chosen one after the other, each the one that mends the most on top of those before it, so that their
// counts add up. One that breaks more than a third of what it mends is not made. The result is the same for the same
// documents in the same order.
package suggest

import (
	"context"
	"fmt"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
	"roster/pipeline/match"
	"roster/rules"
)

// A Case is an extracted document and what it should be.
type Case struct {
	Doc  *doc.Document
	Gold *gold.Document
}

// A Redoer resolves and links a document again with more candidates, and with what rules state of entities where the
// set is not nil. *pipeline.Pipeline is one.
type Redoer interface {
	Redo(ctx context.Context, d *doc.Document, matched []doc.Mention, stated *rules.Set) *doc.Document
	Rules() *rules.Set
}

// A Kind is what a proposal says.
type Kind string

// The kinds, the plainest first: of proposals that mend as much the plainest is made.
const (
	List    Kind = "list"    // a phrase is a mention
	Relabel Kind = "relabel" // what is found at a phrase has another label
	Drop    Kind = "drop"    // what is found at a phrase is no mention
	Pattern Kind = "pattern" // the words there and beside decide
	Alias   Kind = "alias"   // a spelling names an entity
	Never   Kind = "never"   // a spelling does not name an entity
)

var kinds = []Kind{List, Relabel, Drop, Pattern, Alias, Never}

// A Proposal is one thing to say in a rule file.
type Proposal struct {
	Rule   string // the id of the rule or entity that says it, in the file that WriteYAML writes
	Kind   Kind
	Action doc.Action // of List and Pattern: what the rule does
	Label  doc.Label  // of the mention; of a drop: that it acts on
	Was    doc.Label  // of a relabel: what it was
	Text   string     // of List, Relabel and Drop: the phrase; of Alias and Never: the spelling
	Entity string     // of Alias and Never: the entity's name
	Tokens []string   // of Pattern: its tokens in YAML
	Effect

	name string // of Pattern: what tells its rule from others
}

// An Effect is what a proposal changes over the documents.
type Effect struct {
	// Errors fewer and errors more: mentions missed or too many; of Alias and Never also pairs of mentions that are one
	// entity and should not be, or the other way round.
	Gains, Losses int
	Samples       []Sample // the first of each, losses behind gains
}

func (e Effect) net() int { return e.Gains - e.Losses }

// worth reports whether the effect is worth a rule.
func (e Effect) worth() bool { return e.Gains > 0 && e.Gains >= 3*e.Losses }

// A Sample is a place where a proposal changes something.
type Sample struct {
	ID           string // of the document
	Line, Column int    // 1-based, the column in code points
	Gain         bool
	Context      string // the text around it on one line, the mention in brackets
}

// A Result is what to say, and what it comes to.
type Result struct {
	Documents int
	Before    int // errors of mentions
	After     int // with all proposals
	Proposals []Proposal

	rules []*ruleText
}

// Suggest compares a run with its gold and proposes rules. The labels that some gold document has count, but MISC; of
// others the gold is taken to be silent.
func Suggest(ctx context.Context, p Redoer, speech match.SpeechTagger, cases []Case) (*Result, error) {
	w := newWork(p, cases)
	r := &Result{Documents: len(cases), Before: w.faults()}
	mentions, err := w.mentions(ctx, speech)
	if err != nil {
		return nil, fmt.Errorf("rules of the proposals: %w", err)
	}
	entities, err := w.entities(ctx)
	if err != nil {
		return nil, fmt.Errorf("entities of the proposals: %w", err)
	}
	r.After = w.faults()
	if r.rules, err = w.compose(ctx, append(unstated(mentions, entities), entities...), p.Rules(), speech); err != nil {
		return nil, fmt.Errorf("examples of the proposals: %w", err)
	}
	for _, rule := range r.rules {
		for _, c := range rule.proposals {
			r.Proposals = append(r.Proposals, c.Proposal)
		}
	}
	return r, nil
}
