package explain

import (
	"bytes"
	"fmt"
	"slices"
	"text/tabwriter"

	"roster/pipeline/doc"
	"roster/pipeline/match"
	"roster/pipeline/tag"
)

// How much the view shows of what could have been.
const (
	evidenceShown = 8
	nearShown     = 6
)

// printDoubts writes what could have been at the place.
func (e *Explanation) printDoubts(b *bytes.Buffer, colour bool) {
	if e.Opinion != nil && len(e.Opinion.Readings) > 0 {
		e.printOpinion(b, colour)
	}
	if len(e.Near) > 0 {
		e.printNear(b)
	}
}

// printOpinion writes the readings, and what speaks for and against the best of those that were not chosen.
func (e *Explanation) printOpinion(b *bytes.Buffer, colour bool) {
	o := e.Opinion
	fmt.Fprintf(b, "how the engine reads %q (score, and distance in nats):\n", e.words(o.FirstToken, o.EndToken))
	if o.Skipped {
		b.WriteString("  passed over, as all words here speak clearly for no mention; it would weigh\n")
	}
	var table bytes.Buffer
	t := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	for _, r := range o.Readings {
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\n", reading(r), e.covered(r), score(r.Score), distance(r))
	}
	t.Flush() // a bytes.Buffer takes all
	for i, row := range lines(&table) {
		if chosen := o.Readings[i].Behind == 0; colour && chosen {
			row = colours[Stands] + row + plain
		}
		fmt.Fprintln(b, row)
	}
	b.WriteByte('\n')
	if i := slices.IndexFunc(o.Readings, func(r tag.Reading) bool { return r.Behind != 0 }); i >= 0 {
		e.printEvidence(b, o.Readings[i], colour)
	}
}

// reading names a reading by its label.
func reading(r tag.Reading) string {
	if r.Label == "" {
		return "no mention"
	}
	return string(r.Label)
}

// covered is the text of a reading's mention in quotes, "" of one without a mention.
func (e *Explanation) covered(r tag.Reading) string {
	if r.Label == "" {
		return ""
	}
	return fmt.Sprintf("%q", e.words(r.FirstToken, r.EndToken))
}

// words is the text of a range of tokens on one line.
func (e *Explanation) words(first, end int) string {
	return oneLine(e.Doc.Slice(e.Doc.SpanOf(first, end)))
}

// distance says how far a reading is from what was chosen.
func distance(r tag.Reading) string {
	switch {
	case r.Behind == 0:
		return "chosen"
	case r.Behind < 0:
		return fmt.Sprintf("%.1f ahead", -r.Behind)
	}
	return fmt.Sprintf("%.1f behind", r.Behind)
}

// printEvidence writes what speaks for a reading and against it.
func (e *Explanation) printEvidence(b *bytes.Buffer, r tag.Reading, colour bool) {
	question := fmt.Sprintf("why not %s %s?", r.Label, e.covered(r))
	if r.Label == "" {
		question = "why a mention at all?"
	}
	fmt.Fprintf(b, "%s what speaks for %s (+) and for what was chosen (-):\n", question, reading(r))
	rest, shown := 0.0, min(evidenceShown, len(r.Evidence))
	for _, v := range r.Evidence[:shown] {
		row := fmt.Sprintf("  %+6.2f  %s", v.Weight, e.evidence(v, r))
		if colour && v.Weight < 0 {
			row = colours[Lost] + row + plain
		}
		fmt.Fprintln(b, row)
	}
	for _, v := range r.Evidence[shown:] {
		rest += v.Weight
	}
	if n := len(r.Evidence) - shown; n > 0 {
		fmt.Fprintf(b, "  %+6.2f  %d more\n", rest, n)
	}
	fmt.Fprintf(b, "  %+6.2f  in all\n\n", -r.Behind)
}

// evidence names evidence, with its word where the reading concerns several.
func (e *Explanation) evidence(v tag.Evidence, r tag.Reading) string {
	several := slices.ContainsFunc(r.Evidence, func(o tag.Evidence) bool {
		return o.Token != doc.None && o.Token != r.Evidence[0].Token && r.Evidence[0].Token != doc.None
	})
	if v.Token == doc.None || !several {
		return v.What
	}
	return fmt.Sprintf("%s: %s", e.Doc.Word(v.Token), v.What)
}

// printNear writes the rules that came near.
func (e *Explanation) printNear(b *bytes.Buffer) {
	b.WriteString("rules that came near:\n")
	var table bytes.Buffer
	t := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	shown := min(nearShown, len(e.Near))
	for _, n := range e.Near[:shown] {
		at := fmt.Sprintf("%s:%d", n.Rule.File, n.Rule.Line)
		if n.Entry.Line > 0 {
			at = fmt.Sprintf("%s:%d", n.Entry.File, n.Entry.Line)
		}
		fmt.Fprintf(t, "  rule:%s\t%s\t%s %q\t%s\n", n.Rule.ID, at, purpose(n), e.words(n.FirstToken, n.EndToken), n.Why)
	}
	t.Flush() // a bytes.Buffer takes all
	for _, row := range lines(&table) {
		fmt.Fprintln(b, row)
	}
	if n := len(e.Near) - shown; n > 0 {
		fmt.Fprintf(b, "  and %d more\n", n)
	}
	b.WriteByte('\n')
}

// purpose says what a rule would do: add a label, or act.
func purpose(n match.NearMiss) string {
	switch {
	case n.Rule.Action == doc.Add:
		return string(n.Rule.Label)
	case n.Rule.Label == "":
		return n.Rule.Action.String()
	}
	return fmt.Sprintf("%s %s", n.Rule.Action, n.Rule.Label)
}
