package train

import (
	"sync"
	"sync/atomic"

	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/model"
)

// rows are the feature numbers of a document's tokens: those of token i are ids[at[i]:at[i+1]].
type rows struct {
	at  []uint32
	ids []uint32
}

func (r *rows) of(i int) []uint32 { return r.ids[r.at[i]:r.at[i+1]] }

// A dictionary numbers the features that are seen often enough.
type dictionary struct {
	ids  map32
	keys []uint32 // by number
}

// map32 maps non-zero 32-bit keys to numbers by open addressing.
type map32 struct {
	keys, values []uint32
	used         int
}

func (m *map32) slot(key uint32) int {
	mask := len(m.keys) - 1
	s := int(key) & mask
	for m.keys[s] != 0 && m.keys[s] != key {
		s = (s + 1) & mask
	}
	return s
}

// at returns the value of a key, which it adds with 0 where it is new.
func (m *map32) at(key uint32) *uint32 {
	if 2*m.used >= len(m.keys) {
		m.grow()
	}
	s := m.slot(key)
	if m.keys[s] == 0 {
		m.keys[s] = key
		m.used++
	}
	return &m.values[s]
}

func (m *map32) grow() {
	old := *m
	n := max(1<<16, 2*len(old.keys))
	m.keys, m.values = make([]uint32, n), make([]uint32, n)
	for i, k := range old.keys {
		if k != 0 {
			s := m.slot(k)
			m.keys[s], m.values[s] = k, old.values[i]
		}
	}
}

// number replaces the keys in all given rows by numbers, leaving out the keys that occur less than cut times.
func (d *dictionary) number(all []*rows, cut uint32) {
	var counts map32
	for _, r := range all {
		for _, k := range r.ids {
			*counts.at(k)++
		}
	}
	for _, r := range all {
		out := r.ids[:0]
		start := uint32(0)
		for i := range r.at[1:] {
			end := r.at[i+1]
			for _, k := range r.ids[start:end] {
				if *counts.at(k) >= cut {
					out = append(out, d.id(k))
				}
			}
			start = end
			r.at[i+1] = uint32(len(out))
		}
		r.ids = append([]uint32(nil), out...)
	}
}

// id is the number of a key, a new one where it has none.
func (d *dictionary) id(key uint32) uint32 {
	v := d.ids.at(key)
	if *v == 0 {
		d.keys = append(d.keys, key)
		*v = uint32(len(d.keys))
	}
	return *v - 1
}

// extract computes the keys of all features of the examples' first pass.
func extract(all []*example, lex *feature.Lexicon, workers int) {
	words := map[string]*feature.Word{}
	for _, e := range all {
		e.words = e.words[:0]
		for i := range e.doc.Tokens {
			text := e.doc.Word(i)
			w := words[text]
			if w == nil {
				w = lex.NewWord(text)
				words[text] = w
			}
			e.words = append(e.words, w)
		}
	}
	parallel(workers, len(all), func(k int) { all[k].extract(lex) })
}

// parallel calls f for 0 to n-1 on several goroutines.
func parallel(workers, n int, f func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range max(1, workers) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wait.Wait()
}

func (e *example) extract(lex *feature.Lexicon) {
	e.features = feature.Document{}
	d := &e.features
	d.Load(lex, e.doc.Tokens, e.doc.Sentences, e.words)
	d.Hide(e.own)
	e.base, e.ofFamily = rows{at: []uint32{0}}, rows{at: []uint32{0}}
	var buffer []uint64
	for i := range e.words {
		buffer = buffer[:0]
		for p := range feature.Places {
			buffer = d.At(i, p).AppendAt(buffer, p)
		}
		e.base.add(d.AppendContext(buffer, i))
		buffer = buffer[:0]
		if e.family != 0 {
			for p := range feature.Places {
				buffer = d.At(i, p).AppendFamilyAt(buffer, p, e.family)
			}
			buffer = d.AppendFamily(buffer, i, e.family)
		}
		e.ofFamily.add(buffer)
	}
}

// add appends the keys of the next token's features.
func (r *rows) add(features []uint64) {
	for _, f := range features {
		r.ids = append(r.ids, model.Key(f))
	}
	r.at = append(r.at, uint32(len(r.ids)))
}
