// Package resolve decides which candidates stand. Its input is a document's Tagged and Matched mentions; its output the
// mentions that stand, in text order and without overlap, and the losers, each with who beat it and why.
//
// First the actions are applied. An action acts on the candidates of exactly its span whose priority is not above its
// own; a drop or protect that has a label on those of that label alone. A candidate meets its actions in this order:
// the higher priority first, then the user's before the core's, then protect, relabel, drop, then by rule id, file and
// line. A drop removes it unless a protect came before; the first relabel gives it its label and source, and the
// actions after that see the new label.
//
// Then the candidates are taken in one total order, each that overlaps none taken before; the first of those that it
// overlaps beats it. a comes before b where
//
//	protected     a is protected and b is not; else where
//	priority      a's is higher; else
//	length        a has more tokens, or as many and more bytes; else
//	source        a is of a user's rule and b is not, or of a core rule and b of an engine; else
//	start         a starts earlier; else
//	score         a's is higher; else
//	rule          a's rule id is smaller (bytes are compared); else
//	label         a's label is smaller; else
//	file          a's file, or its line in it, is smaller; else
//	engine        a's engine's name is smaller
//
// Candidates that are alike in all of this are one: the second loses as a duplicate.
package resolve

import (
	"cmp"
	"slices"

	"roster/pipeline/doc"
)

// The reasons, named as in the order above.
const (
	Protected doc.Reason = "protected"
	Priority  doc.Reason = "priority"
	Length    doc.Reason = "length"
	Source    doc.Reason = "source"
	Start     doc.Reason = "start"
	Score     doc.Reason = "score"
	Rule      doc.Reason = "rule"
	Label     doc.Reason = "label"
	File      doc.Reason = "file"
	Engine    doc.Reason = "engine"
	Duplicate doc.Reason = "duplicate"
	Dropped   doc.Reason = "dropped" // by an action
)

// Resolve returns the mentions that stand, in text order, and the others, in text order too, longer ones first, then in
// the total order. The order of d.Tagged and d.Matched makes no difference. It takes time n log n in the number of
// candidates, and beside that what the losers overlap.
func Resolve(d *doc.Document) ([]doc.Mention, []doc.Loser) {
	cands, losers := act(d)
	slices.SortStableFunc(cands, func(a, b *candidate) int { c, _ := compare(a, b); return c })
	var (
		taken = newMarks(len(d.Tokens))
		by    = make([]int32, len(d.Tokens)) // by token: the index of the candidate that was taken there
		stand []doc.Mention
	)
	for i, c := range cands {
		if first := taken.next(c.FirstToken); first < c.EndToken {
			beat := by[first]
			for t := first; t < c.EndToken; t = taken.next(cands[by[t]].EndToken) {
				beat = min(beat, by[t])
			}
			winner := cands[beat]
			_, why := compare(winner, c)
			losers = append(losers, doc.Loser{Mention: c.Mention, By: winner.Mention, Reason: why})
			continue
		}
		for t := c.FirstToken; t < c.EndToken; t++ {
			taken.set(t)
			by[t] = int32(i)
		}
		stand = append(stand, c.Mention)
	}
	slices.SortFunc(stand, func(a, b doc.Mention) int { return cmp.Compare(a.Start, b.Start) })
	slices.SortStableFunc(losers, func(a, b doc.Loser) int {
		if c := cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.EndToken, a.EndToken)); c != 0 {
			return c
		}
		c, _ := compare(&candidate{Mention: a.Mention}, &candidate{Mention: b.Mention})
		return c
	})
	return stand, losers
}

// A candidate is a mention that may stand.
type candidate struct {
	doc.Mention
	protected bool
}

// steps are the total order: the first that tells two candidates apart decides.
var steps = [...]struct {
	reason doc.Reason
	order  func(a, b *candidate) int
}{
	{Protected, func(a, b *candidate) int { return cmp.Compare(rank(a.protected), rank(b.protected)) }},
	{Priority, func(a, b *candidate) int { return cmp.Compare(b.Priority, a.Priority) }},
	{Length, func(a, b *candidate) int { return cmp.Compare(b.EndToken-b.FirstToken, a.EndToken-a.FirstToken) }},
	{Length, func(a, b *candidate) int { return cmp.Compare(b.Len(), a.Len()) }},
	{Source, func(a, b *candidate) int { return cmp.Compare(origin(a.Source), origin(b.Source)) }},
	{Start, func(a, b *candidate) int { return cmp.Compare(a.Start, b.Start) }},
	{Score, func(a, b *candidate) int { return cmp.Compare(b.Score, a.Score) }},
	{Rule, func(a, b *candidate) int { return cmp.Compare(a.Source.Rule, b.Source.Rule) }},
	{Label, func(a, b *candidate) int { return cmp.Compare(a.Mention.Label, b.Mention.Label) }},
	{File, func(a, b *candidate) int { return cmp.Compare(a.Source.File, b.Source.File) }},
	{File, func(a, b *candidate) int { return cmp.Compare(a.Source.Line, b.Source.Line) }},
	{Engine, func(a, b *candidate) int { return cmp.Compare(a.Source.Engine, b.Source.Engine) }},
}

// compare returns which of two candidates comes first, as cmp.Compare does, and the step that decides.
func compare(a, b *candidate) (int, doc.Reason) {
	for i := range steps {
		if order := steps[i].order(a, b); order != 0 {
			return order, steps[i].reason
		}
	}
	return 0, Duplicate
}

func rank(protected bool) int {
	if protected {
		return 0
	}
	return 1
}

// origin ranks a source: user rule, core rule, engine.
func origin(s doc.Source) int {
	switch {
	case s.Rule == "":
		return 2
	case s.Core:
		return 1
	}
	return 0
}
