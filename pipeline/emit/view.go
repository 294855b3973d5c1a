package emit

import (
	"sort"

	"roster/pipeline/doc"
)

// A view is what records show of one document: the spans of the labels asked for, and the entities and positions that
// they leave, renumbered. Every format writes views. One view serves all documents of a writer and keeps its memory.
type view struct {
	*doc.Document
	labels map[doc.Label]bool
	unit   Offset
	kept   []bool // by mention of the document: false where it is left out for an overlap; nil: none is

	spans     []span     // in text order
	entities  []entity   // in order of their first span
	positions []position // in text order

	spanOf   []int // by mention of the document: index into spans, or doc.None
	entityOf []int // by entity of the document: index into entities, or doc.None
}

// A span is a mention that is emitted.
type span struct {
	*doc.Mention
	start, end int // in the unit of the view
	entity     int // index into view.entities, or doc.None
}

// An entity is one with at least one emitted span.
type entity struct {
	*doc.Entity
	id    int   // its index in view.entities
	spans []int // indexes into view.spans, ascending
}

// A position is one whose role is emitted.
type position struct {
	*doc.Position
	span    int   // index into view.spans
	holders []int // indexes into view.entities, of the holders that are emitted
}

func newView(labels []doc.Label, unit Offset) view {
	v := view{labels: make(map[doc.Label]bool), unit: unit}
	for _, l := range labels {
		v.labels[l] = true
	}
	return v
}

// set makes v the view of d.
func (v *view) set(d *doc.Document) {
	v.Document, v.kept = d, nil
	v.setSpans()
	v.setEntities()
	v.setPositions()
}

func (v *view) setSpans() {
	v.spans, v.spanOf = v.spans[:0], v.spanOf[:0]
	c := cursor{text: v.Text, unit: v.unit}
	for i := range v.Mentions {
		m := &v.Mentions[i]
		if !v.labels[m.Label] || v.kept != nil && !v.kept[i] {
			v.spanOf = append(v.spanOf, doc.None)
			continue
		}
		v.spanOf = append(v.spanOf, len(v.spans))
		v.spans = append(v.spans, span{Mention: m, start: c.to(m.Span.Start), end: c.to(m.Span.End), entity: doc.None})
	}
}

func (v *view) setEntities() {
	v.entities, v.entityOf = v.entities[:0], v.entityOf[:0]
	for range v.Entities {
		v.entityOf = append(v.entityOf, doc.None)
	}
	for n := range v.spans {
		s := &v.spans[n]
		if s.Label == doc.Role || s.Entity == doc.None {
			continue
		}
		if v.entityOf[s.Entity] == doc.None {
			v.entityOf[s.Entity] = len(v.entities)
			v.addEntity(&v.Entities[s.Entity])
		}
		s.entity = v.entityOf[s.Entity]
		e := &v.entities[s.entity]
		e.spans = append(e.spans, n)
	}
}

// addEntity appends an entity without spans.
func (v *view) addEntity(e *doc.Entity) {
	id := len(v.entities)
	var spans []int
	if id < cap(v.entities) {
		spans = v.entities[:id+1][id].spans[:0] // the memory of an earlier document's
	}
	v.entities = append(v.entities, entity{Entity: e, id: id, spans: spans})
}

func (v *view) setPositions() {
	v.positions = v.positions[:0]
	for i := range v.Positions {
		p := &v.Positions[i]
		if n := v.spanOf[p.Mention]; n != doc.None {
			v.positions = append(v.positions, position{p, n, v.emitted(p.Holders)})
		}
	}
}

// emitted returns the record's ids of those entities that are emitted.
func (v *view) emitted(entities []int) []int {
	var ids []int
	for _, e := range entities {
		if id := v.entityID(e); id != doc.None {
			ids = append(ids, id)
		}
	}
	return ids
}

// entityID returns the record's id of entity i of the document, doc.None where it is not emitted.
func (v *view) entityID(i int) int {
	if i == doc.None {
		return doc.None
	}
	return v.entityOf[i]
}

// sentence returns the text of the sentence in which a mention starts, "" where no sentence is known.
func (v *view) sentence(m *doc.Mention) string {
	i := sort.Search(len(v.Sentences), func(i int) bool { return v.Sentences[i].End > m.FirstToken })
	if i == len(v.Sentences) {
		return ""
	}
	return v.Slice(v.SpanOf(v.Sentences[i].First, v.Sentences[i].End))
}
