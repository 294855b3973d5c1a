package workbench

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A correcting is a correction on its way: the place in the corpus that it is about, and what it says there.
type correcting struct {
	Correction
	article *doc.Document
	old     *doc.Mention // what it is about; nil of one missed
	marks   []mark       // what the person says; the first is of the mention as it should be
	other   string       // of join and split: the name of the other entity
}

// correcting finds what a correction is about. Its errors are ErrBad.
func (v *view) correcting(c Correction, version string) (*correcting, error) {
	d, err := v.corpus.article(c.Article)
	if err != nil {
		return nil, err
	}
	at, err := spanOf(d, c.Start, c.End)
	if err != nil {
		return nil, err
	}
	out := &correcting{Correction: c, article: d}
	if c.Kind != Missed {
		i := mentionAt(d, at)
		if i == doc.None {
			return nil, bad("there is no mention at %d-%d", c.Start, c.End)
		}
		out.old = &d.Mentions[i]
	}
	switch c.Kind {
	case WrongMention:
		out.marks = []mark{{Span: at, Label: out.old.Label, Removed: true}}
	case WrongLabel:
		if c.Label == out.old.Label {
			err = bad("the mention has this label")
		}
		out.marks = []mark{{Span: at, Label: c.Label}}
	case Missed:
		err = out.place(at, c.Label)
	case WrongBounds:
		if at, err = spanOf(d, c.NewStart, c.NewEnd); err == nil {
			err = out.place(at, out.old.Label)
		}
	case Join:
		err = out.join(v.corpus, version)
	case Split:
		err = out.split()
	default:
		err = bad("unknown kind %q", c.Kind)
	}
	if err != nil {
		return nil, err
	}
	if l := out.marks[0].Label; !slices.Contains(v.corpus.Labels, l) {
		return nil, bad("label %q, expected one of %v", l, v.corpus.Labels)
	}
	for i := range out.marks {
		out.marks[i].Verdict = Corrected
	}
	return out, nil
}

// place says that a mention stands at a stretch, widened to whole words. Where it shares nothing with the mention as it
// is, that is none.
func (c *correcting) place(at doc.Span, l doc.Label) error {
	first, end := tokensOf(c.article, trimmed(c.article, at))
	if first == end {
		return bad("there are no words at the place")
	}
	m := mark{Span: c.article.SpanOf(first, end), Label: l}
	c.marks = []mark{m}
	if c.old == nil {
		if i := mentionAt(c.article, m.Span); i != doc.None && c.article.Mentions[i].Label == l {
			return bad("the mention is there")
		}
		return nil
	}
	if m.Span == c.old.Span {
		if word := c.cut(trimmed(c.article, at)); word != "" {
			return bad("a border cannot lie inside the word %s", quoted(word))
		}
		return bad("the mention has these bounds")
	}
	if !m.Overlaps(c.old.Span) {
		c.marks = append(c.marks, mark{Span: c.old.Span, Label: c.old.Label, Removed: true})
	}
	return nil
}

// cut returns the first token that a stretch has a part of, "" for none.
func (c *correcting) cut(at doc.Span) string {
	first, end := tokensOf(c.article, at)
	for _, t := range c.article.Tokens[first:end] {
		if t.Start < at.Start || t.End > at.End {
			return c.article.Text[t.Start:t.End]
		}
	}
	return ""
}

// trimmed returns a stretch without white space at its ends.
func trimmed(d *doc.Document, at doc.Span) doc.Span {
	text := d.Slice(at)
	left := strings.TrimLeftFunc(text, unicode.IsSpace)
	at.Start += len(text) - len(left)
	return doc.Span{Start: at.Start, End: at.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))}
}

// join says that the mention names what another entity of the run is.
func (c *correcting) join(corpus *corpus, version string) error {
	documents, run := corpus.page(version)
	if c.Entity < 0 || c.Entity >= len(run.Entities) {
		return bad("entity %d of %d", c.Entity, len(run.Entities))
	}
	target := run.Entities[c.Entity]
	if l := run.Labels[target.Label]; l != c.old.Label {
		return bad("%s is %s, %s is %s: change the label first", quoted(target.Name), a(l),
			quoted(c.article.Slice(c.old.Span)), a(c.old.Label))
	}
	if spans := documents[c.Article].Spans; c.Entity == entityAt(spans, c.Start) {
		return bad("they are one entity")
	}
	c.other = target.Name
	c.marks = []mark{{Span: c.old.Span, Label: c.old.Label, Same: target.Name}}
	return nil
}

// entityAt returns the number of the entity of the mention that starts at a code unit, by the spans of the page.
func entityAt(spans []int, start int) int {
	for i := 0; i+5 < len(spans); i += 6 {
		if spans[i] == start {
			return spans[i+5]
		}
	}
	return doc.None
}

// split says that the mention names something else than the other mentions of its entity.
func (c *correcting) split() error {
	if c.old.Entity == doc.None || len(c.article.Entities[c.old.Entity].Mentions) < 2 {
		return bad("its entity has no other mentions")
	}
	c.other = c.article.Entities[c.old.Entity].Name
	c.marks = []mark{{Span: c.old.Span, Label: c.old.Label, Apart: c.other}}
	return nil
}

// said returns the gold with what the correction says.
func (c *correcting) said(g *goldFile) *goldFile {
	marks := g.marks[c.Article]
	if c.old != nil && c.Kind != WrongMention {
		marks = unmarked(marks, c.old.Span)
	}
	for _, m := range c.marks {
		marks = marked(marks, m)
	}
	return g.with(c.Article, marks)
}

// text is the text of the mention as it should be, or that is none.
func (c *correcting) text() string { return oneLine(c.article.Slice(c.marks[0].Span)) }

// words say what the correction says.
func (c *correcting) words() string {
	text, label := quoted(c.text()), string(c.marks[0].Label)
	switch c.Kind {
	case WrongMention:
		return text + " is no " + label
	case WrongLabel:
		return text + " is " + a(c.marks[0].Label) + ", not " + a(c.old.Label)
	case WrongBounds:
		return "the " + label + " is " + text + ", not " + quoted(oneLine(c.article.Slice(c.old.Span)))
	case Join:
		return text + " is " + c.other
	case Split:
		return text + " is not " + c.other
	}
	return text + " is " + a(c.marks[0].Label)
}

func quoted(s string) string { return "“" + s + "”" }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// shown is how much of a long mention is shown, in code points.
const shown = 40

func short(s string) string {
	if utf8.RuneCountInString(s) <= shown {
		return s
	}
	return string([]rune(s)[:shown-1]) + "…"
}
