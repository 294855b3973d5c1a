// Package gold reads annotated documents. It takes files and folders in several forms and gives the documents with
// their annotated spans, as byte ranges:
//
//   - document records, one a line of a .jsonl file, as package emit writes them in code points, so that output can
//     be corrected and used as gold, or scored;
//   - a .jsonl line {"id", "source", "text", "spans": [{"start", "end", "label", "entity", …}]}, code points too, where
//     "entity" is any string that is equal for mentions of one thing, "holder", "holder_entity", "of" and "status"
//     stand on the ROLE span itself, and "unsure" is true for a span that may be of another label, or none;
//   - marked text, a .txt file that a person can type: {P1:Ana Ruiz}; see parseMarked;
//   - what annotation tools and corpora have: CoNLL columns, brat's standoff, and the JSON of spaCy, Prodigy, Label
//     Studio and doccano.
//
// The form follows from the extension, and that of JSON from the keys of each object. Keys of JSON are exact, unknown
// keys are allowed, and what is no valid UTF-8 is an error. Spans may overlap, but must be in order of their start;
// those of tools are put in order.
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
	Record []byte // the document record that it is made of, for package records; nil where it is none, or not asked for
	// Unreviewed is how many spans no person has looked at, so that they are those of the run that made the document.
	// It is known where a line keeps count as package workbench does, by "removed" and by "reviewed"; else it is 0.
	Unreviewed int
}

// Slice returns the text of a span.
func (d *Document) Slice(s doc.Span) string { return d.Text[s.Start:s.End] }

// A Span is an annotated mention. The fields from Holder on are of a ROLE only. A name of an entity is a key that is
// equal for mentions of one thing in one document and says nothing else; it is "" where the gold does not say.
type Span struct {
	doc.Span
	Label        doc.Label
	Entity       string     // a NORP's is its country's
	Unsure       bool       // it may be of another label, or no mention at all
	Score        *float64   // nil where the gold does not say
	Source       string     // who made it, as records say it; "" where the gold does not say
	Holder       string     // the name or text of who holds the role
	HolderEntity string     // its entity
	Holders      []string   // the entities of all holders, where the gold has several
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
