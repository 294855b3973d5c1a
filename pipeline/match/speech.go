package match

import (
	"sort"

	"roster/pipeline/doc"
	"roster/rules"
)

// possible reports whether a pattern that asks for parts of speech finds something in a range of tokens if they are
// what it needs: only then are they computed.
func (s *scratch) possible(p int32, lo, hi int) bool {
	s.supposes = true
	hits := s.mentionsOf(p, lo, hi, lo, hi)
	s.supposes = false
	return len(hits) > 0
}

func (s *scratch) speechHolds(t *test, token int) bool { return t.holdsFor(s.speechOf(t.Attr, token)) }

// speechOf returns the tag or the universal part of speech of a token.
func (s *scratch) speechOf(a rules.Attr, token int) string {
	if s.tags[token] == "" {
		sent := s.doc.Sentences[sentenceOf(s.doc, token)]
		copy(s.tags[sent.First:sent.End], s.m.speech.Tags(s.doc, sent))
	}
	if a == rules.Pos {
		return rules.Universal(s.tags[token])
	}
	return s.tags[token]
}

// sentenceOf returns the index of the sentence of a token.
func sentenceOf(d *doc.Document, token int) int {
	return sort.Search(len(d.Sentences), func(i int) bool { return token < d.Sentences[i].End })
}
