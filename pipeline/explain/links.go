package explain

import (
	"slices"

	"roster/pipeline/doc"
)

// An EntityLink says how a mention came to its entity.
type EntityLink struct {
	Entity int    // index into Doc.Entities
	Rule   string // the id of the alias rule that joined it; "" where the entity's name is spelled so
}

// entityOf returns the link of the mention with that index; ok is false where it has no entity.
func entityOf(d *doc.Document, mention int) (link EntityLink, ok bool) {
	if mention == doc.None || d.Mentions[mention].Entity == doc.None {
		return EntityLink{}, false
	}
	link.Entity = d.Mentions[mention].Entity
	e := &d.Entities[link.Entity]
	i := slices.Index(e.Mentions, mention)
	if i < 0 {
		return EntityLink{}, false
	}
	if i < len(e.Rules) {
		link.Rule = e.Rules[i]
	}
	return link, true
}

// positionOf returns the position of the ROLE with that index, nil where it has none.
func positionOf(d *doc.Document, mention int) *doc.Position {
	i := slices.IndexFunc(d.Positions, func(p doc.Position) bool { return p.Mention == mention })
	if i < 0 {
		return nil
	}
	return &d.Positions[i]
}

// holders returns the names of those who hold a position.
func holders(d *doc.Document, p *doc.Position) []string {
	names := []string{}
	for _, e := range p.Holders {
		names = append(names, d.Entities[e].Name)
	}
	return names
}
