package train

import (
	"cmp"
	"slices"
)

// strengths returns each feature's largest weight, whatever its sign.
func (m *mean) strengths() []float32 {
	out := make([]float32, len(m.weights))
	for f := range m.weights {
		for _, w := range m.weights[f] {
			out[f] = max(out[f], w, -w)
		}
	}
	return out
}

// choose keeps the n features that are strongest over all folds, so that the final weights are fitted to the features
// that the model has room for. Leaving features out after training costs more accuracy.
func (t *trainer) choose(folds [][]float32, n int) {
	total := make([]float32, len(t.features.keys))
	order := make([]uint32, len(total))
	for f := range total {
		order[f] = uint32(f)
		for _, strengths := range folds {
			total[f] += strengths[f]
		}
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Or(cmp.Compare(total[b], total[a]), cmp.Compare(a, b)) })
	order = order[:min(n, len(order))]
	slices.Sort(order)

	var kept dictionary
	renumbered := make([]uint32, len(total)) // number + 1, 0 for features that go
	for _, f := range order {
		renumbered[f] = kept.id(t.features.keys[f]) + 1
	}
	t.features = kept
	parallel(t.opt.Workers, len(t.all), func(i int) {
		t.all[i].base.renumber(renumbered)
		t.all[i].ofFamily.renumber(renumbered)
	})
}

// renumber replaces the numbers and drops the features that have none.
func (r *rows) renumber(to []uint32) {
	out, start := r.ids[:0], uint32(0)
	for i := range r.at[1:] {
		end := r.at[i+1]
		for _, f := range r.ids[start:end] {
			if n := to[f]; n > 0 {
				out = append(out, n-1)
			}
		}
		start = end
		r.at[i+1] = uint32(len(out))
	}
	r.ids = slices.Clone(out)
}
