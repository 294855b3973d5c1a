package workbench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"roster/pipeline/doc"
)

// A goldFile is the lines of the gold file.
type goldFile struct {
	marks [][]mark       // by article
	lines map[int]string // by article, where it has one; of one without marks: a line of another text that it had
	other []string       // lines of no loaded article, byte for byte
}

// readGold reads the gold file's text over the articles of a corpus. It fails where the line of a loaded article is not
// one that a session wrote.
func readGold(name, text string, docs []*doc.Document) (*goldFile, error) {
	g := &goldFile{marks: make([][]mark, len(docs)), lines: make(map[int]string)}
	index := make(map[string][]int)
	for i, d := range docs {
		index[d.ID] = append(index[d.ID], i)
	}
	n := 0
	for line := range strings.Lines(text) {
		n++
		var l goldLine
		err := json.Unmarshal([]byte(line), &l)
		same := index[l.ID]
		if strings.TrimSpace(line) == "" || err == nil && len(same) == 0 {
			g.other = append(g.other, strings.TrimSuffix(line, "\n"))
			continue
		}
		if err == nil && l.Removed == nil {
			err = fmt.Errorf("the line of %q was written elsewhere; name another file for corrections, with --gold", l.ID)
		}
		i := doc.None
		if err == nil {
			i, err = g.place(l, same, docs)
		}
		if err == nil && l.Text == docs[i].Text {
			g.marks[i], err = l.marks(docs[i])
		}
		if err != nil {
			return nil, &FileFault{File: name, Line: n, Column: 1, Err: err}
		}
		g.lines[i] = strings.TrimSuffix(line, "\n")
	}
	return g, nil
}

// place returns which of the articles of its id a line is of: one that has no line yet, and if there is one, one of its
// text.
func (g *goldFile) place(l goldLine, same []int, docs []*doc.Document) (int, error) {
	free := slices.DeleteFunc(slices.Clone(same), func(i int) bool { return g.lines[i] != "" })
	if len(free) == 0 {
		return doc.None, fmt.Errorf("a second line of %q", l.ID)
	}
	if k := slices.IndexFunc(free, func(i int) bool { return docs[i].Text == l.Text }); k >= 0 {
		return free[k], nil
	}
	return free[0], nil
}

// text returns the gold file's text: first the lines of articles that are not loaded, then the others in the order of
// the articles. Lines that are not written anew stay as they are, and so do those of articles that failed.
func (g *goldFile) text(c *corpus, anew func(article int) bool) (string, error) {
	var b bytes.Buffer
	for _, line := range g.other {
		b.WriteString(line + "\n")
	}
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for i, marks := range g.marks {
		if line, ok := g.lines[i]; ok && (!anew(i) || c.docs[i].Tokens == nil) {
			b.WriteString(line + "\n")
		} else if len(marks) > 0 {
			if err := enc.Encode(c.newGoldLine(c.redo(i, marks), marks)); err != nil {
				return "", err
			}
		}
	}
	return b.String(), nil
}

// with returns the gold with other marks of an article.
func (g *goldFile) with(article int, marks []mark) *goldFile {
	out := *g
	out.marks = slices.Clone(g.marks)
	out.marks[article] = marks
	return &out
}

// over returns the gold over other articles: what was said of those that are there still.
func (g *goldFile) over(before, after []*doc.Document) *goldFile {
	out := &goldFile{marks: make([][]mark, len(after)), other: g.other}
	marks := make(map[identity][]mark)
	for i, d := range before {
		marks[identityOf(d)] = g.marks[i]
	}
	for i, d := range after {
		out.marks[i] = marks[identityOf(d)]
	}
	return out
}
