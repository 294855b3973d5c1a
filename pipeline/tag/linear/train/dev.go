package train

import (
	"context"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
	"roster/pipeline/tag/linear"
	"roster/pipeline/tokenize"
)

// patience is how many epochs in a row may fail to improve the F1 on Options.Dev before training stops.
const patience = 2

// f1 is the exact-span F1 of a tagger over PERSON, PLACE and ORGANIZATION.
func f1(ctx context.Context, tagger *linear.Tagger, dev []*gold.Document) float64 {
	type mention struct {
		doc.Span
		label doc.Label
	}
	named := func(l doc.Label) bool { return l == doc.Person || l == doc.Place || l == doc.Organization }
	right, sum := 0, 0
	for _, g := range dev {
		want := map[mention]bool{}
		for _, s := range g.Spans {
			if named(s.Label) {
				want[mention{s.Span, s.Label}] = true
			}
		}
		sum += len(want)
		d := &doc.Document{Text: g.Text}
		d.Tokens, d.Sentences = tokenize.Tokenize(d.Text)
		for _, m := range tagger.Tag(ctx, d) {
			if named(m.Label) {
				sum++
			}
			if want[mention{m.Span, m.Label}] {
				right++
			}
		}
	}
	return 2 * float64(right) / float64(max(1, sum))
}

// A judge watches one learner's F1 from epoch to epoch.
type judge struct {
	best  float64
	worse int // epochs since the best
}

// measure returns the F1 of the learner's weights as they stand, and whether to go on.
func (j *judge) measure(ctx context.Context, t *trainer, l *learner) (score float64, goOn bool) {
	var now mean
	now.add(l.weights, &l.moves)
	m := now.model(t.features.keys, t.lexicon, t.families, t.opt.Prune)
	t.setFilter(m)
	score = f1(ctx, linear.New(m), t.opt.Dev)
	j.worse++
	if score > j.best {
		j.best, j.worse = score, 0
	}
	return score, j.worse < patience
}
