package match

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"roster/rules"
)

// New compiles the rules of a set. Rules with TAG or POS ask speech, which may be nil where there are none.
func New(set *rules.Set, speech SpeechTagger) (*Matcher, error) {
	if set.AsksSpeech() && speech == nil {
		return nil, errors.New("rules with TAG or POS need a tagger of parts of speech")
	}
	size := min(set.PhraseBytes()/bytesPerWord, maxRoom)
	c := &compiler{
		Matcher:    &Matcher{vocab: newVocabulary(size), trie: newTrie(size)},
		set:        set,
		lists:      map[string][]uint32{},
		predicates: map[string]*predicate{},

		expressions: map[string]expression{},
	}
	c.split = set.Split
	if set.AsksSpeech() {
		c.speech = speech
	}
	for _, r := range set.Rules() {
		if r.IsList() {
			continue
		}
		if err := c.addRule(r); err != nil {
			return nil, err
		}
	}
	c.trie.freeze()
	c.vocab.words = slices.Clone(c.vocab.words)
	c.index.build(c.patterns, c.owners)
	c.free = make(chan *scratch, runtime.GOMAXPROCS(0))
	return c.Matcher, nil
}

// bytesPerWord is about how many bytes lists of names have for each new word; many words occur again.
const bytesPerWord = 10

// maxRoom bounds the room that is made for words before they are counted.
const maxRoom = 1 << 17

// A compiler builds a Matcher.
type compiler struct {
	*Matcher
	set        *rules.Set
	lists      map[string][]uint32 // owners by rule id
	predicates map[string]*predicate
	ids        []uint32 // of the phrase being added

	expressions map[string]expression
	fault       error
}

func (c *compiler) addRule(r *rules.Rule) error {
	at := int32(len(c.rules))
	c.rules = append(c.rules, r)
	c.wide = c.wide || isWide(r)
	if r.HasPhrases() {
		for _, o := range c.addPhrases(r) {
			c.owners[o].rule = at
		}
	}
	for _, p := range r.Patterns {
		compiled, err := c.pattern(p)
		if err != nil {
			return fmt.Errorf("%s:%d: rule %s: %w", r.File, r.Line, r.ID, err)
		}
		compiled.rule, compiled.wide = at, isWide(r)
		c.patterns = append(c.patterns, compiled)
	}
	return c.addConditions(r, at)
}

// isWide reports whether a rule matches over the document, not within sentences.
func isWide(r *rules.Rule) bool { return r.Group != 0 || r.Within.Unit == rules.WholeDocument }

// addPhrases enters the phrases of a rule into the trie, once, and returns their owners.
func (c *compiler) addPhrases(r *rules.Rule) []uint32 {
	if r.Group == 0 {
		if owners, ok := c.lists[r.ID]; ok {
			return owners
		}
	}
	below := exactRoot
	if r.Lower {
		below = lowerRoot
	}
	var (
		owners []uint32
		words  []string
	)
	for p := range r.Phrases() {
		if len(owners) == 0 || c.owners[len(c.owners)-1].file != p.File {
			owners = append(owners, uint32(len(c.owners)))
			c.owners = append(c.owners, owner{rule: -1, file: p.File})
		}
		o, line := owners[len(owners)-1], uint32(p.Line)
		words = c.set.Split(words[:0], p.Text)
		c.addPhrase(below, words, o, line)
		if joined := joinPeriods(words, p.Text); len(joined) < len(words) {
			c.addPhrase(below, joined, o, line)
		}
	}
	c.lists[r.ID] = owners
	return owners
}

// addPhrase enters the words of a phrase below a root.
func (c *compiler) addPhrase(r root, words []string, owner, line uint32) {
	c.ids = c.ids[:0]
	for _, w := range words {
		if r == lowerRoot {
			w = lower(w)
		}
		c.ids = append(c.ids, c.vocab.intern(w))
	}
	if len(words) > 0 {
		c.trie.add(r, c.ids, owner, line)
	}
}

// joinPeriods returns the words with each period joined to the word that it directly follows. A phrase on its own does
// not tell whether a period ends an abbreviation or a sentence, as the text that it stands in does.
func joinPeriods(words []string, phrase string) []string {
	if !strings.Contains(phrase, ".") {
		return words
	}
	var joined []string
	at := 0
	for _, w := range words {
		next := strings.Index(phrase[at:], w)
		if w == "." && next == 0 && len(joined) > 0 {
			joined[len(joined)-1] += w
		} else {
			joined = append(joined, w)
		}
		at += max(next, 0) + len(w)
	}
	return joined
}

// A pattern is a chain of elements: context, mention, context.
type pattern struct {
	rule        int32
	wide        bool     // of a rule that matches over the document
	speech      bool     // some element asks for parts of speech
	conditional bool     // of a condition: it is run only where the condition is asked
	before      *opening // what the token before the anchor must be, nil where that is not known
	after       *opening // what the token after the anchor must be

	elements    []element
	lead, trail int // the mention is elements[lead:trail]
	opening     *opening
	context     int // the most tokens that elements[:lead] can take, unbounded where there is no limit
}

const unbounded = 1 << 30

// An element takes one token, or one phrase of lists.
type element struct {
	*predicate
	lists []uint32 // owners of the phrases
	skip  bool     // it may be left out
	loop  bool     // it may be repeated
}

// takes returns the least and most tokens that an element takes.
func (e *element) takes() (least, most int) {
	least, most = 1, 1
	if e.skip {
		least = 0
	}
	if e.loop || len(e.lists) > 0 {
		most = unbounded
	}
	return least, most
}

func (c *compiler) pattern(p rules.Pattern) (pattern, error) {
	var compiled pattern
	compiled.lead = -1
	for _, t := range p {
		if !t.Context && compiled.lead < 0 {
			compiled.lead = len(compiled.elements)
		}
		e := element{predicate: c.predicate(t)}
		compiled.speech = compiled.speech || len(e.speech) > 0
		for _, id := range t.Lists {
			r := c.set.Rule(id)
			if r == nil || !r.HasPhrases() {
				return compiled, fmt.Errorf("LIST: %s: no such list", id)
			}
			e.lists = append(e.lists, c.addPhrases(r)...)
		}
		compiled.elements = repeated(compiled.elements, e, t)
		if !t.Context {
			compiled.trail = len(compiled.elements)
		}
	}
	if c.fault != nil {
		return compiled, fmt.Errorf("REGEX: %w", c.fault)
	}
	compiled.lead = max(compiled.lead, 0)
	compiled.opening = openingOf(compiled.elements[:compiled.trail])
	for i := range compiled.lead {
		_, most := compiled.elements[i].takes()
		compiled.context = min(compiled.context+most, unbounded)
	}
	return compiled, nil
}

// repeated appends an element as often as the token says.
func repeated(elements []element, e element, t rules.Token) []element {
	for range t.Min {
		elements = append(elements, e)
	}
	if t.Max == rules.NoLimit {
		e.skip, e.loop = true, true
		return append(elements, e)
	}
	e.skip = true
	for range t.Max - t.Min {
		elements = append(elements, e)
	}
	return elements
}

// A predicate holds for a token or not. Equal ones are one.
type predicate struct {
	lexical []test // hang on the word alone
	local   []test // hang on where the token stands
	speech  []test // hang on the sentence's parts of speech
	negate  bool
	number  int // place in word.asked and word.passed, maxAnswers or more for none
}

// A test is a rules.Test with its words numbered and its expressions looked into.
type test struct {
	rules.Test
	names       bool     // the test says of TEXT or LOWER that it is one of some words, or none of them
	ids         []uint32 // of those words, sorted
	expressions []expression
}

func (c *compiler) predicate(t rules.Token) *predicate {
	key := fmt.Sprintf("%t %+v", t.Negate, t.Tests)
	if p, ok := c.predicates[key]; ok {
		return p
	}
	p := &predicate{negate: t.Negate, number: len(c.predicates)}
	c.predicates[key] = p
	for _, x := range t.Tests {
		c.labels = c.labels || x.Attr == rules.Label
		compiled := c.test(x)
		switch {
		case x.Attr.Lexical():
			p.lexical = append(p.lexical, compiled)
		case x.Attr.IsSpeech():
			p.speech = append(p.speech, compiled)
		default:
			p.local = append(p.local, compiled)
		}
	}
	return p
}

func (c *compiler) test(x rules.Test) test {
	t := test{Test: x}
	words := x.Words
	t.names = x.Attr <= rules.Lower && (x.Op == rules.In || x.Op == rules.NotIn)
	if x.Op == rules.Match || x.Op == rules.NotMatch {
		for _, re := range x.Regexps {
			t.expressions = append(t.expressions, c.expression(re))
		}
		if listed, ok := listedBy(t.expressions); ok && x.Attr <= rules.Lower {
			t.names, words = true, listed
		}
	}
	if t.names {
		for _, w := range words {
			t.ids = append(t.ids, c.vocab.intern(w))
		}
		slices.Sort(t.ids)
		t.ids = slices.Compact(t.ids)
	}
	return t
}

// expression looks into a regular expression, once. A fault, which package rules should have found, stays in c.fault.
func (c *compiler) expression(re string) expression {
	e, ok := c.expressions[re]
	if !ok {
		var err error
		if e, err = newExpression(re); err != nil {
			c.fault = err
		}
		c.expressions[re] = e
	}
	return e
}

// isLiteral reports whether the test names the words that pass it.
func (t *test) isLiteral() bool { return t.names && !t.negative() }

// negative reports whether the words or expressions are those that do not pass.
func (t *test) negative() bool {
	return t.Op == rules.NotIn || t.Op == rules.NotMatch || t.Op == rules.NotFuzzy
}

// any reports whether the predicate holds for every token.
func (p *predicate) any() bool { return len(p.lexical)+len(p.local)+len(p.speech) == 0 && !p.negate }
