package linear

import (
	"math"
	"math/rand/v2"
	"testing"

	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

// randomRegion fills a trellis of n tokens and moves with random sums.
func randomRegion(rng *rand.Rand, n int) (*trellis, *model.Model) {
	v, m := &trellis{}, &model.Model{Slope: 1}
	v.resize(n)
	for i := range n {
		v.classes[i] = uint8(rng.IntN(feature.TransitionClasses))
		for t := range tagset.Count {
			v.emissions[i][t] = int32(rng.IntN(160) - 80)
		}
	}
	for c := range m.Moves {
		for p := range m.Moves[c].Begin {
			for k := range m.Moves[c].Begin[p] {
				m.Moves[c].Begin[p][k] = int16(rng.IntN(100) - 50)
			}
			for k := range m.Moves[c].Go[p] {
				m.Moves[c].Go[p][k] = int16(rng.IntN(100) - 50)
			}
		}
	}
	return v, m
}

// paths calls f with every lawful tag sequence of a region and its sum.
func paths(v *trellis, m *model.Model, n int, starts bool, end border, f func(tags []tagset.Tag, sum int)) {
	tags := make([]tagset.Tag, n)
	var walk func(i, sum int)
	walk = func(i, sum int) {
		if i == n {
			if tags[n-1].Closes() {
				if end.into {
					sum += int(m.Moves[end.class].Begin[tags[n-1].Label()][0])
				}
				f(tags, sum)
			}
			return
		}
		for t := range tagset.Tag(tagset.Count) {
			moves, before := &m.Moves[v.classes[i]], tagset.O
			if i > 0 {
				before = tags[i-1]
			}
			if !t.Follows(before) {
				continue
			}
			move := 0
			switch {
			case !t.Starts():
				k := 0
				if before == tagset.Shapes[t.Label()].Inside {
					k = 2
				}
				if t != tagset.Shapes[t.Label()].Inside {
					k++
				}
				move = int(moves.Go[t.Label()][k])
			case i > 0 || !starts:
				move = int(moves.Begin[before.Label()][t.Label()])
			}
			tags[i] = t
			walk(i+1, sum+move+int(v.emissions[i][t]))
		}
	}
	walk(0, 0)
}

func TestBestAgainstAllPaths(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for round := range 60 {
		n := 1 + round%4
		v, m := randomRegion(rng, n)
		starts, end := round%2 == 0, border{uint8(rng.IntN(feature.TransitionClasses)), round%3 == 0}
		want, best := math.MinInt, make([]tagset.Tag, n)
		sums := map[string]int{}
		paths(v, m, n, starts, end, func(tags []tagset.Tag, sum int) {
			sums[string(bytesOf(tags))] = sum
			if sum > want {
				want = sum
				copy(best, tags)
			}
		})
		got := make([]tagset.Tag, n)
		v.best(got, &m.Moves, starts, end)
		if sum, lawful := sums[string(bytesOf(got))]; !lawful || sum != want {
			t.Fatalf("round %d: tags %v (lawful: %v) sum to %d, the best, %v, to %d", round, got, lawful, sum, best, want)
		}
	}
}

func bytesOf(tags []tagset.Tag) (b []byte) {
	for _, t := range tags {
		b = append(b, byte(t))
	}
	return b
}

func TestMarginalsAgainstAllPaths(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for round := range 40 {
		n := 1 + round%4
		v, m := randomRegion(rng, n)
		starts, end := round%2 == 0, border{uint8(rng.IntN(feature.TransitionClasses)), round%3 == 0}
		total, want := 0.0, map[tagset.Span]float64{}
		paths(v, m, n, starts, end, func(tags []tagset.Tag, sum int) {
			p := math.Exp(float64(sum) / model.Scale)
			total += p
			for _, s := range tagset.Spans(nil, tags) {
				want[s] += p
			}
		})
		s, l := newScorer(m), &lattice{}
		s.run(l, v, n, starts, end)
		for span, p := range want {
			if got := float64(s.marginal(l, v, span)); math.Abs(got-p/total) > 1e-4 {
				t.Fatalf("round %d: marginal of %v is %.6f, want %.6f", round, span, got, p/total)
			}
		}
	}
}

func TestLanes(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 50 {
		var want [tagset.Count]int
		var a lanes
		bias := int32(0)
		for range feature.Places {
			var sums [tagset.Count]int
			for i := range sums {
				sums[i] = rng.IntN(2*vectorBias-1) - vectorBias + 1
				want[i] += sums[i]
			}
			b := pack(&sums)
			a.add(&b)
			bias += vectorBias
		}
		for range 140 {
			var row model.Row
			for i := range want {
				w := rng.IntN(255) - 127
				row.Set(tagset.Tag(i), w)
				want[i] += w
			}
			a.addRow(&row)
			bias += rowBias
		}
		got := a.unpack(bias)
		for i := range want {
			if int(got[i]) != want[i] {
				t.Fatalf("tag %d: %d, want %d", i, got[i], want[i])
			}
		}
	}
}
