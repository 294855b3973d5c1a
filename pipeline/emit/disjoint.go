package emit

import (
	"cmp"
	"slices"

	"roster/pipeline/doc"
)

// disjoint says which of some mentions, in text order, a format without overlaps keeps: of two that overlap the ROLE,
// else the longer, else the first. Mentions of an extraction never overlap, those of converted gold may.
func disjoint(mentions []doc.Mention) []bool {
	keep := make([]bool, len(mentions))
	end, apart := 0, true
	for i, m := range mentions {
		keep[i] = true
		apart = apart && m.Start >= end
		end = max(end, m.End)
	}
	if apart {
		return keep
	}
	order := make([]int, len(mentions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return preferred(mentions[i], mentions[j]) })
	for n, i := range order {
		keep[i] = !slices.ContainsFunc(order[:n], func(j int) bool {
			return keep[j] && mentions[i].Overlaps(mentions[j].Span)
		})
	}
	return keep
}

func preferred(a, b doc.Mention) int {
	if role := a.Label == doc.Role; role != (b.Label == doc.Role) {
		if role {
			return -1
		}
		return 1
	}
	return cmp.Compare(b.Len(), a.Len())
}

// dropOverlaps leaves in the view the spans that do not overlap, with the entities and positions that they leave.
func (v *view) dropOverlaps() {
	if keep := disjoint(v.Mentions); slices.Contains(keep, false) {
		v.kept = keep
		v.setSpans()
		v.setEntities()
		v.setPositions()
	}
}
