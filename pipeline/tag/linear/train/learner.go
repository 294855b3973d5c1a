package train

import (
	"context"
	"math"
	"math/rand/v2"

	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/tagset"
)

// A learner fits weights to examples by stochastic gradient descent on the likelihood of what the annotation allows,
// a sentence at a time, with AdaGrad's step sizes (Duchi et al. 2011) and feature dropout. Its result depends on the
// seed and on the examples alone.
type learner struct {
	opt     Options
	weights []row // by feature
	squares []row // sums of squared gradients, AdaGrad's
	moves   [feature.TransitionClasses]moves
	exps    [feature.TransitionClasses]moves // e^moves
	moveSq  [feature.TransitionClasses]moves
	order   *rand.Rand
	random  uint32 // state of the dropout's generator

	free, bound chain // over all tags, and over those allowed
	emissions   []row
	gradient    []row
	classes     []uint8
	kept        []uint32
	keptAt      []int

	loss   float64
	tokens int
}

// A visit is one look at an example: with or without the votes of a first pass.
type visit struct {
	*example
	voted bool
}

const (
	// firstSquare is where AdaGrad's sums start: it tames the first steps of rare features.
	firstSquare = 0.1
	// leastGradient is the largest error in a token's probabilities that is let pass, and leastPart that in one tag's.
	leastGradient = 0.004
	leastPart     = 0.001
	leastMove     = 1e-4
	// lastRate is the share of the first learning rate that is left at the end; it falls with each epoch alike.
	lastRate = 0.2
	// withoutFamily is the share of looks at a document that hide its family, for texts that are of none.
	withoutFamily = 0.3
)

func newLearner(features int, opt Options, seed uint64) *learner {
	l := &learner{opt: opt, weights: make([]row, features), squares: make([]row, features),
		order: rand.New(rand.NewPCG(seed, 1)), random: uint32(seed)*2654435761 | 1}
	for i := range l.squares {
		for t := range l.squares[i] {
			l.squares[i][t] = firstSquare
		}
	}
	for c := range l.moves {
		l.moveSq[c].each(func(_ int, w *float32) { *w = firstSquare })
		l.exps[c].each(func(_ int, w *float32) { *w = 1 })
	}
	return l
}

// epoch visits all examples once, in a new order. It stops early, with the error, when ctx is done.
func (l *learner) epoch(ctx context.Context, visits []visit, rate float32) error {
	l.loss, l.tokens = 0, 0
	for _, k := range l.order.Perm(len(visits)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		v := visits[k]
		family := l.order.Float64() >= withoutFamily
		for _, s := range v.doc.Sentences {
			if s.End > s.First {
				l.sentence(v, s.First, s.End, family, rate)
			}
		}
	}
	return nil
}

// sentence takes one step.
func (l *learner) sentence(v visit, first, end int, family bool, rate float32) {
	n := end - first
	l.resize(n)
	l.kept, l.keptAt = l.kept[:0], append(l.keptAt[:0], 0)
	for i := first; i < end; i++ {
		l.keep(v.base.of(i))
		if family {
			l.keep(v.ofFamily.of(i))
		}
		if v.voted {
			l.keep(v.votes.of(i))
		}
		l.keptAt = append(l.keptAt, len(l.kept))
		l.emit(i - first)
		l.classes[i-first] = v.words[i].Transition
	}
	l.differentiate(v.allow[first:end])
	for i := range n {
		if l.isWrong(i) {
			l.update(i, rate)
		}
	}
	l.updateMoves(n, rate)
	l.tokens += n
}

func (l *learner) resize(n int) {
	for len(l.emissions) < n {
		l.emissions = append(l.emissions, row{})
		l.gradient = append(l.gradient, row{})
		l.classes = append(l.classes, 0)
	}
}

// keep appends the features that the dropout leaves in.
func (l *learner) keep(ids []uint32) {
	threshold := uint32(l.opt.Dropout * 65536)
	r := l.random
	for _, f := range ids {
		r ^= r << 13
		r ^= r >> 17
		r ^= r << 5
		if r&0xffff >= threshold {
			l.kept = append(l.kept, f)
		}
	}
	l.random = r
}

// emit sums up the weights of token i's features, scaled for those that were dropped.
func (l *learner) emit(i int) {
	var e row
	for _, f := range l.kept[l.keptAt[i]:l.keptAt[i+1]] {
		w := &l.weights[f]
		for t := range e {
			e[t] += w[t]
		}
	}
	scale := float32(1 / (1 - l.opt.Dropout))
	for t := range e {
		e[t] *= scale
	}
	l.emissions[i] = e
}

// differentiate sets the gradient of the negative log-likelihood by the emissions: the tags' probabilities over all
// paths less those over the allowed paths.
func (l *learner) differentiate(allow []uint32) {
	n := len(allow)
	gradient := l.gradient[:n]
	clear(gradient)
	l.free.load(l.emissions[:n])
	all := l.free.run(n, l.classes, &l.exps)
	l.free.addMarginals(gradient, 1)
	l.bound.load(l.emissions[:n])
	l.bound.restrict(allow)
	l.loss += all - l.bound.run(n, l.classes, &l.exps)
	l.bound.addMarginals(gradient, -1)
}

func (l *learner) isWrong(i int) bool {
	for _, g := range l.gradient[i][:tagset.Count] {
		if g > leastGradient || g < -leastGradient {
			return true
		}
	}
	return false
}

// update moves the weights of token i's features against the gradient.
func (l *learner) update(i int, rate float32) {
	var tags [tagset.Count]uint8
	n := 0
	gradient := &l.gradient[i]
	for t, g := range gradient[:tagset.Count] {
		if g > leastPart || g < -leastPart {
			tags[n] = uint8(t)
			n++
		}
	}
	decay := float32(l.opt.Decay)
	for _, f := range l.kept[l.keptAt[i]:l.keptAt[i+1]] {
		w, sq := &l.weights[f], &l.squares[f]
		for _, t := range tags[:n] {
			g := gradient[t]
			s := sq[t] + float32(g*g)
			sq[t] = s
			w[t] -= float32(rate * float32((g+float32(decay*w[t]))/float32(math.Sqrt(float64(s)))))
		}
	}
}

// updateMoves moves the transition weights.
func (l *learner) updateMoves(n int, rate float32) {
	for i := 1; i < n; i++ {
		if !l.isWrong(i) && !l.isWrong(i-1) {
			continue
		}
		c := l.classes[i]
		var g moves
		l.free.addMoves(i, &l.exps[c], &g, 1)
		l.bound.addMoves(i, &l.exps[c], &g, -1)
		l.step(c, &g, rate)
	}
}

func (l *learner) step(c uint8, g *moves, rate float32) {
	adapt := func(g float32, w, sq, exp *float32) {
		if g > -leastMove && g < leastMove {
			return
		}
		*sq += float32(g * g)
		g += float32(float32(l.opt.Decay) * *w)
		*w -= float32(rate * float32(g/float32(math.Sqrt(float64(*sq)))))
		*exp = float32(math.Exp(float64(*w)))
	}
	w, sq, exp := &l.moves[c], &l.moveSq[c], &l.exps[c]
	for p := range g.begin {
		for k := range g.begin[p] {
			adapt(g.begin[p][k], &w.begin[p][k], &sq.begin[p][k], &exp.begin[p][k])
		}
	}
	for p := range g.goOn {
		for k := range g.goOn[p] {
			adapt(g.goOn[p][k], &w.goOn[p][k], &sq.goOn[p][k], &exp.goOn[p][k])
		}
	}
}

// A mean is the average of weights over epochs and learners.
type mean struct {
	weights []row
	moves   [feature.TransitionClasses]moves
	count   int
}

// add takes the learner's weights into the average.
func (m *mean) add(weights []row, v *[feature.TransitionClasses]moves) {
	if m.weights == nil {
		m.weights = make([]row, len(weights))
	}
	for f := range weights {
		for t := range weights[f] {
			m.weights[f][t] += weights[f][t]
		}
	}
	for c := range v {
		for p := range v[c].begin {
			for k, w := range v[c].begin[p] {
				m.moves[c].begin[p][k] += w
			}
		}
		for p := range v[c].goOn {
			for k, w := range v[c].goOn[p] {
				m.moves[c].goOn[p][k] += w
			}
		}
	}
	m.count++
}
