package batch

import (
	"errors"
	"io"
	"strings"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/emit"
)

// A fussyWriter cannot write every document.
type fussyWriter struct{ emit.Writer }

func (f fussyWriter) Write(d *doc.Document) error {
	switch d.ID {
	case "ż05":
		panic("Łódź")
	case "ż06":
		return &emit.DocumentError{ID: d.ID, Reason: "no <é> here"}
	}
	return f.Writer.Write(d)
}

// TestUnwritable holds that a document that cannot be written is a failure, and the others come out.
func TestUnwritable(t *testing.T) {
	folder := tempDir(t)
	whole(t, folder, corpus, func(o *Options) {
		w := o.Writer
		o.Writer = func(out io.Writer) (emit.Writer, error) {
			inner, err := w(out)
			return fussyWriter{inner}, err
		}
	})
	got := files(t, folder)
	for _, want := range []string{
		`{"id":"ż05","path":"ż/ż05","stage":"emit","error":"a bug in Roster, please report it: panic: Łódź; the text has SHA-256 `,
		`{"id":"ż06","path":"ż/ż06","stage":"emit","error":"no <é> here","sha256":"`,
	} {
		if !strings.Contains(got[FailuresName], want) {
			t.Errorf("failures: got\n%s\nwant %s", got[FailuresName], want)
		}
	}
	m, err := ReadManifest(folder)
	if err != nil || m.Counts.Documents != 15 || m.Counts.Failed != 5 {
		t.Errorf("manifest %+v, %v", m, err)
	}
	whole(t, folder, corpus, func(o *Options) { o.Incremental, o.RetryFailures = true, true })
	same(t, files(t, folder), undisturbed(t, corpus))
}

func TestOfDocument(t *testing.T) {
	if OfDocument(nil) || OfDocument(errors.New("disk full in Łódź")) {
		t.Error("an error of the output is taken for one of a document")
	}
}
