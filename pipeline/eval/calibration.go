package eval

import (
	"math"
	"slices"

	"roster/pipeline/doc"
)

// A Calibration tells how far the scores of predictions are from the share of them that is right.
type Calibration struct {
	Mentions int     // predictions of the scored labels that have a score
	Error    float64 // the expected calibration error, 0 to 1
}

// bins is the number of equal ranges of scores that the expected calibration error is taken over (Guo et al. 2017,
// "On Calibration of Modern Neural Networks").
const bins = 10

// calibration compares the scores of predictions of the labels with how many of them are right.
func calibration(docs []Document, labels []doc.Label) (c Calibration) {
	var scores [bins]float64
	var right [bins]int
	for _, d := range docs {
		if d.Scores == nil {
			continue
		}
		annotated := Annotated(d.Gold)
		for i, s := range d.Predicted {
			if !slices.Contains(labels, s.Label) {
				continue
			}
			c.Mentions++
			b := min(bins-1, int(float64(d.Scores[i]*bins)))
			scores[b] += d.Scores[i]
			if slices.Contains(annotated, s) {
				right[b]++
			}
		}
	}
	if c.Mentions == 0 {
		return c
	}
	for b := range bins {
		c.Error += math.Abs(scores[b] - float64(right[b]))
	}
	c.Error /= float64(c.Mentions)
	return c
}
