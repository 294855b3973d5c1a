package train

import (
	"math"
	"slices"

	"roster/pipeline/tag/linear"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

// The filter of tokens passes all but these shares of the training data's mentions: of their tokens, by the word alone;
// of their first and last tokens, and of those between, by the words around as well. The edges that are plain words are
// few, and those that speak for O the model would miss anyway: to pass all of them costs a third of the time and gains
// less than 0.05 F1 for names, and 1 for ROLE.
const (
	wordLoss  = 0.001
	edgeLoss  = 0.001
	plainLoss = 0.25
	innerLoss = 0.001
)

// setFilter sets the model's Word, Edge, Plain and Inner from the leads of O over the tokens of the examples' mentions.
func (t *trainer) setFilter(m *model.Model) {
	tagger := linear.New(m)
	found := make([]filterLeads, len(t.all))
	parallel(t.opt.Workers, len(t.all), func(i int) { found[i] = t.all[i].leads(tagger) })
	var all filterLeads
	for _, f := range found {
		all.word = append(all.word, f.word...)
		all.edge = append(all.edge, f.edge...)
		all.plain = append(all.plain, f.plain...)
		all.inner = append(all.inner, f.inner...)
	}
	m.Word = quantile(all.word, 1-wordLoss)
	m.Edge = quantile(all.edge, 1-edgeLoss)
	m.Plain = min(m.Edge, quantile(all.plain, 1-plainLoss))
	m.Inner = max(m.Edge, quantile(all.inner, 1-innerLoss))
}

// filterLeads are the leads of O: by the word alone, and by the words around at the edges of mentions, where they are
// likely or plain words, and inside.
type filterLeads struct{ word, edge, plain, inner []int }

// leads returns those of the tokens of the example's mentions.
func (e *example) leads(tagger *linear.Tagger) (out filterLeads) {
	leads := tagger.Leads(&e.doc)
	for _, s := range tagset.Spans(nil, e.gold) {
		for i, l := range leads[s.First:s.End] {
			out.word = append(out.word, l.Word)
			switch edge := i == 0 || i == s.End-s.First-1; {
			case !edge:
				out.inner = append(out.inner, l.Words)
			case e.words[s.First+i].Likely():
				out.edge = append(out.edge, l.Words)
			default:
				out.plain = append(out.plain, l.Words)
			}
		}
	}
	return out
}

// quantile is the least value that the given share of the values does not exceed.
func quantile(values []int, share float64) int16 {
	if len(values) == 0 {
		return math.MaxInt16
	}
	slices.Sort(values)
	v := values[int(math.Ceil(share*float64(len(values))))-1]
	return int16(max(math.MinInt16, min(math.MaxInt16, v)))
}
