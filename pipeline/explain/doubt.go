package explain

import (
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/match"
	"roster/pipeline/tag"
)

// A Doubter says what could have been at the tokens [first, end) of a document. *pipeline.Pipeline is one.
type Doubter interface {
	Opinion(d *doc.Document, first, end int) *tag.Opinion // nil where the engine gives no reasons
	Near(d *doc.Document, first, end int) []match.NearMiss
}

// Ask adds what could have been at a point or stretch; of lines and whole texts that would be too much to say.
func (e *Explanation) Ask(d Doubter) {
	if first, end := e.Place.tokens(e.Doc); first < end {
		e.Opinion, e.Near = d.Opinion(e.Doc, first, end), d.Near(e.Doc, first, end)
	}
}

// Only keeps of what could have been what concerns one label.
func (e *Explanation) Only(l doc.Label) {
	e.Near = slices.DeleteFunc(e.Near, func(n match.NearMiss) bool { return n.Rule.Label != l })
	if e.Opinion != nil {
		e.Opinion.Readings = slices.DeleteFunc(e.Opinion.Readings, func(r tag.Reading) bool {
			return r.Label != l && r.Behind != 0
		})
	}
}
