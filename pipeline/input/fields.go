package input

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"roster/pipeline/doc"
)

// fields says which fields of a row make a document.
type fields struct {
	text, id string
	keep     []string
	all      bool // keep all others
	strict   bool // a row must have the id
}

func newFields(cfg Config) (fields, error) {
	f := fields{text: cmp.Or(cfg.TextField, "text"), id: cmp.Or(cfg.IDField, "id"), keep: cfg.KeepFields}
	f.all = slices.Contains(f.keep, "*")
	f.strict = f.id != "id"
	if f.text == f.id {
		return f, fmt.Errorf("the text and the id are both in the field %q, expected two fields", f.text)
	}
	return f, nil
}

// keeps reports whether a field goes into Document.Fields.
func (f *fields) keeps(name string) bool {
	return f.all && name != f.text && name != f.id || slices.Contains(f.keep, name)
}

// A row is a document in the making, from the fields of a line of JSON or of a table's row.
type row struct {
	text, id *string // nil where there is none
	kept     []byte  // the members of the JSON object that Document.Fields becomes
}

// add keeps a field whose value is JSON.
func (r *row) add(name string, value []byte) {
	if len(r.kept) > 0 {
		r.kept = append(r.kept, ',')
	}
	r.kept = append(r.kept, quoteJSON(name)...)
	r.kept = append(append(r.kept, ':'), value...)
}

// set fills in a document, whose ID is that of a row without one. It fails on a row that makes no document.
func (r *row) set(d *doc.Document, f *fields) error {
	if r.id != nil {
		d.ID = *r.id
	}
	d.Text = *r.text
	if len(f.keep) > 0 {
		d.Fields = "{" + string(r.kept) + "}"
	}
	return checkText(d.Text)
}

// quoteJSON returns s as a string of JSON.
func quoteJSON(s string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // strings always can be, and buffers take all
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
