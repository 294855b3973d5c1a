package gold

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"roster/pipeline/doc"
)

// brat reads a file of brat's standoff annotations and the text beside it: T lines, the relations Holder and Of, the
// attribute Status, and Equiv. The fragments of a discontinuous span become one span with what is between them.
func (r Reader) brat(path, name string) (*Document, error) {
	base := strings.TrimSuffix(path, filepath.Ext(path))
	content, err := os.ReadFile(base + ".txt")
	if err != nil {
		return nil, fmt.Errorf("%s: the text of brat's annotations: %w", path, err)
	}
	text := string(content)
	if at := invalidUTF8(text); at >= 0 {
		line, col := position(text, at)
		return nil, &Error{base + ".txt", line, col, errors.New("invalid UTF-8")}
	}
	lines, err := os.ReadFile(base + ".ann")
	if err != nil {
		return nil, err
	}
	d := &Document{ID: strings.TrimSuffix(name, filepath.Ext(name)), File: base + ".ann", Line: 1}
	a := annotation{text: &text}
	if err := r.standoff(&a, string(lines)); err != nil {
		return nil, located(err, d.File)
	}
	if err := r.finish(&a, d); err != nil {
		return nil, located(err, d.File)
	}
	return d, nil
}

// located makes an error of standoff, whose place is a line, one of its file.
func located(err error, file string) error {
	var at *jsonError
	if errors.As(err, &at) {
		return &Error{File: file, Line: at.at, Err: at.err}
	}
	return err
}

// standoff reads all lines. The place of its errors is a 1-based line.
func (r Reader) standoff(a *annotation, lines string) error {
	statuses := make(map[string]doc.Status)
	n := 0
	for line := range strings.Lines(lines) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := r.standoffLine(a, statuses, line, n); err != nil {
			return &jsonError{n, err}
		}
	}
	for i := range a.marks {
		a.marks[i].Status = statuses[a.marks[i].key]
	}
	return nil
}

func (r Reader) standoffLine(a *annotation, statuses map[string]doc.Status, line string, n int) error {
	id, rest, _ := strings.Cut(line, "\t")
	fields := strings.Fields(rest)
	switch {
	case strings.HasPrefix(id, "T"):
		m, err := r.textBound(id, rest, n)
		a.marks = append(a.marks, m)
		return err
	case strings.HasPrefix(id, "R") && len(fields) == 3:
		a.arcs = append(a.arcs, arc{fields[0], argument(fields[1]), argument(fields[2])})
		return nil
	case (strings.HasPrefix(id, "A") || strings.HasPrefix(id, "M")) && len(fields) >= 2:
		return r.attribute(statuses, fields, n)
	case id == "*" && len(fields) > 1 && fields[0] == "Equiv":
		for i := 2; i < len(fields); i++ {
			a.arcs = append(a.arcs, arc{arcSame, fields[i], fields[i-1]})
		}
		return nil
	case strings.HasPrefix(id, "#"), strings.HasPrefix(id, "N"), strings.HasPrefix(id, "E"), id == "*":
		return r.leave(n, "brat's annotation "+strings.TrimRight(id, "0123456789"))
	}
	return fmt.Errorf("no annotation of brat: %q", line)
}

// argument returns the id in "Arg1:T3".
func argument(s string) string { _, id, _ := strings.Cut(s, ":"); return id }

func (r Reader) attribute(statuses map[string]doc.Status, fields []string, n int) error {
	if fields[0] != "Status" || len(fields) != 3 {
		return r.leave(n, "brat's attribute "+fields[0])
	}
	status, err := parseStatus(fields[2])
	statuses[fields[1]] = status
	return err
}

// textBound reads a T line behind its id: "LABEL start end;start end\ttext".
func (r Reader) textBound(id, rest string, n int) (mark, error) {
	m := mark{key: id, at: n}
	head, text, ok := strings.Cut(rest, "\t")
	label, places, there := strings.Cut(head, " ")
	if !ok || !there {
		return m, fmt.Errorf("no text-bound annotation, expected %s<tab>LABEL start end<tab>text", id)
	}
	m.label = label
	fragments := strings.Split(places, ";")
	for i, f := range fragments {
		first, last, _ := strings.Cut(f, " ")
		start, err := strconv.Atoi(first)
		end, err2 := strconv.Atoi(last)
		if err != nil || err2 != nil {
			return m, fmt.Errorf("found offsets %q, expected two whole numbers", f)
		}
		if i == 0 {
			m.start = start
		}
		m.end = end
	}
	if len(fragments) == 1 {
		m.text = &text
	}
	return m, nil
}
