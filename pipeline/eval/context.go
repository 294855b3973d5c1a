package eval

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// around is how many bytes of text PrintErrors shows on each side of an error, at most.
const around = 50

// PrintErrors writes every error as a line that says where it is and what is wrong, and a line of text in which the
// gold span stands in [] and the predicted one in <>.
func (r *Result) PrintErrors(w io.Writer) error {
	for _, m := range r.Errors {
		line, col := m.position()
		if _, err := fmt.Fprintf(w, "%s:%d:%d: %s\n    %s\n", m.Doc.ID, line, col, m.labels(), m.context()); err != nil {
			return err
		}
	}
	return nil
}

// position returns the 1-based line and column, in code points, of the error in the document's text.
func (m Match) position() (line, col int) {
	before := m.Doc.Text[:m.span().Start]
	start := strings.LastIndexByte(before, '\n') + 1
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[start:])
}

// labels returns the kind of the error and its labels.
func (m Match) labels() string {
	switch m.Kind {
	case Missed, Boundary:
		return fmt.Sprintf("%s %s", m.Kind, m.Gold.Label)
	case Spurious:
		return fmt.Sprintf("%s %s", m.Kind, m.Predicted.Label)
	}
	return fmt.Sprintf("%s %s, predicted %s", m.Kind, m.Gold.Label, m.Predicted.Label)
}

// context returns the text around the error on one line, with both spans in brackets.
func (m Match) context() string {
	text := m.Doc.Text
	whole := m.extent()
	from, to := max(0, whole.Start-around), min(len(text), whole.End+around)
	for !utf8.RuneStart(text[from]) {
		from++
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	var b strings.Builder
	last := from
	for at := whole.Start; at <= whole.End; at++ {
		if brackets := m.brackets(at); brackets != "" {
			b.WriteString(text[last:at] + brackets)
			last = at
		}
	}
	b.WriteString(text[last:to])
	return strings.Join(strings.Fields(b.String()), " ")
}

// extent returns the range that both spans cover.
func (m Match) extent() doc.Span {
	s := m.span().Span
	for _, o := range []*Span{m.Gold, m.Predicted} {
		if o != nil {
			s.End = max(s.End, o.End)
		}
	}
	return s
}

// brackets returns the brackets that stand at a place of the text, the gold's outside.
func (m Match) brackets(at int) string {
	var b string
	if m.Predicted != nil && m.Predicted.End == at {
		b += ">"
	}
	if m.Gold != nil && m.Gold.End == at {
		b += "]"
	}
	if m.Gold != nil && m.Gold.Start == at {
		b += "["
	}
	if m.Predicted != nil && m.Predicted.Start == at {
		b += "<"
	}
	return b
}
