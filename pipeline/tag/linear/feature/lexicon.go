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
	words   keySet      // lower-case words
	classes []WordClass // by index in words
	names   keySet      // first and last names
	phrases keySet      // phrases and beginnings of phrases
	lists   []uint16    // Lists by index in phrases
}

// Lists is a set of the lists that a phrase stands in.
type Lists uint32

// The lists. SeenPerson to SeenOther are the mentions of the training data; SeenOther holds NORP and MISC.
const (
	City Lists = 1 << iota
	Country
	Region
	OtherPlace
	People // nationalities, religious and political groups
	Field  // what a title may name beside its head: portfolios, trades, ranks
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
	for i, k := range base.words.keys {
		b.words[k] = base.classes[i]
	}
	for _, k := range base.names.keys {
		b.names[k] = true
	}
	for i, k := range base.phrases.keys {
		b.phrases[k] = Lists(base.lists[i])
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
	lex := &Lexicon{
		words: newKeySet(sortedKeys(b.words)), names: newKeySet(sortedKeys(b.names)),
		phrases: newKeySet(sortedKeys(b.phrases)),
	}
	for _, k := range lex.words.keys {
		lex.classes = append(lex.classes, b.words[k])
	}
	for _, k := range lex.phrases.keys {
		lex.lists = append(lex.lists, uint16(b.phrases[k]))
	}
	return lex
}

// class finds the class of a lower-case word: as it is, without a hash sign, a final period or accents; numbers are
// all of one class.
func (l *Lexicon) class(lower string, c caseClass) WordClass {
	for _, form := range [...]string{lower, strings.TrimPrefix(lower, "#"), strings.TrimSuffix(lower, "."), fold(lower)} {
		if i, ok := l.words.find(hashString(form)); ok {
			return l.classes[i]
		}
	}
	if c == caseDigits {
		if i, ok := l.words.find(hashString("1999")); ok {
			return l.classes[i]
		}
	}
	return unknownClass
}

// AppendBinary appends the lexicon in the form that ReadLexicon takes: for each of the 4096 finest clusters its coarse
// ones, a byte each; words (keys; ranks; for the two fine levels the low and the high bytes of the clusters); names
// (keys); phrases (keys; low bytes, high bytes of the lists). Each column stands by itself, since it compresses best
// so.
func (l *Lexicon) AppendBinary(dst []byte) []byte {
	var coarse [2][]byte
	for level := range coarse {
		coarse[level] = make([]byte, Sizes[Levels-1])
		for _, c := range l.classes {
			coarse[level][c.Cluster[Levels-1]] = byte(c.Cluster[level])
		}
		dst = append(dst, coarse[level]...)
	}
	dst = wire.AppendKeys(dst, l.words.keys)
	for _, c := range l.classes {
		dst = append(dst, c.Rank)
	}
	for level := 2; level < Levels; level++ {
		for _, c := range l.classes {
			dst = append(dst, byte(c.Cluster[level]))
		}
		for _, c := range l.classes {
			dst = append(dst, byte(c.Cluster[level]>>8))
		}
	}
	dst = wire.AppendKeys(dst, l.names.keys)
	dst = wire.AppendKeys(dst, l.phrases.keys)
	for _, v := range l.lists {
		dst = append(dst, byte(v))
	}
	for _, v := range l.lists {
		dst = append(dst, byte(v>>8))
	}
	return dst
}

// ReadLexicon takes a lexicon off r; the error is r's.
func ReadLexicon(r *wire.Reader) *Lexicon {
	l := &Lexicon{}
	coarse := [2][]byte{r.Bytes(Sizes[Levels-1]), r.Bytes(Sizes[Levels-1])}
	l.words = newKeySet(r.Keys())
	l.classes = readClasses(r, len(l.words.keys), coarse)
	l.names = newKeySet(r.Keys())
	l.phrases = newKeySet(r.Keys())
	l.lists = readPairs(r, len(l.phrases.keys))
	return l
}

// readClasses takes the classes of n words, given the two coarse clusters of each of the finest.
func readClasses(r *wire.Reader, n int, coarse [2][]byte) []WordClass {
	ranks, broad, fine := r.Bytes(n), readPairs(r, n), readPairs(r, n)
	if r.Err() != nil {
		return nil
	}
	classes := make([]WordClass, n)
	for i, c := range fine {
		if int(c) >= Sizes[Levels-1] {
			r.Fail("cluster %d is beyond %d", c, Sizes[Levels-1])
			return nil
		}
		classes[i] = WordClass{
			Rank: ranks[i], Cluster: [Levels]uint16{uint16(coarse[0][c]), uint16(coarse[1][c]), broad[i], c},
		}
	}
	return classes
}

// readPairs takes n 16-bit numbers, all low bytes before all high ones.
func readPairs(r *wire.Reader, n int) []uint16 {
	low, high := r.Bytes(n), r.Bytes(n)
	if r.Err() != nil {
		return nil
	}
	out := make([]uint16, n)
	for i, b := range low {
		out[i] = uint16(b) | uint16(high[i])<<8
	}
	return out
}
