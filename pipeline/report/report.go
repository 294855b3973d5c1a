// Package report writes a run as one page that a browser opens without a network: the articles with their mentions, the
// people, organizations and places over all of them, and what to look at again. It takes linked documents, one after
// another, and gives a self-contained HTML file; its memory grows with the entities, not with the texts.
//
// The page holds two islands of JSON, which the front end in folder web reads: the documents, written as they come, and
// what is known at the end (the entities, numbered in order of first mention, and the people's picture). Offsets in
// them are in code units of UTF-16, as JavaScript counts. The front end is built into assets; its texts reach the page
// as data alone, and the page's content security policy lets no script or style in but the two that are built in.
package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"roster/pipeline/doc"
)

// Options say what a page shows.
type Options struct {
	Labels  []doc.Label // mentions of other labels are left out
	Version string      // the program's version
}

// A Writer writes one page. It is not safe for concurrent use.
type Writer struct {
	out     *bufio.Writer
	err     error // the first one of out
	encoder *Encoder
}

// New returns a writer of a page to w.
func New(w io.Writer, o Options) *Writer {
	return &Writer{out: bufio.NewWriterSize(w, 1<<16), encoder: NewEncoder(o)}
}

// Add writes a document. Its error is the underlying writer's.
func (w *Writer) Add(d *doc.Document) error {
	if w.encoder.documents == 0 {
		w.text(head)
	} else {
		w.text(",\n")
	}
	w.json(w.encoder.Add(d))
	return w.err
}

// Close writes what the page ends with. It does not close the underlying writer.
func (w *Writer) Close() error {
	if w.encoder.documents == 0 {
		w.text(head)
	}
	w.text(middle)
	w.json(w.encoder.Run())
	w.text(tail)
	if w.err != nil {
		return w.err
	}
	return w.out.Flush()
}

func (w *Writer) text(s string) {
	if w.err == nil {
		_, w.err = w.out.WriteString(s)
	}
}

// json writes a value in which no <, > or & stands, so that it cannot end the script element around it.
func (w *Writer) json(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		err = fmt.Errorf("report: %w", err)
	}
	if w.err == nil {
		w.err = err
	}
	w.text(string(b))
}

// numbers gives values the numbers 0, 1, 2 … in order of first use.
type numbers[T comparable] struct {
	values []T
	number map[T]int
}

func (n *numbers[T]) of(v T) int {
	i, ok := n.number[v]
	if !ok {
		if n.number == nil {
			n.number = make(map[T]int)
		}
		i = len(n.values)
		n.values = append(n.values, v)
		n.number[v] = i
	}
	return i
}
