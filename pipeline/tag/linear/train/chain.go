package train

import (
	"math"

	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/tagset"
)

// lanes is the width of a row of weights, tagset.Count rounded up.
const lanes = 24

type row = [lanes]float32

// moves are transition weights, as model.Moves has them, or their exponentials, gradients or expectations.
type moves struct {
	begin [tagset.LabelCount][tagset.LabelCount]float32
	goOn  [tagset.LabelCount][4]float32
}

// flat views the weights as one slice.
func (m *moves) each(f func(i int, w *float32)) {
	i := 0
	for p := range m.begin {
		for n := range m.begin[p] {
			f(i, &m.begin[p][n])
			i++
		}
	}
	for l := range m.goOn {
		for k := range m.goOn[l] {
			f(i, &m.goOn[l][k])
			i++
		}
	}
}

// A chain computes, for one sentence, the probabilities of tags and of transitions under a conditional random field, by
// the forward-backward algorithm with scaling. Buffers serve the next sentence again.
type chain struct {
	factors  []row // e^emission, the best tag of each token being 1
	forward  []row
	backward []row
	scale    []float32
	start    [][tagset.LabelCount]float32
}

func (c *chain) resize(n int) {
	for len(c.factors) < n {
		c.factors = append(c.factors, row{})
		c.forward = append(c.forward, row{})
		c.backward = append(c.backward, row{})
		c.scale = append(c.scale, 0)
		c.start = append(c.start, [tagset.LabelCount]float32{})
	}
}

// load sets the factors of a sentence from its emissions.
func (c *chain) load(emissions []row) {
	c.resize(len(emissions))
	for i := range emissions {
		e := &emissions[i]
		top := e[0]
		for _, x := range e[1:tagset.Count] {
			top = max(top, x)
		}
		for t := range tagset.Count {
			c.factors[i][t] = exp32(e[t] - top)
		}
	}
}

// exp32 is e^x for x of at most 0; below -30 it is that of -30, lest all of a sentence's paths vanish.
func exp32(x float32) float32 { return float32(math.Exp(float64(max(x, -30)))) }

// restrict sets the factors of tags that are not allowed to zero.
func (c *chain) restrict(allow []uint32) {
	for i, set := range allow {
		for t := range tagset.Count {
			if set>>t&1 == 0 {
				c.factors[i][t] = 0
			}
		}
	}
}

// run fills the chain for n tokens; classes are their transition classes. It returns the logarithm of the sum over all
// paths of the product of factors.
func (c *chain) run(n int, classes []uint8, m *[feature.TransitionClasses]moves) float64 {
	logZ := 0.0
	for i := range n {
		if i == 0 {
			for l := range c.start[0] {
				c.start[0][l] = 1
			}
			c.begin(0)
		} else {
			c.forwardStep(i, &m[classes[i]])
		}
		sum := float32(0)
		for _, x := range c.forward[i][:tagset.Count] {
			sum += x
		}
		c.scale[i] = sum
		inverse := 1 / sum
		for t := range tagset.Count {
			c.forward[i][t] *= inverse
		}
		logZ += math.Log(float64(sum))
	}
	logZ += c.end(n)
	for i := n - 2; i >= 0; i-- {
		c.backwardStep(i, &m[classes[i+1]])
	}
	return logZ
}

// begin fills the tags that begin something at token i and clears the others.
func (c *chain) begin(i int) {
	f, x, start := &c.forward[i], &c.factors[i], &c.start[i]
	*f = row{}
	for l := range tagset.LabelCount {
		s := &tagset.Shapes[l]
		f[s.Single] = float32(start[l] * x[s.Single])
		f[s.Begin] = float32(start[l] * x[s.Begin])
	}
}

func (c *chain) forwardStep(i int, m *moves) {
	p, x := &c.forward[i-1], &c.factors[i]
	closed := closedSums(p)
	for next := range tagset.LabelCount {
		sum := float32(0)
		for l, v := range closed {
			sum += float32(v * m.begin[l][next])
		}
		c.start[i][next] = sum
	}
	c.begin(i)
	f := &c.forward[i]
	for l := 1; l < tagset.LabelCount; l++ {
		s, g := &tagset.Shapes[l], &m.goOn[l]
		f[s.Inside] = float32((float32(p[s.Begin]*g[0]) + float32(p[s.Inside]*g[2])) * x[s.Inside])
		if s.End != s.Inside {
			f[s.End] = float32((float32(p[s.Begin]*g[1]) + float32(p[s.Inside]*g[3])) * x[s.End])
		}
	}
}

// closedSums adds up, by label, the sums of the tags after which nothing is open.
func closedSums(p *row) (closed [tagset.LabelCount]float32) {
	closed[0] = p[tagset.O]
	for l := 1; l < tagset.LabelCount; l++ {
		s := &tagset.Shapes[l]
		closed[l] = p[s.Single] + p[s.End]
	}
	return closed
}

// begunSums adds up, by label, the sums of the tags that begin something, of a row that includes the factors.
func begunSums(b *row) (begun [tagset.LabelCount]float32) {
	begun[0] = b[tagset.O]
	for l := 1; l < tagset.LabelCount; l++ {
		s := &tagset.Shapes[l]
		begun[l] = b[s.Single] + b[s.Begin]
	}
	return begun
}

// end fills the backward sums of the last token and returns the logarithm of the share of paths that close.
func (c *chain) end(n int) float64 {
	b, total := &c.backward[n-1], float32(0)
	for t := range tagset.Count {
		b[t] = 0
		if tagset.Tag(t).Closes() {
			b[t] = 1
			total += c.forward[n-1][t]
		}
	}
	for t := range tagset.Count {
		b[t] /= total
	}
	return math.Log(float64(total))
}

func (c *chain) backwardStep(i int, m *moves) {
	ahead := c.ahead(i + 1)
	begun, b := begunSums(&ahead), &c.backward[i]
	for l := range tagset.LabelCount {
		s, closed := &tagset.Shapes[l], float32(0)
		for next, v := range begun {
			closed += float32(v * m.begin[l][next])
		}
		b[s.Single] = closed
		if l == 0 {
			continue
		}
		g, in, end := &m.goOn[l], ahead[s.Inside], ahead[s.End]
		if s.End == s.Inside {
			b[s.Begin] = float32(in * g[0])
			b[s.Inside] = float32(in*g[2]) + closed
			continue
		}
		b[s.End] = closed
		b[s.Begin] = float32(in*g[0]) + float32(end*g[1])
		b[s.Inside] = float32(in*g[2]) + float32(end*g[3])
	}
}

// ahead is the backward row of token i times its factors over its scale.
func (c *chain) ahead(i int) (out row) {
	inverse := 1 / c.scale[i]
	for t := range tagset.Count {
		out[t] = float32(float32(c.backward[i][t]*c.factors[i][t]) * inverse)
	}
	return out
}

// addMarginals adds the tags' probabilities, times sign, to out.
func (c *chain) addMarginals(out []row, sign float32) {
	for i := range out {
		sum := float32(0)
		var p row
		for t := range tagset.Count {
			p[t] = float32(c.forward[i][t] * c.backward[i][t])
			sum += p[t]
		}
		inverse := sign / sum
		for t := range tagset.Count {
			out[i][t] += float32(p[t] * inverse)
		}
	}
}

// addMoves adds the probabilities of the transitions into token i, times sign, to out.
func (c *chain) addMoves(i int, m, out *moves, sign float32) {
	p, ahead := &c.forward[i-1], c.ahead(i)
	closed, begun := closedSums(p), begunSums(&ahead)
	for l, v := range closed {
		for next, w := range begun {
			out.begin[l][next] += sign * float32(float32(v*w)*m.begin[l][next])
		}
	}
	for l := 1; l < tagset.LabelCount; l++ {
		s, g, o := &tagset.Shapes[l], &m.goOn[l], &out.goOn[l]
		o[0] += sign * float32(float32(p[s.Begin]*ahead[s.Inside])*g[0])
		o[2] += sign * float32(float32(p[s.Inside]*ahead[s.Inside])*g[2])
		if s.End != s.Inside {
			o[1] += sign * float32(float32(p[s.Begin]*ahead[s.End])*g[1])
			o[3] += sign * float32(float32(p[s.Inside]*ahead[s.End])*g[3])
		}
	}
}
