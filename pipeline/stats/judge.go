package stats

import (
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/eval"
	"roster/pipeline/gold"
	"roster/pipeline/resolve"
)

// judge holds a document against its gold: what each rule made stand or dropped, and what would stand without it. Of an
// EntityRuler file, whose rules choose together, what the others would then find is left out; so is what linking
// relabels.
func (c *Corpus) judge(d *doc.Document, g *gold.Document) {
	right := make(map[eval.Span]bool)
	for _, s := range eval.Annotated(g) {
		if c.scored(s.Label) {
			right[s] = true
		}
	}
	stands := make(map[eval.Span]bool)
	for _, m := range d.Mentions {
		stands[spanOf(m)] = true
		c.weigh(m, m.Source.Rule, right[spanOf(m)])
	}
	for _, l := range d.Losers {
		if l.Reason == resolve.Dropped && !stands[spanOf(l.Mention)] {
			c.weigh(l.Mention, l.By.Source.Rule, !right[spanOf(l.Mention)])
		}
	}
	c.result.Score = sum(c.result.Score, c.score(d.Mentions, right))
	resolved, _ := resolve.Resolve(d) // without what linking relabels, as below
	score := c.score(resolved, right)
	for _, rule := range c.order {
		if !slices.ContainsFunc(d.Matched, rule.made) {
			continue
		}
		other := doc.Document{
			Tokens: d.Tokens, Tagged: d.Tagged, Matched: slices.DeleteFunc(slices.Clone(d.Matched), rule.made),
		}
		stand, _ := resolve.Resolve(&other)
		c.parts[rule] = sum(c.parts[rule], sum(c.score(stand, right), negative(score)))
	}
}

// scored reports whether mentions of a label count.
func (c *Corpus) scored(l doc.Label) bool { return l != doc.Misc && c.gold.Has(l) }

func spanOf(m doc.Mention) eval.Span { return eval.Span{Span: m.Span, Label: m.Label} }

// weigh notes whether a rule was right about a mention.
func (c *Corpus) weigh(m doc.Mention, id string, right bool) {
	switch r := c.byID[id]; {
	case r == nil || !c.scored(m.Label):
	case right:
		r.Right++
	default:
		r.Wrong++
	}
}

func (c *Corpus) score(mentions []doc.Mention, right map[eval.Span]bool) eval.Count {
	n := eval.Count{Gold: len(right)}
	for _, m := range mentions {
		if !c.scored(m.Label) {
			continue
		}
		n.Predicted++
		if right[spanOf(m)] {
			n.Right++
		}
	}
	return n
}

// made reports whether a mention is of the rule.
func (r *Rule) made(m doc.Mention) bool { return m.Source.Rule == r.ID }

func sum(a, b eval.Count) eval.Count {
	return eval.Count{Right: a.Right + b.Right, Predicted: a.Predicted + b.Predicted, Gold: a.Gold + b.Gold}
}

func negative(a eval.Count) eval.Count {
	return eval.Count{Right: -a.Right, Predicted: -a.Predicted, Gold: -a.Gold}
}
