package input

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"roster/pipeline/doc"
)

// A format turns the bytes of a source, decompressed, into documents. It reads no further than the last one wanted,
// and yields an *Error for each document that it cannot make. It reports whether more documents are wanted.
type format struct {
	name       string
	extensions []string
	read       func(r *Reader, s *source, in *stream, yield yield) bool
	archive    bool // its members have formats of their own
}

// yield takes a document or an error and reports whether more are wanted.
type yield = func(*doc.Document, error) bool

var formats []*format

// An archive's reader looks its members' formats up in the table, which therefore no initializer can hold.
func init() {
	formats = []*format{
		{name: "text", extensions: []string{".txt", ".text"}, read: whole(plainText)},
		{name: "markdown", extensions: []string{".md", ".markdown"}, read: whole(plainText)},
		{name: "html", extensions: []string{".html", ".htm", ".xhtml"}, read: whole(htmlText)},
		{name: "jsonl", extensions: []string{".jsonl", ".ndjson"}, read: readLines},
		{name: "csv", extensions: []string{".csv"}, read: table{delimiters: ",;\t"}.read},
		{name: "tsv", extensions: []string{".tsv"}, read: table{delimiters: "\t"}.read},
		{name: "parquet", extensions: []string{".parquet"}, read: readParquet},
		{name: "tar", extensions: []string{".tar", ".tgz"}, read: readTar, archive: true},
		{name: "zip", extensions: []string{".zip"}, read: readZip, archive: true},
	}
}

// Formats lists the values of Config.Format.
func Formats() []string {
	names := []string{"auto"}
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// formatNamed returns the format of that name, nil for auto.
func formatNamed(name string) (*format, error) {
	if name == "" || name == "auto" {
		return nil, nil
	}
	for _, f := range formats {
		if f.name == name {
			return f, nil
		}
	}
	return nil, fmt.Errorf("unknown input format %q, expected one of %s", name, strings.Join(Formats(), ", "))
}

// formatOf returns the format of a file name without .gz and the like, nil if its extension is unknown.
func formatOf(name string) *format {
	ext := strings.ToLower(filepath.Ext(name))
	for _, f := range formats {
		if slices.Contains(f.extensions, ext) {
			return f
		}
	}
	return nil
}

// extensions lists all known ones, for messages.
func extensions() string {
	var all []string
	for _, f := range formats {
		all = append(all, f.extensions...)
	}
	return strings.Join(all, " ")
}

// A source is a stream of bytes that holds documents: a file, standard input, or a member of an archive.
type source struct {
	path   string // the file, "stdin"
	member string // as Error has it
	id     string // of its document, or what stands before the line number
	format *format
	unpack *packing // nil where it is not compressed
	stdin  bool
	within int // how many archives it is in
	named  int // index of the path that led to it
}

// newSource returns the source of a file or member of that name, in the format of its extension unless another is
// given. Archives are always read as archives.
func newSource(name, id string, given *format) *source {
	s := &source{path: name, id: strings.ToValidUTF8(id, "\uFFFD")}
	if strings.EqualFold(filepath.Ext(name), ".tgz") {
		name = strings.TrimSuffix(name, filepath.Ext(name)) + ".tar.gz"
	}
	if s.unpack = packingOf(name); s.unpack != nil {
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	s.format = formatOf(name)
	if given != nil && (s.format == nil || !s.format.archive) {
		s.format = given
	}
	return s
}

// whole makes the reader of a format whose files are a document each, from what turns a file's bytes into text.
func whole(text func([]byte, charset) (string, error)) func(*Reader, *source, *stream, yield) bool {
	read := func(in io.Reader, lim limits) (string, error) {
		b, err := io.ReadAll(io.LimitReader(in, lim.maxBytes+1))
		if err != nil {
			return "", err
		}
		if int64(len(b)) > lim.maxBytes {
			return "", errTooLarge(lim.maxBytes)
		}
		s, err := text(b, lim.charset)
		if err != nil {
			return "", err
		}
		return s, checkText(s)
	}
	return func(r *Reader, s *source, in *stream, yield yield) bool {
		text, err := read(in, r.limits)
		if err != nil {
			return yield(nil, s.fail(err))
		}
		return yield(&doc.Document{ID: s.id, Path: s.path, Text: text}, nil)
	}
}

func errTooLarge(limit int64) error {
	return fmt.Errorf("too large, expected at most %d bytes in a document", limit)
}
