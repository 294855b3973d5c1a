package check

import (
	"context"
	"fmt"
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/match"
	"roster/pipeline/resolve"
	"roster/rules"
)

// A trial is what one rule of the user's is seen to find: the marks of its examples, and its phrases on their own.
type trial struct {
	rule      *rules.Rule
	seen      int // mentions that the rule found
	stand     int // those of them that stand among the mentions of all rules
	victors   []count
	conflicts []count
	repeats   []count
}

// A count is how often another rule met one, and the first case.
type count struct {
	rule  *rules.Rule
	n     int
	texts map[string]bool
	first string // of texts
	why   doc.Reason
}

func add(counts []count, r *rules.Rule, text string, why doc.Reason) []count {
	i := slices.IndexFunc(counts, func(c count) bool { return c.rule == r })
	if i < 0 {
		i = len(counts)
		counts = append(counts, count{rule: r, texts: map[string]bool{}, first: text, why: why})
	}
	counts[i].n++
	counts[i].texts[text] = true
	return counts
}

// maxPhrases bounds how many phrases of a rule are tried: so many of a list show how it stands to others.
const maxPhrases = 20_000

// findRivals runs all rules over what each rule of the user's finds, and compares.
func (r *Result) findRivals(set *rules.Set, m *match.Matcher, tokenize match.Tokenizer) {
	for _, rule := range set.Rules() {
		if rule.Core || rule.IsList() || rule.Action != doc.Add {
			continue
		}
		t := &trial{rule: rule}
		for _, e := range rule.Examples {
			if len(e.Want) > 0 {
				t.try(set, m, match.ExampleDocument(e, tokenize), e.Want)
			}
		}
		if len(rule.Conditions) == 0 {
			t.tryPhrases(set, m)
		}
		r.judge(t)
	}
}

// tryPhrases runs the rule's phrases, each as a sentence of its own.
func (t *trial) tryPhrases(set *rules.Set, m *match.Matcher) {
	d := &doc.Document{}
	var want []doc.Span
	n := 0
	flush := func() {
		t.try(set, m, d, want)
		d, want = &doc.Document{}, nil
	}
	for p := range t.rule.Phrases() {
		if n++; n > maxPhrases {
			break
		}
		if span, ok := appendSentence(d, set.Split(nil, p.Text)); ok {
			want = append(want, span)
		}
		if len(want) == 1000 {
			flush()
		}
	}
	flush()
}

// appendSentence adds a sentence of some words to a document and returns its span; ok is false where there are none.
func appendSentence(d *doc.Document, words []string) (span doc.Span, ok bool) {
	first := len(d.Tokens)
	text := []byte(d.Text)
	for _, w := range words {
		start := len(text)
		text = append(text, w...)
		d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: start, End: len(text)}})
		text = append(text, ' ')
	}
	if len(words) == 0 {
		return doc.Span{}, false
	}
	d.Text = string(text)
	d.Sentences = append(d.Sentences, doc.Sentence{First: first, End: len(d.Tokens)})
	return d.SpanOf(first, len(d.Tokens)), true
}

// try runs all rules over a document and notes what becomes of the rule's mentions over the spans.
func (t *trial) try(set *rules.Set, m *match.Matcher, d *doc.Document, want []doc.Span) {
	matched, _ := m.Match(context.Background(), d)
	d.Matched = matched
	d.Tagged = nil // only rules are compared
	stand, losers := resolve.Resolve(d)
	wanted := map[doc.Span]bool{}
	for _, w := range want {
		wanted[w] = true
	}
	mine := func(m doc.Mention) bool { return m.Source.Rule == t.rule.ID && wanted[m.Span] }
	bySpan := map[doc.Span]bool{}
	for _, s := range stand {
		if mine(s) {
			t.seen, t.stand, bySpan[s.Span] = t.seen+1, t.stand+1, true
		}
	}
	for _, l := range losers {
		if mine(l.Mention) {
			t.seen, bySpan[l.Span] = t.seen+1, true
			t.victors = add(t.victors, set.Rule(l.By.Source.Rule), quoted(d, l.Span), l.Reason)
		}
	}
	for _, o := range matched {
		if bySpan[o.Span] && o.Action == doc.Add && o.Source.Rule != t.rule.ID {
			t.compare(set.Rule(o.Source.Rule), quoted(d, o.Span))
		}
	}
}

// compare notes that another rule finds the same words.
func (t *trial) compare(o *rules.Rule, text string) {
	switch {
	case o.Label != t.rule.Label && sameRank(o, t.rule) && o.Score == t.rule.Score:
		t.conflicts = add(t.conflicts, o, text, "")
	case effect(o) == effect(t.rule) && len(t.rule.Patterns)+len(o.Patterns) == 0:
		t.repeats = add(t.repeats, o, text, "")
	}
}

// judge warns of what a trial shows.
func (r *Result) judge(t *trial) {
	about := func(k Kind, o *rules.Rule, format string, args ...any) Warning {
		return Warning{
			Kind: k, Rule: t.rule, Line: t.rule.Line, Col: t.rule.Col, Other: o, Message: fmt.Sprintf(format, args...),
		}
	}
	for _, c := range t.conflicts {
		r.tell(about(Conflict, c.rule, "%s %s of %s too, with the same priority: the order of the ids decides", c.of("is"),
			c.rule.Label, place(c.rule)))
	}
	for _, c := range t.repeats {
		r.tell(about(Repeat, c.rule, "%s in %s too", c.of("stands"), place(c.rule)))
	}
	if t.stand > 0 {
		return
	}
	for _, c := range t.victors { // one that wins by its id alone is an equal
		if c.n == t.seen && c.why != resolve.Rule && !t.rivalled(c.rule) {
			r.warn(about(Shadowed, c.rule, "all that it is seen to find loses to %s: %s", place(c.rule),
				words(c.why, t.rule, c.rule)))
		}
	}
}

// rivalled reports whether a conflict or repeat with a rule is warned of already.
func (t *trial) rivalled(o *rules.Rule) bool {
	same := func(c count) bool { return c.rule == o }
	return slices.ContainsFunc(t.conflicts, same) || slices.ContainsFunc(t.repeats, same)
}

// of begins a message: `"Łódź" is` or `"Łódź" and 3 more are`.
func (c count) of(verb string) string {
	if len(c.texts) == 1 {
		return c.first + " " + verb
	}
	return fmt.Sprintf("%s and %d more %s", c.first, len(c.texts)-1,
		map[string]string{"is": "are", "stands": "stand"}[verb])
}

// words says why one rule loses to another.
func words(why doc.Reason, loser, winner *rules.Rule) string {
	switch why {
	case resolve.Dropped:
		return "it drops them"
	case resolve.Priority:
		return fmt.Sprintf("priority %d against %d", loser.Priority, winner.Priority)
	case resolve.Length:
		return "it finds more words"
	case resolve.Source:
		return "rules of your own win over embedded ones"
	}
	return string(why)
}
