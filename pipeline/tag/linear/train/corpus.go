package train

import (
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
	"roster/pipeline/tag/linear"
	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/tagset"
	"roster/pipeline/tokenize"
)

// A Corpus is a set of annotated documents that follow one convention. A label that no document of it has is one that
// the corpus does not annotate: what it leaves unmarked may still be of that label.
type Corpus struct {
	Family string // corpora of one family share conventions; "" for one that is like no other
	Docs   []*gold.Document
}

// An example is a document as the learner sees it.
type example struct {
	doc    doc.Document
	family int
	gold   []tagset.Tag
	allow  []uint32 // tags that the annotation allows each token, as bits
	labels uint32   // label indexes that its corpus annotates, as bits

	hashes   []uint64
	words    []*feature.Word
	own      map[uint32]feature.Lists
	features feature.Document

	guesses []linear.Guess // mentions of the first pass, by a model that was trained without the example

	base, ofFamily, votes rows
}

// examples turns corpora into examples, one a text. Some documents come twice, the second time recased.
func examples(corpora []Corpus) (all []*example, families []string) {
	number := map[string]int{"": 0}
	for i, docs := range layer(corpora) {
		family := corpora[i].Family
		if _, ok := number[family]; !ok {
			families = append(families, family)
			number[family] = len(families)
		}
		for _, l := range append(docs, recased(docs)...) {
			all = append(all, newExample(l.doc, l.labels, number[family]))
		}
	}
	return all, families
}

func newExample(d *gold.Document, labels uint32, family int) *example {
	e := &example{doc: doc.Document{ID: d.ID, Text: d.Text}, family: family, labels: labels}
	e.doc.Tokens, e.doc.Sentences = tokenize.Tokenize(d.Text)
	e.gold = make([]tagset.Tag, len(e.doc.Tokens))
	spans := disjoint(d.Spans)
	for _, s := range spans {
		if !s.Unsure {
			e.mark(s)
		}
	}
	e.open(labels)
	for _, s := range spans {
		if s.Unsure {
			e.openFor(s)
		}
	}
	for _, t := range e.doc.Tokens {
		e.hashes = append(e.hashes, feature.HashText(e.doc.Slice(t.Span)))
	}
	return e
}

// disjoint picks spans without overlap: a ROLE before others, then the longer, then the earlier.
func disjoint(spans []gold.Span) (out []gold.Span) {
	beats := func(a, b gold.Span) bool {
		if ra, rb := a.Label == doc.Role, b.Label == doc.Role; ra != rb {
			return ra
		}
		return a.Len() > b.Len()
	}
	for i, s := range spans {
		keep := true
		for j, o := range spans {
			if i != j && s.Overlaps(o.Span) && (beats(o, s) || !beats(s, o) && j < i) {
				keep = false
				break
			}
		}
		if keep {
			out = append(out, s)
		}
	}
	return out
}

// mark tags a span; one that crosses a sentence's border, or whose borders are far from those of tokens, is left out.
func (e *example) mark(s gold.Span) {
	label := tagset.IndexOf(s.Label)
	first, end := e.tokens(s.Span)
	if label == 0 || first == end || e.sentenceOf(first) != e.sentenceOf(end-1) {
		return
	}
	for _, t := range e.gold[first:end] {
		if t != tagset.O {
			return
		}
	}
	tagset.Write(e.gold[first:end], label)
}

// tokens is the range of tokens that overlap the span.
func (e *example) tokens(s doc.Span) (first, end int) {
	tokens := e.doc.Tokens
	for first < len(tokens) && tokens[first].End <= s.Start {
		first++
	}
	for end = first; end < len(tokens) && tokens[end].Start < s.End; end++ {
	}
	return first, end
}

func (e *example) sentenceOf(token int) int {
	for i, s := range e.doc.Sentences {
		if token < s.End {
			return i
		}
	}
	return -1
}

// open sets which tags the annotation allows, given the labels that its corpus has. A corpus that has MISC but not NORP
// calls its NORP MISC.
func (e *example) open(labels uint32) {
	norp, misc := tagset.IndexOf(doc.Norp), tagset.IndexOf(doc.Misc)
	merged := labels>>norp&1 == 0 && labels>>misc&1 == 1
	outside := uint32(1)
	for l := 1; l < tagset.LabelCount; l++ {
		if labels>>l&1 == 0 && !(merged && l == norp) {
			outside |= tagBits(l)
		}
	}
	e.allow = make([]uint32, len(e.gold))
	for i, t := range e.gold {
		switch {
		case t == tagset.O:
			e.allow[i] = outside
		case merged && t.Label() == misc:
			e.allow[i] = 1<<t | 1<<sameIn(t, norp)
		default:
			e.allow[i] = 1 << t
		}
	}
}

// openFor allows the unmarked tokens of an unsure span to be part of what it may be: a ROLE, or any name.
func (e *example) openFor(s gold.Span) {
	tags := tagBits(tagset.IndexOf(doc.Role))
	if s.Label != doc.Role {
		tags ^= 1<<tagset.Count - 1
	}
	first, end := e.tokens(s.Span)
	for i := first; i < end; i++ {
		if e.gold[i] == tagset.O {
			e.allow[i] |= tags
		}
	}
}

func tagBits(label int) (set uint32) {
	s := tagset.Shapes[label]
	return 1<<s.Begin | 1<<s.Inside | 1<<s.End | 1<<s.Single
}

// sameIn is the tag of another label that says the same of a token's place.
func sameIn(t tagset.Tag, label int) tagset.Tag {
	from, to := tagset.Shapes[t.Label()], tagset.Shapes[label]
	switch t {
	case from.Begin:
		return to.Begin
	case from.Single:
		return to.Single
	case from.End:
		return to.End
	}
	return to.Inside
}

// sureRole is the probability from which on complete takes a guess as if it were annotated.
const sureRole = 0.7

// complete closes what a corpus without ROLE leaves open: a ROLE is where the guesses surely have one, may be where
// they are less sure, and is nowhere else. Left open everywhere, such corpora draw the model towards roles of its own
// making.
func (e *example) complete() {
	role := tagset.IndexOf(doc.Role)
	if e.labels>>role&1 == 1 {
		return
	}
	open := slices.Clone(e.allow)
	for i := range e.allow {
		if e.gold[i] == tagset.O {
			e.allow[i] &^= tagBits(role)
		}
	}
	for _, g := range e.guesses {
		if g.Label != role || slices.ContainsFunc(e.gold[g.First:g.End], func(t tagset.Tag) bool { return t != tagset.O }) {
			continue
		}
		if g.Marginal < sureRole {
			copy(e.allow[g.First:g.End], open[g.First:g.End])
			continue
		}
		tags := make([]tagset.Tag, g.End-g.First)
		tagset.Write(tags, role)
		for i, t := range tags {
			e.allow[g.First+i] = 1 << t
		}
	}
}
