package report

import (
	"slices"

	"roster/pipeline/doc"
)

// keep returns a document with the mentions of some labels alone, and the entities and positions that they leave,
// renumbered.
func keep(d *doc.Document, labels []doc.Label) *doc.Document {
	out := &doc.Document{ID: d.ID, Text: d.Text}
	mentions := make([]int, len(d.Mentions)) // by mention of d: its index in out, or doc.None
	entities := make([]int, len(d.Entities))
	for i := range entities {
		entities[i] = doc.None
	}
	for i, m := range d.Mentions {
		mentions[i] = doc.None
		if !slices.Contains(labels, m.Label) {
			continue
		}
		mentions[i] = len(out.Mentions)
		if m.Label == doc.Role {
			m.Entity = doc.None
		}
		if m.Entity != doc.None {
			m.Entity = keepEntity(out, d.Entities[m.Entity], &entities[m.Entity], mentions[i])
		}
		out.Mentions = append(out.Mentions, m)
	}
	for _, p := range d.Positions {
		if mentions[p.Mention] != doc.None {
			out.Positions = append(out.Positions, keepPosition(p, mentions[p.Mention], entities))
		}
	}
	return out
}

// keepEntity gives an entity of out one more mention, and adds it where number is doc.None; it returns its number.
func keepEntity(out *doc.Document, e doc.Entity, number *int, mention int) int {
	if *number == doc.None {
		*number = len(out.Entities)
		e.Mentions, e.Rules = nil, nil
		out.Entities = append(out.Entities, e)
	}
	kept := &out.Entities[*number]
	kept.Mentions = append(kept.Mentions, mention)
	return *number
}

func keepPosition(p doc.Position, mention int, entities []int) doc.Position {
	holders := p.Holders
	p.Mention, p.Holders = mention, nil
	for _, h := range holders {
		if entities[h] != doc.None {
			p.Holders = append(p.Holders, entities[h])
		}
	}
	if p.Of != nil && p.Of.Entity != doc.None {
		of := *p.Of
		of.Entity = entities[of.Entity]
		p.Of = &of
	}
	return p
}
