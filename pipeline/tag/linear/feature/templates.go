package feature

import "math/bits"

// Templates of a token in its surroundings.
const (
	tPair  template = 300 // + which pair, below
	tForms template = 320 + iota
	tStart
	tLook
	tLookLower
	tGlued
	tGluedBefore
	tGluedAfter
	tTopic
)

// Which pair or triple of neighbouring words a tPair feature joins.
const (
	pairLowers template = iota
	pairLowersAfter
	pairShapes
	pairShapesAfter
	tripleShapes
	pairLowerShape
	pairShapeLower
	tripleBefore
	tripleAfter
	pairClusters
	pairClustersAfter
	pairClusterCase
	pairClusterCaseAfter
	tripleClusters
)

// Templates of the lists, and of what the document says about the word.
const (
	tAlone template = 350 + iota
	tFirst
	tLater
	tAloneSet
	tFirstSet
	tLaterSet
	tListsBefore
	tListsAfter
	tForms1
	tUppers
	tStoodAfter
	tStoodBefore
	tSpelt
	tNameInLower
)

// Templates of the first pass's tags.
const (
	tOwnTag template = 400 + iota
	tTopVote
	tTopVoteTag
	tTopVoteCount
	tSame
	tSameTag
	tWithin
	tWithinTag
	tTagBefore
	tTagAfter
)

// Templates that a corpus family has for itself; the family's number joins the hash.
const (
	tFamilyLower template = 450 + iota
	tFamilyShape
	tFamilyCluster1
	tFamilyCluster2
	tFamilyBefore
	tFamilyAfter
	tFamilyForms
	tFamilyLook
	tFamilyLists
)

// AppendContext appends the features of token i that its surroundings and the document give, apart from the words'
// own (Word.AppendAt), the first pass's (AppendVotes) and the family's.
func (d *Document) AppendContext(dst []uint64, i int) []uint64 {
	s := &d.sentences[d.of[i]]
	dst = d.appendNeighbours(dst, i, s)
	dst = d.appendSentence(dst, i, s)
	dst = d.appendLists(dst, i, s)
	dst = d.appendRoles(dst, i, s)
	return d.appendElsewhere(dst, i)
}

func (d *Document) appendNeighbours(dst []uint64, i int, s *sentence) []uint64 {
	w, p1, n1, p2, n2 := d.Words[i], d.at(i-1, s), d.at(i+1, s), d.at(i-2, s), d.at(i+2, s)
	form := uint8(w.form)
	c, cp, cn := &w.class.Cluster, &p1.class.Cluster, &n1.class.Cluster
	return append(dst,
		of(tPair+pairLowers, mix(p1.lower, w.lower)),
		of(tPair+pairLowersAfter, mix(w.lower, n1.lower)),
		of(tPair+pairShapes, mix(p1.shortShape, w.shortShape)),
		of(tPair+pairShapesAfter, mix(w.shortShape, n1.shortShape)),
		of(tPair+tripleShapes, mix(mix(p1.shortShape, w.shortShape), n1.shortShape)),
		of(tPair+pairLowerShape, mix(p1.lower, w.shortShape)),
		of(tPair+pairShapeLower, mix(w.shortShape, n1.lower)),
		of(tPair+tripleBefore, mix(p2.lower, p1.lower+uint64(form))),
		of(tPair+tripleAfter, mix(n2.lower, n1.lower+uint64(form))),
		of(tPair+pairClusters, uint64(cp[1])<<16|uint64(c[1])),
		of(tPair+pairClustersAfter, uint64(c[1])<<16|uint64(cn[1])),
		of(tPair+pairClusterCase, uint64(cp[2])<<8|uint64(form)),
		of(tPair+pairClusterCaseAfter, uint64(cn[2])<<8|uint64(form)),
		of(tPair+tripleClusters, uint64(cp[1])<<24|uint64(cn[1])<<8|uint64(form)),
		of(tForms, pack(uint8(p2.form), uint8(p1.form), form, uint8(n1.form), uint8(n2.form))),
	)
}

// position tells whether token i begins its sentence (1), or begins it but for a mark (2).
func (d *Document) position(i int, s *sentence) uint8 {
	switch {
	case i == int(s.first):
		return 1
	case i == int(s.first)+1 && d.Words[i-1].form == casePunct:
		return 2
	}
	return 0
}

func (d *Document) appendSentence(dst []uint64, i int, s *sentence) []uint64 {
	w := d.Words[i]
	form, look, position := uint8(w.form), uint8(s.look), d.position(i, s)
	dst = append(dst, d.code(tStart, pack(position, form)), d.code(tLook, pack(look, form)),
		of(tLookLower, mix(pack(look&^uint8(open), position), w.lower)))
	if hyphens := d.hyphens(i, s); hyphens != 0 {
		dst = append(dst, d.code(tGlued, pack(hyphens, form)),
			of(tGluedBefore, mix(uint64(hyphens), d.at(i-2, s).lower)),
			of(tGluedAfter, mix(uint64(hyphens), d.at(i+2, s).lower)))
	}
	if w.Capital() {
		dst = append(dst, d.code(tTopic, d.topic<<8|uint64(form)))
	}
	return dst
}

// hyphens tells whether a hyphen is joined to token i on its right (1), left (2) or both (3).
func (d *Document) hyphens(i int, s *sentence) uint8 {
	var h uint8
	if d.at(i+1, s).Text == "-" && d.glued(i+1) {
		h |= 1
	}
	if d.at(i-1, s).Text == "-" && d.glued(i) {
		h |= 2
	}
	return h
}

func (d *Document) appendLists(dst []uint64, i int, s *sentence) []uint64 {
	form := uint8(d.Words[i].form)
	m := &d.marks[i]
	for k, in := range [...]Lists{m.alone, m.first, m.later} {
		if in == 0 {
			continue
		}
		dst = d.appendEach(dst, tAlone+template(k), in, form)
		dst = append(dst, of(tAloneSet+template(k), uint64(in)<<8|uint64(form)))
	}
	if i > int(s.first) {
		dst = d.appendEach(dst, tListsBefore, d.marks[i-1].any(), form)
	}
	if i+1 < int(s.end) {
		dst = d.appendEach(dst, tListsAfter, d.marks[i+1].any(), form)
	}
	return dst
}

// appendEach appends a feature for every list of the set.
func (d *Document) appendEach(dst []uint64, t template, in Lists, form uint8) []uint64 {
	for ; in != 0; in &= in - 1 {
		dst = append(dst, d.code(t, pack(uint8(bits.TrailingZeros32(uint32(in))), form)))
	}
	return dst
}

// appendElsewhere appends what the same word does elsewhere in the document.
func (d *Document) appendElsewhere(dst []uint64, i int) []uint64 {
	e := d.stats.of[i]
	if e < 0 {
		return dst
	}
	s, form := &d.stats.entries[e].wordStats, uint8(d.Words[i].form)
	if !d.Words[i].Capital() {
		if s.middle > 0 {
			dst = append(dst, d.code(tNameInLower, uint64(few(s.middle))))
		}
		return dst
	}
	position := d.position(i, &d.sentences[d.of[i]])
	dst = append(dst, d.code(tForms1, pack(few(s.lower), few(s.middle), position, form)),
		d.code(tUppers, pack(few(s.upper), form)))
	for k := s.before; k != 0; k &= k - 1 {
		dst = append(dst, d.code(tStoodAfter, uint64(bits.TrailingZeros16(k))))
	}
	for k := s.after; k != 0; k &= k - 1 {
		dst = append(dst, d.code(tStoodBefore, uint64(bits.TrailingZeros16(k))))
	}
	if s.spelt {
		dst = append(dst, d.code(tSpelt, uint64(form)))
	}
	return dst
}

// AppendVotes appends the features that the first pass's tags give to token i; Vote must have been called.
func (d *Document) AppendVotes(dst []uint64, i int) []uint64 {
	tags, o := d.votes.tags, d.opinionOf(i)
	own := uint64(tags[i])
	dst = append(dst, d.code(tOwnTag, own))
	top, sum := 0, 0
	for l := 1; l < len(o.votes); l++ {
		sum += int(o.votes[l])
		if o.votes[l] > o.votes[top] || top == 0 && o.votes[l] > 0 {
			top = l
		}
	}
	if w := d.Words[i]; w.form != casePunct && (sum > 0 || own != 0 || w.Capital()) {
		pure := uint8(0)
		if top > 0 && 10*int(o.votes[top]) >= 8*sum {
			pure = 1
		}
		vote := pack(uint8(top), pure)
		count := uint8(0)
		if top > 0 {
			count = few(o.votes[top])
		}
		dst = append(dst, d.code(tTopVote, vote), d.code(tTopVoteTag, vote<<8|own),
			d.code(tTopVoteCount, pack(uint8(top), count)))
		if o.same > 0 {
			dst = append(dst, d.code(tSame, uint64(o.same)), d.code(tSameTag, uint64(o.same)<<8|own))
		}
		if o.within > 0 {
			dst = append(dst, d.code(tWithin, uint64(o.within)), d.code(tWithinTag, uint64(o.within)<<8|own))
		}
	}
	if i > 0 {
		dst = append(dst, d.code(tTagBefore, uint64(tags[i-1])))
	}
	if i+1 < len(tags) {
		dst = append(dst, d.code(tTagAfter, uint64(tags[i+1])))
	}
	return dst
}

// AppendFamilyAt appends the features of a family that a word gives to the token to which it stands at place p.
func (w *Word) AppendFamilyAt(dst []uint64, p, family int) []uint64 {
	form := uint64(w.form)
	f := func(t template, v uint64) { dst = append(dst, mix(of(t, v), uint64(family))) }
	switch Offsets[p] {
	case 0:
		f(tFamilyLower, w.lower)
		f(tFamilyShape, w.shortShape)
		f(tFamilyCluster1, uint64(w.class.Cluster[1])<<8|form)
		f(tFamilyCluster2, uint64(w.class.Cluster[2])<<8|form)
	case -1:
		f(tFamilyBefore, w.lower)
	case 1:
		f(tFamilyAfter, w.lower)
	}
	return dst
}

// AppendFamily appends the features of a family that the surroundings of token i give.
func (d *Document) AppendFamily(dst []uint64, i, family int) []uint64 {
	s := &d.sentences[d.of[i]]
	w, p, n := d.Words[i], d.at(i-1, s), d.at(i+1, s)
	form := uint8(w.form)
	return append(dst,
		mix(of(tFamilyForms, pack(uint8(p.form), form, uint8(n.form))), uint64(family)),
		mix(of(tFamilyLook, pack(uint8(s.look), form)), uint64(family)),
		mix(of(tFamilyLists, uint64(d.marks[i].alone)<<8|uint64(form)), uint64(family)))
}
