package feature

import "roster/pipeline/tag/linear/tagset"

// This file turns the tags of a first pass over the document into features of the second: what the same word, the
// same mention, and a longer mention around it were taken for elsewhere in the document.

// An opinion is what the first pass says about a token, apart from the token's own tag.
type opinion struct {
	votes [tagset.LabelCount]uint8 // labels of the same word elsewhere; [0] where it was outside
	mentionOpinion
}

// A mentionOpinion is the part of it that is about the mention that the token is in.
type mentionOpinion struct {
	same   uint8 // label of most other mentions of the same words, 0 for none
	within uint8 // label of most longer mentions that hold these words, 0 for none
}

// A voteTable counts labels by the hash of a word sequence, as statTable does by word.
type voteTable struct {
	tags     []tagset.Tag
	opinions []mentionOpinion // by token
	mentions []tagset.Span
	entries  []voteEntry
	words    [][tagset.LabelCount]uint16 // by index of statTable.entries
	stamps   []uint32
	stamp    uint32
	used     int
}

type voteEntry struct {
	key   uint64
	stamp uint32
	whole [tagset.LabelCount]uint16
	part  [tagset.LabelCount]uint16
}

// partLimit is the longest mention whose parts are counted, in tokens.
const partLimit = 6

// Vote takes the tags of the first pass over the loaded document; AppendVotes then gives features. The tags are kept
// until the next Load.
func (d *Document) Vote(tags []tagset.Tag) {
	v := &d.votes
	v.tags = tags
	v.mentions = tagset.Spans(v.mentions[:0], tags)
	v.reset(len(d.stats.entries), len(v.mentions))
	for i, w := range d.Words {
		if w.Capital() || tags[i] != tagset.O {
			if e := d.stats.of[i]; e >= 0 {
				v.word(e)[tags[i].Label()]++
			}
		}
	}
	for _, m := range v.mentions {
		d.countMention(m)
	}
	v.opinions = resize(v.opinions, len(tags))
	clear(v.opinions)
	for _, m := range v.mentions {
		d.judgeMention(m)
	}
}

func (v *voteTable) reset(words, mentions int) {
	if len(v.words) < words {
		v.words = make([][tagset.LabelCount]uint16, words)
		v.stamps = make([]uint32, words)
	}
	if size := tableSize(mentions * (1 + partLimit)); size > len(v.entries) {
		v.entries = make([]voteEntry, size)
	}
	v.used = 0
	v.stamp++
	if v.stamp == 0 {
		clear(v.entries)
		clear(v.stamps)
		v.stamp = 1
	}
}

// word returns the counts of an entry of the statTable.
func (v *voteTable) word(e int32) *[tagset.LabelCount]uint16 {
	if v.stamps[e] != v.stamp {
		v.stamps[e] = v.stamp
		v.words[e] = [tagset.LabelCount]uint16{}
	}
	return &v.words[e]
}

// find returns the entry of a word sequence. Without add it returns nil where there is none; with it, where the table
// is three quarters full.
func (v *voteTable) find(key uint64, add bool) *voteEntry {
	mask := len(v.entries) - 1
	i := int(key) & mask
	for v.entries[i].stamp == v.stamp {
		if v.entries[i].key == key {
			return &v.entries[i]
		}
		i = (i + 1) & mask
	}
	if !add || v.used >= len(v.entries)/4*3 {
		return nil
	}
	v.used++
	v.entries[i] = voteEntry{key: key, stamp: v.stamp}
	return &v.entries[i]
}

// countMention counts a mention as a whole and its proper parts that begin with a capital.
func (d *Document) countMention(m tagset.Span) {
	if e := d.votes.find(d.sequence(m.First, m.End), true); e != nil {
		e.whole[m.Label]++
	}
	n := m.End - m.First
	if n < 2 || n > partLimit {
		return
	}
	for a := m.First; a < m.End; a++ {
		if !d.Words[a].Capital() {
			continue
		}
		var h uint64
		for b := a; b < m.End; b++ {
			h = mix(h, d.Words[b].lower)
			if b+1-a == n {
				break
			}
			if e := d.votes.find(h, true); e != nil {
				e.part[m.Label]++
			}
		}
	}
}

// sequence is the hash of the words from first to end, whatever their case.
func (d *Document) sequence(first, end int) uint64 {
	var h uint64
	for _, w := range d.Words[first:end] {
		h = mix(h, w.lower)
	}
	return h
}

// opinionOf returns what is said about token i; the votes of its word are without its own.
func (d *Document) opinionOf(i int) (o opinion) {
	o.mentionOpinion = d.votes.opinions[i]
	e := d.stats.of[i]
	if e < 0 {
		return o
	}
	counts := *d.votes.word(e)
	if t := d.votes.tags[i]; d.Words[i].Capital() || t != tagset.O {
		counts[t.Label()]--
	}
	for l, n := range counts {
		o.votes[l] = uint8(min(n, statLimit))
	}
	return o
}

// judgeMention sets what the other mentions say about this one.
func (d *Document) judgeMention(m tagset.Span) {
	e := d.votes.find(d.sequence(m.First, m.End), false)
	if e == nil {
		return
	}
	whole := e.whole
	whole[m.Label]--
	o := mentionOpinion{most(&whole), most(&e.part)}
	for i := m.First; i < m.End; i++ {
		d.votes.opinions[i] = o
	}
}

// most is the label with the highest count, the lower index where two tie, 0 where there is none.
func most(counts *[tagset.LabelCount]uint16) uint8 {
	best, n := 0, uint16(0)
	for l := 1; l < tagset.LabelCount; l++ {
		if counts[l] > n {
			best, n = l, counts[l]
		}
	}
	return uint8(best)
}
