package match

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"roster/pipeline/doc"
	"roster/rules"
)

// A Failure is an example that does not hold.
type Failure struct {
	Rule    *rules.Rule
	Number  int // of the example, from 1, matches before rejects
	Example rules.Example
	Got     []doc.Span // what the rule found, in text order
	Reason  string     // what decides it: the token that fails, a condition; "" where that is not known
}

// String says what was expected and why it is not there.
func (f Failure) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", f.Rule.File, f.Example.Line, f.Example.Col, f.Message())
}

// Message is String without the place.
func (f Failure) Message() string {
	s := fmt.Sprintf("example %d of %s: expected %s, got %s",
		f.Number, f.Rule.ID, f.marked(f.Example.Want), f.marked(f.Got))
	if f.Reason != "" {
		s += ": " + f.Reason
	}
	return s
}

// marked lists spans of the example as "[Ada Obi] [Lund]".
func (f Failure) marked(spans []doc.Span) string {
	if len(spans) == 0 {
		return "nothing"
	}
	marked := make([]string, len(spans))
	for i, s := range spans {
		marked[i] = "[" + f.Example.Text[s.Start:s.End] + "]"
	}
	return strings.Join(marked, " ")
}

// A Tokenizer cuts a text into tokens and sentences.
type Tokenizer func(text string) ([]doc.Token, []doc.Sentence)

// CheckExamples runs each example of the rules, its rule alone, and returns those that do not hold, in the rules'
// order.
func (m *Matcher) CheckExamples(tokenize Tokenizer) []Failure {
	var failures []Failure
	s := newScratch(m)
	for number, r := range m.rules {
		s.only = int32(number)
		for i, e := range r.Examples {
			d := ExampleDocument(e, tokenize)
			s.run(context.Background(), d)
			got, unmet := s.mentions(), s.losers()
			slices.SortFunc(got, func(a, b doc.Mention) int { return a.Start - b.Start })
			if !holds(e, got) {
				f := Failure{Rule: r, Number: i + 1, Example: e, Got: spansOf(got)}
				f.Reason = s.reason(f, got, unmet)
				failures = append(failures, f)
			}
		}
	}
	return failures
}

// ExampleDocument cuts an example's text and tags the candidates that it supposes.
func ExampleDocument(e rules.Example, tokenize Tokenizer) *doc.Document {
	d := &doc.Document{Text: e.Text}
	d.Tokens, d.Sentences = tokenize(e.Text)
	for _, g := range e.Given {
		first, end := covered(d, g.Span)
		if first < end {
			d.Tagged = append(d.Tagged, doc.Mention{
				Span: d.SpanOf(first, end), FirstToken: first, EndToken: end, Label: g.Label,
			})
		}
	}
	return d
}

// covered returns the range of tokens that share a byte with a span.
func covered(d *doc.Document, span doc.Span) (first, end int) {
	first = slices.IndexFunc(d.Tokens, func(t doc.Token) bool { return t.End > span.Start })
	if first < 0 {
		return 0, 0
	}
	for end = first; end < len(d.Tokens) && d.Tokens[end].Start < span.End; end++ {
	}
	return first, end
}

// holds reports whether what was found is what the example wants.
func holds(e rules.Example, got []doc.Mention) bool { return slices.Equal(spansOf(got), e.Want) }

func spansOf(mentions []doc.Mention) []doc.Span {
	var spans []doc.Span
	for _, m := range mentions {
		spans = append(spans, m.Span)
	}
	return spans
}

// reason says why the first mention that is missing is, or else the first that is too many is there.
func (s *scratch) reason(f Failure, got []doc.Mention, unmet []doc.Loser) string {
	a := autopsy{scratch: s, rule: f.Rule, split: s.m.split}
	for i := range s.m.patterns {
		if p := &s.m.patterns[i]; p.rule == s.only && !p.conditional {
			a.patterns = append(a.patterns, int32(i))
		}
	}
	for _, w := range f.Example.Want {
		if !slices.Contains(f.Got, w) {
			return a.missing(w, got, unmet)
		}
	}
	for _, g := range got {
		if !slices.Contains(f.Example.Want, g.Span) {
			return a.unwanted(g)
		}
	}
	return ""
}
