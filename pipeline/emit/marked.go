package emit

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"roster/pipeline/doc"
)

// marked writes marked text: the article with its mentions in brackets, as a person corrects it in any editor and as
// package gold reads it. A document is a file of its own.
type marked struct {
	view
	save  func(d *doc.Document, text []byte) error
	codes []string // by span; the code of an entity is that of its spans
}

func newMarkedFolder(create Create, opt Options) Writer {
	n := newNaming()
	return &marked{view: newView(opt.Labels, Codepoint), save: func(d *doc.Document, text []byte) error {
		return writeFile(create, n.name(d.ID)+".txt", text)
	}}
}

var errSecond = errors.New("a file of marked text holds one document, expected an output folder")

// newMarked writes the one document that a file can hold. A second one is an error of the writing, not of the document.
func newMarked(w io.Writer, opt Options) Writer {
	used := false
	return &marked{view: newView(opt.Labels, Codepoint), save: func(d *doc.Document, text []byte) error {
		if used {
			return fmt.Errorf("%s: %w", d.ID, errSecond)
		}
		used = true
		_, err := w.Write(text)
		return err
	}}
}

func (m *marked) Close() error { return nil }

func (m *marked) Write(d *doc.Document) error {
	if at := strings.IndexAny(d.Text, "{}"); at >= 0 {
		line := 1 + strings.Count(d.Text[:at], "\n")
		return &DocumentError{d.ID, fmt.Sprintf("marked text cannot hold the curly bracket in line %d", line)}
	}
	m.set(d)
	m.dropOverlaps()
	m.code()
	var b []byte
	at := 0
	for i, s := range m.spans {
		b = append(b, d.Text[at:s.Start]...)
		b = fmt.Appendf(b, "{%s:%s}", m.codes[i], m.Slice(s.Span))
		at = s.End
	}
	b = append(b, strings.TrimRight(d.Text[at:], "\n")...)
	return m.save(d, append(b, '\n'))
}

// letters are the kinds of codes.
var letters = map[doc.Label]string{
	doc.Person: "P", doc.Place: "L", doc.Organization: "O", doc.Norp: "N", doc.Misc: "M",
}

// code gives every span its code. P, L and O count each for itself, a NORP has the number of its country's place, and a
// mention of no entity is a thing of its own.
func (m *marked) code() {
	m.codes = make([]string, len(m.spans))
	used := map[string]int{}
	next := func(letter string) int { used[letter]++; return used[letter] }
	numbers := make([]int, len(m.entities))
	for i, s := range m.spans {
		letter := letters[s.Label]
		switch {
		case s.Label == doc.Role:
		case s.Label == doc.Misc || s.Label == doc.Norp && s.entity == doc.None:
			m.codes[i] = letter
		case s.entity == doc.None:
			m.codes[i] = fmt.Sprint(letter, next(letter))
		default:
			if numbers[s.entity] == 0 {
				numbers[s.entity] = next(m.kind(s.entity))
			}
			m.codes[i] = fmt.Sprint(letter, numbers[s.entity])
		}
	}
	m.codeRoles()
}

// kind returns the letter under which an entity is counted.
func (m *marked) kind(entity int) string {
	if l := m.entities[entity].Label; l == doc.Person || l == doc.Organization {
		return letters[l]
	}
	return letters[doc.Place]
}

// codeRoles gives the roles their codes: those of the nearest mentions of the first holder and of the body.
func (m *marked) codeRoles() {
	holders, bodies := map[int]string{}, map[int]string{}
	for _, r := range m.links() {
		code, label := m.codes[r.to], m.spans[r.to].Label
		switch {
		case r.kind == relationHolder && label == doc.Person && holders[r.from] == "":
			holders[r.from] = code
		case r.kind == relationOf && (label == doc.Place || label == doc.Organization || label == doc.Norp):
			bodies[r.from] = code
		}
	}
	statuses := m.statuses()
	for i, s := range m.spans {
		if s.Label != doc.Role {
			continue
		}
		m.codes[i] = fmt.Sprintf("R>%s@%s", orDash(holders[i]), orDash(bodies[i]))
		if status := statuses[i]; status != "" {
			m.codes[i] += "~" + string(status)
		}
	}
}

func orDash(code string) string {
	if code == "" {
		return "-"
	}
	return code
}
