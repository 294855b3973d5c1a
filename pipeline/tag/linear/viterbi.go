package linear

import (
	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

// A trellis finds the best lawful tag sequence of a region: a run of tokens between tokens that are outside (or the
// sentence's borders). Sums are integers, in units of 1/model.Scale, so the result is the same on every machine.
type trellis struct {
	emissions [][model.Lanes]int32
	classes   []uint8 // transition class of each token
	back      [][tagset.Count]tagset.Tag
}

// impossible is lower than any sum of a region.
const impossible = -1 << 29

// resize makes room for a region of n tokens.
func (v *trellis) resize(n int) {
	for len(v.emissions) < n {
		v.emissions = append(v.emissions, [model.Lanes]int32{})
		v.classes = append(v.classes, 0)
		v.back = append(v.back, [tagset.Count]tagset.Tag{})
	}
}

// A border says what the sums at a region's end are: into is false where the region ends its sentence, else class is
// the transition class of the token after it, which is outside.
type border struct {
	class uint8
	into  bool
}

// best writes the best tags of the first len(tags) tokens. starts says that the region begins its sentence; else an
// outside token stands before it.
func (v *trellis) best(tags []tagset.Tag, moves *[feature.TransitionClasses]model.Moves, starts bool, end border) {
	n := len(tags)
	var sums, next [tagset.Count]int32
	first := &moves[v.classes[0]]
	for t := range sums {
		sums[t] = impossible
	}
	for l, s := range &tagset.Shapes {
		before := int32(0)
		if !starts {
			before = int32(first.Begin[0][l])
		}
		sums[s.Begin], sums[s.Single] = v.emissions[0][s.Begin]+before, v.emissions[0][s.Single]+before
	}
	for i := 1; i < n; i++ {
		step(&sums, &next, &moves[v.classes[i]], &v.emissions[i], &v.back[i])
		sums = next
	}
	last := lastTag(&sums, moves, end)
	for i := n - 1; i > 0; i-- {
		tags[i] = last
		last = v.back[i][last]
	}
	tags[0] = last
}

// lastTag returns the best last tag of a region.
func lastTag(sums *[tagset.Count]int32, moves *[feature.TransitionClasses]model.Moves, end border) tagset.Tag {
	last, best := tagset.O, int32(impossible)
	for l, s := range &tagset.Shapes {
		after := int32(0)
		if end.into {
			after = int32(moves[end.class].Begin[l][0])
		}
		for _, t := range [...]tagset.Tag{s.End, s.Single} {
			if sum := sums[t] + after; sum > best {
				last, best = t, sum
			}
		}
	}
	return last
}

// step extends the sums by one token. The label that ends before the token is chosen first, then what follows it, so
// that 49 pairs of labels are looked at in place of 169 pairs of tags.
func step(sums, next *[tagset.Count]int32, m *model.Moves, e *[model.Lanes]int32, back *[tagset.Count]tagset.Tag) {
	var closed [tagset.LabelCount]int32
	var closing [tagset.LabelCount]tagset.Tag
	for l, s := range &tagset.Shapes {
		closed[l], closing[l] = sums[s.Single], s.Single
		if sums[s.End] > closed[l] {
			closed[l], closing[l] = sums[s.End], s.End
		}
	}
	for l, s := range &tagset.Shapes {
		// Two variables of the same size are chosen without a branch, which would often be guessed wrong.
		best, from := closed[0]+int32(m.Begin[0][l]), int32(0)
		for p := 1; p < tagset.LabelCount; p++ {
			c := closed[p] + int32(m.Begin[p][l])
			if c > best {
				from = int32(p)
			}
			best = max(best, c)
		}
		next[s.Single], back[s.Single] = best+e[s.Single], closing[from]
		if l == 0 {
			continue
		}
		next[s.Begin], back[s.Begin] = best+e[s.Begin], closing[from]
		b, in, g := sums[s.Begin], sums[s.Inside], &m.Go[l]
		if s.End != s.Inside {
			next[s.End], back[s.End] = longer(b+int32(g[1]), in+int32(g[3]), e[s.End], s)
		}
		next[s.Inside], back[s.Inside] = longer(b+int32(g[0]), in+int32(g[2]), e[s.Inside], s)
	}
}

// longer chooses whether a mention goes on from its B or from an I.
func longer(fromBegin, fromInside, emission int32, s tagset.Shape) (int32, tagset.Tag) {
	if fromInside > fromBegin {
		return fromInside + emission, s.Inside
	}
	return fromBegin + emission, s.Begin
}
