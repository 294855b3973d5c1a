package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"roster/pipeline/tag/linear/tagset"
)

// problem is a sentence with random emissions, moves, and annotation that leaves some tokens open.
func problem(rng *rand.Rand, n int) (l *learner, allow []uint32) {
	l = newLearner(0, Options{}, 1)
	l.resize(n)
	for i := range n {
		for t := range tagset.Count {
			l.emissions[i][t] = float32(rng.NormFloat64())
		}
		l.classes[i] = uint8(rng.IntN(4))
	}
	for c := range 4 {
		l.exps[c].each(func(_ int, w *float32) { *w = float32(math.Exp(rng.NormFloat64())) })
	}
	tags := make([]tagset.Tag, n)
	tagset.Write(tags[1:n-1], 1+rng.IntN(tagset.LabelCount-1))
	for _, tag := range tags {
		set := uint32(1) << tag
		if tag == tagset.O || rng.IntN(3) == 0 {
			set |= tagBits(4) | 1 // a token that may be of a label that the corpus does not annotate
		}
		allow = append(allow, set)
	}
	return l, allow
}

// loss is the negative log-likelihood of the allowed tags.
func loss(l *learner, allow []uint32) float64 {
	l.loss = 0
	l.differentiate(allow)
	return l.loss
}

func TestGradientAgainstDifferences(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	const step = 1e-2
	for round := range 20 {
		n := 3 + round%4
		l, allow := problem(rng, n)
		loss(l, allow)
		analytic := append([]row(nil), l.gradient[:n]...)
		var moved [4]moves
		for i := 1; i < n; i++ {
			l.free.addMoves(i, &l.exps[l.classes[i]], &moved[l.classes[i]], 1)
			l.bound.addMoves(i, &l.exps[l.classes[i]], &moved[l.classes[i]], -1)
		}
		difference := func(change func(by float32)) float64 {
			change(step)
			up := loss(l, allow)
			change(-2 * step)
			down := loss(l, allow)
			change(step)
			return (up - down) / (2 * step)
		}
		for i := range n {
			for tag := range tagset.Count {
				want := difference(func(by float32) { l.emissions[i][tag] += by })
				if got := float64(analytic[i][tag]); math.Abs(got-want) > 2e-3 {
					t.Fatalf("round %d, token %d, tag %d: gradient %.5f, difference %.5f", round, i, tag, got, want)
				}
			}
		}
		for c := range moved {
			var weights, gradients []*float32
			l.exps[c].each(func(_ int, w *float32) { weights = append(weights, w) })
			moved[c].each(func(_ int, w *float32) { gradients = append(gradients, w) })
			for k, w := range weights {
				want := difference(func(by float32) { *w = float32(float64(*w) * math.Exp(float64(by))) })
				if got := float64(*gradients[k]); math.Abs(got-want) > 2e-3 {
					t.Fatalf("round %d, class %d, move %d: gradient %.5f, difference %.5f", round, c, k, got, want)
				}
			}
		}
	}
}
