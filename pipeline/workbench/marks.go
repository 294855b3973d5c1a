package workbench

import (
	"cmp"
	"slices"

	"roster/pipeline/doc"
)

// A mark is what a person said of a place of an article.
type mark struct {
	doc.Span // of whole tokens
	Label    doc.Label
	Verdict  Verdict
	Removed  bool   // there is no mention of the label there
	Same     string // the name of an entity that it is; "" where the person did not say
	Apart    string // the name of an entity that it is not
}

// byHand is the priority of what a person said: above that of any rule.
const byHand = 1 << 30

// marked returns marks with one more. Those that it makes void are left out.
func marked(marks []mark, m mark) []mark {
	out := slices.DeleteFunc(slices.Clone(marks), func(o mark) bool {
		return o.Span == m.Span && (o.Label == m.Label || !o.Removed && !m.Removed) ||
			!o.Removed && !m.Removed && o.Overlaps(m.Span)
	})
	return ordered(append(out, m))
}

// unmarked returns marks without those of a place.
func unmarked(marks []mark, at doc.Span) []mark {
	return slices.DeleteFunc(slices.Clone(marks), func(m mark) bool { return m.Span == at })
}

func ordered(marks []mark) []mark {
	slices.SortStableFunc(marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Label, b.Label))
	})
	return marks
}

// holds reports whether a run says of the place what the person said.
func (m mark) holds(d *doc.Document) bool {
	i := mentionAt(d, m.Span)
	found := i != doc.None && d.Mentions[i].Label == m.Label
	if m.Removed || !found {
		return found != m.Removed
	}
	e := d.Mentions[i].Entity
	same := m.Same == "" || e != doc.None && e == entityNamed(d, m.Same)
	apart := m.Apart == "" || e != entityNamed(d, m.Apart)
	return same && apart
}

// entityNamed returns the entity of that name, else the first with such an alias; doc.None where there is none.
func entityNamed(d *doc.Document, name string) int {
	if i := slices.IndexFunc(d.Entities, func(e doc.Entity) bool { return e.Name == name }); i >= 0 {
		return i
	}
	return slices.IndexFunc(d.Entities, func(e doc.Entity) bool { return slices.Contains(e.Aliases, name) })
}

// mentionAt returns the index of the mention of exactly that span, doc.None for none.
func mentionAt(d *doc.Document, at doc.Span) int {
	i, ok := slices.BinarySearchFunc(d.Mentions, at.Start, func(m doc.Mention, start int) int {
		return cmp.Compare(m.Start, start)
	})
	if !ok || d.Mentions[i].Span != at {
		return doc.None
	}
	return i
}

// tokensOf returns the tokens that a stretch shares a byte with; first is end where there are none.
func tokensOf(d *doc.Document, at doc.Span) (first, end int) {
	first = slices.IndexFunc(d.Tokens, func(t doc.Token) bool { return t.End > at.Start })
	if first < 0 {
		return 0, 0
	}
	for end = first; end < len(d.Tokens) && d.Tokens[end].Start < at.End; end++ {
	}
	return first, end
}

// actions are the marks as candidates and actions that nothing beats.
func actions(d *doc.Document, marks []mark) []doc.Mention {
	var out []doc.Mention
	for _, m := range marks {
		first, end := tokensOf(d, m.Span)
		if first == end {
			continue
		}
		a := doc.Mention{
			Span: m.Span, FirstToken: first, EndToken: end, Label: m.Label, Score: 1, Priority: byHand,
			Source: doc.Source{Rule: "reviewed"}, Entity: doc.None,
		}
		if m.Removed {
			a.Action = doc.Drop
			out = append(out, a)
			continue
		}
		protect := a
		protect.Action = doc.Protect
		out = append(out, a, protect)
	}
	return out
}

// tally counts the reviewed places that a change of the corpus mends and breaks.
func tally(before, after *corpus, marks [][]mark) (mends, breaks int) {
	for i, list := range marks {
		for _, m := range list {
			switch was, is := m.holds(before.docs[i]), m.holds(after.docs[i]); {
			case is && !was:
				mends++
			case was && !is:
				breaks++
			}
		}
	}
	return mends, breaks
}
