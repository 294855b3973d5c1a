package convert

import (
	"slices"
	"strings"
	"unicode/utf8"

	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/gold"
)

// A builder makes a document of a gold one; mention i of the one is span i of the other.
type builder struct {
	*doc.Document
	gold  *gold.Document
	byKey map[string]int // entities by the gold's key
}

func (b *builder) mentions() {
	for _, s := range b.gold.Spans {
		m := doc.Mention{Span: s.Span, Label: s.Label, Score: 1, Source: doc.Source{Engine: emit.Gold}, Entity: doc.None}
		if s.Score != nil {
			m.Score = *s.Score
		}
		if s.Source != "" {
			m.Source = doc.ParseSource(s.Source)
		}
		b.Mentions = append(b.Mentions, m)
		if s.Entity != "" && s.Label != doc.Role {
			b.join(len(b.Mentions)-1, b.entity(s.Entity))
		}
	}
}

// entity returns the entity of a key.
func (b *builder) entity(key string) int {
	i, ok := b.byKey[key]
	if !ok {
		i = b.newEntity()
		b.byKey[key] = i
	}
	return i
}

func (b *builder) newEntity() int {
	b.Entities = append(b.Entities, doc.Entity{})
	return len(b.Entities) - 1
}

func (b *builder) join(mention, entity int) {
	b.Mentions[mention].Entity = entity
	e := &b.Entities[entity]
	e.Mentions = append(e.Mentions, mention)
	e.Rules = append(e.Rules, "")
}

// nameEntities gives the entities their labels and names. A NORP says neither, but where nothing else does.
func (b *builder) nameEntities() {
	for i := range b.Entities {
		b.nameEntity(&b.Entities[i])
	}
}

func (b *builder) nameEntity(e *doc.Entity) {
	naming := slices.DeleteFunc(slices.Clone(e.Mentions), func(m int) bool { return b.Mentions[m].Label == doc.Norp })
	if len(naming) == 0 {
		naming = e.Mentions
	}
	var spellings []string
	for _, m := range naming {
		if s := squeeze(b.Slice(b.Mentions[m].Span)); !slices.Contains(spellings, s) {
			spellings = append(spellings, s)
		}
	}
	e.Label, e.Name = b.Mentions[naming[0]].Label, spellings[0]
	for _, s := range spellings {
		if utf8.RuneCountInString(s) > utf8.RuneCountInString(e.Name) {
			e.Name = s
		}
	}
	e.Aliases = slices.DeleteFunc(spellings, func(s string) bool { return s == e.Name })
}

// squeeze makes every run of white space one blank.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func (b *builder) positions() {
	for i, s := range b.gold.Spans {
		if s.Label != doc.Role {
			continue
		}
		b.Positions = append(b.Positions, doc.Position{
			Mention: i, Role: squeeze(b.Slice(s.Span)), Holders: b.holders(i, s), Of: b.body(i, s), Status: s.Status,
		})
	}
}

// holders returns the entities that hold a role: those that the gold names, else that of the nearest mention that reads
// as the holder does, else one of that name without a mention.
func (b *builder) holders(role int, s gold.Span) []int {
	keys := s.Holders
	if len(keys) == 0 {
		keys = []string{s.HolderEntity}
	}
	var out []int
	for _, key := range keys {
		if e, ok := b.byKey[key]; ok && key != "" && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	if out != nil || s.Holder == "" {
		return out
	}
	if m := b.nearest(role, s.Holder, doc.Person, doc.Organization); m != doc.None {
		return []int{b.entityOf(m)}
	}
	e := b.newEntity()
	b.Entities[e] = doc.Entity{Label: doc.Person, Name: squeeze(s.Holder)}
	return []int{e}
}

// entityOf returns the entity of a mention, a new one if it has none.
func (b *builder) entityOf(mention int) int {
	if e := b.Mentions[mention].Entity; e != doc.None {
		return e
	}
	e := b.newEntity()
	b.join(mention, e)
	b.nameEntity(&b.Entities[e])
	return e
}

// body returns what a role belongs to, found as its holders are.
func (b *builder) body(role int, s gold.Span) *doc.Body {
	if s.Of == "" && s.OfEntity == "" {
		return nil
	}
	of := &doc.Body{Entity: doc.None, Name: squeeze(s.Of), Text: s.Of}
	if e, ok := b.byKey[s.OfEntity]; ok && s.OfEntity != "" {
		of.Entity = e
	} else if m := b.nearest(role, s.Of, doc.Place, doc.Organization, doc.Norp); m != doc.None {
		of.Entity = b.meant(m)
	}
	if of.Entity != doc.None {
		of.Name, of.Country = b.Entities[of.Entity].Name, b.Entities[of.Entity].Country
	}
	if of.Text == "" {
		of.Text = of.Name
	}
	return of
}

// meant returns the entity of a mention; a NORP need not have one.
func (b *builder) meant(mention int) int {
	if b.Mentions[mention].Label == doc.Norp {
		return b.Mentions[mention].Entity
	}
	return b.entityOf(mention)
}

// nearest returns the mention of one of the labels and that text which is next to a role, doc.None where there is none.
func (b *builder) nearest(role int, text string, labels ...doc.Label) int {
	best, least := doc.None, 0
	for i, m := range b.Mentions {
		if !slices.Contains(labels, m.Label) || squeeze(b.Slice(m.Span)) != squeeze(text) {
			continue
		}
		distance := max(m.Start-b.Mentions[role].End, b.Mentions[role].Start-m.End)
		if best == doc.None || distance < least {
			best, least = i, distance
		}
	}
	return best
}
