package link

import "roster/pipeline/doc"

// A name is what mentions of one entity share: label and spelling.
type name struct {
	label doc.Label
	text  string
}

// join gives every PERSON, PLACE and ORGANIZATION mention an entity: one for each spelling and label.
func join(d *doc.Document) ([]doc.Mention, []doc.Entity) {
	mentions := make([]doc.Mention, len(d.Mentions))
	copy(mentions, d.Mentions)
	var entities []doc.Entity
	known := make(map[name]int)
	for i := range mentions {
		m := &mentions[i]
		m.Entity = doc.None
		if !isEntity(m.Label) {
			continue
		}
		key := name{m.Label, d.Slice(m.Span)}
		e, ok := known[key]
		if !ok {
			e = len(entities)
			known[key] = e
			entities = append(entities, doc.Entity{Label: m.Label, Name: key.text})
		}
		m.Entity = e
		entities[e].Mentions = append(entities[e].Mentions, i)
	}
	return mentions, entities
}

// isEntity reports whether mentions of the label stand for entities.
func isEntity(l doc.Label) bool {
	return l == doc.Person || l == doc.Place || l == doc.Organization
}
