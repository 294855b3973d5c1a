package feature

import (
	"math/bits"
	"unicode/utf8"
)

// A Word is what the templates need to know of a token's text, whatever its place. It does not change once made.
type Word struct {
	Text       string
	Transition uint8 // index of the transition weights into this word, below TransitionClasses

	form                  caseClass
	exact, lower, headed  uint64 // hashes of the text, in lower case, and as titled writes it
	longShape, shortShape uint64
	class                 WordClass
	name                  nameClass
	cues                  cues
	grammar               grammar
	lists                 Lists // the lists of the word alone, and prefix
}

// A nameClass says whether the word is in the list of names, and how common it is as a word.
type nameClass uint8

const (
	noName nameClass = iota
	rareName
	commonName   // also one of the 4,000 most frequent words
	middlingName // also one of the 16,000 most frequent words
)

// Log ranks below which a name counts as a common or a middling word: 2^12 and 2^14 words.
const (
	commonRank   = 12
	middlingRank = 14
)

// NewWord looks a token up. The text is kept.
func (l *Lexicon) NewWord(text string) *Word {
	low := lowered(text)
	head := titled(text)
	long, short := shapesOf(text)
	w := &Word{
		Text: text, form: caseOf(text),
		exact: hashString(text), lower: hashString(low), headed: hashString(head),
		longShape: hashString(long), shortShape: hashString(short),
		cues: cuesOf[low], grammar: grammarOf[low],
	}
	w.class = l.class(low, w.form)
	w.Transition = uint8(w.form)
	if c, ok := linkClass[low]; ok && !w.form.capital() {
		w.Transition = c
	}
	if _, ok := l.names.find(w.headed); ok {
		w.name = nameClassOf(w.class.Rank)
	}
	if i, ok := l.phrases.find(mix(0, w.headed)); ok && w.form != casePunct {
		w.lists = Lists(l.lists[i])
	}
	return w
}

func nameClassOf(rank uint8) nameClass {
	switch {
	case rank < commonRank:
		return commonName
	case rank < middlingRank:
		return middlingName
	}
	return rareName
}

// Capital reports whether the word has letters, with a capital among them, and no digits.
func (w *Word) Capital() bool { return w.form.capital() }

// Pads stand before and after a sentence.
var Pads = [2]*Word{padBefore, padAfter}

var (
	padBefore = &Word{
		Transition: TransitionClasses - 2, form: casePunct, exact: 1, lower: 1, shortShape: 1, class: unknownClass,
	}
	padAfter = &Word{
		Transition: TransitionClasses - 1, form: casePunct, exact: 2, lower: 2, shortShape: 2, class: unknownClass,
	}
)

// A template is the number of a feature template. The numbers are part of the model format.
type template uint16

// Templates of a word alone, at its own place.
const (
	tExact template = iota
	tLower
	tLongShape
	tShortShape
	tCase
	tLowerSuffix3
	tLowerPrefix3
	tLowerSuffix5
	tLength
	tRank
	tName
	tNoName
	tCue
	tPrefix      template = 20 // + number of characters, 1 to 4
	tSuffix      template = 30 // + number of characters, 1 to 4
	tCluster     template = 40 // + level
	tClusterCase template = 50 // + level
)

// Templates of a word beside the one tagged (100…) and two away (200…); AppendBeside adds the place.
const (
	tBesideLower template = 100 + iota
	tBesideShape
	tBesideCase
	tBesideSuffix
	tBesideName
	tBesideCue
	tBesideCluster0
	tBesideCluster1Case
	tBesideCluster2
	tBesideCluster3
)

const (
	tAwayLower template = 200 + iota
	tAwayCase
	tAwayCluster1
	tAwayCluster2
	tAwayName
)

// lengthLimit is the length above which words count as equally long.
const lengthLimit = 12

// appendOwn appends the features of a word for its own tag.
func (w *Word) appendOwn(dst []uint64) []uint64 {
	form := uint8(w.form)
	dst = append(dst, of(tExact, w.exact), of(tLower, w.lower), of(tLongShape, w.longShape),
		of(tShortShape, w.shortShape), of(tCase, uint64(form)))
	if w.form != casePunct {
		dst = w.appendAffixes(dst)
	}
	for level, c := range w.class.Cluster {
		dst = append(dst, of(tCluster+template(level), uint64(c)))
	}
	for _, level := range [...]int{1, 2} {
		dst = append(dst, of(tClusterCase+template(level), uint64(w.class.Cluster[level])<<8|uint64(form)))
	}
	dst = append(dst, of(tRank, pack(w.class.Rank, form)))
	switch {
	case w.name != noName:
		dst = append(dst, of(tName, pack(uint8(w.name), form)))
	case w.form == caseTitle || w.form == caseMixed:
		dst = append(dst, of(tNoName, 0))
	}
	return w.appendCues(dst, tCue)
}

// appendAffixes appends the prefixes and suffixes of up to four characters, those of the lower-case form that serve
// capitals too, and the length.
func (w *Word) appendAffixes(dst []uint64) []uint64 {
	n := utf8.RuneCountInString(w.Text)
	for k := 1; k <= 4 && (k < n || k == 1); k++ {
		dst = append(dst, of(tPrefix+template(k), hashString(firstRunes(w.Text, k))),
			of(tSuffix+template(k), hashString(lastRunes(w.Text, k))))
	}
	low := lowered(w.Text)
	if n > 3 {
		dst = append(dst, of(tLowerSuffix3, hashString(lastRunes(low, 3))), of(tLowerPrefix3, hashString(firstRunes(low, 3))))
	}
	if n > 5 {
		dst = append(dst, of(tLowerSuffix5, hashString(lastRunes(low, 5))))
	}
	return append(dst, of(tLength, pack(uint8(min(n, lengthLimit)), uint8(w.form))))
}

func (w *Word) appendCues(dst []uint64, t template) []uint64 {
	for c := w.cues; c != 0; c &= c - 1 {
		dst = append(dst, of(t, pack(uint8(bits.TrailingZeros16(uint16(c))), uint8(w.form))))
	}
	return dst
}

// A Place is where a word stands to the token that is tagged.
type Place int

// Places are the places whose words have features, the token's own first.
const Places = 5

// Offsets gives the distance of each place; the first is the token itself.
var Offsets = [Places]int{0, -1, 1, -2, 2}

// AppendAt appends the features that a word gives to the token to which it stands at place p.
func (w *Word) AppendAt(dst []uint64, p int) []uint64 {
	start := len(dst)
	switch Offsets[p] {
	case 0:
		return w.appendOwn(dst)
	case -1, 1:
		dst = w.appendBeside(dst)
	default:
		dst = w.appendAway(dst)
	}
	for i := start; i < len(dst); i++ {
		dst[i] = mix(dst[i], uint64(p))
	}
	return dst
}

func (w *Word) appendBeside(dst []uint64) []uint64 {
	form, c := uint8(w.form), w.class.Cluster
	dst = append(dst, of(tBesideLower, w.lower), of(tBesideShape, w.shortShape), of(tBesideCase, uint64(form)))
	if w.form != casePunct && utf8.RuneCountInString(w.Text) > 3 {
		dst = append(dst, of(tBesideSuffix, hashString(lastRunes(lowered(w.Text), 3))))
	}
	dst = append(dst, of(tBesideCluster0, uint64(c[0])), of(tBesideCluster1Case, uint64(c[1])<<8|uint64(form)),
		of(tBesideCluster2, uint64(c[2])), of(tBesideCluster3, uint64(c[3])))
	if w.name != noName {
		dst = append(dst, of(tBesideName, pack(uint8(w.name), form)))
	}
	return w.appendCues(dst, tBesideCue)
}

func (w *Word) appendAway(dst []uint64) []uint64 {
	dst = append(dst, of(tAwayLower, w.lower), of(tAwayCase, uint64(w.form)),
		of(tAwayCluster1, uint64(w.class.Cluster[1])), of(tAwayCluster2, uint64(w.class.Cluster[2])))
	if w.name != noName {
		dst = append(dst, of(tAwayName, pack(uint8(w.name), uint8(w.form))))
	}
	return dst
}

// firstRunes is the start of s, n characters long at most.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// lastRunes is the end of s, n characters long at most.
func lastRunes(s string, n int) string {
	end := len(s)
	for ; n > 0 && end > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:end])
		end -= size
	}
	return s[end:]
}

// Likely reports whether the word is of a kind that mentions begin and end with: it has a capital, or stands by itself
// in one of the lexicon's lists of phrases.
func (w *Word) Likely() bool { return w.Capital() || w.lists&listMask != 0 }
