package diff

import (
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
)

// Gold judges changes by annotated documents. It says nothing of labels that none of them has, of roles' links where no
// ROLE has a holder or body, of entities where mentions have none, and of countries. A nil Gold says nothing.
type Gold struct {
	*gold.Index
	linked bool
}

// NewGold returns the gold of annotated documents, whose ids must differ.
func NewGold(docs []*gold.Document) (*Gold, error) {
	index, err := gold.NewIndex(docs)
	if err != nil {
		return nil, err
	}
	g := &Gold{Index: index}
	for _, d := range docs {
		for _, s := range d.Spans {
			g.linked = g.linked || s.Holder != "" || s.HolderEntity != "" || s.Of != "" || s.OfEntity != ""
		}
	}
	return g, nil
}

// Judge returns the judge of a document that both runs have, nil where there is no gold for it. It is an error if the
// gold is of another text.
func (g *Gold) Judge(before, after *Document) (*Judge, error) {
	if g == nil || before == nil || after == nil {
		return nil, nil
	}
	d, err := g.Find(before.ID, before.Text)
	if err == nil && d != nil {
		d, err = g.Find(before.ID, after.Text)
	}
	if err != nil || d == nil {
		return nil, err
	}
	return newJudge(g, d), nil
}

// A Judge holds the changes of one document against its gold.
type Judge struct {
	*Gold
	doc   *gold.Document
	spans map[span]*gold.Span
}

// A span is a labelled range of code points.
type span struct {
	doc.Span
	label doc.Label
}

func newJudge(g *Gold, d *gold.Document) *Judge {
	j := &Judge{g, d, make(map[span]*gold.Span)}
	c := counter{text: d.Text}
	for i := range d.Spans {
		s := &d.Spans[i]
		j.spans[span{c.codePoints(s.Span), s.Label}] = s
	}
	return j
}

// text is the text of the gold, "" where there is none.
func (j *Judge) text() string {
	if j == nil {
		return ""
	}
	return j.doc.Text
}

func (j *Judge) judge(c *Change) Verdict {
	if j == nil {
		return Unknown
	}
	switch c.Kind {
	case Added, Removed, Relabelled, Rebounded:
		return j.mentions(c.Old, c.New)
	case Holder, Of, Status:
		return j.role(c)
	case Name:
		return j.entity(c)
	}
	return Unknown
}

// entity judges the changed entity of a mention that is in the gold: right is the name that the entity's longest
// mention has. Of a name that is no mention's the gold says nothing.
func (j *Judge) entity(c *Change) Verdict {
	g := j.spans[span{c.New.Span, c.New.Label}]
	if g == nil || g.Entity == "" {
		return Unknown
	}
	longest := ""
	known := make(map[string]bool)
	for _, s := range j.doc.Spans {
		text := oneLine(j.doc.Slice(s.Span))
		known[text] = true
		if s.Entity == g.Entity && len(text) > len(longest) {
			longest = text
		}
	}
	switch {
	case !known[c.From] || !known[c.To]:
		return Unknown
	case c.To == longest:
		return Right
	case c.From == longest:
		return Wrong
	}
	return Neither
}

// mentions weighs what a change takes away against what it brings: a right mention counts for it, a wrong one against.
func (j *Judge) mentions(before, after *Mention) Verdict {
	a, known := j.worth(after)
	b, also := j.worth(before)
	switch {
	case !known && !also:
		return Unknown
	case a > b:
		return Right
	case a < b:
		return Wrong
	}
	return Neither
}

// worth is 1 for a mention that is in the gold, -1 for one that is not, 0 for none, or where the gold does not say:
// then known is false.
func (j *Judge) worth(m *Mention) (worth int, known bool) {
	switch {
	case m == nil || !j.Has(m.Label):
		return 0, false
	case j.spans[span{m.Span, m.Label}] != nil:
		return 1, true
	}
	return -1, true
}

// role judges a changed link of a ROLE that is in the gold.
func (j *Judge) role(c *Change) Verdict {
	g := j.spans[span{c.New.Span, c.New.Label}]
	if g == nil || !j.linked {
		return Unknown
	}
	before, after := j.agrees(c.Kind, c.old, g), j.agrees(c.Kind, c.new, g)
	switch {
	case after && !before:
		return Right
	case before && !after:
		return Wrong
	}
	return Neither
}

// agrees reports whether what a run says of a role is what the gold says: any of its names for the thing will do.
func (j *Judge) agrees(k Kind, p *Position, g *gold.Span) bool {
	switch k {
	case Status:
		return p.Status == g.Status
	case Holder:
		return same(j.namesOf(g.Holder, g.HolderEntity), p.Holders)
	}
	if p.Of == (Body{}) {
		return same(j.namesOf(g.Of, g.OfEntity), nil)
	}
	return same(j.namesOf(g.Of, g.OfEntity), []string{p.Of.Name, p.Of.Text})
}

// namesOf lists a thing's text and the texts of its entity's mentions.
func (j *Judge) namesOf(text, entity string) []string {
	var names []string
	if text != "" {
		names = append(names, oneLine(text))
	}
	for _, s := range j.doc.Spans {
		if entity != "" && s.Entity == entity {
			names = append(names, oneLine(j.doc.Slice(s.Span)))
		}
	}
	return names
}

// same reports whether two things have a name in common, or both have none.
func same(want, got []string) bool {
	if len(want) == 0 || len(got) == 0 {
		return len(want) == len(got)
	}
	return slices.ContainsFunc(got, func(name string) bool { return slices.Contains(want, name) })
}
