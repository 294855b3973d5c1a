// Package eval measures predicted spans against gold. It takes annotated documents with the spans that were predicted
// for each, and gives precision, recall and F1, the errors by kind, and how sure the figures are. A prediction is right
// where start, end and label are those of a gold span; spans that stand twice count once.
//
// All of it is a pure function of its arguments: the random numbers of intervals and tests have a fixed seed.
package eval

import (
	"cmp"
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
)

// A Span is a labelled range of bytes.
type Span struct {
	doc.Span
	Label doc.Label
}

// A Document is a gold document and what was predicted for its text, in any order.
type Document struct {
	Gold      *gold.Document
	Predicted []Span
	Scores    []float64 // of the predicted spans, in 0..1; nil where they have none
}

// Mentions returns the spans of mentions.
func Mentions(mentions []doc.Mention) []Span {
	spans := make([]Span, len(mentions))
	for i, m := range mentions {
		spans[i] = Span{m.Span, m.Label}
	}
	return spans
}

// Scores returns the scores of mentions.
func Scores(mentions []doc.Mention) []float64 {
	scores := make([]float64, len(mentions))
	for i, m := range mentions {
		scores[i] = m.Score
	}
	return scores
}

// Annotated returns the spans of an annotated document.
func Annotated(d *gold.Document) []Span {
	spans := make([]Span, len(d.Spans))
	for i, s := range d.Spans {
		spans[i] = Span{s.Span, s.Label}
	}
	return spans
}

// A Count is how many spans are right, predicted, and in the gold.
type Count struct{ Right, Predicted, Gold int }

// Precision is the part of the predicted spans that is right, 0 where there is none.
func (c Count) Precision() float64 { return ratio(c.Right, c.Predicted) }

// Recall is the part of the gold spans that is predicted, 0 where there is none.
func (c Count) Recall() float64 { return ratio(c.Right, c.Gold) }

// F1 is the harmonic mean of precision and recall, 0 where both are 0.
func (c Count) F1() float64 {
	p, r := c.Precision(), c.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func (c *Count) add(o Count) {
	c.Right += o.Right
	c.Predicted += o.Predicted
	c.Gold += o.Gold
}

// A Row is the score of one label, or of several together.
type Row struct {
	Name string // a label, or one of Names, Micro and Extent
	Count
	Low, High float64 // the 95 % confidence interval of F1
}

// The rows that are no labels.
const (
	Names  = "names"  // PERSON, PLACE and ORGANIZATION together
	Micro  = "micro"  // all scored labels together
	Extent = "extent" // as micro, but only start and end must be right
)

// A Result is the score of a set of documents.
type Result struct {
	Documents int
	Labels    []doc.Label // the labels that are scored, in the order of doc.Labels
	Absent    []doc.Label // the labels that were asked for and that the gold has no span of
	Rows      []Row       // a row a label, names where one of its labels is scored, micro, extent
	Errors    []Match     // in the order of the documents and of their text
	Kinds     []KindCount // how many errors of each kind, in the order of Kinds
	Scores    Calibration // how true the scores of the predictions are
	Confusion []Cell      // by gold label, then predicted label, in the order of doc.Labels, none last

	byDoc [][]Count // the counts of each document, in the order of Rows
}

// Evaluate scores the labels that are asked for and that the gold has spans of; where none are asked for, all that the
// gold has but MISC. Of other labels the gold is taken to be silent: no prediction of them is wrong.
func Evaluate(docs []Document, asked []doc.Label) *Result {
	r := &Result{Documents: len(docs)}
	r.Labels, r.Absent = choose(docs, asked)
	r.Rows = rows(r.Labels)
	var matches []Match
	for _, d := range docs {
		annotated, predicted := r.keep(Annotated(d.Gold)), r.keep(d.Predicted)
		r.byDoc = append(r.byDoc, r.count(annotated, predicted))
		matches = append(matches, align(d.Gold, annotated, predicted)...)
	}
	for _, counts := range r.byDoc {
		for i := range r.Rows {
			r.Rows[i].add(counts[i])
		}
	}
	r.bootstrap()
	r.Scores = calibration(docs, r.Labels)
	r.Confusion = confusion(matches)
	r.Errors = slices.DeleteFunc(matches, func(m Match) bool { return m.Kind == Right })
	r.Kinds = countKinds(r.Errors)
	return r
}

// choose returns the labels to score, and those that were asked for and that the gold does not have.
func choose(docs []Document, asked []doc.Label) (scored, absent []doc.Label) {
	has := make(map[doc.Label]bool)
	for _, d := range docs {
		for _, s := range d.Gold.Spans {
			has[s.Label] = true
		}
	}
	for _, l := range doc.Labels {
		wanted := slices.Contains(asked, l) || len(asked) == 0 && l != doc.Misc
		switch {
		case wanted && has[l]:
			scored = append(scored, l)
		case wanted && len(asked) > 0:
			absent = append(absent, l)
		}
	}
	return scored, absent
}

func isName(l doc.Label) bool { return l == doc.Person || l == doc.Place || l == doc.Organization }

// rows returns the rows of a table of those labels, without counts.
func rows(labels []doc.Label) []Row {
	var rows []Row
	for _, l := range labels {
		rows = append(rows, Row{Name: string(l)})
	}
	if slices.ContainsFunc(labels, isName) {
		rows = append(rows, Row{Name: Names})
	}
	return append(rows, Row{Name: Micro}, Row{Name: Extent})
}

// in reports whether spans of a label count for a row.
func (r Row) in(l doc.Label) bool {
	switch r.Name {
	case Names:
		return isName(l)
	case Micro, Extent:
		return true
	}
	return r.Name == string(l)
}

// keep returns the spans of scored labels in text order, each once.
func (r *Result) keep(spans []Span) []Span {
	var kept []Span
	for _, s := range spans {
		if slices.Contains(r.Labels, s.Label) {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, compare)
	return slices.Compact(kept)
}

// compare orders spans by start, end and label.
func compare(a, b Span) int {
	return cmp.Or(a.Start-b.Start, a.End-b.End, cmp.Compare(a.Label, b.Label))
}

// count returns the counts of one document.
func (r *Result) count(annotated, predicted []Span) []Count {
	counts := make([]Count, len(r.Rows))
	for i, row := range r.Rows {
		g, p := pick(annotated, row), pick(predicted, row)
		counts[i] = Count{Predicted: len(p), Gold: len(g)}
		for _, s := range g {
			if contains(p, s) {
				counts[i].Right++
			}
		}
	}
	return counts
}

// pick returns those of sorted spans that count for a row, sorted and each once.
func pick(spans []Span, row Row) []Span {
	var picked []Span
	for _, s := range spans {
		if row.in(s.Label) {
			picked = append(picked, s)
		}
	}
	if row.Name != Extent {
		return picked
	}
	for i := range picked {
		picked[i].Label = ""
	}
	return slices.Compact(picked)
}

// contains reports whether a span is among sorted ones.
func contains(spans []Span, s Span) bool {
	_, found := slices.BinarySearchFunc(spans, s, compare)
	return found
}
