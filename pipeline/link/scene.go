package link

import (
	"cmp"
	"slices"
	"strings"

	"roster/pipeline/doc"
)

// A scene is a document as the position rules see it: every token with the mention that it belongs to.
type scene struct {
	*doc.Document
	mentions []doc.Mention
	entities []doc.Entity
	atlas    *Atlas
	codes    bool    // bodies have the codes of their countries
	owner    []int32 // for each token the index of its mention, or doc.None
	sentence []int32 // for each mention the index of its sentence
	starts   []int32 // for each mention what start returned, or doc.None

	countries map[string]int // see countryEntities
	only      *string        // see onlyCountry
}

func newScene(d *doc.Document, mentions []doc.Mention, entities []doc.Entity, atlas *Atlas, codes bool) *scene {
	s := &scene{
		Document: d, mentions: mentions, entities: entities, atlas: atlas, codes: codes,
		owner: make([]int32, len(d.Tokens)), sentence: make([]int32, len(mentions)),
		starts: make([]int32, len(mentions)),
	}
	for i := range s.owner {
		s.owner[i] = doc.None
	}
	at := 0
	for i, m := range mentions {
		for t := m.FirstToken; t < m.EndToken; t++ {
			s.owner[t] = int32(i)
		}
		for at+1 < len(d.Sentences) && d.Sentences[at].End <= m.FirstToken {
			at++
		}
		s.sentence[i], s.starts[i] = int32(at), doc.None
	}
	return s
}

// bounds returns the token range of the sentence that mention m begins in.
func (s *scene) bounds(m int) (first, end int) {
	sentence := s.Sentences[s.sentence[m]]
	return sentence.First, sentence.End
}

// sentenceAt returns the sentence that token t is in.
func (s *scene) sentenceAt(t int) doc.Sentence {
	n, found := slices.BinarySearchFunc(s.Sentences, t, func(x doc.Sentence, t int) int { return cmp.Compare(x.First, t) })
	if !found {
		n--
	}
	return s.Sentences[n]
}

// Word returns the text of token t, "" beyond the document: rules may look past its ends.
func (s *scene) Word(t int) string {
	if t < 0 || t >= len(s.Tokens) {
		return ""
	}
	return s.Document.Word(t)
}

// label returns the label of the mention that token t belongs to, "" for none.
func (s *scene) label(t int) doc.Label {
	if t < 0 || t >= len(s.owner) || s.owner[t] == doc.None {
		return ""
	}
	return s.mentions[s.owner[t]].Label
}

// lower returns the text of token t in lower case, without a trailing full stop.
func (s *scene) lower(t int) string {
	return strings.TrimSuffix(strings.ToLower(s.Word(t)), ".")
}

// is reports whether token t is outside all mentions and one of the words.
func (s *scene) is(t int, words map[string]bool) bool {
	return t >= 0 && t < len(s.owner) && s.owner[t] == doc.None && words[s.lower(t)]
}

// isBody reports whether mention m can be what a role belongs to.
func (s *scene) isBody(m int) bool {
	switch s.mentions[m].Label {
	case doc.Place, doc.Organization, doc.Norp:
		return true
	}
	return false
}
