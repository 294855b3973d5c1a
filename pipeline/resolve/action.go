package resolve

import (
	"cmp"
	"slices"

	"roster/pipeline/doc"
)

// act applies the actions among d.Matched, and returns the candidates that remain and those that were dropped.
func act(d *doc.Document) ([]*candidate, []doc.Loser) {
	actions := map[doc.Span][]doc.Mention{}
	for _, m := range d.Matched {
		if m.Action != doc.Add {
			actions[m.Span] = append(actions[m.Span], m)
		}
	}
	for _, a := range actions {
		slices.SortFunc(a, before)
	}
	room := make([]candidate, len(d.Tagged)+len(d.Matched))
	cands := make([]*candidate, 0, len(room))
	var dropped []doc.Loser
	for _, mentions := range [...][]doc.Mention{d.Tagged, d.Matched} {
		for _, m := range mentions {
			if m.Action != doc.Add {
				continue
			}
			c := &room[len(cands)]
			*c = candidate{Mention: m}
			if by, ok := c.meet(actions[m.Span]); ok {
				dropped = append(dropped, doc.Loser{Mention: m, By: by, Reason: Dropped})
				continue
			}
			cands = append(cands, c)
		}
	}
	return cands, dropped
}

// before orders the actions on one span.
func before(a, b doc.Mention) int {
	kinds := [...]int{doc.Add: 0, doc.Protect: 1, doc.Relabel: 2, doc.Drop: 3}
	return cmp.Or(
		cmp.Compare(b.Priority, a.Priority),
		cmp.Compare(origin(a.Source), origin(b.Source)),
		cmp.Compare(kinds[a.Action], kinds[b.Action]),
		cmp.Compare(a.Source.Rule, b.Source.Rule),
		cmp.Compare(a.Source.File, b.Source.File),
		cmp.Compare(a.Source.Line, b.Source.Line),
		cmp.Compare(a.Label, b.Label),
	)
}

// meet applies the actions on the candidate's span. It returns the one that drops it.
func (c *candidate) meet(actions []doc.Mention) (by doc.Mention, dropped bool) {
	own, relabelled := c.Priority, false
	for _, a := range actions {
		if own > a.Priority {
			break
		}
		concerned := a.Label == "" || a.Label == c.Mention.Label
		switch {
		case a.Action == doc.Relabel && !relabelled:
			c.Mention.Label, c.Mention.Source, relabelled = a.Label, a.Source, true
		case a.Action == doc.Protect && concerned:
			c.protected = true
		case a.Action == doc.Drop && concerned && !c.protected:
			return a, true
		}
	}
	return doc.Mention{}, false
}
