// Package emit writes documents as records. It takes a document whose Mentions, Entities and Positions are set, keeps
// the labels asked for, converts byte offsets to the unit asked for, and appends one record a document, or one a span,
// entity or position, to an io.Writer. The records are described by the JSON Schemas in the folder schema.
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

// The values that New takes, in the order in which help and errors list them. MISC is in no record.
var (
	Records = []Record{Document, Span, Entity, Position}
	Formats = []string{"jsonl"}
	Offsets = []Offset{Codepoint, Byte, UTF16}
	Labels  = []doc.Label{doc.Person, doc.Role, doc.Place, doc.Organization, doc.Norp}
)

// writers makes the writer of each of Formats.
var writers = map[string]func(io.Writer, Options) Writer{
	"jsonl": newJSONL,
}

// Options say what a record holds. No field has a default.
type Options struct {
	Record  Record
	Format  string
	Labels  []doc.Label // spans of other labels are left out
	Offsets Offset
	Text    bool   // whether a document record holds the document's text
	Version string // the program's version, for meta.roster
	Config  string // the fingerprint of the configuration, for meta.config
}

// A Writer writes documents in the order of the calls. It is not safe for concurrent use.
type Writer interface {
	// Write hands all lines of a document to the underlying writer in one call, none where there is no line.
	Write(*doc.Document) error
	// Close writes what a format ends with. It does not close the underlying writer.
	Close() error
}

// New returns a writer of records to w. The error names the option that is wrong and the values it takes.
func New(w io.Writer, opt Options) (Writer, error) {
	if err := opt.check(); err != nil {
		return nil, err
	}
	return writers[opt.Format](w, opt), nil
}

func (o Options) check() error {
	if err := known("record", o.Record, Records); err != nil {
		return err
	}
	if err := known("format", o.Format, Formats); err != nil {
		return err
	}
	if err := known("offsets", o.Offsets, Offsets); err != nil {
		return err
	}
	if len(o.Labels) == 0 {
		return fmt.Errorf("labels: none given, expected some of %v", Labels)
	}
	for _, l := range o.Labels {
		if err := known("labels", l, Labels); err != nil {
			return err
		}
	}
	return nil
}

func known[T ~string](option string, value T, values []T) error {
	if !slices.Contains(values, value) {
		return fmt.Errorf("%s: unknown value %q, expected one of %v", option, value, values)
	}
	return nil
}
