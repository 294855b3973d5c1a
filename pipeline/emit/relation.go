package emit

import (
	"strings"

	"roster/pipeline/doc"
)

// The kinds of relations between spans, as annotation tools show them.
const (
	relationHolder = "holder" // from a ROLE to a mention of who holds it
	relationOf     = "of"     // from a ROLE to a mention of what it belongs to
	relationSame   = "same"   // from a mention to the one before it of the same entity
)

// A relation is an arc between two spans of a view.
type relation struct {
	kind     string
	from, to int // indexes into view.spans
}

// links returns the relations of kind holder and of, position by position: each to the nearest span of the thing meant.
// A body that has no span of its own gives none.
func (v *view) links() []relation {
	var out []relation
	for _, p := range v.positions {
		for _, h := range p.holders {
			out = append(out, relation{relationHolder, p.span, v.nearest(p.span, v.entities[h].spans)})
		}
		if to := v.nearest(p.span, v.bodySpans(p.Of)); to != doc.None {
			out = append(out, relation{relationOf, p.span, to})
		}
	}
	return out
}

// chains returns the relations of kind same.
func (v *view) chains() []relation {
	var out []relation
	for _, e := range v.entities {
		for i := 1; i < len(e.spans); i++ {
			out = append(out, relation{relationSame, e.spans[i], e.spans[i-1]})
		}
	}
	return out
}

// bodySpans returns the spans that may stand for a body: those of its entity, or of none, that read as the body does,
// else all of its entity.
func (v *view) bodySpans(of *doc.Body) []int {
	if of == nil {
		return nil
	}
	id := v.entityID(of.Entity)
	var alike, own []int
	for i, s := range v.spans {
		switch {
		case s.Label == doc.Role:
		case (s.entity == id || s.entity == doc.None || id == doc.None) && v.reads(i, of.Text):
			alike = append(alike, i)
		case s.entity == id && id != doc.None:
			own = append(own, i)
		}
	}
	if alike != nil {
		return alike
	}
	return own
}

// reads reports whether a span has that text, but for white space.
func (v *view) reads(span int, text string) bool {
	return squeeze(v.Slice(v.spans[span].Span)) == squeeze(text)
}

// squeeze makes every run of white space one blank.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// nearest returns the one of some spans with the fewest bytes between it and a span, the first of two that are equally
// near, doc.None where there are none.
func (v *view) nearest(from int, spans []int) int {
	best, least := doc.None, 0
	for _, i := range spans {
		distance := max(v.spans[i].Start-v.spans[from].End, v.spans[from].Start-v.spans[i].End)
		if best == doc.None || distance < least {
			best, least = i, distance
		}
	}
	return best
}

// statuses returns, by span, the status of each position that is not current.
func (v *view) statuses() map[int]doc.Status {
	out := make(map[int]doc.Status)
	for _, p := range v.positions {
		if p.Status != doc.Current {
			out[p.span] = p.Status
		}
	}
	return out
}
