package gold

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"roster/pipeline/doc"
)

// An annotation is a document as an annotation tool has it, on its way to a Document.
type annotation struct {
	text  *string // nil where it has none, which finish reports
	marks []mark
	arcs  []arc
}

// A mark is an annotated span.
type mark struct {
	Span               // Entity, Score, Source and Status as read, the other fields by finish
	at         int     // its place in the input, for errors
	start, end int     // in code points
	text       *string // the text that it says it has, nil where it says none
	label      string  // as the tool has it
	key        string  // by which arcs name it; of two that are equal the first counts
}

// An arc is a relation from one mark to another.
type arc struct{ kind, from, to string }

// The kinds of arcs that mean something here, in any case of letters.
const (
	arcHolder = "holder"
	arcOf     = "of"
	arcSame   = "same"
)

// labelNames are the names that corpora and tools give to our labels, in lower case.
var labelNames = map[string]doc.Label{
	"per": doc.Person, "pers": doc.Person, "person": doc.Person, "people": doc.Person,
	"loc": doc.Place, "location": doc.Place, "place": doc.Place, "gpe": doc.Place, "fac": doc.Place, "facility": doc.Place,
	"org": doc.Organization, "organization": doc.Organization, "organisation": doc.Organization,
	"norp": doc.Norp,
	"role": doc.Role, "title": doc.Role,
	"misc": doc.Misc, "miscellaneous": doc.Misc, "product": doc.Misc, "event": doc.Misc, "work_of_art": doc.Misc,
	"law": doc.Misc, "language": doc.Misc,
}

// leave reports what is left out of a document, or fails where nobody is told.
func (r Reader) leave(at int, what string) error {
	if r.Left == nil {
		return &jsonError{at, fmt.Errorf("%s has no place here", what)}
	}
	r.Left(what)
	return nil
}

// finish places the annotation's marks in the text of d, which has its id already, and joins and relates them.
func (r Reader) finish(a *annotation, d *Document) error {
	if a.text == nil {
		return noText("text")
	}
	d.Text = *a.text
	if err := r.placeMarks(a); err != nil {
		return err
	}
	slices.SortStableFunc(a.marks, func(x, y mark) int { return cmp.Or(x.Start-y.Start, y.End-x.End) })
	byKey := make(map[string]int)
	for i, m := range a.marks {
		if _, taken := byKey[m.key]; m.key != "" && !taken {
			byKey[m.key] = i
		}
	}
	a.join(byKey)
	if err := r.relate(a, byKey); err != nil {
		return err
	}
	for _, m := range a.marks {
		d.Spans = append(d.Spans, m.Span)
	}
	return nil
}

// placeMarks gives the marks their bytes and labels, and leaves out those of labels that we do not have.
func (r Reader) placeMarks(a *annotation) error {
	text := *a.text
	at := byteOffsets(text)
	known := a.marks[:0]
	for _, m := range a.marks {
		if m.start < 0 || m.start >= m.end || m.end >= len(at) {
			return &jsonError{m.at, fmt.Errorf("span %d..%d of a text of %d code points", m.start, m.end, len(at)-1)}
		}
		m.Start, m.End = at[m.start], at[m.end]
		got := text[m.Start:m.End]
		if err := sameText(m.start, m.end, m.text, got); err != nil {
			return &jsonError{m.at, err}
		}
		if err := r.trim(&m, got); err != nil {
			return err
		}
		label, ok := labelNames[strings.ToLower(m.label)]
		switch {
		case !ok:
			if err := r.leave(m.at, "label "+m.label); err != nil {
				return err
			}
			continue
		case m.Start == m.End:
			continue
		}
		m.Label = label
		if label == doc.Role && m.Status == "" {
			m.Status = doc.Current
		}
		known = append(known, m)
	}
	a.marks = known
	return nil
}

// trim takes white space off the ends of a mark.
func (r Reader) trim(m *mark, text string) error {
	left := strings.TrimLeftFunc(text, unicode.IsSpace)
	m.Start += len(text) - len(left)
	m.End -= len(left) - len(strings.TrimRightFunc(left, unicode.IsSpace))
	if len(text) == m.End-m.Start || r.Left == nil {
		return nil
	}
	return r.leave(m.at, "white space at the ends of a span")
}

// join gives marks that arcs of kind same join one entity, and where there are arcs every other thing its own.
func (a *annotation) join(byKey map[string]int) {
	parent := make([]int, len(a.marks))
	for i := range parent {
		parent[i] = i
	}
	var root func(int) int
	root = func(i int) int {
		if parent[i] != i {
			parent[i] = root(parent[i])
		}
		return parent[i]
	}
	for _, arc := range a.arcs {
		from, ok := byKey[arc.from]
		to, there := byKey[arc.to]
		if ok && there && strings.EqualFold(arc.kind, arcSame) {
			x, y := root(from), root(to)
			parent[max(x, y)] = min(x, y)
		}
	}
	if len(a.arcs) == 0 {
		return // nothing says what is one thing
	}
	size := make([]int, len(a.marks))
	for i := range a.marks {
		size[root(i)]++
	}
	for i := range a.marks {
		if m := &a.marks[i]; m.Entity == "" && m.Label != doc.Role && (size[root(i)] > 1 || isThing(m.Label)) {
			m.Entity = "m" + strconv.Itoa(root(i))
		}
	}
}

// parseStatus returns the status of that name.
func parseStatus(s string) (doc.Status, error) {
	switch status := doc.Status(s); status {
	case doc.Current, doc.Former, doc.Acting, doc.Designate:
		return status, nil
	}
	return "", fmt.Errorf("unknown status %q, expected current, former, acting or designate", s)
}

// isThing reports whether every mention of a label is one of a thing.
func isThing(l doc.Label) bool { return l == doc.Person || l == doc.Place || l == doc.Organization }

// relate gives the ROLE marks their holders and bodies.
func (r Reader) relate(a *annotation, byKey map[string]int) error {
	for _, arc := range a.arcs {
		kind := strings.ToLower(arc.kind)
		if kind == arcSame {
			continue
		}
		from, ok := byKey[arc.from]
		to, there := byKey[arc.to]
		if !ok || !there {
			continue // of a mark that is left out
		}
		role, m := &a.marks[from], a.marks[to]
		text := (*a.text)[m.Start:m.End]
		switch {
		case role.Label != doc.Role || kind != arcHolder && kind != arcOf:
			if err := r.leave(role.at, "relation "+arc.kind); err != nil {
				return err
			}
		case kind == arcHolder:
			if role.Holder == "" {
				role.Holder, role.HolderEntity = text, m.Entity
			}
			role.Holders = append(role.Holders, m.Entity)
		case kind == arcOf:
			role.Of, role.OfEntity = text, m.Entity
		}
	}
	return nil
}
