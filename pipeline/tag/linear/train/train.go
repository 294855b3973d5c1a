// Package train makes models of the linear tagger. It takes corpora of annotated documents, which need not annotate the
// same labels, and a lexicon; it gives a model whose weights are the mean of several learners, each of which maximizes
// the likelihood of the annotation by stochastic gradients. The model is the same for any number of cores.
package train

import (
	"context"
	"fmt"
	"runtime"
	"slices"

	"roster/pipeline/gold"
	"roster/pipeline/tag/linear"
	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

// Options say how to train.
type Options struct {
	Name, Note string           // of the model
	Lexicon    *feature.Lexicon // clusters, names and phrases; the mentions of the corpora join its phrases
	Seed       uint64
	Epochs     int              // looks at every document
	Average    int              // the weights are the mean after the last so many epochs
	Runs       int              // the weights are the mean of so many learners, which differ in the order of the documents
	Folds      int              // parts for the first pass's tags
	Rate       float64          // AdaGrad's learning rate
	Decay      float64          // L2 regularization
	Dropout    float64          // share of features left out at each step
	Cut        int              // features that occur less often are left out
	Features   int              // the strongest so many features are kept, besides those of the second pass
	Prune      float64          // smaller weights are left out of the model
	Dev        []*gold.Document // measured after each epoch, if any; training ends early when it gets no better
	Workers    int              // goroutines; 0 means the number of cores. The result is the same for any number
	Progress   func(Progress)   // called from several goroutines
}

// Progress tells how far training is.
type Progress struct {
	Stage  string // StageFirstPass or StageModel
	Run    int    // fold or learner, from 1
	Epoch  int    // from 1
	Epochs int
	Loss   float64 // mean negative log-likelihood of a token
	F1     float64 // over PERSON, PLACE and ORGANIZATION of Options.Dev; 0 without it and in the first pass
}

// The stages of training: models of parts of the data, whose tags the second pass learns from, then the model itself.
const (
	StageFirstPass = "first pass"
	StageModel     = "model"
)

// Defaults are the options that the shipped models are trained with.
func Defaults() Options {
	return Options{Seed: 7, Epochs: 4, Average: 3, Runs: 4, Folds: 4, Rate: 0.03, Decay: 0.003, Dropout: 0.2, Cut: 2,
		Features: 235_000, Prune: 0.024, Workers: runtime.NumCPU()}
}

// Train makes a model. When ctx is done it stops; if the final weights are then in the making, it returns the model as
// it stands together with the error of ctx.
func Train(ctx context.Context, corpora []Corpus, opt Options) (*model.Model, error) {
	t, err := newTrainer(corpora, opt)
	if err != nil {
		return nil, err
	}
	if err := t.firstPass(ctx); err != nil {
		return nil, fmt.Errorf("first pass: %w", err)
	}
	return t.finish(ctx)
}

// A trainer holds what the stages of training share.
type trainer struct {
	opt      Options
	all      []*example
	families *feature.Families
	lexicon  *feature.Lexicon
	features dictionary

	slope, offset float32 // of the calibration
}

func newTrainer(corpora []Corpus, opt Options) (*trainer, error) {
	t := &trainer{opt: opt}
	var names []string
	t.all, names = examples(corpora)
	if len(t.all) == 0 {
		return nil, fmt.Errorf("no documents to train on")
	}
	if len(names) > feature.MaxFamilies {
		return nil, fmt.Errorf("%d families of corpora, at most %d are allowed", len(names), feature.MaxFamilies)
	}
	t.classify(names)
	t.lexicon = withMentions(opt.Lexicon, t.all)
	extract(t.all, t.lexicon, opt.Workers)
	var all []*rows
	for _, e := range t.all {
		all = append(all, &e.base, &e.ofFamily)
	}
	t.features.number(all, uint32(opt.Cut))
	return t, nil
}

// classify learns to tell the families apart.
func (t *trainer) classify(names []string) {
	c := feature.NewFamilyCounter(names)
	for _, e := range t.all {
		if e.family != 0 {
			c.Add(e.family, e.hashes)
		}
	}
	t.families = c.Families()
}

// withMentions adds the examples' mentions to the Seen lists, and notes in each example which of them it alone has.
func withMentions(base *feature.Lexicon, all []*example) *feature.Lexicon {
	b := feature.NewBuilder(base)
	type phrase struct {
		key  uint32
		list feature.Lists
	}
	owner := map[phrase]*example{}
	var spans []tagset.Span
	var words []string
	for _, e := range all {
		spans = tagset.Spans(spans[:0], e.gold)
		for _, s := range spans {
			words = words[:0]
			for i := s.First; i < s.End; i++ {
				words = append(words, e.doc.Word(i))
			}
			list := seenList(s.Label)
			b.AddPhrase(words, list)
			p := phrase{feature.PhraseKey(words), list}
			if other, ok := owner[p]; ok && other != e {
				owner[p] = nil
			} else {
				owner[p] = e
			}
		}
	}
	for p, e := range owner {
		if e != nil {
			if e.own == nil {
				e.own = map[uint32]feature.Lists{}
			}
			e.own[p.key] |= p.list
		}
	}
	return b.Build()
}

func seenList(label int) feature.Lists {
	return [...]feature.Lists{0, feature.SeenPerson, feature.SeenPlace, feature.SeenOrganization, feature.SeenRole,
		feature.SeenOther, feature.SeenOther}[label]
}

// firstPass sets the votes of every example, and its roles where they are not annotated, from the tags that a model
// gives it which was trained without it.
func (t *trainer) firstPass(ctx context.Context) error {
	folds := t.opt.Folds
	errs := make([]error, folds)
	strengths := make([][]float32, folds)
	outcomes := make([][]outcome, folds)
	parallel(min(t.opt.Workers, folds), folds, func(k int) { strengths[k], outcomes[k], errs[k] = t.fold(ctx, k) })
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	t.slope, t.offset = calibrate(slices.Concat(outcomes...))
	t.choose(strengths, t.opt.Features)
	var all []*rows
	for _, e := range t.all {
		e.complete()
		all = append(all, &e.votes)
	}
	t.features.number(all, uint32(t.opt.Cut))
	return nil
}

// fold trains on all examples but every folds-th and tags those. It returns the strengths of the features, and what
// became of the mentions.
func (t *trainer) fold(ctx context.Context, k int) ([]float32, []outcome, error) {
	var visits []visit
	for i, e := range t.all {
		if i%t.opt.Folds != k {
			visits = append(visits, visit{e, false})
		}
	}
	m, err := t.run(ctx, visits, StageFirstPass, k)
	if err != nil {
		return nil, nil, err
	}
	made := m.model(t.features.keys, t.lexicon, t.families, t.opt.Prune)
	t.setFilter(made)
	tagger := linear.New(made)
	var outcomes []outcome
	for i, e := range t.all {
		if i%t.opt.Folds == k {
			outcomes = append(outcomes, e.vote(tagger)...)
		}
	}
	return m.strengths(), outcomes, nil
}

// vote sets the guesses and the features of the second pass, and returns what became of the mentions of the first.
func (e *example) vote(tagger *linear.Tagger) []outcome {
	tags, guesses := tagger.FirstPass(&e.doc, e.own)
	e.guesses = guesses
	e.features.Vote(tags)
	e.votes = rows{at: []uint32{0}}
	var buffer []uint64
	for i := range e.words {
		buffer = e.features.AppendVotes(buffer[:0], i)
		e.votes.add(buffer)
	}
	return e.outcomes(guesses)
}

// run trains one learner and returns the mean of its last epochs.
func (t *trainer) run(ctx context.Context, visits []visit, stage string, k int) (*mean, error) {
	l := newLearner(len(t.features.keys), t.opt, t.opt.Seed+uint64(k))
	m, j := &mean{}, judge{}
	for epoch := range t.opt.Epochs {
		rate := t.opt.Rate * (1 - (1-lastRate)*float64(epoch)/float64(t.opt.Epochs))
		if err := l.epoch(ctx, visits, float32(rate)); err != nil {
			if m.count == 0 {
				m.add(l.weights, &l.moves)
			}
			return m, err
		}
		score, goOn := 0.0, true
		if stage == StageModel && len(t.opt.Dev) > 0 {
			score, goOn = j.measure(ctx, t, l)
		}
		t.report(Progress{stage, k + 1, epoch + 1, t.opt.Epochs, l.loss / float64(max(1, l.tokens)), score})
		if epoch >= t.opt.Epochs-t.opt.Average || !goOn {
			m.add(l.weights, &l.moves)
		}
		if !goOn {
			break
		}
	}
	return m, nil
}

func (t *trainer) report(p Progress) {
	if t.opt.Progress != nil {
		t.opt.Progress(p)
	}
}

// finish trains the weights of both passes and makes the model.
func (t *trainer) finish(ctx context.Context) (*model.Model, error) {
	var visits []visit
	for _, e := range t.all {
		visits = append(visits, visit{e, false}, visit{e, true})
	}
	means := make([]*mean, t.opt.Runs)
	errs := make([]error, t.opt.Runs)
	parallel(min(t.opt.Workers, t.opt.Runs), t.opt.Runs, func(k int) {
		means[k], errs[k] = t.run(ctx, visits, StageModel, k)
	})
	var total mean
	var err error
	for k, m := range means {
		total.join(m)
		if errs[k] != nil {
			err = errs[k]
		}
	}
	out := total.model(t.features.keys, t.lexicon, t.families, t.opt.Prune)
	out.Name, out.Note = t.opt.Name, t.opt.Note
	out.Slope, out.Offset = t.slope, t.offset
	t.setFilter(out)
	return out, err
}

// join takes another mean in; both count by their epochs.
func (m *mean) join(o *mean) {
	m.add(o.weights, &o.moves)
	m.count += o.count - 1
}
