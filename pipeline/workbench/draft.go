package workbench

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"roster/pipeline/doc"
	"roster/pipeline/suggest"
)

// A draft is a rule that could mend what a correction says.
type draft struct {
	id, title, detail string
	suggest.Proposal
	parts bool // of join: it takes the mention from an entity, and may not give it to the other
}

// drafts lists what could mend a correction, what a person most likely means first.
func (c *correcting) drafts() []draft {
	text, m := c.text(), c.marks[0]
	switch c.Kind {
	case WrongMention:
		p := suggest.Proposal{Kind: suggest.Drop, Action: doc.Drop, Label: proposedLabel(c.article, *c.old), Text: text}
		d := draft{"drop", quoted(text) + " is never " + a(m.Label), "Wherever these words are taken for one.", p, false}
		return append([]draft{d}, c.beside(p, quoted(text)+" %s is no "+string(m.Label))...)
	case WrongLabel:
		p := suggest.Proposal{Kind: suggest.Relabel, Action: doc.Relabel, Label: m.Label, Was: c.old.Label, Text: text}
		detail := "Wherever these words are taken for something else."
		d := draft{"relabel", quoted(text) + " is always " + a(m.Label), detail, p, false}
		return append([]draft{d}, c.beside(p, quoted(text)+" %s is "+a(m.Label))...)
	case WrongBounds, Missed:
		p := suggest.Proposal{Kind: suggest.List, Label: m.Label, Text: text}
		d := draft{"list", quoted(text) + " is " + a(m.Label), "Wherever these words stand, spelled so.", p, false}
		return slices.Concat(c.within(p), []draft{d}, c.beside(p, quoted(text)+" %s is "+a(m.Label)))
	case Join:
		return append(c.partings(text), c.aliases(text, c.other)...)
	}
	return c.never(text, c.other, false)
}

// partings take a mention that is to be joined from the entity of another name that it is taken for.
func (c *correcting) partings(text string) []draft {
	if c.old.Entity == doc.None || c.article.Entities[c.old.Entity].Name == c.other {
		return nil
	}
	return c.never(text, c.article.Entities[c.old.Entity].Name, true)
}

// never states that a spelling is not an entity of another name; its own name cannot be denied it.
func (c *correcting) never(text, name string, parts bool) []draft {
	if text == name {
		return nil
	}
	p := suggest.Proposal{Kind: suggest.Never, Label: c.marks[0].Label, Text: text, Entity: name}
	return []draft{{"never", quoted(text) + " is never " + name, "In no article are the two taken for one.", p, parts}}
}

// aliases states that a spelling and a name are one; the spelling is the name where it has more words.
func (c *correcting) aliases(text, other string) []draft {
	name, alias := other, text
	if len(strings.Fields(text)) > len(strings.Fields(other)) {
		name, alias = text, other
	}
	if name == alias {
		return nil // what is spelled alike is joined, or kept apart for a reason that no rule file can state
	}
	p := suggest.Proposal{Kind: suggest.Alias, Label: c.marks[0].Label, Text: alias, Entity: name}
	return []draft{{"alias", quoted(alias) + " is " + name, "Wherever an article has the one or the other.", p, false}}
}

// beside drafts the same for the words beside one that stands by them here. The title has a place for where that is.
func (c *correcting) beside(p suggest.Proposal, title string) []draft {
	var out []draft
	for _, q := range suggest.Beside(c.article, c.marks[0].Span, p) {
		where, word := "before", q.Tokens[len(q.Tokens)-1]
		if strings.Contains(q.Tokens[0], "CONTEXT") {
			where, word = "after", q.Tokens[0]
		}
		_, word, _ = strings.Cut(word, `"`)
		word = word[:strings.LastIndexByte(word, '"')]
		out = append(out, draft{
			strings.ToLower(p.Action.String()) + "-" + where,
			fmt.Sprintf(title, where+" "+quoted(word)), "Only there.", q, false,
		})
	}
	return out
}

// within drafts a mention that is a part of what was found, as it is found in that alone.
func (c *correcting) within(p suggest.Proposal) []draft {
	if c.old == nil {
		return nil
	}
	q, ok := suggest.Within(c.article, c.marks[0].Span, c.old.Span, p)
	if !ok {
		return nil
	}
	whole := quoted(oneLine(c.article.Slice(c.old.Span)))
	return []draft{{"add-within", quoted(c.text()) + " in " + whole + " is " + a(p.Label), "Only there.", q, false}}
}

// a returns a label with its article.
func a(l doc.Label) string {
	if l == doc.Organization {
		return "an " + string(l)
	}
	return "a " + string(l)
}

// proposedLabel returns the label that a mention had when actions met it: linking may have given it another.
func proposedLabel(d *doc.Document, m doc.Mention) doc.Label {
	var labels []doc.Label
	for _, mentions := range [][]doc.Mention{d.Tagged, d.Matched} {
		for _, x := range mentions {
			if x.Span == m.Span && x.Action == doc.Add {
				labels = append(labels, x.Label)
			}
		}
	}
	if len(labels) == 0 || slices.Contains(labels, m.Label) {
		return m.Label
	}
	return cmp.Or(labels[0], m.Label)
}
