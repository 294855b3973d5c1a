package gold

import (
	"bufio"
	"bytes"
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
}

// Read returns the documents of files and folders, in the order of the paths and, in a folder and the folders in it, of
// the names. Of a folder it reads the .txt and .jsonl files that are not hidden. Every document, file or path that
// cannot be read is an error of its own, and the next one follows: an *Error, several of them joined where a file of
// marked text has several faults, or an error of the file system.
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
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return yield(nil, err)
	case info.IsDir():
		return r.folder(path, yield)
	case !isGold(path):
		return yield(nil, fmt.Errorf("%s: expected marked text (.txt), JSON Lines (.jsonl) or a folder", path))
	}
	return r.file(path, filepath.Base(path), yield)
}

func isGold(path string) bool {
	ext := filepath.Ext(path)
	return ext == ".txt" || ext == ".jsonl"
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
		case isGold(path) && !hidden && isRegular(path):
			found = true
			name, _ := filepath.Rel(root, path) // path starts with root
			more = r.file(path, filepath.ToSlash(name), yield)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if err == nil && !found && more {
		err = fmt.Errorf("%s: no marked text (.txt) and no JSON Lines (.jsonl) in it", root)
	}
	if err != nil {
		return yield(nil, err)
	}
	return more
}

// isRegular reports whether a path is a file, or a link to one: no pipe, socket or device is opened.
func isRegular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// file yields the documents of a file. Name is what ids are made of.
func (r Reader) file(path, name string, yield func(*Document, error) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(nil, err)
	}
	defer f.Close()
	if filepath.Ext(path) == ".jsonl" {
		return r.lines(f, path, name, yield)
	}
	raw, err := io.ReadAll(f)
	if err != nil {
		return yield(nil, err)
	}
	return yield(readMarked(path, strings.TrimSuffix(name, ".txt"), string(raw)))
}

var bom = []byte("\uFEFF")

// lines yields the documents of JSON Lines. Lines of white space are no documents.
func (r Reader) lines(in io.Reader, path, name string, yield func(*Document, error) bool) bool {
	buf := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ; n++ {
		line, err := buf.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return yield(nil, fmt.Errorf("%s:%d: %w", path, n, err))
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, bom)
		}
		if len(bytes.TrimSpace(line)) > 0 && !yield(r.record(line, path, name, n)) {
			return false
		}
		if err == io.EOF {
			return true
		}
	}
}

// record reads line n of a file as a document.
func (r Reader) record(line []byte, path, name string, n int) (*Document, error) {
	line = bytes.TrimRight(line, "\r\n")
	d := &Document{ID: fmt.Sprintf("%s:%d", name, n), File: path, Line: n}
	if err := r.parseRecord(line, d); err != nil {
		var at *jsonError
		errors.As(err, &at) // parseRecord has no other
		return nil, &Error{path, n, at.column(line), at.err}
	}
	return d, nil
}
