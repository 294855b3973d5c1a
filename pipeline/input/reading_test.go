package input

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"roster/pipeline/doc"
)

// files makes a folder of them, name to content, and returns its path.
func files(t testing.TB, content map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, s := range content {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func gz(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, s); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zst(t testing.TB, s string) string {
	t.Helper()
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(z.EncodeAll([]byte(s), nil))
}

func newReader(t testing.TB, cfg Config, stdin string, paths ...string) *Reader {
	t.Helper()
	r, err := New(cfg, paths, strings.NewReader(stdin))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// results gives a line for each document, "id: text", or "! " and the error, with dir left out of it.
func results(t testing.TB, r *Reader, dir string) []string {
	t.Helper()
	var got []string
	for d, err := range r.Documents(context.Background()) {
		switch e := (*Error)(nil); {
		case err == nil:
			got = append(got, fmt.Sprintf("%s: %q", d.ID, d.Text))
		case errors.As(err, &e):
			got = append(got, "! "+strings.ReplaceAll(filepath.ToSlash(err.Error()), filepath.ToSlash(dir)+"/", ""))
		default:
			t.Errorf("error %v (%T), want an *Error", err, err)
		}
	}
	return got
}

// readAll gives the results of a new reader, and that.
func readAll(t testing.TB, cfg Config, stdin, dir string, paths ...string) ([]string, *Reader) {
	t.Helper()
	r := newReader(t, cfg, stdin, paths...)
	return results(t, r, dir), r
}

// checkDocument checks what holds for every document.
func checkDocument(t testing.TB, d *doc.Document, most int) {
	t.Helper()
	switch {
	case !utf8.ValidString(d.ID) || d.ID == "" || d.Path == "":
		t.Errorf("id %q, path %q", d.ID, d.Path)
	case !utf8.ValidString(d.Text) || strings.TrimSpace(d.Text) == "" || len(d.Text) > most:
		t.Errorf("%s: text of %d bytes: %.100q", d.ID, len(d.Text), d.Text)
	case d.Fields != "" && !json.Valid([]byte(d.Fields)):
		t.Errorf("%s: fields %q", d.ID, d.Fields)
	}
}

// documentsOf reads a stream as standard input.
func documentsOf(t testing.TB, cfg Config, stream []byte) iter.Seq2[*doc.Document, error] {
	t.Helper()
	r, err := New(cfg, []string{"-"}, bytes.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	return r.Documents(context.Background())
}

func equal(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}
