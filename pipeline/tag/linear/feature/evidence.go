package feature

import (
	"fmt"
	"math/bits"
	"slices"
)

// This file says in plain words what features are about.

// An Aspect is features of one token that say things of one kind.
type Aspect struct {
	What     string // in plain words
	Features []uint64
}

// Aspects returns all features of token i: those of AppendAt at every place, AppendContext and AppendVotes, and those
// of the family where it is not 0. Vote must have been called.
func (d *Document) Aspects(i, family int) []Aspect {
	s := &d.sentences[d.of[i]]
	aspects := d.Words[i].ownAspects()
	for p := 1; p < Places; p++ {
		aspects = append(aspects, Aspect{d.beside(i, p), d.At(i, p).AppendAt(nil, p)})
	}
	aspects = append(aspects,
		Aspect{"the words beside it, together", d.appendNeighbours(nil, i, s)},
		Aspect{"its place, and the look of the sentence", d.appendSentence(nil, i, s)})
	aspects = append(aspects, d.listAspects(i, s)...)
	aspects = append(aspects, Aspect{"whether it names somebody's role here", d.appendRoles(nil, i, s)})
	aspects = append(aspects, Aspect{"the same word elsewhere in the document", d.appendElsewhere(nil, i)})
	aspects = append(aspects, d.voteAspects(i)...)
	if family != 0 {
		aspects = append(aspects, Aspect{"the kind of text", d.familyFeatures(i, family)})
	}
	return slices.DeleteFunc(aspects, func(a Aspect) bool { return len(a.Features) == 0 })
}

// grouped parts features by what named says of them; the others are about rest.
func grouped(features []uint64, named map[uint64]string, rest string) []Aspect {
	var aspects []Aspect
	for _, f := range features {
		what, ok := named[f]
		if !ok {
			what = rest
		}
		at := slices.IndexFunc(aspects, func(a Aspect) bool { return a.What == what })
		if at < 0 {
			at = len(aspects)
			aspects = append(aspects, Aspect{What: what})
		}
		aspects[at].Features = append(aspects[at].Features, f)
	}
	return aspects
}

// ownAspects are the features of a word for its own tag.
func (w *Word) ownAspects() []Aspect {
	form := uint8(w.form)
	named := map[uint64]string{}
	name := func(what string, features ...uint64) {
		for _, f := range features {
			named[f] = what
		}
	}
	name("how it begins and ends", w.appendAffixes(nil)...)
	name("its capitals", of(tLongShape, w.longShape), of(tShortShape, w.shortShape), of(tCase, uint64(form)))
	for level, c := range w.class.Cluster {
		name("words that are used alike", of(tCluster+template(level), uint64(c)),
			of(tClusterCase+template(level), uint64(c)<<8|uint64(form)))
	}
	name("how common the word is", of(tRank, pack(w.class.Rank, form)))
	name("it is in the list of persons' names", of(tName, pack(uint8(w.name), form)))
	name("it is in no list of persons' names", of(tNoName, 0))
	for c, what := range cueNames {
		name(what, of(tCue, pack(uint8(c), form)))
	}
	return grouped(w.AppendAt(nil, 0), named, "the word itself")
}

// cueNames are the cues by the number of their bit.
var cueNames = [...]string{
	"it stands before persons", "it is a word of organizations", "it is a word of places", "it is a month", "it is a day",
	"it is a verb of speech", "it stands before places", "it stands before nouns", "it is a part of surnames",
	"it joins parts of names", "it is a word of family or age",
}

// beside names the word at place p of token i.
func (d *Document) beside(i, p int) string {
	w := d.At(i, p)
	where := map[int]string{
		-1: "the word before", 1: "the word after", -2: "the second word before", 2: "the second word after",
	}[Offsets[p]]
	if w == Pads[0] || w == Pads[1] {
		return where + ", there is none"
	}
	return fmt.Sprintf("%s, %q", where, w.Text)
}

// listNames are the lists by the number of their bit.
var listNames = [...]string{
	"cities", "countries", "regions", "other places", "peoples", "groups", "companies", "other organizations", "teams",
	"titles", "persons of the training data", "places of the training data", "organizations of the training data",
	"roles of the training data", "other names of the training data",
}

// listAspects are the features that the lists give to a token.
func (d *Document) listAspects(i int, s *sentence) []Aspect {
	form := uint8(d.Words[i].form)
	m := &d.marks[i]
	named := map[uint64]string{}
	for k, in := range [...]Lists{m.alone, m.first, m.later} {
		kind := [...]string{
			"it is in the list of %s", "it begins an entry of the list of %s", "it is part of an entry of the list of %s",
		}[k]
		for rest := in; rest != 0; rest &= rest - 1 {
			list := bits.TrailingZeros32(uint32(rest))
			named[of(tAlone+template(k), pack(uint8(list), form))] = fmt.Sprintf(kind, listNames[list])
		}
		named[of(tAloneSet+template(k), uint64(in)<<8|uint64(form))] = "the lists that it is in, together"
	}
	return grouped(d.appendLists(nil, i, s), named, "the lists that its neighbours are in")
}

// voteAspects are the features that the first pass gives to a token.
func (d *Document) voteAspects(i int) []Aspect {
	tags := d.votes.tags
	named := map[uint64]string{of(tOwnTag, uint64(tags[i])): "what it was taken for at first sight"}
	if i > 0 {
		named[of(tTagBefore, uint64(tags[i-1]))] = "what the word before was taken for"
	}
	if i+1 < len(tags) {
		named[of(tTagAfter, uint64(tags[i+1]))] = "what the word after was taken for"
	}
	return grouped(d.AppendVotes(nil, i), named, "what the same words were taken for elsewhere in the document")
}

func (d *Document) familyFeatures(i, family int) []uint64 {
	features := d.AppendFamily(nil, i, family)
	for p := range Places {
		features = d.At(i, p).AppendFamilyAt(features, p, family)
	}
	return features
}
