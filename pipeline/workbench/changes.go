package workbench

import (
	"slices"
	"strings"
	"unicode/utf8"

	"roster/pipeline/diff"
	"roster/pipeline/doc"
)

// maxListed is how many changes are listed.
const maxListed = 500

// around is how many code points of text a context has on each side, at most.
const around = 40

// compare says what is different in a corpus from what it was before. Articles are known by their ids; of a text that
// was edited what the edit left is compared.
func compare(before, after *corpus) Changes {
	out := Changes{Counts: make(map[diff.Kind]int), List: []Change{}}
	for _, k := range diff.Kinds {
		out.Counts[k] = 0
	}
	old := make(map[string]*doc.Document, len(before.docs))
	for _, d := range before.docs {
		old[d.ID] = d
	}
	same := sameArticles(before, after)
	sameLabels := slices.Equal(before.Labels, after.Labels)
	for i, d := range after.docs {
		was := old[d.ID]
		if same {
			was = before.docs[i] // ids may stand twice
		}
		if was != nil && !(sameLabels && alike(was, d)) {
			out.add(i, d, changesOf(was, before.Labels, d, after.Labels))
		}
	}
	return out
}

// changesOf lists what differs in an article.
func changesOf(before *doc.Document, labelsBefore []doc.Label, after *doc.Document, labelsAfter []doc.Label,
) []diff.Change {
	b, a := diff.Extracted(before, labelsBefore), diff.Extracted(after, labelsAfter)
	if b.Text != a.Text {
		b = diff.Rebase(b, a.Text)
	}
	var r diff.Result
	r.Add(b, a, nil)
	return r.Changes
}

// alike reports whether two documents are the same to the page.
func alike(a, b *doc.Document) bool {
	if a == b {
		return true
	}
	return a.Text == b.Text && slices.Equal(a.Mentions, b.Mentions) &&
		slices.EqualFunc(a.Entities, b.Entities, func(x, y doc.Entity) bool {
			return x.Name == y.Name && x.Country == y.Country
		}) &&
		slices.EqualFunc(a.Positions, b.Positions, func(x, y doc.Position) bool {
			return x.Mention == y.Mention && x.Status == y.Status && slices.Equal(x.Holders, y.Holders) &&
				(x.Of == y.Of || x.Of != nil && y.Of != nil && *x.Of == *y.Of)
		})
}

// add counts and lists the changes of an article.
func (c *Changes) add(article int, d *doc.Document, changes []diff.Change) {
	if len(changes) == 0 {
		return
	}
	c.Articles++
	r := newRuler(d.Text)
	for _, x := range changes {
		c.Counts[x.Kind]++
		if len(c.List) == maxListed {
			c.More++
			continue
		}
		c.List = append(c.List, Change{
			Article: article, Kind: x.Kind, Old: r.span(x.Old), New: r.span(x.New), From: x.From, To: x.To, Source: x.Source,
			Context: r.context(d.Text, x),
		})
	}
}

func (r ruler) span(m *diff.Mention) *Span {
	if m == nil {
		return nil
	}
	return &Span{r.units[m.Start], r.units[m.End], m.Label, m.Text, m.Source}
}

// context returns the text around the mentions of a change.
func (r ruler) context(text string, c diff.Change) Context {
	start, end := len(text), 0
	for _, m := range []*diff.Mention{c.Old, c.New} {
		if m != nil {
			start, end = min(start, r.bytes[m.Start]), max(end, r.bytes[m.End])
		}
	}
	from, to := start, end
	for range around {
		_, before := utf8.DecodeLastRuneInString(text[:from])
		_, after := utf8.DecodeRuneInString(text[to:])
		from, to = from-before, to+after
	}
	return Context{blanks(text[from:start]), blanks(text[start:end]), blanks(text[end:to])}
}

// blanks returns a text with a single blank for each stretch of white space.
func blanks(s string) string {
	out := strings.Join(strings.Fields(s), " ")
	if out == "" {
		return ""
	}
	if strings.TrimLeft(s, " \t\r\n") != s {
		out = " " + out
	}
	if strings.TrimRight(s, " \t\r\n") != s {
		out += " "
	}
	return out
}
