// Package gold reads annotated documents. It takes files and folders in three forms and gives the documents with their
// annotated spans, as byte ranges:
//
//   - document records, one a line of a .jsonl file, as package emit writes them in code points, so that output can
//     be corrected and used as gold, or scored;
//   - a .jsonl line {"id", "source", "text", "spans": [{"start", "end", "label", "entity", …}]}, code points too, where
//     "entity" is any string that is equal for mentions of one thing, and "holder", "holder_entity", "of" and
//     "status" stand on the ROLE span itself;
//   - marked text, a .txt file that a person can type: {P1:Ana Ruiz}; see parseMarked.
//
// Keys of JSON are exact, unknown keys are allowed, and what is no valid UTF-8 is an error. Spans may overlap, but must
// be in order of their start.
package gold

import (
	"fmt"

	"roster/pipeline/doc"
)

// A Document is an annotated text.
type Document struct {
	ID     string
	Source string // the corpus, "" where the file does not say
	Text   string
	Spans  []Span // in order of their start; some corpora have overlapping spans
	File   string // the file it was read from, as the user named it
	Line   int    // its line in the file, 1 for a file that is one document
}

// Slice returns the text of a span.
func (d *Document) Slice(s doc.Span) string { return d.Text[s.Start:s.End] }

// A Span is an annotated mention. The fields after Entity are of a ROLE only. A name of an entity is a key that is
// equal for mentions of one thing in one document and says nothing else; it is "" where the gold does not say.
type Span struct {
	doc.Span
	Label        doc.Label
	Entity       string     // a NORP's is its country's
	Holder       string     // the name or text of who holds the role
	HolderEntity string     // its entity
	Of           string     // the text of what the role belongs to
	OfEntity     string     // its entity
	Status       doc.Status // doc.Current where the gold does not say
}

// An Error is a fault of a gold file.
type Error struct {
	File string
	Line int // 1-based
	Col  int // 1-based, in code points; 0 for the line as a whole
	Err  error
}

// Error returns "file:line:column: what is wrong".
func (e *Error) Error() string {
	if e.Col == 0 {
		return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
	}
	return fmt.Sprintf("%s:%d:%d: %v", e.File, e.Line, e.Col, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }
