package feature

// This file gathers what the same word, whatever its case, does elsewhere in the document.

// A wordStats counts the forms of a word in the document, and collects what stood beside it where it had a capital.
type wordStats struct {
	lower  uint8 // in lower case
	middle uint8 // capitalized where a common word would not be
	start  uint8 // capitalized at a sentence's start or after punctuation
	upper  uint8 // all capitals
	before uint16
	after  uint16
	spelt  bool // stands in brackets after the words whose capitals it spells
}

// A statTable maps lower-case words to their statistics by open addressing; an entry is of the current document where
// its stamp is the table's.
type statTable struct {
	entries []statEntry
	of      []int32 // token → entry, -1 for marks and numbers
	stamp   uint32
}

type statEntry struct {
	key   uint64
	stamp uint32
	wordStats
}

// reset empties the table, for a document of n tokens.
func (t *statTable) reset(n int) {
	if size := tableSize(n); size > len(t.entries) {
		t.entries = make([]statEntry, size)
		t.stamp = 0
	}
	t.of = resize(t.of, n)
	t.stamp++
	if t.stamp == 0 {
		clear(t.entries)
		t.stamp = 1
	}
}

// tableSize is the power of two that keeps a table of n entries at most half full.
func tableSize(n int) int {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return size
}

// find returns the index of a word's entry, which it makes where there is none.
func (t *statTable) find(key uint64) int32 {
	mask := len(t.entries) - 1
	i := int(key) & mask
	for t.entries[i].stamp == t.stamp && t.entries[i].key != key {
		i = (i + 1) & mask
	}
	if t.entries[i].stamp != t.stamp {
		t.entries[i] = statEntry{key: key, stamp: t.stamp}
	}
	return int32(i)
}

func (d *Document) gatherStats() {
	d.stats.reset(len(d.Words))
	for i, w := range d.Words {
		if w.form >= caseDigits {
			d.stats.of[i] = -1
			continue
		}
		e := d.stats.find(w.lower)
		d.stats.of[i] = e
		d.count(&d.stats.entries[e].wordStats, i, w)
	}
}

// count adds token i to the statistics of its word. Sentences in capitals say nothing of a word's case.
func (d *Document) count(s *wordStats, i int, w *Word) {
	look := d.sentences[d.of[i]].look
	if look&allCaps == 0 {
		switch {
		case w.form == caseLower:
			bump(&s.lower)
		case w.form == caseUpper || w.form == caseAcronym:
			bump(&s.upper)
		case look&titleCase != 0:
		case d.afterMark(i):
			bump(&s.start)
		default:
			bump(&s.middle)
		}
	}
	if w.Capital() {
		s.before |= d.beforeClass(i)
		s.after |= d.afterClass(i)
		if w.form == caseUpper && d.isAcronym(i) {
			s.spelt = true
		}
	}
}

// afterMark reports whether a capital at token i may be due to the sentence's start or to a mark before it.
func (d *Document) afterMark(i int) bool {
	if d.Starts(i) {
		return true
	}
	w := d.Words[i-1]
	switch w.Text {
	case ",", "(", ")", "-":
		return false
	}
	return w.form == casePunct
}

// statLimit keeps counts from running over.
const statLimit = 250

func bump(n *uint8) {
	if *n < statLimit {
		*n++
	}
}

// few is a count up to three, where three stands for more as well.
func few(n uint8) uint8 { return min(n, 3) }

// beforeClass is the bit of the kind of word before token i, 0 at a sentence's start.
func (d *Document) beforeClass(i int) uint16 {
	if d.Starts(i) {
		return 0
	}
	w := d.Words[i-1]
	switch {
	case w.cues&cueTitle != 0:
		return 1 << 0
	case w.cues&cueIn != 0:
		return 1 << 1
	case w.cues&cueThe != 0:
		return 1 << 2
	case w.Text == ",":
		return 1 << 3
	case w.Capital() && w.name != noName:
		return 1 << 4
	case w.Capital():
		return 1 << 5
	case w.Text == "(":
		return 1 << 6
	case w.cues&cueOf != 0:
		return 1 << 7
	case w.cues&cueSay != 0:
		return 1 << 8
	case w.Text == "by" || w.Text == "with":
		return 1 << 9
	}
	return 1 << 10
}

// afterClass is the bit of the kind of word after token i, 0 at a sentence's end and for kinds that say nothing.
func (d *Document) afterClass(i int) uint16 {
	if d.ends(i) {
		return 0
	}
	w := d.Words[i+1]
	switch {
	case w.cues&cueSay != 0:
		return 1 << 0
	case w.Text == "'s" || w.Text == "’s":
		return 1 << 1
	case w.cues&cueOrg != 0 && w.Capital():
		return 1 << 2
	case w.cues&cuePlace != 0 && w.Capital():
		return 1 << 3
	case w.Capital() && w.name != noName:
		return 1 << 4
	case w.Capital():
		return 1 << 5
	case w.Text == ",":
		return 1 << 6
	case w.Text == ")":
		return 1 << 7
	case w.Text == "(":
		return 1 << 8
	case w.cues&cueKin != 0:
		return 1 << 9
	case w.cues&cueOf != 0:
		return 1 << 10
	case w.cues&cueIn != 0:
		return 1 << 11
	}
	return 0
}
