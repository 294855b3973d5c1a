package diff

import "strings"

// around is how many code points of text a context has on each side, at most.
const around = 40

// A placer finds lines, columns and contexts in one text.
type placer struct{ text []rune }

func newPlacer(text string) placer { return placer{[]rune(text)} }

// place sets a change's line, column and context. Where the text is not known or too short, the context is the mention
// alone.
func (p placer) place(c *Change) {
	m := c.mention()
	start, end := m.Start, m.End
	for _, o := range []*Mention{c.Old, c.New} {
		if o != nil {
			start, end = min(start, o.Start), max(end, o.End)
		}
	}
	if end > len(p.text) {
		c.Context = "[" + m.Text + "]"
		return
	}
	c.Line, c.Column = p.position(m.Start)
	var b strings.Builder
	last := max(0, start-around)
	for at := start; at <= end; at++ {
		if s := brackets(c, at); s != "" {
			b.WriteString(string(p.text[last:at]) + s)
			last = at
		}
	}
	b.WriteString(string(p.text[last:min(len(p.text), end+around)]))
	c.Context = strings.Join(strings.Fields(b.String()), " ")
}

// position returns the 1-based line and column of a code point.
func (p placer) position(at int) (line, col int) {
	line, col = 1, 1
	for _, r := range p.text[:at] {
		col++
		if r == '\n' {
			line, col = line+1, 1
		}
	}
	return line, col
}

// brackets returns the brackets that stand at a place of the text: [] round the new mention, {} round an old one that
// is another, the old one's outside.
func brackets(c *Change, at int) string {
	var s string
	old := c.Old
	if old != nil && c.New != nil && old.Span == c.New.Span {
		old = nil
	}
	if c.New != nil && c.New.End == at {
		s += "]"
	}
	if old != nil && old.End == at {
		s += "}"
	}
	if old != nil && old.Start == at {
		s += "{"
	}
	if c.New != nil && c.New.Start == at {
		s += "["
	}
	return s
}
