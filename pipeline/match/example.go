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
	Got     []string // what the rule found
	Reason  string   // which token fails, "" where no one does
}

// String says what was expected and why it is not there.
func (f Failure) String() string {
	want := make([]string, len(f.Example.Want))
	for i, w := range f.Example.Want {
		want[i] = f.Example.Text[w.Start:w.End]
	}
	s := fmt.Sprintf("%s:%d:%d: example %d of %s: expected %s, got %s", f.Rule.File, f.Example.Line, f.Example.Col, f.Number,
		f.Rule.ID, list(want), list(f.Got))
	if f.Reason != "" {
		s += ": " + f.Reason
	}
	return s
}

func list(mentions []string) string {
	if len(mentions) == 0 {
		return "nothing"
	}
	return "[" + strings.Join(mentions, "] [") + "]"
}

// CheckExamples runs each example of the set's rules, its rule alone, on text cut by tokenize. What speech is to be, New
// says.
func CheckExamples(set *rules.Set, tokenize func(string) ([]doc.Token, []doc.Sentence), speech SpeechTagger) ([]Failure, error) {
	var failures []Failure
	for _, r := range set.Rules() {
		if len(r.Examples) == 0 {
			continue
		}
		m, err := New(set.Only(r), speech)
		if err != nil {
			return nil, err
		}
		for i, e := range r.Examples {
			d := exampleDocument(e, tokenize)
			got, _ := m.Match(context.Background(), d)
			if f := (Failure{Rule: r, Number: i + 1, Example: e}); !f.holds(m, d, got) {
				failures = append(failures, f)
			}
		}
	}
	return failures, nil
}

// exampleDocument cuts an example's text and tags the candidates that it supposes.
func exampleDocument(e rules.Example, tokenize func(string) ([]doc.Token, []doc.Sentence)) *doc.Document {
	d := &doc.Document{Text: e.Text}
	d.Tokens, d.Sentences = tokenize(e.Text)
	for _, g := range e.Given {
		first, end := covered(d, g.Span)
		if first < end {
			d.Tagged = append(d.Tagged, doc.Mention{Span: d.SpanOf(first, end), FirstToken: first, EndToken: end, Label: g.Label})
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

// holds compares what was found with what the example wants, and fills in the failure.
func (f *Failure) holds(m *Matcher, d *doc.Document, got []doc.Mention) bool {
	slices.SortFunc(got, func(a, b doc.Mention) int { return a.Start - b.Start })
	spans := make([]doc.Span, len(got))
	for i, g := range got {
		spans[i] = g.Span
		f.Got = append(f.Got, d.Slice(g.Span))
	}
	if slices.Equal(spans, f.Example.Want) {
		return true
	}
	for _, w := range f.Example.Want {
		if !slices.Contains(spans, w) {
			f.Reason = reason(m, d, w)
			break
		}
	}
	return false
}
