package workbench

import (
	"slices"
	"strings"

	"roster/pipeline/diff"
	"roster/pipeline/doc"
)

// harms is how many harms are named.
const harms = 3

// harm says what changes do that nobody asked for: mentions elsewhere with other bounds or labels, and entities that
// become one. It is "" where there is none.
func (c *correcting) harm(before *corpus, changes Changes) string {
	var all []string
	for _, x := range changes.List {
		h := c.harmOf(before, x)
		if h == "" || slices.Contains(all, h) {
			continue
		}
		if len(all) == harms {
			return strings.Join(all, ", ") + " and more"
		}
		all = append(all, h)
	}
	if n := len(all); n > 1 {
		return strings.Join(all[:n-1], ", ") + " and " + all[n-1]
	}
	return strings.Join(all, "")
}

// harmOf says what harm a change does.
func (c *correcting) harmOf(before *corpus, x Change) string {
	if x.Old == nil || c.here(x) {
		return ""
	}
	was := quoted(oneLine(x.Old.Text))
	switch {
	case x.Kind == diff.Name:
		return c.merging(x)
	case x.Kind != diff.Rebounded && x.Kind != diff.Relabelled || x.New == nil || c.meant(before, x):
		return ""
	case x.Kind == diff.Relabelled:
		return "makes " + was + " " + a(x.New.Label)
	case x.New.Start >= x.Old.Start && x.New.End <= x.Old.End:
		return "cuts " + was + " short"
	default:
		return "makes " + was + " " + quoted(oneLine(x.New.Text))
	}
}

// here reports whether a change is of the place that is corrected.
func (c *correcting) here(x Change) bool {
	if x.Article != c.Article {
		return false
	}
	at := c.marks[0].Span
	if c.old != nil {
		at = c.old.Span
	}
	start, end := unitsOf(c.article, at)
	return x.Old.Start < end && start < x.Old.End
}

// merging says which entities a change makes one, where the correction does not say so: mentions of the spelling may
// leave the entity that the mention is in, but not its name, and nobody else's mentions may go.
func (c *correcting) merging(x Change) string {
	if c.Kind != Join || x.From == "" || x.To == "" {
		return ""
	}
	own := ""
	if c.old.Entity != doc.None {
		own = c.article.Entities[c.old.Entity].Name
	}
	switch text := oneLine(x.Old.Text); {
	case text == c.text() && slices.Contains([]string{text, own}, x.From):
		return ""
	case text == x.From || text == x.To:
		return "merges " + x.From + " with " + x.To
	default:
		return "takes " + quoted(text) + " from " + x.From
	}
}

// meant reports whether a change elsewhere is one that a correction of mentions is for: the same mistake once more.
func (c *correcting) meant(before *corpus, x Change) bool {
	if c.old == nil || c.Kind == Join || c.Kind == Split {
		return false
	}
	if oneLine(x.Old.Text) == oneLine(c.article.Slice(c.old.Span)) {
		return true
	}
	d := before.docs[x.Article]
	at, err := spanOf(d, x.Old.Start, x.Old.End)
	i := mentionAt(d, at)
	return err == nil && i != doc.None && d.Mentions[i].Entity != doc.None && c.old.Entity != doc.None &&
		d.Entities[d.Mentions[i].Entity].Name == c.article.Entities[c.old.Entity].Name
}
