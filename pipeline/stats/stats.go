// Package stats counts what the rules do over a corpus. It takes extracted documents, each with its gold where there is
// some, and gives for every rule how often it matched, stood and lost, to whom and by which step of the order of
// package resolve, with samples; with gold also how much of what it made stand is right, and what the run would score
// without it.
//
// All of it is a pure function of its arguments.
package stats

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"roster/pipeline/doc"
	"roster/pipeline/eval"
	"roster/pipeline/explain"
	"roster/pipeline/gold"
	"roster/rules"
)

// A Rule is what one rule did, or the entries of one EntityRuler file that share an id.
type Rule struct {
	*rules.Rule
	Hits    int      // its candidates, or the matches of its action
	Stood   int      // candidates that stand, or actions that met a candidate to act on
	Lost    int      // candidates and actions that did not stand
	Idle    int      // actions that met nothing
	Defeats []Defeat // of those that lost: the most first
	Time    time.Duration
	Samples []Sample // the first that stood and the first that did not, in the order of documents

	// By the gold: of the mentions that the rule made stand, or that its action dropped, those that it was right about,
	// and those that it was wrong about. Labels that the gold does not have count for nothing.
	Right, Wrong int
	Without      eval.Count // the score of the documents with gold if the rule were not there
}

// A Defeat is how often a rule lost to one other, and by which step.
type Defeat struct {
	To     string // an engine or "rule:<id>"; "" where the reason is no other candidate
	Reason string
	Count  int
}

// A Sample is a place where a rule matched.
type Sample struct {
	ID      string // of the document
	Line    int    // 1-based
	Column  int    // 1-based, in code points
	Outcome explain.Outcome
	Context string // the text around it on one line, the match in brackets
}

// A Result is what the rules did over a corpus.
type Result struct {
	Documents int
	Annotated int        // of these have gold
	Score     eval.Count // of these, over all labels that the gold has, but MISC
	Rules     []*Rule    // those that matched, the most hits first
	Dead      []*Rule    // those that never did, in the order of their files
}

// A Corpus counts over documents.
type Corpus struct {
	set    *rules.Set
	gold   *gold.Index // nil for none
	result Result
	order  []*Rule
	byID   map[string]*Rule
	parts  map[*Rule]eval.Count // by how much a rule's Without differs from Score
}

// New returns an empty corpus for the rules of a set. The index may be nil.
func New(set *rules.Set, annotated *gold.Index) *Corpus {
	c := &Corpus{set: set, gold: annotated, byID: make(map[string]*Rule), parts: make(map[*Rule]eval.Count)}
	for _, r := range set.Rules() {
		if r.IsList() || c.byID[r.ID] != nil {
			continue
		}
		c.byID[r.ID] = &Rule{Rule: r}
		c.order = append(c.order, c.byID[r.ID])
	}
	return c
}

// Add counts an extracted document. The error says that its gold is of another text.
func (c *Corpus) Add(d *doc.Document) error {
	c.result.Documents++
	for _, x := range explain.Explain(d, c.set, explain.Whole(d.Text)).Candidates {
		c.count(d, &x)
	}
	if c.gold == nil {
		return nil
	}
	g, err := c.gold.Find(d.ID, d.Text)
	if g != nil {
		c.result.Annotated++
		c.judge(d, g)
	}
	return err
}

// count counts a candidate for its rule, and one that a rule relabelled for the rule that made it too.
func (c *Corpus) count(d *doc.Document, x *explain.Candidate) {
	if x.Was != nil {
		if r := c.byID[x.Was.Source.Rule]; r != nil {
			r.lose(d, x, Defeat{To: x.Source.String(), Reason: "relabelled"})
		}
	}
	r := c.byID[x.Source.Rule]
	if r == nil || r.Action == doc.Relabel && x.Outcome != explain.Acts {
		return // a relabelled candidate is a hit of the action, which is there too
	}
	switch {
	case x.Outcome == explain.Lost:
		r.lose(d, x, defeat(x))
	case x.Outcome == explain.Acts && len(x.On) == 0:
		r.Hits++
		r.Idle++
		r.sample(d, x.Span, x.Outcome)
	default:
		r.Hits++
		r.Stood++
		r.sample(d, x.Span, x.Outcome)
	}
}

// defeat says what a candidate lost to. Of a condition that is not met, and says what stands or does not, it keeps the
// kind.
func defeat(x *explain.Candidate) Defeat {
	if x.By == nil {
		kind, _, _ := strings.Cut(string(x.Reason), ":")
		return Defeat{Reason: kind}
	}
	return Defeat{To: x.By.Source.String(), Reason: string(x.Reason)}
}

func (r *Rule) lose(d *doc.Document, x *explain.Candidate, to Defeat) {
	r.Hits++
	r.Lost++
	r.sample(d, x.Span, explain.Lost)
	for i := range r.Defeats {
		if f := &r.Defeats[i]; f.To == to.To && f.Reason == to.Reason {
			f.Count++
			return
		}
	}
	to.Count = 1
	r.Defeats = append(r.Defeats, to)
}

// samples is how many samples a rule keeps of each outcome.
const samples = 2

func (r *Rule) sample(d *doc.Document, at doc.Span, o explain.Outcome) {
	n := 0
	for _, s := range r.Samples {
		if s.Outcome == o {
			n++
		}
	}
	if n == samples {
		return
	}
	line, col := explain.Position(d.Text, at.Start)
	r.Samples = append(r.Samples, Sample{d.ID, line, col, o, explain.Context(d.Text, at)})
}

// Result returns the counts, with the time that the rules took, by id.
func (c *Corpus) Result(costs map[string]time.Duration) *Result {
	r := c.result
	for _, rule := range c.order {
		rule.Time = costs[rule.ID]
		rule.Without = sum(r.Score, c.parts[rule])
		slices.SortStableFunc(rule.Defeats, func(a, b Defeat) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.To, b.To), cmp.Compare(a.Reason, b.Reason))
		})
		if rule.Hits > 0 {
			r.Rules = append(r.Rules, rule)
		} else {
			r.Dead = append(r.Dead, rule)
		}
	}
	slices.SortStableFunc(r.Rules, func(a, b *Rule) int { return cmp.Compare(b.Hits, a.Hits) })
	return &r
}
