package linear

import (
	"strings"
	"sync/atomic"

	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

// An entry is a word with the sums of the weights of its own features, which are the same wherever it stands.
type entry struct {
	*feature.Word
	hash   uint64
	own    lanes
	lead   int                                       // of O in own
	beside atomic.Pointer[[feature.Places - 1]lanes] // sums for its neighbours, made when first needed
}

// cacheSlots bounds a cache: it holds half as many words, some 12 MB, and is emptied when it is full.
const cacheSlots = 1 << 16

// A cache maps texts of tokens to entries for one family. Goroutines share it without locks: slots are filled once and
// never changed; a full table is replaced as a whole.
type cache struct {
	model  *model.Model
	family int
	pads   [2]*entry // before and after a sentence
	table  atomic.Pointer[cacheTable]
}

type cacheTable struct {
	slots [cacheSlots]atomic.Pointer[entry]
	used  atomic.Int32
}

// init prepares the cache for a model and one of its families, 0 for none.
func (c *cache) init(m *model.Model, family int) {
	c.model, c.family = m, family
	for i, w := range feature.Pads {
		c.pads[i] = &entry{Word: w}
	}
}

// get returns the entry of a text whose feature.HashText is given.
func (c *cache) get(text string, hash uint64) *entry {
	t := c.table.Load()
	if t == nil || t.used.Load() >= cacheSlots/2 {
		t = c.renew(t)
	}
	for i := hash % cacheSlots; ; i = (i + 1) % cacheSlots {
		e := t.slots[i].Load()
		if e == nil {
			e = c.newEntry(strings.Clone(text), hash)
			if t.slots[i].CompareAndSwap(nil, e) {
				t.used.Add(1)
				return e
			}
			e = t.slots[i].Load() // another goroutine took the slot, perhaps for this word
		}
		if e.hash == hash && e.Text == text {
			return e
		}
	}
}

// renew replaces a table, unless another goroutine has done so, and returns the one in use.
func (c *cache) renew(old *cacheTable) *cacheTable {
	c.table.CompareAndSwap(old, &cacheTable{})
	return c.table.Load()
}

// newEntry looks the word up and sums the weights for its own tag.
func (c *cache) newEntry(text string, hash uint64) *entry {
	e := &entry{Word: c.model.Lexicon.NewWord(text), hash: hash}
	sums := c.sums(e.Word, 0)
	e.own, e.lead = pack(&sums), lead(&sums)
	return e
}

// lead is the sum of O less the best of the others.
func lead(sums *[tagset.Count]int) int {
	best := sums[1]
	for _, s := range sums[2:] {
		best = max(best, s)
	}
	return sums[tagset.O] - best
}

// neighbour returns the sums that the word gives to the token to which it stands at place p, which is not 0.
func (c *cache) neighbour(e *entry, p int) *lanes {
	b := e.beside.Load()
	if b == nil {
		b = &[feature.Places - 1]lanes{}
		for q := 1; q < feature.Places; q++ {
			sums := c.sums(e.Word, q)
			b[q-1] = pack(&sums)
		}
		e.beside.Store(b)
	}
	return &b[p-1]
}

// sums adds up the weights of the word's features at place p: 64 at most, so that lanes hold them.
func (c *cache) sums(w *feature.Word, p int) (sums [tagset.Count]int) {
	var room [64]uint64
	features := w.AppendAt(room[:0], p)
	if c.family != 0 {
		features = w.AppendFamilyAt(features, p, c.family)
	}
	var all sum
	var found [64]*model.Row
	all.addRows(c.model.Weights.Append(found[:0], features))
	for t, v := range all.unpack(all.bias) {
		if t < len(sums) {
			sums[t] = int(v)
		}
	}
	return sums
}
