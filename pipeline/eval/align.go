package eval

import (
	"cmp"
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
)

// A Kind says how a gold span and a predicted one differ.
type Kind string

// The kinds.
const (
	Right    Kind = "right"    // the same range and label
	Label    Kind = "label"    // the same range, another label
	Boundary Kind = "boundary" // another range that overlaps, the same label
	Both     Kind = "both"     // another range that overlaps, another label
	Missed   Kind = "missed"   // a gold span without a prediction
	Spurious Kind = "spurious" // a prediction without a gold span
)

// Kinds lists the kinds of errors in the order of tables.
var Kinds = []Kind{Missed, Spurious, Label, Boundary, Both}

// A Match is a gold span and the prediction that stands for it. Either is nil where there is none.
type Match struct {
	Kind            Kind
	Doc             *gold.Document
	Gold, Predicted *Span
}

// A KindCount is how many errors are of a kind.
type KindCount struct {
	Kind  Kind
	Count int
}

// A Cell counts the matches of a gold label with a predicted one. A label is "" for missed and spurious spans.
type Cell struct {
	Gold      doc.Label
	Predicted doc.Label
	Count     int
}

// span returns the first span of the match in the text.
func (m Match) span() Span {
	switch {
	case m.Gold == nil:
		return *m.Predicted
	case m.Predicted == nil || m.Gold.Start <= m.Predicted.Start:
		return *m.Gold
	}
	return *m.Predicted
}

// align matches gold spans with predicted ones, each with one at most, both sorted and without repetition. What is
// right is matched first, then the same range, then overlaps with the same label, then other overlaps; of several, the
// larger overlap. The matches are in text order.
func align(d *gold.Document, annotated, predicted []Span) []Match {
	a := aligner{d, annotated, predicted, make([]bool, len(annotated)), make([]bool, len(predicted)), nil}
	for _, c := range a.candidates() {
		if !a.goldDone[c.gold] && !a.predictedDone[c.predicted] {
			a.goldDone[c.gold], a.predictedDone[c.predicted] = true, true
			a.add(c.kind, &annotated[c.gold], &predicted[c.predicted])
		}
	}
	for i, done := range a.goldDone {
		if !done {
			a.add(Missed, &annotated[i], nil)
		}
	}
	for i, done := range a.predictedDone {
		if !done {
			a.add(Spurious, nil, &predicted[i])
		}
	}
	slices.SortStableFunc(a.matches, func(m, n Match) int { return compare(m.span(), n.span()) })
	return a.matches
}

type aligner struct {
	doc                     *gold.Document
	annotated, predicted    []Span
	goldDone, predictedDone []bool
	matches                 []Match
}

func (a *aligner) add(kind Kind, annotated, predicted *Span) {
	a.matches = append(a.matches, Match{kind, a.doc, annotated, predicted})
}

// A candidate is a gold span and a predicted one that overlap.
type candidate struct {
	kind            Kind
	gold, predicted int // indexes
	overlap         int // in bytes
}

// rank is the order in which kinds are matched.
var rank = map[Kind]int{Right: 0, Label: 1, Boundary: 2, Both: 3}

// candidates returns all candidates in the order in which they match.
func (a *aligner) candidates() []candidate {
	longest := 0
	for _, p := range a.predicted {
		longest = max(longest, p.Len())
	}
	var all []candidate
	for i, g := range a.annotated {
		first, _ := slices.BinarySearchFunc(a.predicted, g.Start-longest, func(p Span, at int) int { return p.Start - at })
		for j := first; j < len(a.predicted) && a.predicted[j].Start < g.End; j++ {
			if p := a.predicted[j]; g.Overlaps(p.Span) {
				all = append(all, candidate{kindOf(g, p), i, j, min(g.End, p.End) - max(g.Start, p.Start)})
			}
		}
	}
	slices.SortStableFunc(all, func(c, d candidate) int {
		return cmp.Or(rank[c.kind]-rank[d.kind], d.overlap-c.overlap)
	})
	return all
}

// kindOf returns the kind of a match of spans that overlap.
func kindOf(g, p Span) Kind {
	switch {
	case g == p:
		return Right
	case g.Span == p.Span:
		return Label
	case g.Label == p.Label:
		return Boundary
	}
	return Both
}

func countKinds(errors []Match) []KindCount {
	count := make(map[Kind]int)
	for _, m := range errors {
		count[m.Kind]++
	}
	kinds := make([]KindCount, len(Kinds))
	for i, k := range Kinds {
		kinds[i] = KindCount{k, count[k]}
	}
	return kinds
}

// confusion counts matches by their labels.
func confusion(matches []Match) []Cell {
	count := make(map[Cell]int)
	for _, m := range matches {
		count[Cell{Gold: label(m.Gold), Predicted: label(m.Predicted)}]++
	}
	var cells []Cell
	for _, g := range withNone {
		for _, p := range withNone {
			if n := count[Cell{Gold: g, Predicted: p}]; n > 0 {
				cells = append(cells, Cell{g, p, n})
			}
		}
	}
	return cells
}

// withNone is doc.Labels and "" for no label.
var withNone = append(slices.Clone(doc.Labels), "")

func label(s *Span) doc.Label {
	if s == nil {
		return ""
	}
	return s.Label
}
