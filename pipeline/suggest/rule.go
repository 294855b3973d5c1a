package suggest

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"roster/pipeline/doc"
	"roster/pipeline/eval"
	"roster/pipeline/match"
	"roster/pipeline/tokenize"
	"roster/rules"
)

// A ruleText is a rule or entity to be written, which says one proposal or several.
type ruleText struct {
	id        string
	proposals []*candidate
	statement *statement // of an entity, else nil
	examples  []string   // as the file has them
}

// compose makes rules of proposals: a rule a list, a pattern or an entity, each with examples that hold. A rule for
// which no example can be made is left out.
func (w *work) compose(ctx context.Context, made []*candidate, there *rules.Set, speech match.SpeechTagger) (
	[]*ruleText, error) {
	var all []*ruleText
	groups := make(map[string]*ruleText)
	for _, c := range made {
		name := c.ruleName()
		r := groups[name]
		if r == nil {
			r = &ruleText{id: freeID(there, all, name)}
			groups[name] = r
			all = append(all, r)
		}
		r.add(c)
	}
	for _, r := range all {
		if err := w.exemplify(ctx, r, speech); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(all, func(r *ruleText) bool { return len(r.examples) == 0 }), ctx.Err()
}

func (r *ruleText) add(c *candidate) {
	r.proposals = append(r.proposals, c)
	c.Rule = r.id
	if c.Kind == Alias || c.Kind == Never {
		before := []statement{}
		if r.statement != nil {
			before = append(before, *r.statement)
		}
		r.statement = &stated(before, c.Proposal)[0]
	}
}

// ruleName names the rule that says a proposal; lists of one label are one rule.
func (c *candidate) ruleName() string { return "suggested." + c.RuleName() }

// RuleName returns a name for the rule that says a proposal, to stand behind a prefix of ids: lists of one label have
// one name, and so have the statements of an entity.
func (p *Proposal) RuleName() string {
	label := strings.ToLower(string(p.Label))
	switch p.Action {
	case doc.Drop:
		label = "not-" + label
	case doc.Relabel:
		label = "to-" + label
	}
	switch p.Kind {
	case Pattern:
		return label + "." + slug(p.name)
	case Alias, Never:
		return "entity." + slug(p.Entity)
	}
	return label + ".names"
}

// Item returns the rule or entity that says a proposal, with its examples, as an item of a rule file's list: YAML in
// block style without indentation.
func (p *Proposal) Item(id string, examples []string) string {
	r := &ruleText{id: id, examples: examples}
	r.add(&candidate{Proposal: *p})
	return strings.TrimSuffix(strings.ReplaceAll(strings.TrimPrefix(r.yaml(false), "  "), "\n  ", "\n"), "\n")
}

// slug is a text as a part of an id: without accents; other characters than ASCII letters and digits become hyphens.
func slug(s string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(s)))
	parts := strings.FieldsFunc(plain, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(parts) == 0 {
		return "x"
	}
	return strings.Join(parts, "-")
}

// freeID returns the name, with a number where a rule has it already.
func freeID(there *rules.Set, all []*ruleText, name string) string {
	for n, id := 1, name; ; id = fmt.Sprintf("%s-%d", name, n) {
		n++
		if there.Rule(id) == nil && !slices.ContainsFunc(all, func(r *ruleText) bool { return r.id == id }) {
			return id
		}
	}
}

// yaml is the rule as an item of rules or entities. Comments say what each proposal changes.
func (r *ruleText) yaml(comments bool) string {
	var b strings.Builder
	if comments {
		b.WriteString(r.comment())
	}
	fmt.Fprintf(&b, "  - id: %s\n", r.id)
	if r.statement != nil {
		b.WriteString(r.statement.body())
	} else {
		phrases := make([]string, len(r.proposals))
		for i, c := range r.proposals {
			phrases[i] = strconv.Quote(c.Text)
			if comments && len(r.proposals) > 1 {
				phrases[i] += fmt.Sprintf("  # +%d -%d", c.Gains, c.Losses)
			}
		}
		b.WriteString(r.proposals[0].body(phrases))
	}
	b.WriteString("    examples:\n      match:\n")
	for _, e := range r.examples {
		fmt.Fprintf(&b, "        - %s\n", strconv.Quote(e))
	}
	return b.String()
}

// shownSamples is how many samples the comment of a rule has.
const shownSamples = 3

// comment says what a rule changes, with samples: all losses first.
func (r *ruleText) comment() string {
	var all Effect
	for _, c := range r.proposals {
		all.Gains += c.Gains
		all.Losses += c.Losses
		all.Samples = append(all.Samples, c.Samples...)
	}
	slices.SortStableFunc(all.Samples, func(a, b Sample) int { return rank(b.Gain) - rank(a.Gain) })
	var b strings.Builder
	fmt.Fprintf(&b, "  # mends %d, breaks %d\n", all.Gains, all.Losses)
	for _, s := range all.Samples[:min(shownSamples, len(all.Samples))] {
		sign := "-"
		if s.Gain {
			sign = "+"
		}
		fmt.Fprintf(&b, "  #   %s %s:%d:%d  %s\n", sign, printable(s.ID), s.Line, s.Column, printable(s.Context))
	}
	return b.String()
}

// printable is a text with blanks in place of what YAML comments cannot hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}

// file is a rule file of rules and entities.
func file(all []*ruleText, comments bool) string {
	var rules, entities strings.Builder
	for _, r := range all {
		part := &rules
		if r.statement != nil {
			part = &entities
		}
		part.WriteString(r.yaml(comments))
	}
	text := "version: 1\n"
	if rules.Len() > 0 || entities.Len() == 0 {
		text += "rules:\n" + rules.String()
		if rules.Len() == 0 {
			text = "version: 1\nrules: []\n"
		}
	}
	if entities.Len() > 0 {
		text += "entities:\n" + entities.String()
	}
	return text
}

// How many examples a rule has, at most, and how many are tried for each.
const (
	examplesKept  = 3
	examplesTried = 12
)

// exemplify gives a rule examples from the documents: places where it is right.
func (w *work) exemplify(ctx context.Context, r *ruleText, speech match.SpeechTagger) error {
	return r.exemplify(ctx, speech, func(yield func(*doc.Document, func(doc.Mention) bool) bool) {
		for _, s := range w.states {
			if !yield(s.Doc, func(m doc.Mention) bool { return w.isRight(s, m) }) {
				return
			}
		}
	})
}

// Exemplify returns examples for a rule that says all of some proposals of one name, from the places of documents
// where it is right: of each document comes what tells them. The examples hold, unless there are none.
func Exemplify(ctx context.Context, all []Proposal, speech match.SpeechTagger,
	docs iter.Seq2[*doc.Document, func(doc.Mention) bool]) ([]string, error) {
	r := &ruleText{id: "proposed"}
	for _, p := range all {
		r.add(&candidate{Proposal: p})
	}
	err := r.exemplify(ctx, speech, docs)
	return r.examples, err
}

func (r *ruleText) exemplify(ctx context.Context, speech match.SpeechTagger,
	docs iter.Seq2[*doc.Document, func(doc.Mention) bool]) error {
	r.examples = []string{"[a]"}
	m, err := r.compile(speech)
	if err != nil {
		return err
	}
	r.examples = nil
	var tried []string
	for d, isRight := range docs {
		found, _ := m.Match(ctx, d)
		for _, x := range found {
			if len(tried) < examplesTried && isRight(x) {
				if e := example(d, x, found, r.asksLabels()); !slices.Contains(tried, e) {
					tried = append(tried, e)
				}
			}
		}
	}
	if len(tried) == 0 {
		return nil
	}
	return r.keepExamples(tried, speech)
}

// compile returns a matcher of the rule alone.
func (r *ruleText) compile(speech match.SpeechTagger) (*match.Matcher, error) {
	set, err := rules.Read("candidates", []byte(file([]*ruleText{r}, false)))
	if err != nil {
		return nil, err
	}
	return match.New(set, speech)
}

// asksLabels reports whether the rule hangs on what the engine proposes.
func (r *ruleText) asksLabels() bool {
	return slices.ContainsFunc(r.proposals[0].Tokens, func(t string) bool { return strings.HasPrefix(t, "{LABEL") })
}

// isRight reports whether a match is what the gold says.
func (w *work) isRight(s *state, m doc.Mention) bool {
	return s.right[eval.Span{Span: m.Span, Label: m.Label}] != (m.Action == doc.Drop)
}

// keepExamples keeps the first of some examples that hold.
func (r *ruleText) keepExamples(tried []string, speech match.SpeechTagger) error {
	r.examples = tried
	m, err := r.compile(speech)
	if err != nil {
		return err
	}
	failures := m.CheckExamples(tokenize.Tokenize)
	r.examples = nil
	for i, e := range tried {
		fails := slices.ContainsFunc(failures, func(f match.Failure) bool { return f.Number == i+1 })
		if !fails && len(r.examples) < examplesKept {
			r.examples = append(r.examples, e)
		}
	}
	return nil
}

// exampleReach is how many tokens of its sentence an example has on each side of the mention.
const exampleReach = 12

// example is the text around a mention, with marks for all that the rule found there, and where it matters for what the
// engine proposed.
func example(d *doc.Document, m doc.Mention, found []doc.Mention, given bool) string {
	sent := d.Sentences[place{Document: d}.sentence(m.FirstToken)]
	first, end := max(sent.First, m.FirstToken-exampleReach), min(max(sent.End, m.EndToken), m.EndToken+exampleReach)
	for first < m.FirstToken-1 && d.Tokens[first].Shape == doc.Punct {
		first++
	}
	var b strings.Builder
	at := d.Tokens[first].Start
	for t := first; t < end; t++ {
		b.WriteString(d.Text[at:d.Tokens[t].Start])
		for _, x := range found {
			if x.FirstToken == t {
				b.WriteByte('[')
			}
		}
		for _, x := range d.Tagged {
			if given && x.FirstToken == t {
				fmt.Fprintf(&b, "{%s:", x.Label)
			}
		}
		b.WriteString(escapes.Replace(d.Word(t)))
		for _, x := range d.Tagged {
			if given && x.EndToken == t+1 && x.FirstToken >= first {
				b.WriteByte('}')
			}
		}
		for _, x := range found {
			if x.EndToken == t+1 && x.FirstToken >= first {
				b.WriteByte(']')
			}
		}
		at = d.Tokens[t].End
	}
	return oneLine(b.String())
}

// escapes writes the characters that mark examples.
var escapes = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "{", `\{`, "}", `\}`)
