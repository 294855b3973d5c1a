package eval

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// The numbers of samples: 1,000 give the ends of a 95 % interval by 25 samples each (Efron and Tibshirani 1993 advise
// 1,000 for percentiles); 10,000 shuffles tell a p of 0.05 from one of 0.045.
const (
	resamples = 1000
	shuffles  = 10000
)

// random returns the same sequence at each call, so that figures can be repeated.
func random() *rand.Rand { return rand.New(rand.NewPCG(20, 26)) }

// bootstrap sets the rows' confidence intervals: the middle 95 % of F1 over samples of as many documents, drawn with
// replacement.
func (r *Result) bootstrap() {
	if len(r.byDoc) == 0 {
		return
	}
	rnd := random()
	samples := make([][]float64, len(r.Rows))
	for range resamples {
		sums := make([]Count, len(r.Rows))
		for range r.byDoc {
			addAll(sums, r.byDoc[rnd.IntN(len(r.byDoc))])
		}
		for i, sum := range sums {
			samples[i] = append(samples[i], sum.F1())
		}
	}
	for i, f1 := range samples {
		slices.Sort(f1)
		r.Rows[i].Low, r.Rows[i].High = f1[resamples*25/1000], f1[resamples-1-resamples*25/1000]
	}
}

func addAll(sums, counts []Count) {
	for i, c := range counts {
		sums[i].add(c)
	}
}

// A Difference compares two sets of predictions by one row of their scores.
type Difference struct {
	Name   string
	F1     float64 // of the first
	Second float64 // F1 of the second
	P      float64 // how often chance alone gives a difference as large
}

// Compare returns the difference of two results for the same documents and labels, row by row. P is that of a paired
// test by approximate randomization (Noreen 1989): the share of shuffles, each of which exchanges the two predictions
// of every document by the toss of a coin, that differ in F1 at least as much.
func Compare(first, second *Result) ([]Difference, error) {
	if first.Documents != second.Documents || !slices.Equal(first.Labels, second.Labels) {
		return nil, fmt.Errorf("results of %d documents over %v and of %d over %v cannot be compared",
			first.Documents, first.Labels, second.Documents, second.Labels)
	}
	rnd := random()
	extreme := make([]int, len(first.Rows))
	for range shuffles {
		for i, gap := range shuffledGaps(rnd, first, second) {
			if gap >= gapOf(first.Rows[i].Count, second.Rows[i].Count) {
				extreme[i]++
			}
		}
	}
	diffs := make([]Difference, len(first.Rows))
	for i, row := range first.Rows {
		p := float64(extreme[i]+1) / (shuffles + 1)
		diffs[i] = Difference{row.Name, row.F1(), second.Rows[i].F1(), p}
	}
	return diffs, nil
}

// shuffledGaps returns the rows' differences after one shuffle.
func shuffledGaps(rnd *rand.Rand, first, second *Result) []float64 {
	a, b := make([]Count, len(first.Rows)), make([]Count, len(first.Rows))
	for i := range first.byDoc {
		if rnd.IntN(2) == 0 {
			addAll(a, first.byDoc[i])
			addAll(b, second.byDoc[i])
		} else {
			addAll(a, second.byDoc[i])
			addAll(b, first.byDoc[i])
		}
	}
	gaps := make([]float64, len(a))
	for i := range gaps {
		gaps[i] = gapOf(a[i], b[i])
	}
	return gaps
}

func gapOf(a, b Count) float64 { return math.Abs(a.F1() - b.F1()) }
