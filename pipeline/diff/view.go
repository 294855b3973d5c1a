package diff

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"roster/internal/count"
)

// The colours of verdicts, and of additions and removals where there is no gold.
const (
	green = "\x1b[32m"
	red   = "\x1b[31m"
	plain = "\x1b[0m"
)

// Print writes the result for people: the groups, each change with its place and context, then the documents that
// cannot be compared, and a summary.
func (r *Result) Print(w io.Writer, colour bool) error {
	var b bytes.Buffer
	for _, g := range r.Groups() {
		fmt.Fprintf(&b, "%s: %s\n", shownSource(g.Source), Count(g.Changes).line(r.Judged))
		for i := range g.Changes {
			c := &g.Changes[i]
			line := c.line(r.Judged)
			if mark := c.colour(r.Judged); colour && mark != "" {
				line = mark + line + plain
			}
			fmt.Fprintf(&b, "  %s\n      %s\n", line, c.Context)
		}
		b.WriteByte('\n')
	}
	printIDs(&b, "only in the old run", r.OnlyOld)
	printIDs(&b, "only in the new run", r.OnlyNew)
	printIDs(&b, "not compared, the texts differ", r.Texts)
	fmt.Fprintf(&b, "%s, %d of them differ: %s\n",
		count.Of(r.Documents, "document"), r.Differing, Count(r.Changes).line(r.Judged))
	_, err := w.Write(b.Bytes())
	return err
}

func shownSource(s string) string { return cmp.Or(s, "no source") }

func printIDs(b *bytes.Buffer, what string, ids []string) {
	for _, id := range ids {
		fmt.Fprintf(b, "%s: %s\n", what, id)
	}
}

// line shows counts as "3 changes (2 added, 1 removed); by the gold 1 right".
func (t Tally) line(judged bool) string {
	total := 0
	var kinds, verdicts []string
	for _, k := range Kinds {
		if n := t.Kinds[k]; n > 0 {
			total += n
			kinds = append(kinds, fmt.Sprintf("%d %s", n, k.shown()))
		}
	}
	s := count.Of(total, "change")
	if total > 0 {
		s += " (" + strings.Join(kinds, ", ") + ")"
	}
	if !judged || total == 0 {
		return s
	}
	for _, v := range Verdicts {
		verdicts = append(verdicts, fmt.Sprintf("%d %s", t.Verdicts[v], v))
	}
	return s + "; by the gold " + strings.Join(verdicts, ", ") + fmt.Sprintf(", %d not judged", t.Verdicts[Unknown])
}

// line shows a change as "id:line:column: kind …", with the verdict where there is gold.
func (c *Change) line(judged bool) string {
	at := c.ID
	if c.Line > 0 {
		at += fmt.Sprintf(":%d:%d", c.Line, c.Column)
	}
	s := fmt.Sprintf("%s: %s %s", at, c.Kind.shown(), c.what())
	if judged && c.Verdict != Unknown {
		s += " (" + string(c.Verdict) + ")"
	}
	return s
}

// shown is the kind in words.
func (k Kind) shown() string {
	switch k {
	case Name:
		return "entity name"
	case Of:
		return "body"
	}
	return string(k)
}

func (c *Change) what() string {
	switch c.Kind {
	case Added:
		return c.New.String()
	case Removed:
		return c.Old.String()
	case Relabelled:
		return fmt.Sprintf("%q: %s (%s) → %s (%s)", oneLine(c.New.Text),
			c.Old.Label, shownSource(c.Old.Source), c.New.Label, shownSource(c.New.Source))
	case Rebounded:
		return c.Old.String() + " → " + c.New.String()
	}
	return fmt.Sprintf("%s %q: %s → %s", c.New.Label, oneLine(c.New.Text), orNone(c.From), orNone(c.To))
}

// String shows a mention as `PERSON "Ada Obi" (rule:person.given)`.
func (m *Mention) String() string {
	return fmt.Sprintf("%s %q (%s)", m.Label, oneLine(m.Text), shownSource(m.Source))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return strconv.Quote(s)
}

// colour is that of the verdict, or without gold that of an addition or removal.
func (c *Change) colour(judged bool) string {
	switch {
	case c.Verdict == Right, !judged && c.Kind == Added:
		return green
	case c.Verdict == Wrong, !judged && c.Kind == Removed:
		return red
	}
	return ""
}
