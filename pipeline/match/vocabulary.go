package match

import "hash/maphash"

// A vocabulary numbers words from 1; 0 is a word that it does not have. A word costs about 22 bytes beside its text.
type vocabulary struct {
	seed  maphash.Seed
	words []string // by number; words[0] is unused
	slots []uint32 // open addressing, a power of two, at most 3/4 full
}

func newVocabulary() *vocabulary {
	return &vocabulary{seed: maphash.MakeSeed(), words: make([]string, 1), slots: make([]uint32, 64)}
}

// slot returns where word is, or where it belongs.
func (v *vocabulary) slot(word string) int {
	mask := len(v.slots) - 1
	i := int(maphash.String(v.seed, word)) & mask
	for v.slots[i] != 0 && v.words[v.slots[i]] != word {
		i = (i + 1) & mask
	}
	return i
}

// lookup returns the number of a word, 0 where it is not there.
func (v *vocabulary) lookup(word string) uint32 { return v.slots[v.slot(word)] }

// intern returns the number of a word, which it keeps.
func (v *vocabulary) intern(word string) uint32 {
	i := v.slot(word)
	if v.slots[i] != 0 {
		return v.slots[i]
	}
	id := uint32(len(v.words))
	v.words = append(v.words, word)
	v.slots[i] = id
	if 4*len(v.words) > 3*len(v.slots) {
		v.grow()
	}
	return id
}

func (v *vocabulary) grow() {
	v.slots = make([]uint32, 2*len(v.slots))
	for id := 1; id < len(v.words); id++ {
		v.slots[v.slot(v.words[id])] = uint32(id)
	}
}
