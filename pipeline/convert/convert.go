// Package convert makes extracted documents of annotated ones. It takes a document of package gold and gives one that
// package emit can write in any format: tokens that mentions cover whole, mentions, entities and positions. With it
// gold of one form becomes gold of another, and records become what other tools read.
package convert

import (
	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/gold"
	"roster/pipeline/records"
)

// Document returns the document that a gold document annotates. A document record that gold.Reader.Records kept is
// taken whole. Names that the gold does not say are those of the mentions: the longest is the entity's, the others are
// its aliases. The error says which mention is no words.
func Document(g *gold.Document) (*doc.Document, error) {
	d := extracted(g)
	return d, addTokens(d)
}

// extracted returns a document without tokens.
func extracted(g *gold.Document) *doc.Document {
	if g.Record != nil {
		// What the gold reader takes and package records refuses are overlapping spans, and entities that are no indexes.
		if d, err := records.Parse(g.Record); err == nil {
			d.ID = g.ID
			return d
		}
	}
	b := builder{gold: g, byKey: make(map[string]int), Document: &doc.Document{ID: g.ID, Text: g.Text}}
	b.mentions()
	b.nameEntities()
	b.positions()
	return b.Document
}

// Losses counts, by layer, what documents have that a format cannot carry.
type Losses map[emit.Layer]int

// Add counts what writing a document in a format loses.
func (l Losses) Add(d *doc.Document, format string) {
	for _, layer := range emit.Lacks(format) {
		if n := emit.Count(d, layer); n > 0 {
			l[layer] += n
		}
	}
}
