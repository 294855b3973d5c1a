// Package feature says what the linear tagger weighs. It takes the tokens and sentences of a document, and a Lexicon of
// word classes and lists of phrases; it gives the features of each token, as hashes, or as numbers below Numbers where
// a template has few values:
//
//   - of the token's word and those up to two places away, each by itself (Word.AppendAt),
//   - of what stands about it together, and of the word elsewhere in the document (Document.AppendContext),
//   - of the two with the family of texts that the document belongs to (AppendFamilyAt, AppendFamily),
//   - of the tags that a first pass gave the same words elsewhere in the document (Document.AppendVotes).
//
// A model knows features by their hashes alone, so a template that changes asks for a new model.Version and for models
// trained anew.
package feature

import (
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A Document is a text as the templates see it: the words, the kind of sentence that they stand in, the phrases of
// the lists, and what the same word does elsewhere in the text. Its buffers are used again by the next Load.
type Document struct {
	Words []*Word

	numbers   bool // AppendContext and AppendVotes give numbers where they can
	lex       *Lexicon
	spans     []doc.Token
	sentences []sentence
	of        []int32 // token → sentence
	marks     []marks // token → lists
	topic     uint64

	stats statTable
	votes voteTable
	roles map[uint64]roleStats // by hash of the lower-case word
	own   map[uint32]Lists     // hides what only this document put into the Seen lists; nil outside training
}

// A sentence is a half-open token range and what it looks like.
type sentence struct {
	first, end int32
	look       look
}

// look is a set of a sentence's traits.
type look uint8

const (
	allCaps   look = 1 << iota // a headline, a dateline, shouting
	titleCase                  // a headline that capitalizes most words, or a list of names
	open                       // does not end like a sentence
	uncased                    // four words or more, and no capital
)

// marks are the lists that a token stands in: by itself, as the first of a longer phrase, as a later part of one.
type marks struct{ alone, first, later Lists }

func (m marks) any() Lists { return m.alone | m.first | m.later }

// Load prepares the document: words[i] is tokens[i] looked up, and the sentences cover all tokens. The slices are kept.
func (d *Document) Load(lex *Lexicon, tokens []doc.Token, sentences []doc.Sentence, words []*Word) {
	d.lex, d.Words, d.spans, d.own = lex, words, tokens, nil
	d.loadSentences(sentences)
	d.findPhrases()
	d.gatherStats()
	d.gatherRoles()
	d.findTopic()
}

// Hide takes the given phrases out of the Seen lists for this document: in training, a document must not find its own
// mentions there.
func (d *Document) Hide(own map[uint32]Lists) {
	d.own = own
	d.findPhrases()
	d.gatherRoles()
}

func (d *Document) loadSentences(in []doc.Sentence) {
	d.sentences = d.sentences[:0]
	d.of = resize(d.of, len(d.Words))
	for _, s := range in {
		for i := s.First; i < s.End; i++ {
			d.of[i] = int32(len(d.sentences))
		}
		d.sentences = append(d.sentences, sentence{int32(s.First), int32(s.End), d.lookOf(s)})
	}
}

// lookOf tells a sentence's traits from the forms of its words.
func (d *Document) lookOf(s doc.Sentence) look {
	var lower, long, title, upper int
	for _, w := range d.Words[s.First:s.End] {
		switch w.form {
		case caseLower:
			lower++
			if len(w.Text) >= 4 {
				long++
			}
		case caseTitle, caseMixed:
			title++
		case caseUpper, caseAcronym:
			upper++
		}
	}
	var l look
	if lower == 0 && title == 0 && upper >= 2 || upper >= 4 && upper > 3*(lower+title) {
		l |= allCaps
	}
	if title >= 3 && long == 0 || title >= 4 && title > 2*lower {
		l |= titleCase
	}
	if lower >= 4 && title+upper == 0 {
		l |= uncased
	}
	if s.End > s.First && !closesSentence(d.Words[s.End-1].Text) {
		l |= open
	}
	return l
}

func closesSentence(w string) bool {
	switch w {
	case ".", "?", "!", "\"", "”", "'", "’":
		return true
	}
	return false
}

// findPhrases marks the tokens of listed phrases.
func (d *Document) findPhrases() {
	d.marks = resize(d.marks, len(d.Words))
	clear(d.marks)
	for i, w := range d.Words {
		if w.lists == 0 {
			continue
		}
		alone := w.lists
		if d.own != nil {
			alone = d.seen(mix(0, w.headed), alone)
		}
		d.marks[i].alone |= alone & listMask
		if w.lists&prefix != 0 {
			d.findLonger(i)
		}
	}
}

// findLonger marks the listed phrases of two or more tokens that begin at i.
func (d *Document) findLonger(i int) {
	limit := min(int(d.sentences[d.of[i]].end), i+phraseLimit)
	h := mix(0, d.Words[i].headed)
	for j := i + 1; j < limit; j++ {
		h = mix(h, d.Words[j].headed)
		at, ok := d.lex.phrases.find(h)
		if !ok {
			return
		}
		v := d.lex.lists[at]
		in := Lists(v) & listMask
		if d.own != nil {
			in = d.seen(h, in)
		}
		if in != 0 {
			d.marks[i].first |= in
			for k := i + 1; k <= j; k++ {
				d.marks[k].later |= in
			}
		}
		if Lists(v)&prefix == 0 {
			return
		}
	}
}

// seen takes the lists out that Hide hides for a phrase.
func (d *Document) seen(h uint64, in Lists) Lists { return in &^ d.own[keyOf(h)] }

// at is the word at i, or a pad where i is outside sentence s.
func (d *Document) at(i int, s *sentence) *Word {
	if i < int(s.first) {
		return padBefore
	}
	if i >= int(s.end) {
		return padAfter
	}
	return d.Words[i]
}

// At returns the word that stands at place p to token i, a pad outside its sentence.
func (d *Document) At(i, p int) *Word { return d.at(i+Offsets[p], &d.sentences[d.of[i]]) }

// Sentence returns the tokens of the sentence of token i.
func (d *Document) Sentence(i int) (first, end int) {
	s := d.sentences[d.of[i]]
	return int(s.first), int(s.end)
}

// Starts reports whether token i is the first of its sentence.
func (d *Document) Starts(i int) bool { return i == int(d.sentences[d.of[i]].first) }

// ends reports whether token i is the last of its sentence.
func (d *Document) ends(i int) bool { return i+1 == int(d.sentences[d.of[i]].end) }

// glued reports whether no space stands between tokens i-1 and i.
func (d *Document) glued(i int) bool {
	return i > 0 && i < len(d.spans) && d.spans[i-1].End == d.spans[i].Start
}

// topicRank is the log rank from which on a word says something about the topic (beyond the 255 most frequent).
const topicRank = 8

// findTopic sets the topic to the coarsest cluster that most lower-case words are of.
func (d *Document) findTopic() {
	var count [256]int
	for _, w := range d.Words {
		if w.form == caseLower && w.class.Cluster[0] < 256 && w.class.Rank >= topicRank {
			count[w.class.Cluster[0]]++
		}
	}
	best := 0
	for c, n := range count {
		if n > count[best] {
			best = c
		}
	}
	d.topic = uint64(best)
}

// acronymReach is how many tokens before "(" an acronym's words are looked for.
const acronymReach = 12

// isAcronym reports whether token i, in brackets, spells the capitals of the words before the bracket.
func (d *Document) isAcronym(i int) bool {
	first := int(d.sentences[d.of[i]].first)
	if i-2 < first || d.Words[i-1].Text != "(" || i+1 >= len(d.Words) || d.Words[i+1].Text != ")" {
		return false
	}
	rest := d.Words[i].Text
	for j := i - 2; j >= max(first, i-2-acronymReach) && rest != ""; j-- {
		if !d.Words[j].Capital() {
			continue
		}
		initial, _ := utf8.DecodeRuneInString(d.Words[j].Text)
		last, size := utf8.DecodeLastRuneInString(rest)
		if initial == last {
			rest = rest[:len(rest)-size]
		} else if rest == d.Words[i].Text {
			return false
		}
	}
	return rest == ""
}

// resize returns a slice of n elements, s where it is large enough; the content is undefined.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
