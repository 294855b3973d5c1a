// Package link turns the mentions of a document into facts: which mentions are one entity, who holds which role, of
// what, and which country things belong to.
//
// It takes documents whose Mentions are set and gives the mentions with their Entity set, the entities in order of
// first mention, and one position for each ROLE mention. It reads tokens, sentences and mentions alone.
package link

import "roster/pipeline/doc"

// A Config says what is linked. Without aliases an entity is the mentions of one spelling and label.
type Config struct {
	Aliases   bool
	Positions bool
	Countries bool
}

// A Linker is safe for concurrent use.
type Linker struct{ cfg Config }

// New returns a linker.
func New(cfg Config) *Linker { return &Linker{cfg} }

// Link returns the document's mentions with their Entity set, its entities and its positions.
func (l *Linker) Link(d *doc.Document) ([]doc.Mention, []doc.Entity, []doc.Position) {
	mentions, entities := join(d)
	return mentions, entities, positions(d, mentions, entities)
}
