package batch

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/input"
)

// A Failure is a document without a record: a line of failures.jsonl.
type Failure struct {
	ID     string  `json:"id"`
	Path   *string `json:"path"`  // the file; null where there is none
	Stage  string  `json:"stage"` // input, tokenize, tag, match, resolve, link or emit
	Error  string  `json:"error"`
	SHA256 *string `json:"sha256"` // of the text; null where it could not be read
}

// newFailure describes why a document has no record. The document is nil where it could not be read.
func newFailure(d *doc.Document, err error) Failure {
	f := Failure{Stage: "input", Error: err.Error()}
	var unread *input.Error
	var failed *pipeline.Error
	switch {
	case errors.As(err, &unread):
		f.ID = unread.ID
		f.setPath(unread.Path)
	case errors.As(err, &failed):
		f.Stage, f.Error = failed.Stage, failed.Err.Error()
	}
	if d != nil {
		sum := sha256.Sum256([]byte(d.Text))
		text := hex.EncodeToString(sum[:])
		f.ID, f.SHA256 = d.ID, &text
		f.setPath(d.Path)
	}
	return f
}

func (f *Failure) setPath(path string) {
	if f.Path = nil; path != "" {
		f.Path = &path
	}
}

// line is the failure as it is written.
func (f Failure) line() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(f)
	return b.Bytes(), err
}

// hashItem adds what was read to a hash: the document, or the failure to read one.
func hashItem(h hash.Hash, d *doc.Document, f Failure) {
	if d != nil {
		hashDocument(h, d)
		return
	}
	line, _ := f.line() // strings always have one
	h.Write(line)
}

// hashDocument adds a document as it was read to a hash.
func hashDocument(h hash.Hash, d *doc.Document) {
	key := documentKey(d)
	h.Write(key[:])
}

// documentKey hashes a document as it was read.
func documentKey(d *doc.Document) [32]byte {
	text := sha256.Sum256([]byte(d.Text))
	return recordKey(d.ID, hex.EncodeToString(text[:]), d.Fields)
}

// recordKey hashes a document by its id, the hexadecimal SHA-256 of its text, and its fields.
func recordKey(id, text, fields string) [32]byte {
	h := sha256.New()
	for _, s := range []string{id, text, fields} {
		fmt.Fprintf(h, "%d:%s", len(s), s)
	}
	return [32]byte(h.Sum(nil))
}

// A failureLog appends to failures.jsonl.
type failureLog struct {
	file   *os.File
	out    *bufio.Writer
	hash   hash.Hash
	length int64
}

// openFailures opens failures.jsonl behind its known part; what stands behind that is cut off.
func openFailures(dir string, known Prefix) (*failureLog, error) {
	f, err := os.OpenFile(filepath.Join(dir, FailuresName), os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	l := &failureLog{file: f, hash: sha256.New()}
	if err = f.Truncate(known.Size); err == nil {
		l.length, err = io.Copy(l.hash, f)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	l.out = bufio.NewWriter(io.MultiWriter(f, l.hash))
	return l, nil
}

func (l *failureLog) add(f Failure) error {
	line, err := f.line()
	if err != nil {
		return err
	}
	l.length += int64(len(line))
	_, err = l.out.Write(line)
	return err
}

// sync brings the failures to the disk and describes the file.
func (l *failureLog) sync() (Prefix, error) {
	err := errors.Join(l.out.Flush(), l.file.Sync())
	return Prefix{l.length, hex.EncodeToString(l.hash.Sum(nil))}, err
}

// close closes the file; what was added since the last sync may be lost, and belongs to no shard.
func (l *failureLog) close() {
	if l != nil {
		l.file.Close()
	}
}
