package linear

import (
	"math"

	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

// A scorer computes marginal probabilities of mentions by the forward-backward algorithm (Rabiner 1989, with scaling)
// over a region. Products are rounded to 32 bits one by one, so that no machine fuses them with the sums.
type scorer struct {
	moves  [feature.TransitionClasses]expMoves
	slope  float64
	offset float64
	exp    [expRange]float32 // e^(-i/model.Scale)
}

// expMoves are model.Moves as factors.
type expMoves struct {
	begin [tagset.LabelCount][tagset.LabelCount]float32
	goOn  [tagset.LabelCount][4]float32
}

// expRange cuts off tags that are e^20 times less likely than the best of their token.
const expRange = 20 * model.Scale

func newScorer(m *model.Model) *scorer {
	s := &scorer{slope: float64(m.Slope), offset: float64(m.Offset)}
	factor := func(w int16) float32 { return float32(math.Exp(float64(w) / model.Scale)) }
	for c := range s.moves {
		for i, row := range m.Moves[c].Begin {
			for j, w := range row {
				s.moves[c].begin[i][j] = factor(w)
			}
		}
		for i, row := range m.Moves[c].Go {
			for j, w := range row {
				s.moves[c].goOn[i][j] = factor(w)
			}
		}
	}
	for i := range s.exp {
		s.exp[i] = float32(math.Exp(-float64(i) / model.Scale))
	}
	return s
}

// A lattice holds the forward and backward sums of a region.
type lattice struct {
	factors  [][tagset.Count]float32 // e^emission, the best of a token being 1
	start    [][tagset.LabelCount]float32
	forward  [][tagset.Count]float32
	backward [][tagset.Count]float32
	scale    []float32
}

func (l *lattice) resize(n int) {
	for len(l.factors) < n {
		l.factors = append(l.factors, [tagset.Count]float32{})
		l.start = append(l.start, [tagset.LabelCount]float32{})
		l.forward = append(l.forward, [tagset.Count]float32{})
		l.backward = append(l.backward, [tagset.Count]float32{})
		l.scale = append(l.scale, 0)
	}
}

// run fills the lattice for a region of n tokens of the trellis.
func (s *scorer) run(l *lattice, v *trellis, n int, starts bool, end border) {
	l.resize(n)
	for i := range n {
		s.exponentiate(&v.emissions[i], &l.factors[i])
	}
	first := &s.moves[v.classes[0]].begin[0]
	for label := range l.start[0] {
		l.start[0][label] = 1
		if !starts {
			l.start[0][label] = first[label]
		}
	}
	l.forwardStart(0, &l.forward[0])
	l.normalize(0)
	for i := 1; i < n; i++ {
		l.forwardStep(i, &s.moves[v.classes[i]])
		l.normalize(i)
	}
	last := &l.backward[n-1]
	total := float32(0)
	for t := range last {
		last[t] = 0
		if tag := tagset.Tag(t); tag.Closes() {
			last[t] = 1
			if end.into {
				last[t] = s.moves[end.class].begin[tag.Label()][0]
			}
		}
		total += float32(last[t] * l.forward[n-1][t])
	}
	for t := range last {
		last[t] /= total
	}
	for i := n - 2; i >= 0; i-- {
		l.backwardStep(i, &s.moves[v.classes[i+1]])
	}
}

func (s *scorer) exponentiate(e *[model.Lanes]int32, f *[tagset.Count]float32) {
	top := e[0]
	for _, x := range e[1:tagset.Count] {
		top = max(top, x)
	}
	for t := range f {
		f[t] = s.exp[min(top-e[t], expRange-1)]
	}
}

// forwardStart fills the tags that begin something at token i.
func (l *lattice) forwardStart(i int, f *[tagset.Count]float32) {
	*f = [tagset.Count]float32{}
	for label, s := range &tagset.Shapes {
		f[s.Single] = float32(l.start[i][label] * l.factors[i][s.Single])
		f[s.Begin] = float32(l.start[i][label] * l.factors[i][s.Begin])
	}
}

func (l *lattice) forwardStep(i int, m *expMoves) {
	p, f, x := &l.forward[i-1], &l.forward[i], &l.factors[i]
	var closed [tagset.LabelCount]float32
	for label, s := range &tagset.Shapes {
		closed[label] = p[s.Single]
		if label > 0 {
			closed[label] += p[s.End]
		}
	}
	for next := range l.start[i] {
		sum := float32(0)
		for label, c := range closed {
			sum += float32(c * m.begin[label][next])
		}
		l.start[i][next] = sum
	}
	l.forwardStart(i, f)
	for label, s := range tagset.Shapes[1:] {
		g := &m.goOn[label+1]
		f[s.Inside] = float32((float32(p[s.Begin]*g[0]) + float32(p[s.Inside]*g[2])) * x[s.Inside])
		if s.End != s.Inside {
			f[s.End] = float32((float32(p[s.Begin]*g[1]) + float32(p[s.Inside]*g[3])) * x[s.End])
		}
	}
}

// normalize makes the forward sums of token i add up to one.
func (l *lattice) normalize(i int) {
	sum := float32(0)
	for _, x := range l.forward[i] {
		sum += x
	}
	l.scale[i] = sum
	for t := range l.forward[i] {
		l.forward[i][t] /= sum
	}
}

func (l *lattice) backwardStep(i int, m *expMoves) {
	b, next, x, scale := &l.backward[i], &l.backward[i+1], &l.factors[i+1], l.scale[i+1]
	var begun [tagset.LabelCount]float32
	for label, s := range &tagset.Shapes {
		begun[label] = float32(next[s.Single] * x[s.Single])
		if label > 0 {
			begun[label] += float32(next[s.Begin] * x[s.Begin])
		}
	}
	for label, s := range &tagset.Shapes {
		closed := float32(0)
		for n, v := range begun {
			closed += float32(v * m.begin[label][n])
		}
		b[s.Single], b[s.End] = closed/scale, closed/scale
		if label == 0 {
			continue
		}
		g := &m.goOn[label]
		in, end := float32(next[s.Inside]*x[s.Inside]), float32(0)
		if s.End != s.Inside {
			end = float32(next[s.End] * x[s.End])
		}
		b[s.Begin] = (float32(in*g[0]) + float32(end*g[1])) / scale
		inside := (float32(in*g[2]) + float32(end*g[3])) / scale
		if s.End == s.Inside {
			inside += closed / scale
		}
		b[s.Inside] = inside
	}
}

// marginal is the probability of a mention, given by its tokens' places in the region. What may follow it is the same
// after an S as after any other last tag.
func (s *scorer) marginal(l *lattice, v *trellis, m tagset.Span) float32 {
	shape := tagset.Shapes[m.Label]
	p := float32(l.start[m.First][m.Label] / l.scale[m.First])
	if m.End-m.First == 1 {
		return float32(float32(p*l.factors[m.First][shape.Single]) * l.backward[m.First][shape.Single])
	}
	p = float32(p * l.factors[m.First][shape.Begin])
	for i := m.First + 1; i < m.End; i++ {
		tag, move := shape.Inside, 0
		if i > m.First+1 {
			move = 2
		}
		if i == m.End-1 && shape.End != shape.Inside {
			tag, move = shape.End, move+1
		}
		p = float32(p * float32(s.moves[v.classes[i]].goOn[m.Label][move]*l.factors[i][tag]))
		p /= l.scale[i]
	}
	return float32(p * l.backward[m.End-1][shape.Single])
}

// calibrate turns a marginal probability into a score: the share of mentions with that score that are right.
func (s *scorer) calibrate(p float64) float64 {
	return 1 / (1 + math.Exp(-(float64(s.slope*LogOdds(p)) + s.offset)))
}

// LogOdds is ln(p/(1-p)) of a probability, which is kept a millionth away from 0 and 1.
func LogOdds(p float64) float64 {
	const least = 1e-6
	p = max(least, min(1-least, p))
	return math.Log(p / (1 - p))
}
