package suggest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A candidate is a proposal that may be made.
type candidate struct {
	Proposal
	texts map[string]bool // mentions that it is to mend
}

// A gathering collects candidates, each once, in the order in which they are first met.
type gathering struct {
	found []*candidate
	index map[string]*candidate
}

// longestPhrase is the longest mention that becomes a phrase, in tokens.
const longestPhrase = 8

// gather lists what could mend the faults of all cases.
func (w *work) gather() []*candidate {
	g := &gathering{index: make(map[string]*candidate)}
	for _, s := range w.states {
		for _, f := range sorted(s.faults) {
			first, end, ok := tokensOf(s.Doc, f.Span.Span)
			if !ok || end-first > longestPhrase {
				continue
			}
			at := place{s.Doc, first, end}
			if f.missed {
				g.missed(at, f.Label, s.labelAt(f.Span.Span))
			} else if !s.overlapsGold(f.Span.Span) {
				g.spurious(at, f.Label)
			}
		}
	}
	// A pattern is to say more than a phrase.
	return slices.DeleteFunc(g.found, func(c *candidate) bool { return c.Kind == Pattern && len(c.texts) < 2 })
}

// labelAt returns the label of the run's mention of exactly that span, "" for none.
func (s *state) labelAt(at doc.Span) doc.Label {
	for _, m := range s.Doc.Mentions {
		if m.Span == at {
			return m.Label
		}
	}
	return ""
}

func (s *state) overlapsGold(at doc.Span) bool {
	for g := range s.right {
		if g.Overlaps(at) {
			return true
		}
	}
	return false
}

// A place is a range of tokens of a document.
type place struct {
	*doc.Document
	first, end int
}

// text is the place's text, with single blanks.
func (p place) text() string { return oneLine(p.Slice(p.SpanOf(p.first, p.end))) }

// before returns the word before the place in its sentence, in lower case; "" for none, and for marks.
func (p place) before() string {
	if p.first == 0 || p.sentence(p.first-1) != p.sentence(p.first) {
		return ""
	}
	return contextWord(p.Word(p.first - 1))
}

// after returns the word after the place, as before does.
func (p place) after() string {
	if p.end == len(p.Tokens) || p.sentence(p.end) != p.sentence(p.first) {
		return ""
	}
	return contextWord(p.Word(p.end))
}

func (p place) sentence(token int) int {
	return slices.IndexFunc(p.Sentences, func(s doc.Sentence) bool { return token < s.End })
}

func contextWord(word string) string {
	if r, _ := utf8.DecodeRuneInString(word); !unicode.IsLetter(r) {
		return ""
	}
	return strings.ToLower(word)
}

// isTitled reports whether all words of the place have a capital and then none.
func (p place) isTitled() bool {
	for _, t := range p.Tokens[p.first:p.end] {
		if t.Shape != doc.Title {
			return false
		}
	}
	return true
}

// missed adds what could find a mention of the label, where the run has one of label was, or "".
func (g *gathering) missed(p place, l, was doc.Label) {
	text := p.text()
	g.add(text, candidate{Proposal: Proposal{Kind: List, Label: l, Text: text}})
	if was != "" {
		g.add(text, candidate{Proposal: Proposal{Kind: Relabel, Action: doc.Relabel, Label: l, Was: was, Text: text}})
		g.beside(p, text, Proposal{Kind: Pattern, Action: doc.Relabel, Label: l, Was: was}, labelled(was))
	}
	if !p.isTitled() {
		return
	}
	named := Proposal{Kind: Pattern, Label: l}
	g.beside(p, text, named, titled)
	if p.end-p.first > 1 {
		last, first := p.Word(p.end-1), p.Word(p.first)
		g.pattern(text, named, "ending-"+last, titled, exactly(last))
		g.pattern(text, named, "starting-"+first, exactly(first), titled)
	}
}

// spurious adds what could take a mention of the label away.
func (g *gathering) spurious(p place, l doc.Label) {
	text := p.text()
	g.add(text, candidate{Proposal: Proposal{Kind: Drop, Action: doc.Drop, Label: l, Text: text}})
	g.beside(p, text, Proposal{Kind: Pattern, Action: doc.Drop, Label: l}, labelled(l))
}

// beside adds patterns of a token with the word before the place and the word after it.
func (g *gathering) beside(p place, text string, proposal Proposal, token string) {
	if w := p.before(); w != "" {
		g.pattern(text, proposal, "after-"+w, beside(w), token)
	}
	if w := p.after(); w != "" {
		g.pattern(text, proposal, "before-"+w, token, beside(w))
	}
}

// Tokens of patterns.
const titled = `{IS_TITLE: true, OP: "+"}`

func exactly(word string) string { return fmt.Sprintf("{TEXT: %s}", strconv.Quote(word)) }
func beside(word string) string {
	return fmt.Sprintf("{LOWER: %s, CONTEXT: true}", strconv.Quote(word))
}
func labelled(l doc.Label) string   { return fmt.Sprintf(`{LABEL: %s, OP: "+"}`, l) }
func quotedWord(word string) string { return strconv.Quote(word) }

func (g *gathering) pattern(text string, p Proposal, name string, tokens ...string) {
	p.Tokens, p.name = tokens, name
	g.add(text, candidate{Proposal: p})
}

func (g *gathering) add(text string, c candidate) {
	key := fmt.Sprintf("%s %s %s %q %q", c.Kind, c.Action, c.Label, c.Text, c.Tokens)
	at := g.index[key]
	if at == nil {
		c.texts = make(map[string]bool)
		at = &c
		g.index[key] = at
		g.found = append(g.found, at)
	}
	at.texts[text] = true
}

// Beside returns proposals of a kind that say something of the words at a span beside the word before it, and of those
// beside the word after it: none where there is no such word, or where the span is not of whole tokens.
func Beside(d *doc.Document, at doc.Span, p Proposal) []Proposal {
	first, end, ok := tokensOf(d, at)
	if !ok {
		return nil
	}
	here := place{d, first, end}
	var words []string
	for t := first; t < end; t++ {
		words = append(words, exactly(d.Word(t)))
	}
	var out []Proposal
	add := func(name string, tokens ...string) {
		q := p
		q.Kind, q.Text, q.Tokens, q.name = Pattern, "", tokens, here.text()+name
		out = append(out, q)
	}
	if w := here.before(); w != "" {
		add("-after-"+w, append([]string{beside(w)}, words...)...)
	}
	if w := here.after(); w != "" {
		add("-before-"+w, append(words, beside(w))...)
	}
	return out
}

// Within returns a proposal that says something of the words at a span where they are a part of a whole, beside the
// rest of it; ok is false where they are not, or where they are all of it.
func Within(d *doc.Document, at, whole doc.Span, p Proposal) (q Proposal, ok bool) {
	first, end, ok := tokensOf(d, at)
	from, to, also := tokensOf(d, whole)
	if !ok || !also || !whole.Contains(at) || at == whole {
		return p, false
	}
	p.Kind, p.Text, p.Tokens = Pattern, "", nil
	for t := from; t < to; t++ {
		token := exactly(d.Word(t))
		if t < first || t >= end {
			token = fmt.Sprintf("{TEXT: %s, CONTEXT: true}", strconv.Quote(d.Word(t)))
		}
		p.Tokens = append(p.Tokens, token)
	}
	p.name = place{d, first, end}.text() + "-in-" + place{d, from, to}.text()
	return p, true
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
