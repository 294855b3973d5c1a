package eval

import (
	"cmp"
	"fmt"
	"io"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// table prints rows of cells in columns, the first to the left and the others to the right.
func table(w io.Writer, rows [][]string) error {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		line := fmt.Sprintf("%-*s", widths[0], row[0])
		for i, cell := range row[1:] {
			line += fmt.Sprintf("  %*s", widths[i+1], cell)
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

func percent(x float64) string { return fmt.Sprintf("%.2f", 100*x) }

// Print writes the scores, the errors by kind and the confusion of labels as tables.
func (r *Result) Print(w io.Writer) error {
	if err := table(w, r.scoreRows()); err != nil {
		return err
	}
	if r.Scores.Mentions > 0 {
		fmt.Fprintf(w, "\nScores of the predictions and how many are right: %.3f apart (expected calibration error)\n",
			r.Scores.Error)
	}
	fmt.Fprintf(w, "\nErrors by kind, in %d documents:\n", r.Documents)
	for _, k := range r.Kinds {
		fmt.Fprintf(w, "  %-8s %6d  %s\n", k.Kind, k.Count, meaning[k.Kind])
	}
	fmt.Fprintf(w, "\nLabels of the gold (rows) and of the predictions (columns) where the two overlap:\n")
	return table(w, r.confusionRows())
}

var meaning = map[Kind]string{
	Missed:   "a span of the gold has no prediction",
	Spurious: "a prediction has no span in the gold",
	Label:    "the range is right, the label is not",
	Boundary: "the label is right, the range is not",
	Both:     "neither is right, but the two overlap",
}

func (r *Result) scoreRows() [][]string {
	rows := [][]string{{"", "precision", "recall", "F1", "95 % of F1", "gold", "predicted", "right"}}
	for _, row := range r.Rows {
		rows = append(rows, []string{
			row.Name, percent(row.Precision()), percent(row.Recall()), percent(row.F1()),
			percent(row.Low) + "-" + percent(row.High),
			fmt.Sprint(row.Gold), fmt.Sprint(row.Predicted), fmt.Sprint(row.Right),
		})
	}
	return rows
}

func (r *Result) confusionRows() [][]string {
	count := make(map[Cell]int)
	for _, c := range r.Confusion {
		count[Cell{Gold: c.Gold, Predicted: c.Predicted}] = c.Count
	}
	labels := append(r.Labels[:len(r.Labels):len(r.Labels)], "")
	head := []string{""}
	for _, p := range labels {
		head = append(head, orNone(p))
	}
	rows := [][]string{head}
	for _, g := range labels {
		row := []string{orNone(g)}
		for _, p := range labels {
			row = append(row, fmt.Sprint(count[Cell{Gold: g, Predicted: p}]))
		}
		rows = append(rows, row)
	}
	return rows
}

func orNone(l doc.Label) string { return cmp.Or(string(l), "none") }

// PrintDifferences writes the comparison of two sets of predictions as a table.
func PrintDifferences(w io.Writer, diffs []Difference) error {
	rows := [][]string{{"", "F1", "F1 of the other", "difference", "p"}}
	for _, d := range diffs {
		rows = append(rows, []string{
			d.Name, percent(d.F1), percent(d.Second), fmt.Sprintf("%+.2f", 100*(d.Second-d.F1)), fmt.Sprintf("%.4f", d.P),
		})
	}
	return table(w, rows)
}
