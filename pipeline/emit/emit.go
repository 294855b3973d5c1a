// Package emit writes documents as records. It takes a document whose Mentions, Entities and Positions are set, keeps
// the labels asked for, converts byte offsets to the unit asked for, and writes them in one of the formats: records one
// a line, tables, or what an annotation tool, a notebook or an investigation platform reads. The JSON records are
// described by the JSON Schemas in the folder schema, the other formats in docs/formats.md.
//
// What is left out leaves no trace but names: an entity of which no mention is emitted is no entity of the record, its
// id is null where a position refers to it, and ids and span indexes count only what is emitted.
package emit

import (
	"fmt"
	"io"
	"slices"

	"roster/pipeline/doc"
)

// A Record is what one line or row stands for.
type Record string

// The records.
const (
	Document Record = "document"
	Span     Record = "span"
	Entity   Record = "entity"
	Position Record = "position"
)

// An Offset is the unit of start and end in records.
type Offset string

// The units: Unicode code points, bytes of UTF-8, code units of UTF-16.
const (
	Codepoint Offset = "codepoint"
	Byte      Offset = "byte"
	UTF16     Offset = "utf16"
)

// The values that New takes, in the order in which help and errors list them. MISC is in no record but those of
// converted gold.
var (
	Records = []Record{Document, Span, Entity, Position}
	Formats = formatNames()
	Offsets = []Offset{Codepoint, Byte, UTF16}
	Labels  = []doc.Label{doc.Person, doc.Role, doc.Place, doc.Organization, doc.Norp}
)

// Options say what a record holds. No field has a default; Default sets them.
type Options struct {
	Record  Record
	Format  string
	Labels  []doc.Label // spans of other labels are left out
	Offsets Offset
	Text    bool   // whether a document record holds the document's text
	Version string // the program's version, for meta.roster
	Config  string // the fingerprint of the configuration, for meta.config
}

// Default is what the command line writes: document records in JSON Lines. Version and Config are the caller's.
func Default() Options {
	return Options{
		Record: Document, Format: "jsonl", Offsets: Codepoint, Text: true,
		Labels: []doc.Label{doc.Person, doc.Role, doc.Place, doc.Organization},
	}
}

// A Writer writes documents in the order of the calls. It is not safe for concurrent use.
type Writer interface {
	// Write hands all that a format holds of a document to the underlying writer: in one call, none where there is
	// nothing, unless the format collects rows to pages. A *DocumentError leaves the writer as it was.
	Write(*doc.Document) error
	// Close writes what a format ends with. It does not close the underlying writer.
	Close() error
}

// A DocumentError says why a format cannot hold a document. The documents after it can be written.
type DocumentError struct{ ID, Reason string }

// Error returns "id: reason".
func (e *DocumentError) Error() string { return e.ID + ": " + e.Reason }

// A Create function makes the file of that name in an output folder; names have slashes. It is called once for each
// name, and the writer closes what it returns.
type Create func(name string) (io.WriteCloser, error)

// New returns a writer of records to w. The error names the option that is wrong and the values it takes.
func New(w io.Writer, opt Options) (Writer, error) {
	f, err := opt.check()
	if err != nil {
		return nil, err
	}
	if f.stream == nil {
		return nil, fmt.Errorf("format: %s writes several files, expected an output folder", f.name)
	}
	return f.stream(w, opt), nil
}

// NewFolder returns a writer of records to the files of a folder. Only the formats of which InFolder is true have one.
func NewFolder(create Create, opt Options) (Writer, error) {
	f, err := opt.check()
	if err != nil {
		return nil, err
	}
	if f.folder == nil {
		return nil, fmt.Errorf("format: %s writes one file, expected no output folder", f.name)
	}
	return f.folder(create, opt), nil
}

// InFolder reports whether a format names the files of an output folder itself, and whether it can be written nowhere
// else.
func InFolder(format string) (can, must bool) {
	f := formatNamed(format)
	return f != nil && f.folder != nil, f != nil && f.stream == nil
}

// Single reports whether a file of a format holds one document, so that several need a folder.
func Single(format string) bool {
	f := formatNamed(format)
	return f != nil && f.single
}

// Extension returns what the name of a file of that format ends with: ".jsonl".
func Extension(format string) string {
	if f := formatNamed(format); f != nil {
		return f.extension
	}
	return ""
}

// check returns the format of options that fit together.
func (o Options) check() (*format, error) {
	if err := known("record", o.Record, Records); err != nil {
		return nil, err
	}
	if err := known("format", o.Format, Formats); err != nil {
		return nil, err
	}
	if err := known("offsets", o.Offsets, Offsets); err != nil {
		return nil, err
	}
	if len(o.Labels) == 0 {
		return nil, fmt.Errorf("labels: none given, expected some of %v", Labels)
	}
	for _, l := range o.Labels {
		if err := known("labels", l, doc.Labels); err != nil {
			return nil, err
		}
	}
	f := formatNamed(o.Format)
	switch {
	case o.Record != Document && !f.flat:
		return nil, fmt.Errorf("record: format %s writes whole documents, expected record document, not %s",
			f.name, o.Record)
	case o.Offsets != Codepoint && !f.anyUnit:
		return nil, fmt.Errorf("offsets: the readers of format %s count code points, expected offsets codepoint, not %s",
			f.name, o.Offsets)
	case !o.Text && !f.textless:
		return nil, fmt.Errorf("text: format %s cannot be written without the text", f.name)
	}
	return f, nil
}

func known[T ~string](option string, value T, values []T) error {
	if !slices.Contains(values, value) {
		return fmt.Errorf("%s: unknown value %q, expected one of %v", option, value, values)
	}
	return nil
}
