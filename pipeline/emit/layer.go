package emit

import "roster/pipeline/doc"

// A Layer is a part of a document that a format may be unable to carry.
type Layer string

// The layers.
const (
	IDs       Layer = "ids of documents"
	Texts     Layer = "texts to the letter"
	Spans     Layer = "places of mentions"
	Overlaps  Layer = "overlapping mentions"
	Entities  Layer = "which mentions name one thing"
	Names     Layer = "names, aliases and countries of entities"
	Positions Layer = "who holds which role, and of what"
	Holders   Layer = "further holders of a role"
	Statuses  Layer = "former, acting and designate"
	Scores    Layer = "scores"
	Sources   Layer = "sources of mentions"
)

// Layers lists all of them.
var Layers = []Layer{IDs, Texts, Spans, Overlaps, Entities, Names, Positions, Holders, Statuses, Scores, Sources}

// Gold is the engine of mentions that a person annotated.
const Gold = "gold"

// Lacks returns the layers that a format of whole documents cannot carry.
func Lacks(name string) []Layer {
	if f := formatNamed(name); f != nil {
		return f.lacks
	}
	return nil
}

// Count returns how many things of a layer a document has.
func Count(d *doc.Document, l Layer) int {
	switch l {
	case IDs, Texts:
		return 1
	case Spans:
		return len(d.Mentions)
	case Overlaps:
		return len(d.Mentions) - kept(d.Mentions)
	case Scores:
		return number(d.Mentions, func(m doc.Mention) bool { return m.Score != 1 })
	case Sources:
		return number(d.Mentions, func(m doc.Mention) bool { return m.Source.Engine != Gold })
	case Entities:
		return number(d.Entities, func(e doc.Entity) bool { return len(e.Mentions) > 1 })
	case Names:
		return number(d.Entities, func(e doc.Entity) bool { return e.Country != "" })
	case Positions:
		return number(d.Positions, func(p doc.Position) bool { return len(p.Holders) > 0 || p.Of != nil })
	case Holders:
		return number(d.Positions, func(p doc.Position) bool { return len(p.Holders) > 1 })
	case Statuses:
		return number(d.Positions, func(p doc.Position) bool { return p.Status != doc.Current })
	}
	return 0
}

func number[T any](items []T, counts func(T) bool) int {
	n := 0
	for _, item := range items {
		if counts(item) {
			n++
		}
	}
	return n
}

func kept(mentions []doc.Mention) int {
	return number(disjoint(mentions), func(keep bool) bool { return keep })
}
