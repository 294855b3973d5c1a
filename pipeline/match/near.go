package match

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"roster/pipeline/doc"
	"roster/rules"
)

// A NearMiss is a rule that would find a mention over a place if one token of the text were another.
type NearMiss struct {
	Rule                 *rules.Rule
	FirstToken, EndToken int          // of the mention that it would find
	Entry                rules.Phrase // the phrase or entry of a list that came near, zero for a pattern
	Token                int          // the first that fails
	Why                  string       // what fails, in words
	held                 int          // tokens that pass a condition
	unkeyed              bool         // the token that fails is the one that the pattern is looked up by
}

// Near returns the rules that came near to a mention over one of the tokens [first, end) of a document whose Tokens,
// Sentences and Tagged are set: patterns of which all tokens but one are there, phrases that are there but for case,
// accents or their last word. Rules of the user come first, in each part the nearest.
//
// An embedded pattern does not count where the token that fails is the most telling one: its other tokens stand
// everywhere.
func (m *Matcher) Near(d *doc.Document, first, end int) []NearMiss {
	s := newScratch(m)
	s.begin(d)
	near := s.nearPhrases(first, end)
	for i := range m.patterns {
		if m.patterns[i].conditional {
			continue
		}
		n, ok := s.nearPattern(&m.patterns[i], first, end)
		if ok && !(n.unkeyed && n.Rule.Core) {
			near = append(near, n)
		}
	}
	slices.SortStableFunc(near, func(a, b NearMiss) int {
		return cmp.Or(compareBool(a.Rule.Core, b.Rule.Core), compareBool(a.unkeyed, b.unkeyed), cmp.Compare(b.held, a.held))
	})
	return near
}

// compareBool orders false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// A trail is a way through a pattern: the element and the token that come next, and what lies behind.
type trail struct {
	element, token int
	first, last    int // the mention's tokens; doc.None before
	failed         int // the token that failed, doc.None for none
	by             int // the element that it failed
}

// A search follows the trails of a pattern.
type search struct {
	*scratch
	p          *pattern
	anchor     *element
	hi         int
	first, end int // the place
	seen       map[trail]bool
	best       NearMiss
	found      bool
	exact      bool // the pattern matches over the place as it is
}

// nearPattern returns the best way of a pattern over the place on which one token fails; ok is false where there is
// none, or one without fault.
func (s *scratch) nearPattern(p *pattern, first, end int) (best NearMiss, ok bool) {
	sent := s.doc.Sentences[sentenceOf(s.doc, first)]
	x := &search{scratch: s, p: p, hi: min(sent.End, end+maxReach), first: first, end: end, seen: map[trail]bool{}}
	if at, _ := anchorOf(p); at >= 0 {
		x.anchor = &p.elements[at]
	}
	lo := sent.First
	if isWide(s.m.rules[p.rule]) {
		lo, x.hi = 0, min(len(s.words), end+maxReach)
	}
	reach := 0
	for i := range p.elements {
		_, most := p.elements[i].takes()
		reach = min(reach+most, maxReach)
	}
	for start := max(lo, first-reach+1); start < end && !x.exact; start++ {
		x.follow(trail{token: start, first: doc.None, last: doc.None, failed: doc.None}, 0)
	}
	return x.best, x.found && !x.exact
}

// maxReach bounds how far before a place a pattern is tried, and how far behind it, in tokens.
const maxReach = 12

// follow extends a trail on which some tokens passed conditions.
func (x *search) follow(t trail, held int) {
	if t.element == x.p.lead && t.first == doc.None {
		t.first = t.token
	}
	if t.element == x.p.trail && t.last == doc.None {
		t.last = t.token
	}
	if x.exact || x.seen[t] {
		return
	}
	x.seen[t] = true
	if t.element == len(x.p.elements) {
		x.arrive(t, held)
		return
	}
	e := &x.p.elements[t.element]
	if e.skip {
		next := t
		next.element++
		x.follow(next, held)
	}
	for _, step := range x.steps(e, t) {
		next, gained := step, 0
		if step.failed == t.failed && !e.any() {
			gained = 1
		}
		next.element++
		x.follow(next, held+gained)
		if e.loop {
			next.element--
			x.follow(next, held+gained)
		}
	}
}

// steps returns the trails over the tokens that an element takes, or over the one that it does not.
func (x *search) steps(e *element, t trail) []trail {
	if t.token >= x.hi {
		return nil
	}
	var steps []trail
	next := t
	if len(e.lists) > 0 && !e.negate {
		x.eachPhrase(e, t.token, x.hi, func(end int) {
			next.token = end
			steps = append(steps, next)
		})
	} else if x.passes(e, t.token, x.hi) {
		next.token++
		steps = append(steps, next)
	}
	if len(steps) == 0 && t.failed == doc.None {
		next.token, next.failed, next.by = t.token+1, t.token, t.element
		steps = append(steps, next)
	}
	return steps
}

// arrive takes a trail at the pattern's end.
func (x *search) arrive(t trail, held int) {
	if t.first >= x.end || t.last <= x.first || t.first == t.last {
		return
	}
	if t.failed == doc.None {
		x.exact = true
		return
	}
	e := &x.p.elements[t.by]
	unkeyed := x.anchor != nil && e.predicate == x.anchor.predicate && slices.Equal(e.lists, x.anchor.lists)
	order := cmp.Or(compareBool(unkeyed, x.best.unkeyed), cmp.Compare(x.best.held, held))
	if held == 0 || x.found && order >= 0 {
		return
	}
	x.found = true
	x.best = NearMiss{
		Rule: x.m.rules[x.p.rule], FirstToken: t.first, EndToken: t.last, Token: t.failed, held: held, unkeyed: unkeyed,
		Why: fmt.Sprintf("%q fails %s", x.doc.Word(t.failed), x.failing(e, t.failed)),
	}
}

// longestEntry is how many tokens are compared with phrases, at most.
const longestEntry = 10

// A stretch is a run of tokens that covers a part of a place.
type stretch struct{ first, end int }

// nearPhrases returns the phrases that would be there if case, accents or the last of three words or more did not
// count.
func (s *scratch) nearPhrases(first, end int) []NearMiss {
	stretches := map[string][]stretch{}
	sent := s.doc.Sentences[sentenceOf(s.doc, first)]
	for a := max(sent.First, first-longestEntry); a < end; a++ {
		for b := max(a, first) + 1; b <= min(a+longestEntry, sent.End); b++ {
			text := folded(s.doc.Slice(s.doc.SpanOf(a, b)))
			stretches[text] = append(stretches[text], stretch{a, b})
		}
	}
	var near []NearMiss
	for _, r := range s.m.rules {
		for entry := range r.Phrases() {
			text := folded(entry.Text)
			for _, at := range stretches[text] {
				near = s.misspelt(near, r, entry, at)
			}
			if last := strings.LastIndexByte(text, ' '); last > 0 && strings.Contains(text[:last], " ") {
				for _, at := range stretches[text[:last]] {
					near = s.unfinished(near, r, entry, at, sent.End)
				}
			}
		}
	}
	return near
}

// misspelt adds the phrase of a rule that is at a stretch but for case or accents.
func (s *scratch) misspelt(near []NearMiss, r *rules.Rule, entry rules.Phrase, at stretch) []NearMiss {
	words := strings.Fields(entry.Text)
	same := func(a, b string) bool { return a == b || r.Lower && lower(a) == lower(b) }
	if same(strings.Join(words, " "), strings.Join(strings.Fields(s.doc.Slice(s.doc.SpanOf(at.first, at.end))), " ")) {
		return near
	}
	token := at.first
	for i := at.first; i < at.end && len(words) == at.end-at.first; i++ {
		if !same(words[i-at.first], s.doc.Word(i)) {
			token = i
			break
		}
	}
	return append(near, NearMiss{
		Rule: r, FirstToken: at.first, EndToken: at.end, Entry: entry, Token: token, held: at.end - at.first,
		Why: fmt.Sprintf("%q is not spelt as in %q", s.doc.Word(token), entry.Text),
	})
}

// unfinished adds the phrase of a rule whose last word does not follow a stretch.
func (s *scratch) unfinished(near []NearMiss, r *rules.Rule, entry rules.Phrase, at stretch, hi int) []NearMiss {
	if at.end == hi || strings.HasPrefix(folded(s.doc.Text[s.doc.Tokens[at.first].Start:]), folded(entry.Text)) {
		return near
	}
	return append(near, NearMiss{
		Rule: r, FirstToken: at.first, EndToken: at.end + 1, Entry: entry, Token: at.end, held: at.end - at.first,
		Why: fmt.Sprintf("%q is not the last word of %q", s.doc.Word(at.end), entry.Text),
	})
}

// folded is a text in lower case, without accents, with single blanks.
func folded(text string) string {
	text = strings.Join(strings.Fields(lower(text)), " ")
	if isASCII(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text))
}
