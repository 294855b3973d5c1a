// Package link turns the mentions of a document into facts: which mentions are one entity, who holds which role, of
// what, and which country things belong to.
//
// It takes documents whose Mentions are set and gives the mentions with their Entity set, the entities in order of
// first mention, and one position for each ROLE mention. It reads tokens, sentences and mentions alone, without a
// parser: aliases are joined by the rules of the tables in aliases*.go, positions by those in holder.go and body.go.
// Both would rather say nothing than something wrong.
package link

import (
	"context"

	"roster/pipeline/doc"
)

// A Config says what is linked. Without Aliases an entity is the mentions of one spelling and label, without Positions
// there are none, without Countries no country is named.
type Config struct {
	Aliases   bool
	Positions bool
	Countries bool
}

// A Linker is safe for concurrent use.
type Linker struct {
	cfg   Config
	atlas *Atlas
	known map[knownText]*Known
}

// New returns a linker that knows the countries of an atlas and what a user states.
func New(cfg Config, atlas *Atlas, known ...Known) *Linker {
	return &Linker{cfg, atlas, indexKnown(known)}
}

// sameSpelling are the alias rules of a linker that joins no aliases.
var sameSpelling = map[doc.Label][]aliasRule{}

// Link returns the document's mentions with their Entity set, its entities and its positions; where ctx ends before, it
// returns what it has, which is then of no use.
func (l *Linker) Link(ctx context.Context, d *doc.Document) ([]doc.Mention, []doc.Entity, []doc.Position) {
	rules := aliasRules
	if !l.cfg.Aliases {
		rules = sameSpelling
	}
	mentions, entities := l.join(ctx, d, rules)
	if l.cfg.Countries {
		l.atlas.locate(d, mentions, entities)
	}
	if !l.cfg.Positions {
		return mentions, entities, nil
	}
	return mentions, entities, newScene(d, mentions, entities, l.atlas, l.cfg.Countries).positions(ctx)
}
