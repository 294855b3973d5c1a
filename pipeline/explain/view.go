package explain

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"roster/pipeline/doc"
	"roster/pipeline/resolve"
)

// around is how many columns of text the view shows on each side of what it explains, at most.
const around = 30

// The colours of rows, by outcome.
var colours = map[Outcome]string{Stands: "\x1b[32m", Lost: "\x1b[2m", Acts: "\x1b[33m"}

const plain = "\x1b[0m"

// Print writes the explanation for people: each group of candidates that overlap under the text they are of, one a
// row, marked under what it covers, with label, outcome, score, source, where the source stands and why it lost; then
// the links of what stands.
func (e *Explanation) Print(w io.Writer, colour bool) error {
	var b bytes.Buffer
	if len(e.shown()) == 0 {
		e.printNothing(&b)
	}
	for group := range groups(e.shown()) {
		e.printGroup(&b, group, colour)
	}
	e.printDoubts(&b, colour)
	_, err := w.Write(b.Bytes())
	return err
}

func (e *Explanation) printNothing(b *bytes.Buffer) {
	fmt.Fprintf(b, "%s: no candidate here\n", e.at(e.Place.Start))
	if e.Place.narrow {
		s := snippetOf(e.Doc.Text, e.Place.Span)
		fmt.Fprintf(b, "  %s\n  %s\n\n", s.text, s.mark(e.Place.Span))
	}
}

// at returns "id:line:column".
func (e *Explanation) at(offset int) string {
	line, col := Position(e.Doc.Text, offset)
	return fmt.Sprintf("%s:%d:%d", e.Doc.ID, line, col)
}

// shown returns the candidates without the actions of embedded rules that met nothing.
func (e *Explanation) shown() []Candidate {
	return slices.DeleteFunc(slices.Clone(e.Candidates), func(c Candidate) bool {
		return c.Outcome == Acts && c.Source.Core && len(c.On) == 0
	})
}

// groups yields the candidates in runs that overlap.
func groups(rest []Candidate) iter.Seq[[]Candidate] {
	return func(yield func([]Candidate) bool) {
		for len(rest) > 0 {
			n, end := 1, rest[0].Span.End
			for n < len(rest) && rest[n].Start < end {
				end = max(end, rest[n].Span.End)
				n++
			}
			if !yield(rest[:n]) {
				return
			}
			rest = rest[n:]
		}
	}
}

func (e *Explanation) printGroup(b *bytes.Buffer, group []Candidate, colour bool) {
	extent := group[0].Span
	for _, c := range group {
		extent.End = max(extent.End, c.Span.End)
	}
	s := snippetOf(e.Doc.Text, extent)
	fmt.Fprintf(b, "%s\n  %s\n", e.at(extent.Start), s.text)
	for i, row := range e.rows(group, s) {
		if colour {
			row = colours[group[i].Outcome] + row + plain
		}
		fmt.Fprintf(b, "  %s\n", row)
	}
	for _, c := range group {
		for _, link := range e.links(c.Index) {
			fmt.Fprintf(b, "    %s\n", link)
		}
	}
	b.WriteByte('\n')
}

// rows returns a line a candidate, in columns.
func (e *Explanation) rows(group []Candidate, s snippet) []string {
	var table bytes.Buffer
	t := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	for i := range group {
		c := &group[i]
		label := string(c.Label)
		if label == "" {
			label = "any"
		}
		rule, entry := c.where()
		if entry != "" {
			rule += ", entry " + entry
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n",
			s.mark(c.Span), c.verb(), label, score(c.Score), c.Source, rule, e.verdict(c))
	}
	t.Flush() // a bytes.Buffer takes all
	return lines(&table)
}

// lines returns the lines of a table without blanks at their ends.
func lines(table *bytes.Buffer) []string {
	rows := strings.Split(strings.TrimSuffix(table.String(), "\n"), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " ")
	}
	return rows
}

// verb says what became of a candidate, or what an action does.
func (c *Candidate) verb() string {
	if c.Outcome == Acts {
		return c.Action.String()
	}
	return string(c.Outcome)
}

// verdict says who a candidate lost to and why, what it was before, and what an action acted on.
func (e *Explanation) verdict(c *Candidate) string {
	var parts []string
	if c.Was != nil {
		parts = append(parts, fmt.Sprintf("relabelled, was %s of %s", c.Was.Label, c.Was.Source))
	}
	switch {
	case c.Outcome == Lost && c.By == nil:
		parts = append(parts, c.Why())
	case c.Outcome == Lost:
		parts = append(parts, e.defeat(c))
	case c.Outcome == Acts && len(c.On) == 0:
		parts = append(parts, "on no candidate")
	case c.Outcome == Acts:
		names := make([]string, len(c.On))
		for i, m := range c.On {
			names[i] = fmt.Sprintf("%s of %s", m.Label, m.Source)
		}
		parts = append(parts, "on "+strings.Join(slices.Compact(names), ", "))
	}
	return strings.Join(parts, "; ")
}

// defeat says who beat a candidate, and why.
func (e *Explanation) defeat(c *Candidate) string {
	if c.Reason == resolve.Dropped {
		return "dropped by " + c.By.Source.String()
	}
	winner := string(c.By.Label)
	if c.By.Span != c.Span {
		winner += fmt.Sprintf(" %q", oneLine(e.Doc.Slice(c.By.Span)))
	}
	return fmt.Sprintf("to %s of %s: %s", winner, c.By.Source, c.Why())
}

// links says in words how a mention is linked.
func (e *Explanation) links(mention int) []string {
	if mention == doc.None {
		return nil
	}
	text := oneLine(e.Doc.Slice(e.Doc.Mentions[mention].Span))
	var out []string
	if l, ok := entityOf(e.Doc, mention); ok {
		out = append(out, e.entityLine(text, l))
	}
	if p := positionOf(e.Doc, mention); p != nil {
		out = append(out, e.positionLine(text, p))
	}
	return out
}

func (e *Explanation) entityLine(text string, l EntityLink) string {
	en := &e.Doc.Entities[l.Entity]
	line := fmt.Sprintf("%q is entity %d, %q", text, l.Entity, en.Name)
	if en.Country != "" {
		line += " [" + en.Country + "]"
	}
	if l.Rule != "" {
		line += ", by " + e.linkRule(l.Rule)
	}
	if n := len(en.Mentions); n > 1 {
		line += fmt.Sprintf("; %d mentions", n)
	}
	if len(en.Aliases) > 0 {
		line += ", also " + quoted(en.Aliases)
	}
	return line
}

// linkRule names a rule of linking, or the entity of a rule file that states the link, and where that stands.
func (e *Explanation) linkRule(id string) string {
	if e.set == nil {
		return id
	}
	if r := e.set.Rule(id); r != nil {
		return fmt.Sprintf("rule:%s, %s:%d", id, r.File, r.Line)
	}
	return id
}

func (e *Explanation) positionLine(text string, p *doc.Position) string {
	line := fmt.Sprintf("%q: held by ", text)
	if names := holders(e.Doc, p); len(names) > 0 {
		line += quoted(names) + ", by " + p.HolderRule
	} else {
		line += "nobody that the text names"
	}
	if of := p.Of; of != nil {
		line += fmt.Sprintf("; of %q", of.Name)
		if of.Country != "" {
			line += " [" + of.Country + "]"
		}
		if of.Text != of.Name {
			line += fmt.Sprintf(", in the text %q", of.Text)
		}
		line += ", by " + p.OfRule
	} else {
		line += "; of nothing that the text names"
	}
	line += "; " + string(p.Status)
	if p.StatusRule != "" {
		line += ", by " + p.StatusRule
	}
	return line
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func quoted(names []string) string {
	quotes := make([]string, len(names))
	for i, n := range names {
		quotes[i] = strconv.Quote(n)
	}
	return strings.Join(quotes, ", ")
}
