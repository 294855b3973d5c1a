package train

import (
	"math"

	"roster/pipeline/tag/linear"
	"roster/pipeline/tag/linear/tagset"
)

// An outcome is a mention that a model made of a text it was not trained on.
type outcome struct {
	logOdds float64 // of its marginal probability
	right   bool
}

// outcomes compares guesses with the annotation. A corpus says nothing of guesses of a label that it does not annotate.
func (e *example) outcomes(guesses []linear.Guess) (out []outcome) {
	gold := map[tagset.Span]bool{}
	for _, s := range tagset.Spans(nil, e.gold) {
		gold[s] = true
	}
	for _, g := range guesses {
		if e.labels>>g.Label&1 == 1 {
			out = append(out, outcome{linear.LogOdds(g.Marginal), gold[g.Span]})
		}
	}
	return out
}

// calibrate fits the slope and the offset that make the log odds true (Platt 1999), by Newton's method.
func calibrate(all []outcome) (slope, offset float32) {
	const rounds, ridge = 20, 1e-3
	a, b := 0.0, 0.0
	for range rounds {
		ga, gb, haa, hab, hbb := ridge*(a-1), ridge*b, ridge, 0.0, ridge
		for _, o := range all {
			p := 1 / (1 + math.Exp(-(float64(a*o.logOdds) + b)))
			miss, weight := p, float64(p*(1-p))
			if o.right {
				miss--
			}
			ga += float64(miss * o.logOdds)
			gb += miss
			haa += float64(float64(weight*o.logOdds) * o.logOdds)
			hab += float64(weight * o.logOdds)
			hbb += weight
		}
		det := float64(haa*hbb) - float64(hab*hab)
		a -= (float64(hbb*ga) - float64(hab*gb)) / det
		b -= (float64(haa*gb) - float64(hab*ga)) / det
	}
	return float32(a), float32(b)
}
