package feature

import (
	"strings"

	"roster/pipeline/tag/linear/wire"
)

// Levels counts the granularities of the word clusters, from coarse to fine.
const Levels = 4

// A WordClass is what the lexicon knows of a lower-case word: its cluster at every level, and the binary logarithm
// of its frequency rank in the text that the clusters were made from. The two coarse levels join clusters of the
// finest: words of one cluster at level 3 are in one at levels 0 and 1.
type WordClass struct {
	Cluster [Levels]uint16
	Rank    uint8
}

// Sizes bounds the number of clusters at each level.
var Sizes = [Levels]int{64, 256, 1024, 4096}

// unknownClass stands for words without one; no cluster has that number.
var unknownClass = WordClass{Cluster: [Levels]uint16{none, none, none, none}, Rank: 99}

const none = 0xffff

// A Lexicon is knowledge of words and phrases that does not come from annotation. It holds hashes, no text. It does
// not change once built.
type Lexicon struct {
	words   table // hash of a lower-case word → index into classes
	classes []WordClass
	names   table // hash of a first or last name
	phrases table // hash of a phrase or of a phrase's beginning → Lists
}

// Lists is a set of the lists that a phrase stands in.
type Lists uint32

// The lists. SeenPerson to SeenOther are the mentions of the training data; SeenOther holds NORP and MISC.
const (
	City Lists = 1 << iota
	Country
	Region
	OtherPlace
	Demonym
	Group
	Company
	OtherOrganization
	Team
	Title
	SeenPerson
	SeenPlace
	SeenOrganization
	SeenRole
	SeenOther

	// prefix marks the hash of a proper beginning of a phrase: a longer one may follow.
	prefix

	listMask = prefix - 1
)

// phraseLimit is the longest phrase that is looked for, in tokens.
const phraseLimit = 10

// A Builder collects the content of a Lexicon.
type Builder struct {
	words   map[uint32]WordClass
	names   map[uint32]bool
	phrases map[uint32]Lists
}

// NewBuilder starts from what base holds; base may be nil.
func NewBuilder(base *Lexicon) *Builder {
	b := &Builder{map[uint32]WordClass{}, map[uint32]bool{}, map[uint32]Lists{}}
	if base == nil {
		return b
	}
	keys, values := base.words.sorted()
	for i, k := range keys {
		b.words[k] = base.classes[values[i]]
	}
	keys, _ = base.names.sorted()
	for _, k := range keys {
		b.names[k] = true
	}
	keys, values = base.phrases.sorted()
	for i, k := range keys {
		b.phrases[k] = Lists(values[i])
	}
	return b
}

// AddWord gives a lower-case word its class; the first class of a word stands.
func (b *Builder) AddWord(word string, c WordClass) {
	k := keyOf(hashString(word))
	if _, dup := b.words[k]; !dup {
		b.words[k] = c
	}
}

// AddName adds a first or last name.
func (b *Builder) AddName(name string) { b.names[keyOf(hashString(titled(name)))] = true }

// AddPhrase adds a tokenized phrase to lists. Phrases of more than ten tokens are left out.
func (b *Builder) AddPhrase(tokens []string, in Lists) {
	if len(tokens) > phraseLimit {
		return
	}
	var h uint64
	for i, t := range tokens {
		h = mix(h, hashString(titled(t)))
		if i+1 < len(tokens) {
			b.phrases[keyOf(h)] |= prefix
		} else {
			b.phrases[keyOf(h)] |= in
		}
	}
}

// PhraseKey is the key of a tokenized phrase, for Document.Hide.
func PhraseKey(tokens []string) uint32 {
	var h uint64
	for _, t := range tokens {
		h = mix(h, hashString(titled(t)))
	}
	return keyOf(h)
}

// Build returns the lexicon.
func (b *Builder) Build() *Lexicon {
	lex := &Lexicon{}
	keys := sortedKeys(b.words)
	for _, k := range keys {
		lex.classes = append(lex.classes, b.words[k])
	}
	lex.words = newTable(keys, func(i int) uint32 { return uint32(i) })
	lex.names = newTable(sortedKeys(b.names), func(int) uint32 { return 1 })
	keys = sortedKeys(b.phrases)
	lex.phrases = newTable(keys, func(i int) uint32 { return uint32(b.phrases[keys[i]]) })
	return lex
}

// class finds the class of a lower-case word: as it is, without a hash sign, a final period or accents; numbers are
// all of one class.
func (l *Lexicon) class(lower string, c caseClass) WordClass {
	for _, form := range [...]string{lower, strings.TrimPrefix(lower, "#"), strings.TrimSuffix(lower, "."), fold(lower)} {
		if i, ok := l.words.get(hashString(form)); ok {
			return l.classes[i]
		}
	}
	if c == caseDigits {
		if i, ok := l.words.get(hashString("1999")); ok {
			return l.classes[i]
		}
	}
	return unknownClass
}

// AppendBinary appends the lexicon in the form that ReadLexicon takes: for each of the 4096 finest clusters its coarse
// ones, a byte each; words (keys; ranks; for the two fine levels the low and the high bytes of the clusters); names
// (keys); phrases (keys; low bytes, high bytes of the lists). Each column stands by itself, since it compresses best so.
func (l *Lexicon) AppendBinary(dst []byte) []byte {
	var coarse [2][]byte
	for level := range coarse {
		coarse[level] = make([]byte, Sizes[Levels-1])
		for _, c := range l.classes {
			coarse[level][c.Cluster[Levels-1]] = byte(c.Cluster[level])
		}
		dst = append(dst, coarse[level]...)
	}
	keys, values := l.words.sorted()
	dst = wire.AppendKeys(dst, keys)
	for _, v := range values {
		dst = append(dst, l.classes[v].Rank)
	}
	for level := 2; level < Levels; level++ {
		for _, v := range values {
			dst = append(dst, byte(l.classes[v].Cluster[level]))
		}
		for _, v := range values {
			dst = append(dst, byte(l.classes[v].Cluster[level]>>8))
		}
	}
	keys, _ = l.names.sorted()
	dst = wire.AppendKeys(dst, keys)
	keys, values = l.phrases.sorted()
	dst = wire.AppendKeys(dst, keys)
	for _, v := range values {
		dst = append(dst, byte(v))
	}
	for _, v := range values {
		dst = append(dst, byte(v>>8))
	}
	return dst
}

// ReadLexicon takes a lexicon off r; the error is r's.
func ReadLexicon(r *wire.Reader) *Lexicon {
	l := &Lexicon{}
	coarse := [2][]byte{r.Bytes(Sizes[Levels-1]), r.Bytes(Sizes[Levels-1])}
	keys := r.Keys()
	n := len(keys)
	l.classes = make([]WordClass, n)
	for i, b := range r.Bytes(n) {
		l.classes[i].Rank = b
	}
	for level := 2; level < Levels; level++ {
		low, high := r.Bytes(n), r.Bytes(n)
		if r.Err() != nil {
			return l
		}
		for i := range n {
			l.classes[i].Cluster[level] = uint16(low[i]) | uint16(high[i])<<8
		}
	}
	for i := range l.classes {
		c := &l.classes[i].Cluster
		if int(c[Levels-1]) >= Sizes[Levels-1] {
			r.Fail("cluster %d is beyond %d", c[Levels-1], Sizes[Levels-1])
			return l
		}
		c[0], c[1] = uint16(coarse[0][c[Levels-1]]), uint16(coarse[1][c[Levels-1]])
	}
	l.words = newTable(keys, func(i int) uint32 { return uint32(i) })
	l.names = newTable(r.Keys(), func(int) uint32 { return 1 })
	keys = r.Keys()
	low, high := r.Bytes(len(keys)), r.Bytes(len(keys))
	if r.Err() != nil {
		return l
	}
	l.phrases = newTable(keys, func(i int) uint32 { return uint32(low[i]) | uint32(high[i])<<8 })
	return l
}
