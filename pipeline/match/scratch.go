package match

import (
	"slices"
	"time"

	"roster/pipeline/doc"
)

// A scratch is what one call of Match works with. It keeps the words that it has met for the next document.
type scratch struct {
	m     *Matcher
	known map[string]*word
	only  int32 // the one rule that is run, doc.None for all

	doc    *doc.Document
	words  []*word     // by token
	labels []doc.Label // by token, of the tagger's candidate there; empty where no rule asks
	starts []bool      // by token: it begins a sentence
	tags   []string    // by token: its part of speech, "" in sentences that are not tagged yet; empty where no rule asks

	supposes bool // parts of speech are what the patterns need

	phrases []phrase // all that stand in the document, by their first token
	firsts  []int32  // by token, and one more: where its phrases begin in phrases

	begun   [][]interval // by pattern: where it may start
	touched []int32      // patterns with starts in the sentence
	spread  []int32      // patterns of wide rules with starts in the document
	rows    [4][]int32   // of scan
	waiting [2][]arrival // of scan
	found   []candidate  // of the sentence
	pooled  []candidate  // of wide rules
	taken   []int32      // by token: the end of the candidate that was chosen there, of one rule or group
	chosen  []candidate
	kept    []candidate // of chosen, those whose conditions are met
	hits    []hit

	costs map[string]time.Duration // by rule id, nil outside Profile

	met   [][]candidate // by condition: where what it names stands; nil where it is not asked yet
	unmet []unmet
}

// An unmet is a candidate that does not stand, as a condition is not met.
type unmet struct {
	candidate
	reason doc.Reason
}

// maxKnown bounds the words that a scratch keeps, about 300 bytes each.
const maxKnown = 1 << 15

func newScratch(m *Matcher) *scratch {
	return &scratch{m: m, known: map[string]*word{}, only: doc.None, begun: make([][]interval, len(m.patterns)),
		met: make([][]candidate, m.asked)}
}

// begin prepares for a document.
func (s *scratch) begin(d *doc.Document) {
	if len(s.known) > maxKnown {
		clear(s.known)
	}
	s.doc = d
	s.words = s.words[:0]
	for i := range d.Tokens {
		text := d.Word(i)
		w := s.known[text]
		if w == nil {
			w = s.m.newWord(text)
			s.known[w.text] = w
		}
		s.words = append(s.words, w)
	}
	n := len(d.Tokens)
	s.starts = zeroed(s.starts, n)
	for _, sent := range d.Sentences {
		if sent.First < n {
			s.starts[sent.First] = true
		}
	}
	s.labels = s.labels[:0]
	if s.m.labels {
		s.labels = zeroed(s.labels, n)
		for _, t := range d.Tagged {
			for i := t.FirstToken; i < t.EndToken; i++ {
				s.labels[i] = t.Label
			}
		}
	}
	if s.m.speech != nil {
		s.tags = zeroed(s.tags, n)
	}
	s.taken = zeroed(s.taken, n)
	s.findPhrases()
	s.found, s.pooled, s.chosen, s.unmet = s.found[:0], s.pooled[:0], s.chosen[:0], s.unmet[:0]
	clear(s.met)
}

// zeroed returns n zero values, in the memory of a where it is large enough.
func zeroed[T any](a []T, n int) []T {
	a = slices.Grow(a[:0], n)[:n]
	clear(a)
	return a
}

// An interval is a range of tokens where a pattern may start, both ends included.
type interval struct{ from, to int32 }

// A candidate is a match of a rule.
type candidate struct {
	first, end int32
	rule       int32
	pattern    int32 // -1 for a phrase
	owner      int32 // of the phrase
	line       int32 // of the phrase
	repeated   bool
}

// sentence finds and chooses the candidates of one sentence, and notes what wide rules will need.
func (s *scratch) sentence(sent doc.Sentence) {
	s.supposes = true
	for t := sent.First; t < sent.End; t++ {
		w := s.words[t]
		for _, tr := range w.triggers {
			s.trigger(tr, t, sent)
		}
		for _, p := range s.phrasesAt(t) {
			s.take(p, t, sent)
		}
		if len(s.labels) > 0 && s.labels[t] != "" {
			s.triggerLabels(t, sent)
		}
	}
	s.supposes = false
	for _, p := range s.m.index.always {
		s.start(p, interval{int32(sent.First), int32(sent.End - 1)})
	}
	slices.Sort(s.touched)
	for _, p := range s.touched {
		s.find(p, sent.First, sent.End)
	}
	s.found = s.chooseAll(s.found, sent.First, sent.End)
	for _, p := range s.touched {
		s.begun[p] = s.begun[p][:0]
	}
	s.touched = s.touched[:0]
}

// document finds and chooses the candidates of wide rules.
func (s *scratch) document() {
	n := len(s.words)
	slices.Sort(s.spread)
	s.found, s.pooled = s.pooled, s.found
	for _, p := range s.spread {
		s.find(p, 0, n)
	}
	s.found = s.chooseAll(s.found, 0, n)
	for _, p := range s.spread {
		s.begun[p] = s.begun[p][:0]
	}
	s.spread = s.spread[:0]
}

// trigger notes where a pattern may start, given a token at its anchor.
func (s *scratch) trigger(tr trigger, token int, sent doc.Sentence) {
	p := &s.m.patterns[tr.pattern]
	lo, hi := sent.First, sent.End
	if p.wide {
		lo, hi = 0, len(s.words)
	}
	if !s.fits(p, token, lo, hi) {
		return
	}
	from, to := max(token-int(tr.most), lo), token-int(tr.least)
	if from <= to {
		s.start(tr.pattern, interval{int32(from), int32(to)})
	}
}

// triggerLabels notes the patterns that need the token's label.
func (s *scratch) triggerLabels(token int, sent doc.Sentence) {
	for i := range s.m.index.byLabel {
		if tr := &s.m.index.byLabel[i]; tr.labels.holdsFor(string(s.labels[token])) {
			s.trigger(tr.trigger, token, sent)
		}
	}
}

func (s *scratch) wide(p int32) bool { return s.m.patterns[p].wide }

// start adds to the starts of a pattern. Intervals come in the order of their ends.
func (s *scratch) start(p int32, i interval) {
	if s.only >= 0 && s.only != s.m.patterns[p].rule {
		return
	}
	begun := s.begun[p]
	if len(begun) == 0 {
		if s.wide(p) {
			s.spread = append(s.spread, p)
		} else {
			s.touched = append(s.touched, p)
		}
	} else if last := &begun[len(begun)-1]; i.from <= last.to+1 {
		last.from, last.to = min(last.from, i.from), max(last.to, i.to)
		return
	}
	s.begun[p] = append(begun, i)
}

// A phrase is an entry of the trie that stands in the document.
type phrase struct {
	entry uint32 // index into trie.entries
	end   int32
}

// findPhrases looks up all phrases, within sentences unless some rules match over the document.
func (s *scratch) findPhrases() {
	s.phrases, s.firsts = s.phrases[:0], s.firsts[:0]
	for _, sent := range s.doc.Sentences {
		hi := sent.End
		if s.m.wide {
			hi = len(s.words)
		}
		for t := sent.First; t < sent.End; t++ {
			s.firsts = append(s.firsts, int32(len(s.phrases)))
			w := s.words[t]
			s.walk(t, hi, w.exactNode, false)
			s.walk(t, hi, w.lowerNode, true)
		}
	}
	s.firsts = append(s.firsts, int32(len(s.phrases)))
}

// phrasesAt returns the phrases that begin at a token.
func (s *scratch) phrasesAt(t int) []phrase { return s.phrases[s.firsts[t]:s.firsts[t+1]] }

// walk follows the trie from a token whose word leads to node, and notes each phrase that ends on the way.
func (s *scratch) walk(t, hi int, node uint32, lower bool) {
	for end := t + 1; node != 0; end++ {
		for e := s.m.trie.outputs[node]; e != 0; e = s.m.trie.entries[e-1].next {
			s.phrases = append(s.phrases, phrase{e - 1, int32(end)})
		}
		if end == hi {
			return
		}
		node = s.step(node, end, lower)
	}
}

// step returns the node that token leads to.
func (s *scratch) step(node uint32, token int, lower bool) uint32 {
	id := s.words[token].exactID
	if lower {
		id = s.words[token].lowerID
	}
	if id == 0 {
		return 0
	}
	return s.m.trie.edges.find(node, id)
}

// take notes a phrase: a candidate of its rule, a trigger of the patterns that name its list.
func (s *scratch) take(p phrase, first int, sent doc.Sentence) {
	e := &s.m.trie.entries[p.entry]
	o := &s.m.owners[e.owner]
	for i := range o.triggers {
		if tr := &o.triggers[i]; tr.first.lexicalHolds(s.words[first]) {
			s.trigger(tr.trigger, first, sent)
		}
	}
	if o.rule < 0 || s.only >= 0 && s.only != o.rule {
		return
	}
	c := candidate{first: int32(first), end: p.end, rule: o.rule, pattern: -1, owner: int32(e.owner), line: int32(e.line)}
	switch {
	case isWide(s.m.rules[o.rule]):
		s.pooled = append(s.pooled, c)
	case int(p.end) <= sent.End:
		s.found = append(s.found, c)
	}
}
