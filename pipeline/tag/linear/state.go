package linear

import (
	"roster/pipeline/doc"
	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

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
