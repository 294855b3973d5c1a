package linear

import (
	"cmp"
	"math"
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/tag"
	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

// Explain says how the tokens [first, end) of a document are read: the best tags of the sentence around them for each
// label and for no mention. Of a range that runs over the end of a sentence, or of a part of a very long one, it looks
// at the beginning.
func (t *Tagger) Explain(d *doc.Document, first, end int) tag.Opinion {
	s := t.states.Get().(*state)
	defer t.states.Put(s)
	for w := range windows(d) {
		if first >= w.end {
			continue
		}
		s.load(t, d, w)
		s.pass(t)
		s.vote(t)
		o := s.opinion(t, w, first-w.first, end-w.first)
		o.FirstToken, o.EndToken = o.FirstToken+w.first, o.EndToken+w.first
		for i := range o.Readings {
			shift(&o.Readings[i], w.first)
		}
		return o
	}
	return tag.Opinion{FirstToken: first, EndToken: end}
}

// shift moves a reading from the tokens of a window to those of the document.
func shift(r *tag.Reading, by int) {
	r.FirstToken, r.EndToken = r.FirstToken+by, r.EndToken+by
	for i := range r.Evidence {
		if e := &r.Evidence[i]; e.Token != doc.None {
			e.Token += by
		}
	}
}

// opinion is Explain for tokens of the loaded window, after both passes.
func (s *state) opinion(t *Tagger, w window, first, end int) tag.Opinion {
	at := slices.IndexFunc(w.sentences, func(sent doc.Sentence) bool { return first < sent.End })
	sent := w.sentences[at]
	o := tag.Opinion{FirstToken: first, EndToken: min(end, sent.End)}
	for _, r := range s.regions {
		s.decode(t, r)
	}
	i := slices.IndexFunc(s.regions, func(r region) bool { return r.first <= first && o.EndToken <= r.end })
	o.Skipped = i < 0
	r := region{first: sent.First, end: sent.End, starts: true}
	if !o.Skipped {
		r = s.regions[i]
	}
	x := explanation{state: s, t: t, region: r, chosen: slices.Clone(s.tags[r.first:r.end])}
	if o.Skipped {
		s.weighAll(t, r)
	}
	s.decode(t, r)
	t.scorer.run(&s.lattice, &s.trellis, r.end-r.first, r.starts, r.border)
	x.emissions = slices.Clone(s.trellis.emissions[:r.end-r.first])
	if chosen := x.chosen; o.Skipped { // what the other words would be if they were not passed over
		x.chosen = x.best(o.FirstToken-r.first, o.EndToken-r.first, func(i int, t tagset.Tag) bool { return t == chosen[i] })
	}
	for label := range tagset.LabelCount {
		o.Readings = append(o.Readings, x.reading(label, o.FirstToken-r.first, o.EndToken-r.first))
	}
	slices.SortStableFunc(o.Readings, func(a, b tag.Reading) int { return cmp.Compare(a.Behind, b.Behind) })
	return o
}

// weighAll sums the features of those tokens of a sentence that are in no region.
func (s *state) weighAll(t *Tagger, sent region) {
	for i := sent.first; i < sent.end; i++ {
		if slices.ContainsFunc(s.regions, func(r region) bool { return r.first <= i && i < r.end }) {
			continue
		}
		s.addWords(i)
		s.emit(t, i)
		s.features = s.document.AppendVotes(s.features[:0], i)
		s.addFeatures(t, &s.sums[i])
	}
}

// An explanation compares tags of a region with those that were chosen.
type explanation struct {
	*state
	t *Tagger
	region
	chosen    []tagset.Tag
	emissions [][model.Lanes]int32
}

// reading returns the best tags with a mention of the label over the tokens [first, end) of the region, or for 0 with
// none in them.
func (x *explanation) reading(label, first, end int) tag.Reading {
	tags := x.best(first, end, func(i int, t tagset.Tag) bool {
		return t.Label() == label && (label == 0 || i == first || !t.Starts())
	})
	r := tag.Reading{
		Label: tagset.Labels[label], FirstToken: x.region.first + first, EndToken: x.region.first + end,
		Behind: nats(x.weight(x.chosen) - x.weight(tags)), Evidence: x.evidence(tags),
	}
	for _, m := range tagset.Spans(nil, tags) {
		if m.First <= first && first < m.End {
			r.FirstToken, r.EndToken = x.region.first+m.First, x.region.first+m.End
			r.Score = x.t.scorer.calibrate(float64(x.t.scorer.marginal(&x.lattice, &x.trellis, m)))
		}
	}
	if label == 0 {
		r.Score = float64(x.t.scorer.outside(&x.lattice, &x.trellis, first, end))
	}
	return r
}

// best returns the best tags of the region of which those of the tokens [first, end) are allowed.
func (x *explanation) best(first, end int, allowed func(i int, t tagset.Tag) bool) []tagset.Tag {
	copy(x.trellis.emissions, x.emissions)
	for i := first; i < end; i++ {
		for t := range tagset.Tag(tagset.Count) {
			if !allowed(i, t) {
				x.trellis.emissions[i][t] -= forbidding
			}
		}
	}
	tags := make([]tagset.Tag, len(x.chosen))
	x.trellis.best(tags, &x.t.model.Moves, x.starts, x.border)
	return tags
}

// forbidding is more than what all tokens of a region can make up for, and no more than 32 bits can hold for each.
const forbidding = 1 << 20

func nats(units int) float64 { return float64(units) / model.Scale }

// outside is the probability that no token of a range is in a mention.
func (s *scorer) outside(l *lattice, v *trellis, first, end int) float32 {
	p := l.forward[first][tagset.O]
	for i := first + 1; i < end; i++ {
		p = float32(p * float32(s.moves[v.classes[i]].begin[0][0]*l.factors[i][tagset.O]))
		p /= l.scale[i]
	}
	return float32(p * l.backward[end-1][tagset.O])
}

// weight is the sum of a sequence of tags, which the best has the highest of.
func (x *explanation) weight(tags []tagset.Tag) int {
	sum := x.order(tags)
	for i, t := range tags {
		sum += int(x.emissions[i][t])
	}
	return sum
}

// order is the part of a sequence's weight that the transitions have.
func (x *explanation) order(tags []tagset.Tag) int {
	sum := 0
	for i, t := range tags {
		before := tagset.O
		if i > 0 {
			before = tags[i-1]
		} else if x.starts {
			continue
		}
		sum += move(&x.t.model.Moves[x.trellis.classes[i]], before, t)
	}
	if x.border.into {
		sum += move(&x.t.model.Moves[x.border.class], tags[len(tags)-1], tagset.O)
	}
	return sum
}

// move is the weight of a tag behind another.
func move(m *model.Moves, before, t tagset.Tag) int {
	if t.Starts() {
		return int(m.Begin[before.Label()][t.Label()])
	}
	shape, at := tagset.Shapes[t.Label()], 0
	if before == shape.Inside {
		at = 2
	}
	if t == shape.End && shape.End != shape.Inside {
		at++
	}
	return int(m.Go[t.Label()][at])
}

// evidence returns what features say for some tags over those that were chosen.
func (x *explanation) evidence(tags []tagset.Tag) []tag.Evidence {
	var out []tag.Evidence
	for i, t := range tags {
		if t == x.chosen[i] {
			continue
		}
		for _, a := range x.document.Aspects(x.region.first+i, x.family) {
			if w := x.difference(a, t, x.chosen[i]); w != 0 {
				out = append(out, tag.Evidence{Token: x.region.first + i, What: a.What, Weight: nats(w)})
			}
		}
	}
	if w := x.order(tags) - x.order(x.chosen); w != 0 {
		what := "how such names follow each other and the words between"
		out = append(out, tag.Evidence{Token: doc.None, What: what, Weight: nats(w)})
	}
	slices.SortStableFunc(out, func(a, b tag.Evidence) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return out
}

// difference is what the features of an aspect give to one tag more than to another.
func (x *explanation) difference(about feature.Aspect, a, b tagset.Tag) int {
	sum := 0
	for _, row := range x.t.model.Weights.Append(nil, about.Features) {
		sum += row.At(a) - row.At(b)
	}
	return sum
}
