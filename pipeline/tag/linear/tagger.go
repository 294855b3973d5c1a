// Package linear is the statistical tagger of this program: a linear-chain conditional random field (Lafferty et al.
// 2001) over the tags of package tagset, with the features of package feature and the weights of a model file (package
// model). It takes documents with tokens and sentences, and gives mentions of PERSON, PLACE, ORGANIZATION, ROLE, NORP
// and MISC with scores.
//
// A document is tagged twice: the second pass sees what the first one made of the same words elsewhere in the document
// (feature.Document.Vote). Most time is saved by a cache, a table and a filter. The sums of the weights of a word's own
// features are kept (cache.go), so that a token costs five additions and the features of its surroundings. Of those,
// the ones that have few values find their weights by number instead of by hash. And all of them are left out for
// tokens whose words speak clearly for O: the others form regions, each decoded by itself.
//
// Package train makes models.
package linear

import (
	"context"
	"fmt"
	"sync"

	"roster/pipeline/doc"
	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

// Engine is the name of this tagger, as records show it.
const Engine = "linear"

// Priority is that of the tagger's mentions against those of rules.
const Priority = -10

// A Tagger tags documents with one model. It is safe for concurrent use: goroutines share the model and its caches,
// and each takes a state from a pool.
type Tagger struct {
	model    *model.Model
	scorer   *scorer
	numbered []model.Row // by number of package feature
	cache    cache
	states   sync.Pool
}

// New makes a tagger of a model.
func New(m *model.Model) *Tagger {
	t := &Tagger{model: m, scorer: newScorer(m)}
	t.cache.init(m)
	for n := range feature.Numbers() {
		t.numbered = append(t.numbered, *m.Weights.Find(feature.Numbered(n)))
	}
	t.states.New = func() any { return new(state) }
	return t
}

// Load makes a tagger of the bytes of a model file.
func Load(data []byte) (*Tagger, error) {
	m, err := model.Read(data)
	if err != nil {
		return nil, err
	}
	return New(m), nil
}

// Fingerprint identifies the engine and its model.
func (t *Tagger) Fingerprint() string { return fmt.Sprintf("%s:%s", Engine, t.model.Fingerprint()) }

// Model returns the model.
func (t *Tagger) Model() *model.Model { return t.model }

// Tag returns the mentions of a document whose Tokens and Sentences are set, in text order and disjoint. When ctx is
// done it returns the mentions of the windows that are finished.
func (t *Tagger) Tag(ctx context.Context, d *doc.Document) []doc.Mention {
	var out []doc.Mention
	s := t.states.Get().(*state)
	defer t.states.Put(s)
	for w := range windows(d) {
		if ctx.Err() != nil {
			break
		}
		s.load(t, d, w)
		out = s.mentions(t, d, w, out)
	}
	return out
}

// A Guess is a mention, by the document's tokens, with its marginal probability as the model has it.
type Guess struct {
	tagset.Span
	Marginal float64
}

// FirstPass returns the tags of the first pass over a document, which training learns the second from, and its
// mentions. The phrases in hide are taken out of the lexicon's Seen lists.
func (t *Tagger) FirstPass(d *doc.Document, hide map[uint32]feature.Lists) ([]tagset.Tag, []Guess) {
	s := t.states.Get().(*state)
	defer t.states.Put(s)
	tags := make([]tagset.Tag, 0, len(d.Tokens))
	var guesses []Guess
	for w := range windows(d) {
		s.load(t, d, w)
		s.document.Hide(hide)
		s.pass(t)
		tags = append(tags, s.tags...)
		for _, r := range s.regions {
			s.decode(t, r)
			for i, m := range s.found(t, r) {
				at := w.first + r.first
				guesses = append(guesses, Guess{tagset.Span{First: at + m.First, End: at + m.End, Label: m.Label}, s.marginals[i]})
			}
		}
	}
	return tags, guesses
}

// Leads are by how much a token favours O over the next best tag, in the model's units: by its own word, and by its
// word and those around it.
type Leads struct{ Word, Words int }

// Leads returns those of a document's tokens.
func (t *Tagger) Leads(d *doc.Document) []Leads {
	s := t.states.Get().(*state)
	defer t.states.Put(s)
	out := make([]Leads, 0, len(d.Tokens))
	for w := range windows(d) {
		s.load(t, d, w)
		for i, e := range s.entries {
			s.addWords(i)
			out = append(out, Leads{int(e.lead), s.sums[i].lead()})
		}
	}
	return out
}
