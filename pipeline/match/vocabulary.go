package match

import "hash/maphash"

// A vocabulary numbers words from 1; 0 is a word that it does not have. A word costs about 30 bytes beside its text.
type vocabulary struct {
	seed  maphash.Seed
	words []string // by number; words[0] is unused
	slots []uint64 // hash<<32 | number, open addressing, a power of two, at most 3/4 full
}

// newVocabulary returns a vocabulary with room for some words.
func newVocabulary(size int) *vocabulary {
	slots := 64
	for 3*slots < 4*size {
		slots *= 2
	}
	return &vocabulary{seed: maphash.MakeSeed(), words: make([]string, 1, size+1), slots: make([]uint64, slots)}
}

// slot returns where the word of that hash is, or where it belongs.
func (v *vocabulary) slot(word string, hash uint32) int {
	mask := len(v.slots) - 1
	i := int(hash) & mask
	for s := v.slots[i]; s != 0 && (uint32(s>>32) != hash || v.words[uint32(s)] != word); s = v.slots[i] {
		i = (i + 1) & mask
	}
	return i
}

func (v *vocabulary) hash(word string) uint32 { return uint32(maphash.String(v.seed, word)) }

// lookup returns the number of a word, 0 where it is not there.
func (v *vocabulary) lookup(word string) uint32 { return uint32(v.slots[v.slot(word, v.hash(word))]) }

// intern returns the number of a word, which it keeps.
func (v *vocabulary) intern(word string) uint32 {
	hash := v.hash(word)
	i := v.slot(word, hash)
	if v.slots[i] != 0 {
		return uint32(v.slots[i])
	}
	id := uint32(len(v.words))
	v.words = append(v.words, word)
	v.slots[i] = uint64(hash)<<32 | uint64(id)
	if 4*len(v.words) > 3*len(v.slots) {
		v.grow()
	}
	return id
}

func (v *vocabulary) grow() {
	old := v.slots
	v.slots = make([]uint64, 2*len(old))
	mask := len(v.slots) - 1
	for _, s := range old {
		if s == 0 {
			continue
		}
		i := int(s>>32) & mask
		for v.slots[i] != 0 {
			i = (i + 1) & mask
		}
		v.slots[i] = s
	}
}
