// Package tag names what every tagger offers. A tagger finds candidate mentions by a statistical model; the engines
// stand in the folders below, and package pipeline chooses one.
package tag

import (
	"context"

	"roster/pipeline/doc"
)

// A Tagger proposes candidate mentions. It is safe for concurrent use.
type Tagger interface {
	// Tag returns the candidates of a document whose Tokens and Sentences are set: in text order, disjoint, on token
	// borders, with Label, Score, Priority and Source.Engine set. It returns what it has when ctx is done.
	Tag(ctx context.Context, d *doc.Document) []doc.Mention
	// Fingerprint identifies the engine and its model: equal fingerprints tag alike.
	Fingerprint() string
}

// None is the engine that proposes nothing: rules alone decide.
type None struct{}

// Tag returns no candidate.
func (None) Tag(context.Context, *doc.Document) []doc.Mention { return nil }

// Fingerprint returns "none".
func (None) Fingerprint() string { return "none" }
