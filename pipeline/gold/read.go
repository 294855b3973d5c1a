package gold

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// A Reader reads annotated documents.
type Reader struct {
	// Text returns the text of the document of that id. It is asked for records without text, which are errors
	// where it is nil or has none.
	Text func(id string) (string, bool)
	// Form is the form of all files, one of Forms; "": by extension and content.
	Form string
	// Stdin is what the path "-" reads; it is an error where Stdin is nil.
	Stdin io.Reader
	// Left is told what is left out of a document of a tool's form: a label, a relation. It is an error where Left is
	// nil.
	Left func(what string)
	// Output is a file that is written meanwhile: in a folder it is passed over, which Left is told. "": none.
	Output string
	// Records asks for Document.Record.
	Records bool
}

// Read returns the documents of files and folders, in the order of the paths and, in a folder and the folders in it, of
// the names. Of a folder it reads the files of annotated text that are not hidden, but no .json. Every document, file
// or path that cannot be read is an error of its own, and the next one follows: an *Error, several of them joined where
// a file of marked text has several faults, or an error of the file system.
func Read(paths ...string) iter.Seq2[*Document, error] { return Reader{}.Read(paths...) }

// ReadAll returns all documents of files and folders, or all errors, joined.
func ReadAll(paths ...string) ([]*Document, error) { return Reader{}.ReadAll(paths...) }

// ReadAll is as the function ReadAll.
func (r Reader) ReadAll(paths ...string) ([]*Document, error) {
	var docs []*Document
	var errs []error
	for d, err := range r.Read(paths...) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		docs = append(docs, d)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return docs, nil
}

// Read is as the function Read.
func (r Reader) Read(paths ...string) iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		for _, path := range paths {
			if !r.path(path, yield) {
				return
			}
		}
	}
}

// path yields the documents of one path and reports whether more are wanted.
func (r Reader) path(path string, yield func(*Document, error) bool) bool {
	if path == "-" && r.Stdin != nil {
		return r.stream(r.Stdin, "stdin", "stdin", r.kindOfStream(), yield)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return yield(nil, err)
	case info.IsDir():
		return r.folder(path, yield)
	case r.kind(path, true) == "":
		return yield(nil, fmt.Errorf("%s: expected %s or a folder", path, r.expected()))
	}
	return r.file(path, filepath.Base(path), r.kind(path, true), yield)
}

// folder yields the documents of a folder.
func (r Reader) folder(root string, yield func(*Document, error) bool) bool {
	found, more := false, true
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		hidden := path != root && strings.HasPrefix(filepath.Base(path), ".")
		switch {
		case err != nil:
			more = yield(nil, err)
		case entry.IsDir() && hidden:
			return fs.SkipDir
		case !entry.IsDir() && r.isOutput(path):
			if r.Left != nil {
				r.Left("the output of this run")
			}
		case !entry.IsDir() && !hidden && r.kind(path, false) != "" && isRegular(path):
			found = true
			name, _ := filepath.Rel(root, path) // path starts with root
			more = r.file(path, filepath.ToSlash(name), r.kind(path, false), yield)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if err == nil && !found && more {
		err = fmt.Errorf("%s: no %s in it", root, r.expected())
	}
	if err != nil {
		return yield(nil, err)
	}
	return more
}

// isOutput reports whether a path leads to Output.
func (r Reader) isOutput(path string) bool {
	if r.Output == "" {
		return false
	}
	written, err := os.Stat(r.Output)
	if err != nil {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && os.SameFile(written, info)
}

// isRegular reports whether a path is a file, or a link to one: no pipe, socket or device is opened.
func isRegular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// file yields the documents of a file of that kind. Name is what ids are made of.
func (r Reader) file(path, name, kind string, yield func(*Document, error) bool) bool {
	if kind == "brat" {
		return yield(r.brat(path, name))
	}
	f, err := os.Open(path)
	if err != nil {
		return yield(nil, err)
	}
	defer f.Close()
	return r.stream(f, path, name, kind, yield)
}

// stream yields the documents of what a file of that kind holds.
func (r Reader) stream(in io.Reader, path, name, kind string, yield func(*Document, error) bool) bool {
	buf := bufio.NewReaderSize(in, 1<<16)
	switch {
	case kind == "brat":
		return yield(nil, fmt.Errorf("%s: brat's annotations are files beside texts, expected a path", path))
	case kind == "conll":
		return r.columns(buf, path, name, yield)
	case kind == "json" && !strings.HasSuffix(strings.ToLower(path), ".json") && !isArray(buf):
		return r.lines(buf, path, name, yield)
	}
	raw, err := io.ReadAll(buf)
	if err != nil {
		return yield(nil, err)
	}
	if kind == "json" {
		return r.values(raw, path, name, yield)
	}
	return yield(readMarked(path, strings.TrimSuffix(name, ".txt"), string(raw)))
}

// isArray reports whether JSON starts as an array of objects.
func isArray(in *bufio.Reader) bool {
	head, _ := in.Peek(64)
	items, ok := bytes.CutPrefix(bytes.TrimSpace(bytes.TrimPrefix(head, bom)), []byte("["))
	return ok && bytes.HasPrefix(bytes.TrimSpace(items), []byte("{"))
}

var bom = []byte("\uFEFF")

// lines yields the documents of JSON Lines. Lines of white space are no documents.
func (r Reader) lines(buf *bufio.Reader, path, name string, yield func(*Document, error) bool) bool {
	for n := 1; ; n++ {
		line, err := buf.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return yield(nil, fmt.Errorf("%s:%d: %w", path, n, err))
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, bom)
		}
		if len(bytes.TrimSpace(line)) > 0 && !r.yieldLine(line, path, name, n, yield) {
			return false
		}
		if err == io.EOF {
			return true
		}
	}
}

// yieldLine yields line n of a file as a document, unless its annotator refused it.
func (r Reader) yieldLine(line []byte, path, name string, n int, yield func(*Document, error) bool) bool {
	line = bytes.TrimRight(line, "\r\n")
	d := &Document{ID: fmt.Sprintf("%s:%d", name, n), File: path, Line: n}
	return r.object(line, d, yield, func(at *jsonError) error { return &Error{path, n, at.column(line), at.err} })
}

// values yields the documents of a file of JSON: the objects of an array, or those that stand one after another.
func (r Reader) values(raw []byte, path, name string, yield func(*Document, error) bool) bool {
	raw = bytes.TrimPrefix(raw, bom)
	locate := func(at int, err error) error {
		line, col := position(string(raw), min(at, len(raw)))
		return &Error{path, line, col, err}
	}
	if at := invalidUTF8(string(raw)); at >= 0 {
		return yield(nil, locate(at, errors.New("invalid UTF-8")))
	}
	in := json.NewDecoder(bytes.NewReader(raw))
	array := bytes.HasPrefix(bytes.TrimLeft(raw, " \t\r\n"), []byte("["))
	if array {
		in.Token() // the bracket
	}
	for n := 1; in.More(); n++ {
		var value json.RawMessage
		if err := in.Decode(&value); err != nil {
			return yield(nil, locate(int(in.InputOffset()), fmt.Errorf("no JSON: %w", err)))
		}
		start := int(in.InputOffset()) - len(value)
		line, _ := position(string(raw), start)
		d := &Document{ID: fmt.Sprintf("%s:%d", name, n), File: path, Line: line}
		if !r.object(value, d, yield, func(at *jsonError) error { return locate(start+at.at, at.err) }) {
			return false
		}
	}
	if _, err := in.Token(); array && err != nil {
		return yield(nil, locate(len(raw), errors.New("the JSON ends too early")))
	}
	return true
}

// object yields a JSON object as document d, which has the id that it bears if the object has none. Fail makes the
// error of one at an offset of the object.
func (r Reader) object(raw []byte, d *Document, yield func(*Document, error) bool, fail func(*jsonError) error) bool {
	f := formNamed(r.Form)
	if f == nil {
		f = formOf(raw)
	}
	err := f.object(r, raw, d)
	var at *jsonError
	switch {
	case errors.Is(err, errRefused):
		return true
	case errors.As(err, &at):
		return yield(nil, fail(at))
	case err != nil:
		return yield(nil, fail(&jsonError{0, err}))
	}
	return yield(d, nil)
}

// errRefused says that an annotator refused a document.
var errRefused = errors.New("refused")
