package train

import (
	"math"
	"slices"

	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

// units is a weight in the model's units.
func units(w float32, n int) int { return int(math.Round(float64(w) / float64(n) * model.Scale)) }

// table rounds the averaged weights to the model's units. Weights below prune count as zero, and features that have no
// other are left out.
func (m *mean) table(keys []uint32, prune float64) *model.Weights {
	limit := float32(prune * float64(m.count))
	var kept []uint32
	number := map[uint32]int{}
	for f, k := range keys {
		for _, w := range m.weights[f] {
			if w >= limit || w <= -limit {
				kept = append(kept, k)
				number[k] = f
				break
			}
		}
	}
	slices.Sort(kept)
	out := make([]model.Row, len(kept))
	for i, k := range kept {
		for t := range tagset.Tag(tagset.Count) {
			w := m.weights[number[k]][t]
			if w < limit && w > -limit {
				w = 0
			}
			out[i].Set(t, max(-127, min(127, units(w, m.count))))
		}
	}
	return model.NewWeights(kept, out)
}

// model makes a model of the averaged weights, with the filter of tokens wide open.
func (m *mean) model(keys []uint32, lex *feature.Lexicon, families *feature.Families, prune float64) *model.Model {
	out := &model.Model{Lexicon: lex, Families: families, Weights: m.table(keys, prune),
		Word: math.MaxInt16, Edge: math.MaxInt16, Plain: math.MaxInt16, Inner: math.MaxInt16, Slope: 1}
	clip := func(w float32) int16 {
		return int16(max(math.MinInt16, min(math.MaxInt16, units(w, m.count))))
	}
	for c := range m.moves {
		for p := range m.moves[c].begin {
			for k, w := range m.moves[c].begin[p] {
				out.Moves[c].Begin[p][k] = clip(w)
			}
		}
		for l := range m.moves[c].goOn {
			for k, w := range m.moves[c].goOn[l] {
				out.Moves[c].Go[l][k] = clip(w)
			}
		}
	}
	return out
}
