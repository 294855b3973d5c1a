package linear

import (
	"strings"
	"sync/atomic"

	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

// An entry is a word with the sums of the weights of its own features at every place to the token that is tagged, which
// are the same wherever it stands. It does not change once made.
type entry struct {
	hash   uint64                // of the text and the family
	lead   int32                 // of O in the sums for the word's own tag
	leads  [feature.Places]int16 // of O in at, which is cut to what lanes hold
	likely bool
	feature.Word
	at [feature.Places]lanes
}

// A cache maps texts of tokens to entries, each family's its own. Goroutines share it without locks: slots are filled
// once and never changed. When the young table is full, it becomes the old one, from which words are taken over when
// they come up again: so the rare words go and the common ones stay.
type cache struct {
	model  *model.Model
	pads   [][2]*entry // by family: before and after a sentence
	tables atomic.Pointer[cacheTables]
}

type cacheTables struct{ young, old *cacheTable }

type cacheTable struct {
	slots [cacheSlots]atomic.Pointer[entry]
	used  atomic.Int32
}

const (
	cacheSlots = 1 << 16
	// cacheWords is how many words a table holds. They take some 450 bytes each.
	cacheWords = 20_000
)

// init prepares the cache for a model.
func (c *cache) init(m *model.Model) {
	c.model = m
	for family := range len(m.Families.Names) + 1 {
		var pads [2]*entry
		for i, w := range feature.Pads {
			pads[i] = &entry{Word: *w}
			pads[i].sum(m, family)
		}
		c.pads = append(c.pads, pads)
	}
	c.tables.Store(&cacheTables{})
}

// get returns the entry that a text, whose feature.HashText is given, has in documents of a family, 0 for none.
func (c *cache) get(text string, hash uint64, family int) *entry {
	hash += uint64(family) * 0x9e3779b97f4a7c15 // far from one another for all families
	t := c.tables.Load()
	if t.young == nil || t.young.used.Load() >= cacheWords {
		t = c.age(t)
	}
	if e := t.young.find(text, hash); e != nil {
		return e
	}
	var e *entry
	if t.old != nil {
		e = t.old.find(text, hash)
	}
	if e == nil {
		e = c.newEntry(text, hash, family)
	}
	return t.young.add(e)
}

// age makes the young table the old one, unless another goroutine has done so, and returns the tables in use.
func (c *cache) age(t *cacheTables) *cacheTables {
	c.tables.CompareAndSwap(t, &cacheTables{&cacheTable{}, t.young})
	return c.tables.Load()
}

// find returns the entry of a text, nil where there is none.
func (t *cacheTable) find(text string, hash uint64) *entry {
	for i := hash % cacheSlots; ; i = (i + 1) % cacheSlots {
		e := t.slots[i].Load()
		if e == nil || e.hash == hash && e.Text == text {
			return e
		}
	}
}

// add enters an entry, unless another goroutine has entered one for its word, and returns the one that is entered.
func (t *cacheTable) add(e *entry) *entry {
	for i := e.hash % cacheSlots; ; i = (i + 1) % cacheSlots {
		if t.slots[i].CompareAndSwap(nil, e) {
			t.used.Add(1)
			return e
		}
		if o := t.slots[i].Load(); o.hash == e.hash && o.Text == e.Text {
			return o
		}
	}
}

// newEntry looks a word up and sums its weights.
func (c *cache) newEntry(text string, hash uint64, family int) *entry {
	e := &entry{hash: hash, Word: *c.model.Lexicon.NewWord(strings.Clone(text))}
	e.likely = e.Likely()
	e.sum(c.model, family)
	return e
}

// sum sets the sums and their leads.
func (e *entry) sum(m *model.Model, family int) {
	for p := range e.at {
		sums := sumsOf(m, &e.Word, p, family)
		e.at[p] = pack(&sums)
		s := sum{e.at[p], vectorBias}
		e.leads[p] = int16(s.lead())
		if p == 0 {
			e.lead = int32(lead(&sums))
		}
	}
}

// lead is the sum of O less the best of the others.
func lead(sums *[tagset.Count]int) int {
	best := sums[1]
	for _, s := range sums[2:] {
		best = max(best, s)
	}
	return sums[tagset.O] - best
}

// sumsOf adds up the weights of a word's features at place p: 64 at most, so that lanes hold them.
func sumsOf(m *model.Model, w *feature.Word, p, family int) (sums [tagset.Count]int) {
	var room [64]uint64
	features := w.AppendAt(room[:0], p)
	if family != 0 {
		features = w.AppendFamilyAt(features, p, family)
	}
	var all sum
	var found [64]*model.Row
	all.addRows(m.Weights.Append(found[:0], features))
	for t, v := range all.unpack(all.bias) {
		if t < len(sums) {
			sums[t] = int(v)
		}
	}
	return sums
}
