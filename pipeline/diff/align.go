package diff

import (
	"cmp"
	"slices"

	"roster/pipeline/doc"
)

// A pair is an old and a new mention that are one, indexes into the mentions of each run; doc.None in one that has no
// counterpart.
type pair struct{ before, after int }

// align pairs the mentions of two runs: those of the same span first, of these those of the same label; then, of those
// that overlap, those of the same label, those that share the most, and the first. The rest stay alone.
func align(before, after []Mention) []pair {
	var offers []offer
	first := 0
	for i, b := range before {
		for first < len(after) && after[first].End <= b.Start {
			first++
		}
		for k := first; k < len(after) && after[k].Start < b.End; k++ {
			offers = append(offers, newOffer(i, k, b, after[k]))
		}
	}
	slices.SortStableFunc(offers, compareOffers)
	partner, taken := unpaired(len(before)), unpaired(len(after))
	for _, o := range offers {
		if partner[o.before] == doc.None && taken[o.after] == doc.None {
			partner[o.before], taken[o.after] = o.after, o.before
		}
	}
	var pairs []pair
	for i, k := range partner {
		pairs = append(pairs, pair{i, k})
	}
	for k, i := range taken {
		if i == doc.None {
			pairs = append(pairs, pair{doc.None, k})
		}
	}
	return pairs
}

// An offer is a pair that may be made.
type offer struct {
	pair
	exact, same bool // of span, of label
	shared      int
}

func newOffer(i, k int, b, a Mention) offer {
	return offer{pair{i, k}, b.Span == a.Span, b.Label == a.Label, min(b.End, a.End) - max(b.Start, a.Start)}
}

func compareOffers(a, b offer) int {
	return cmp.Or(last(a.exact, b.exact), last(a.same, b.same), cmp.Compare(b.shared, a.shared))
}

// last orders what does not have a property behind what has.
func last(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func unpaired(n int) []int { return slices.Repeat([]int{doc.None}, n) }

// mentionChanges lists the mentions that differ.
func mentionChanges(before, after *Document, pairs []pair) []Change {
	var changes []Change
	for _, p := range pairs {
		var c Change
		if p.before != doc.None {
			c.Old = &before.Mentions[p.before]
		}
		if p.after != doc.None {
			c.New = &after.Mentions[p.after]
		}
		switch {
		case c.Old == nil:
			c.Kind, c.Source = Added, c.New.Source
		case c.New == nil:
			c.Kind, c.Source = Removed, after.remover(c.Old)
		case c.Old.Span != c.New.Span:
			c.Kind, c.Source = Rebounded, c.New.Source
		case c.Old.Label != c.New.Label:
			c.Kind, c.Source = Relabelled, c.New.Source
		default:
			continue
		}
		changes = append(changes, c)
	}
	return changes
}

// remover names what keeps a mention of the other run from standing: what beat it, else its own source, which no
// longer proposes it or is beaten by something that the run does not name.
func (d *Document) remover(m *Mention) string {
	for _, r := range d.Removed {
		if r.Span == m.Span && r.Label == m.Label && r.By != "" {
			return r.By
		}
	}
	return m.Source
}
