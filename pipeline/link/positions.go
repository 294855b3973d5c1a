package link

import "roster/pipeline/doc"

// positions returns one position for each ROLE mention.
func positions(d *doc.Document, mentions []doc.Mention, entities []doc.Entity) []doc.Position {
	var out []doc.Position
	for i, m := range mentions {
		if m.Label != doc.Role {
			continue
		}
		p := doc.Position{Mention: i, Role: d.Slice(m.Span), Status: doc.Current}
		if h := neighbour(d, mentions, i); h != doc.None {
			p.Holders = []int{mentions[h].Entity}
		}
		p.Of = before(d, mentions, entities, i)
		out = append(out, p)
	}
	return out
}

// neighbour returns the PERSON right next to the role, alone or after a comma; the one behind it comes first.
func neighbour(d *doc.Document, mentions []doc.Mention, role int) int {
	for _, i := range []int{role + 1, role - 1} {
		if i < 0 || i >= len(mentions) || mentions[i].Label != doc.Person {
			continue
		}
		a, b := mentions[min(i, role)], mentions[max(i, role)]
		if a.End == b.First || a.End+1 == b.First && d.Word(a.End) == "," {
			return i
		}
	}
	return doc.None
}

// before returns the body that stands right before the role: "French President", "White House spokesman".
func before(d *doc.Document, mentions []doc.Mention, entities []doc.Entity, role int) *doc.Body {
	if role == 0 || mentions[role-1].End != mentions[role].First {
		return nil
	}
	m := mentions[role-1]
	text := d.Slice(m.Span)
	switch {
	case m.Entity != doc.None && m.Label != doc.Person:
		return &doc.Body{Entity: m.Entity, Name: entities[m.Entity].Name, Text: text}
	case m.Label == doc.Norp:
		return &doc.Body{Entity: doc.None, Name: text, Text: text}
	}
	return nil
}
