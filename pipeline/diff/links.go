package diff

import (
	"cmp"
	"slices"
	"strings"

	"roster/pipeline/doc"
)

// linker is the source of a link whose rule is not known.
const linker = "link"

// by names the link rule responsible for a change: the new one, else the old one.
func by(after, before string) string {
	if rule := cmp.Or(after, before); rule != "" {
		return linker + ":" + rule
	}
	return linker
}

// linkChanges lists the links that differ of mentions that both runs have with the same span and label, of those kinds
// that both runs say something of.
func linkChanges(before, after *Document, pairs []pair) []Change {
	var changes []Change
	type change struct {
		kind         Kind
		from, to, of string
	}
	seen := make(map[change]bool)
	entities := !before.NoEntities && !after.NoEntities
	positions := !before.NoPositions && !after.NoPositions
	inText := func(a, b pair) int { return cmp.Compare(a.after, b.after) }
	for _, p := range slices.SortedFunc(slices.Values(pairs), inText) {
		if p.before == doc.None || p.after == doc.None {
			continue
		}
		b, a := &before.Mentions[p.before], &after.Mentions[p.after]
		if b.Span != a.Span || b.Label != a.Label {
			continue
		}
		if entities {
			for _, c := range entityChanges(before.entity(b), after.entity(a), by(a.Alias, b.Alias)) {
				k := change{c.Kind, c.From, c.To, after.entity(a).Name}
				if !seen[k] { // one of an entity, however many mentions show it
					seen[k] = true
					c.Old, c.New = b, a
					changes = append(changes, c)
				}
			}
		}
		if positions {
			for _, c := range positionChanges(before.position(p.before), after.position(p.after)) {
				c.Old, c.New = b, a
				changes = append(changes, c)
			}
		}
	}
	return changes
}

// entity returns a mention's entity, a zero one where it has none.
func (d *Document) entity(m *Mention) Entity {
	if m.Entity == doc.None {
		return Entity{}
	}
	return d.Entities[m.Entity]
}

// position returns the position of the mention with that index, a zero one where it has none.
func (d *Document) position(mention int) *Position {
	i, found := slices.BinarySearchFunc(d.Positions, mention, func(p Position, m int) int {
		return cmp.Compare(p.Mention, m)
	})
	if !found {
		return &Position{}
	}
	return &d.Positions[i]
}

func entityChanges(before, after Entity, source string) []Change {
	var changes []Change
	if before.Name != after.Name {
		changes = append(changes, Change{Kind: Name, From: before.Name, To: after.Name, Source: source})
	}
	if before.Country != after.Country {
		changes = append(changes, Change{Kind: Country, From: before.Country, To: after.Country, Source: linker})
	}
	return changes
}

func positionChanges(before, after *Position) []Change {
	var changes []Change
	change := func(k Kind, from, to, source string) {
		if from != to {
			changes = append(changes, Change{Kind: k, From: from, To: to, Source: source, old: before, new: after})
		}
	}
	names := func(p *Position) string { return strings.Join(p.Holders, ", ") }
	change(Holder, names(before), names(after), by(after.HolderRule, before.HolderRule))
	change(Of, before.Of.String(), after.Of.String(), by(after.OfRule, before.OfRule))
	change(Status, string(before.Status), string(after.Status), by(after.StatusRule, before.StatusRule))
	return changes
}

// String shows a body as `France ("French") [FR]`.
func (b Body) String() string {
	s := b.Name
	if b.Text != b.Name {
		s += ` ("` + b.Text + `")`
	}
	if b.Country != "" {
		s += " [" + b.Country + "]"
	}
	return s
}
