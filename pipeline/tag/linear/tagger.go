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

// mentions tags the loaded window in two passes and appends its mentions.
func (s *state) mentions(t *Tagger, d *doc.Document, w window, out []doc.Mention) []doc.Mention {
	s.pass(t)
	s.vote(t)
	for _, r := range s.regions {
		s.decode(t, r)
		for i, m := range s.found(t, r) {
			first, end := w.first+r.first+m.First, w.first+r.first+m.End
			out = append(out, doc.Mention{
				Span: d.SpanOf(first, end), FirstToken: first, EndToken: end, Label: tagset.Labels[m.Label],
				Score: t.scorer.calibrate(s.marginals[i]), Priority: Priority, Source: doc.Source{Engine: Engine},
				Entity: doc.None,
			})
		}
	}
	return out
}

// A window is a run of sentences that is tagged as a document of its own.
type window struct {
	first, end int // tokens
	sentences  []doc.Sentence
}

const (
	// windowTokens bounds the memory that a document takes, and what "the same document" means in a very long one.
	windowTokens = 1 << 15
	// sentenceTokens is the longest sentence; longer ones, which are no prose, are cut.
	sentenceTokens = 1 << 10
)

// windows yields the windows of a document, nearly always one.
func windows(d *doc.Document) func(yield func(window) bool) {
	return func(yield func(window) bool) {
		if fits(d) {
			yield(window{0, len(d.Tokens), d.Sentences})
			return
		}
		var w window
		for _, s := range d.Sentences {
			for s.First < s.End {
				piece := doc.Sentence{First: s.First, End: min(s.End, s.First+sentenceTokens)}
				if piece.End-w.first > windowTokens {
					if !yield(w) {
						return
					}
					w = window{first: piece.First, sentences: w.sentences[:0]}
				}
				w.sentences = append(w.sentences, doc.Sentence{First: piece.First - w.first, End: piece.End - w.first})
				w.end = piece.End
				s.First = piece.End
			}
		}
		if w.end > w.first {
			yield(w)
		}
	}
}

// fits reports whether the document is a window as it stands.
func fits(d *doc.Document) bool {
	if len(d.Tokens) > windowTokens {
		return false
	}
	for _, s := range d.Sentences {
		if s.End-s.First > sentenceTokens {
			return false
		}
	}
	return true
}

// A state holds the buffers of one goroutine's work on one window.
type state struct {
	hashes   []uint64
	entries  []*entry
	words    []*feature.Word
	document feature.Document
	family   int       // of the document
	pads     [2]*entry // of the family

	edges     []bool // by token
	regions   []region
	sums      []sum // by token, valid within regions
	tags      []tagset.Tag
	first     []tagset.Tag // of the first pass
	features  []uint64
	rows      []*model.Row
	spans     []tagset.Span
	marginals []float64

	trellis trellis
	lattice lattice
}

// A sum is a token's lanes and the bias in them.
type sum struct {
	lanes
	bias int32
}

// load looks up the words of a window, finds its family and its regions.
func (s *state) load(t *Tagger, d *doc.Document, w window) {
	tokens := d.Tokens[w.first:w.end]
	n := len(tokens)
	s.hashes, s.entries, s.words = s.hashes[:0], s.entries[:0], s.words[:0]
	for _, tok := range tokens {
		s.hashes = append(s.hashes, feature.HashText(d.Slice(tok.Span)))
	}
	s.family = t.model.Families.Infer(s.hashes)
	s.pads = t.cache.pads[s.family]
	for i, tok := range tokens {
		e := t.cache.get(d.Slice(tok.Span), s.hashes[i], s.family)
		s.entries = append(s.entries, e)
		s.words = append(s.words, &e.Word)
	}
	s.document.Load(t.model.Lexicon, tokens, w.sentences, s.words)
	if cap(s.sums) < n {
		s.sums = make([]sum, n+n/2)
		s.tags = make([]tagset.Tag, n+n/2)
		s.edges = make([]bool, n+n/2)
	}
	s.sums, s.tags, s.edges = s.sums[:n], s.tags[:n], s.edges[:n]
	s.judge(t.model, w.sentences)
	s.findRegions(t.model, w.sentences)
}

// judge tells which tokens can stand at the edge of a mention, and sets the sums of those that can.
func (s *state) judge(m *model.Model, sentences []doc.Sentence) {
	for _, sent := range sentences {
		for i := sent.First; i < sent.End; i++ {
			e := s.entries[i]
			limit := m.Plain
			if e.likely {
				limit = m.Edge
			}
			s.edges[i] = s.leads(m, i, sent, int(limit))
		}
	}
}

// leads reports whether O leads the sums of token i by no more than the limit, and sets the sums if so. Where already
// the least lead that the sums can have is above it, which is so for most tokens, they are not made.
func (s *state) leads(m *model.Model, i int, sent doc.Sentence, limit int) bool {
	e := s.entries[i]
	if e.lead > int32(m.Word) {
		return false
	}
	around := s.around(i, sent)
	least := int(e.leads[0])
	for p, n := range around {
		least += int(n.leads[p+1])
	}
	if least > limit {
		return false
	}
	s.addAll(i, around)
	return s.sums[i].lead() <= limit
}

// around returns the entries at the places about token i of a sentence.
func (s *state) around(i int, sent doc.Sentence) (around [feature.Places - 1]*entry) {
	if sent.First+2 <= i && i+2 < sent.End {
		return [...]*entry{s.entries[i-1], s.entries[i+1], s.entries[i-2], s.entries[i+2]}
	}
	for p := range around {
		switch at := i + feature.Offsets[p+1]; {
		case at < sent.First:
			around[p] = s.pads[0]
		case at >= sent.End:
			around[p] = s.pads[1]
		default:
			around[p] = s.entries[at]
		}
	}
	return around
}

// addAll sets the sums of token i to those of its word and the words around it.
func (s *state) addAll(i int, around [feature.Places - 1]*entry) {
	sum := &s.sums[i]
	sum.lanes, sum.bias = s.entries[i].at[0], feature.Places*vectorBias
	for p, n := range around {
		sum.add(&n.at[p+1])
	}
}

// addWords does so for any token.
func (s *state) addWords(i int) {
	first, end := s.document.Sentence(i)
	s.addAll(i, s.around(i, doc.Sentence{First: first, End: end}))
}

// lead is the sum of O less the best of the others.
func (s *sum) lead() int {
	e := s.unpack(s.bias)
	best := e[1]
	for _, x := range e[2:tagset.Count] {
		best = max(best, x)
	}
	return int(e[tagset.O] - best)
}

// A region is a half-open range of tokens in one sentence that may hold mentions; outside all regions tokens are O.
type region struct {
	first, end int
	starts     bool // begins its sentence
	border     border
}

// gapLimit is how many tokens in a row that can only be inside a mention a region runs over.
const gapLimit = 4

// findRegions sets the regions: each begins and ends with a token that can stand at a mention's edge.
func (s *state) findRegions(m *model.Model, sentences []doc.Sentence) {
	s.regions = s.regions[:0]
	for _, sent := range sentences {
		for i := sent.First; i < sent.End; i++ {
			if !s.edges[i] {
				continue
			}
			r := region{first: i, end: s.regionEnd(m, i, sent), starts: i == sent.First}
			if r.end < sent.End {
				r.border = border{s.words[r.end].Transition, true}
			}
			s.regions = append(s.regions, r)
			i = r.end - 1
		}
	}
}

// regionEnd is the end of the region that begins at first. It sets the sums of the tokens that are no edges.
func (s *state) regionEnd(m *model.Model, first int, sent doc.Sentence) int {
	end := first + 1
	for next := end; next < sent.End && next-end <= gapLimit; next++ {
		if !s.edges[next] {
			continue
		}
		for i := end; i < next; i++ {
			if !s.leads(m, i, sent, int(m.Inner)) {
				return end
			}
		}
		end = next + 1
	}
	return end
}

// pass scores all regions and sets the tags of the first pass.
func (s *state) pass(t *Tagger) {
	clear(s.tags)
	for _, r := range s.regions {
		for i := r.first; i < r.end; i++ {
			s.emit(t, i)
		}
		s.decode(t, r)
	}
}

// emit adds the weights of the features of a token's surroundings to its sums.
func (s *state) emit(t *Tagger, i int) {
	s.features = s.document.AppendContextNumbers(s.features[:0], i)
	if f := s.family; f != 0 {
		s.features = s.document.AppendFamily(s.features, i, f)
	}
	s.addFeatures(t, &s.sums[i])
}

// addFeatures adds the weights of s.features, numbers and hashes, to a token's sums.
func (s *state) addFeatures(t *Tagger, sum *sum) {
	hashes := s.features[:0]
	for _, f := range s.features {
		if f < uint64(len(t.numbered)) {
			sum.addRow(&t.numbered[f])
			sum.bias += rowBias
		} else {
			hashes = append(hashes, f)
		}
	}
	if len(hashes) > 0 {
		s.rows = t.model.Weights.Append(s.rows[:0], hashes)
		sum.addRows(s.rows)
	}
}

// addRows adds rows and keeps count of their bias.
func (s *sum) addRows(rows []*model.Row) {
	for _, r := range rows {
		s.addRow(r)
	}
	s.bias += rowBias * int32(len(rows))
}

// vote adds to the sums what the tags of the first pass say.
func (s *state) vote(t *Tagger) {
	s.first = append(s.first[:0], s.tags...)
	s.document.Vote(s.first)
	for _, r := range s.regions {
		for i := r.first; i < r.end; i++ {
			s.features = s.document.AppendVoteNumbers(s.features[:0], i)
			s.addFeatures(t, &s.sums[i])
		}
	}
}

// decode sets the tags of a region whose sums are known.
func (s *state) decode(t *Tagger, r region) {
	n := r.end - r.first
	s.trellis.resize(n)
	for i := range n {
		s.trellis.emissions[i] = s.sums[r.first+i].unpack(s.sums[r.first+i].bias)
		s.trellis.classes[i] = s.words[r.first+i].Transition
	}
	s.trellis.best(s.tags[r.first:r.end], &t.model.Moves, r.starts, r.border)
}

// found returns the mentions of the region that was decoded last, by their places in it, and sets their marginals.
func (s *state) found(t *Tagger, r region) []tagset.Span {
	s.spans = tagset.Spans(s.spans[:0], s.tags[r.first:r.end])
	s.marginals = s.marginals[:0]
	if len(s.spans) > 0 {
		t.scorer.run(&s.lattice, &s.trellis, r.end-r.first, r.starts, r.border)
	}
	for _, m := range s.spans {
		s.marginals = append(s.marginals, float64(t.scorer.marginal(&s.lattice, &s.trellis, m)))
	}
	return s.spans
}
