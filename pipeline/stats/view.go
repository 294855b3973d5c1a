package stats

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"roster/internal/count"
	"roster/pipeline/doc"
	"roster/pipeline/explain"
)

// Print writes the result for people: a table of the rules, then of each whom it lost to and samples, then the rules
// that never matched.
func (r *Result) Print(w io.Writer) error {
	var b bytes.Buffer
	r.printTable(&b)
	for _, rule := range r.Rules {
		rule.print(&b)
	}
	if len(r.Dead) > 0 {
		fmt.Fprintf(&b, "\nnever matched: %d\n", len(r.Dead))
		t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
		for _, rule := range r.Dead {
			fmt.Fprintf(t, "  %s\t%s:%d\n", rule.ID, rule.File, rule.Line)
		}
		t.Flush() // a bytes.Buffer takes all
	}
	fmt.Fprintf(&b, "\n%s, %d of %d rules matched",
		count.Of(r.Documents, "document"), len(r.Rules), len(r.Rules)+len(r.Dead))
	if r.Annotated > 0 {
		fmt.Fprintf(&b, "; F1 of %s with gold: %s", count.Of(r.Annotated, "document"), percent(r.Score.F1()))
	}
	b.WriteByte('\n')
	_, err := w.Write(b.Bytes())
	return err
}

func (r *Result) printTable(b *bytes.Buffer) {
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', tabwriter.AlignRight)
	columns := []string{"HITS", "STOOD", "LOST", "IDLE", "MS"}
	if r.Annotated > 0 {
		columns = append(columns, "RIGHT", "PRECISION", "F1 WITHOUT")
	}
	fmt.Fprintf(t, "%s\t  RULE\n", strings.Join(columns, "\t"))
	for _, rule := range r.Rules {
		fmt.Fprintf(t, "%d\t%d\t%d\t%d\t%s\t", rule.Hits, rule.Stood, rule.Lost, rule.Idle, rule.milliseconds())
		if r.Annotated > 0 {
			fmt.Fprintf(t, "%d\t%s\t%s\t", rule.Right, rule.precision(), r.effect(rule))
		}
		fmt.Fprintf(t, "  %s\n", rule.ID)
	}
	t.Flush() // a bytes.Buffer takes all
}

// milliseconds is the time of the rule's patterns, "-" where it has none.
func (r *Rule) milliseconds() string {
	if len(r.Patterns) == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f", r.Time.Seconds()*1000)
}

// precision is the part of what a rule did that is right, "-" where the gold does not say.
func (r *Rule) precision() string {
	if r.Right+r.Wrong == 0 {
		return "-"
	}
	return percent(float64(r.Right) / float64(r.Right+r.Wrong))
}

// effect is F1 without a rule, and by how much that differs.
func (r *Result) effect(rule *Rule) string {
	without := rule.Without.F1()
	return fmt.Sprintf("%s %+.2f", percent(without), 100*(without-r.Score.F1()))
}

func percent(x float64) string { return fmt.Sprintf("%.2f", 100*x) }

// print writes whom a rule lost to, and samples.
func (r *Rule) print(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n%s  %s  %s:%d\n", r.ID, r.purpose(), r.File, r.Line)
	for _, f := range r.Defeats {
		to := ""
		if f.To != "" {
			to = "to " + f.To + ", "
		}
		fmt.Fprintf(b, "  lost %d: %s%s\n", f.Count, to, f.Reason)
	}
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	for _, s := range r.Samples {
		fmt.Fprintf(t, "  %s\t%s:%d:%d\t%s\n", r.verb(s.Outcome), s.ID, s.Line, s.Column, s.Context)
	}
	t.Flush() // a bytes.Buffer takes all
}

// verb says what became of a sample.
func (r *Rule) verb(o explain.Outcome) string {
	if o == explain.Acts {
		return r.Action.String()
	}
	return string(o)
}

// purpose is a rule's action and label.
func (r *Rule) purpose() string {
	if r.Action == doc.Add {
		return string(r.Label)
	}
	return strings.TrimSpace(r.Action.String() + " " + string(r.Label))
}
