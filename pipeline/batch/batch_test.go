package batch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/input"
)

// An item is a document, with why it cannot be extracted, or why it cannot be read where it has no text.
type item struct{ id, text, failure string }

// corpus is what the runs of these tests read: three shards and a bit, with failures of both kinds.
var corpus = func() []item {
	var items []item
	for i := range 20 {
		items = append(items, item{id: fmt.Sprintf("ż%02d", i), text: strings.Repeat(fmt.Sprintf("Zoë %d met Łukasz. ", i), 1+i%3)})
	}
	items[4].text = ""
	items[9].failure = "not done after 1s"
	items[10].failure = "a <bug> in Łódź"
	return items
}()

// standard cuts a shard at every few documents.
func standard() Options {
	labels := []doc.Label{doc.Person}
	return Options{
		Identity: Identity{
			Roster: "1", Config: "c", Rules: "r", Model: "m",
			Settings: map[string]string{"input.format": "auto"}, Paths: []string{"ż"},
		},
		Writer: func(w io.Writer) (emit.Writer, error) {
			options := emit.Default()
			options.Labels = labels
			return emit.New(w, options)
		},
		Extension:  ".jsonl",
		Labels:     labels,
		ShardBytes: 1500,
	}
}

// read gives the items as documents, as package input would.
func read(items []item) iter.Seq2[*doc.Document, error] {
	return func(yield func(*doc.Document, error) bool) {
		for _, it := range items {
			d, err := &doc.Document{ID: it.id, Path: "ż/" + it.id, Text: it.text}, error(nil)
			if it.text == "" {
				d, err = nil, &input.Error{ID: it.id, Path: "ż/" + it.id, Offset: -1, Err: errors.New("empty document")}
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// extract finds the persons, or fails as the item says.
func extract(d *doc.Document, items []item) error {
	for i := 0; ; i++ {
		at := strings.Index(d.Text[i:], "Zoë")
		if at < 0 {
			break
		}
		i += at
		span := doc.Span{Start: i, End: i + len("Zoë")}
		d.Mentions = append(d.Mentions, doc.Mention{Span: span, Label: doc.Person, Score: 1, Entity: doc.None})
	}
	i := slices.IndexFunc(items, func(it item) bool { return it.id == d.ID && it.text == d.Text })
	if f := items[i].failure; f != "" {
		return errors.New(f)
	}
	return nil
}

// work does what a program does with a run: it writes most results of the items at most, -1 for all. It returns how
// many records or failures were kept.
func work(r *Run, items []item, most int) (kept int, err error) {
	for d, err := range r.Pending(read(items)) {
		if most == 0 {
			return kept, nil
		}
		most--
		if k := (*Kept)(nil); errors.As(err, &k) {
			kept++
		}
		if err == nil {
			err = extract(d, items)
		}
		if _, err = r.Add(d, err); err != nil {
			return kept, err
		}
	}
	return kept, nil
}

func open(t *testing.T, folder string, change func(*Options)) *Run {
	t.Helper()
	o := standard()
	if change != nil {
		change(&o)
	}
	r, err := Open(folder, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// whole makes a run from start to end and returns how much was kept.
func whole(t *testing.T, folder string, items []item, change func(*Options)) (kept int) {
	t.Helper()
	r := open(t, folder, change)
	kept, err := work(r, items, -1)
	if err == nil {
		err = r.Finish(End{Inputs: []input.Input{{Path: "ż", Files: len(items)}}, Skipped: map[string]int{"hidden": 1}})
	}
	if err := errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
	return kept
}

// tempDir is t.TempDir, in memory where that can be had: these tests wait for the disk thousands of times.
func tempDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "roster-batch-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func resumed(o *Options)     { o.Resume = true }
func incremental(o *Options) { o.Incremental = true }

// files returns all that is in a folder.
func files(t *testing.T, folder string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		out[filepath.ToSlash(name)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// same fails where two folders do not hold the same bytes.
func same(t *testing.T, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got[name], want[name])
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is left", name)
		}
	}
}

// undisturbed is what a run over the items comes to.
func undisturbed(t *testing.T, items []item) map[string]string {
	t.Helper()
	folder := filepath.Join(tempDir(t), "run")
	whole(t, folder, items, nil)
	return files(t, folder)
}

// TestFolder holds what a run comes to: all records in order, all failures, and a manifest that says so.
func TestFolder(t *testing.T) {
	got := undisturbed(t, corpus)
	var records, failures bytes.Buffer
	w, err := standard().Writer(&records)
	if err != nil {
		t.Fatal(err)
	}
	for d, err := range read(corpus) {
		if err == nil {
			err = extract(d, corpus)
		}
		if err != nil {
			json.NewEncoder(&failures).Encode(newFailure(d, err))
		} else if err := w.Write(d); err != nil {
			t.Fatal(err)
		}
	}
	var m Manifest
	if err := json.Unmarshal([]byte(got[ManifestName]), &m); err != nil {
		t.Fatal(err)
	}
	var shards string
	for _, s := range m.Shards {
		shards += got[s.Name]
		if len(got[s.Name]) != int(s.Size) {
			t.Errorf("%s has %d bytes, the manifest says %d", s.Name, len(got[s.Name]), s.Size)
		}
	}
	if shards != records.String() {
		t.Errorf("records: got\n%s\nwant\n%s", shards, records.String())
	}
	plain := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">").Replace(failures.String())
	if got[FailuresName] != plain || strings.Count(plain, "\n") != 3 {
		t.Errorf("failures: got\n%s\nwant\n%s", got[FailuresName], plain)
	}
	if len(got) != len(m.Shards)+2 || len(m.Shards) < 4 || !m.Finished || m.Inputs[0].Files != 20 || m.Skipped["hidden"] != 1 ||
		m.Counts.Documents != 17 || m.Counts.Failed != 3 ||
		m.Counts.Mentions["PERSON"] != strings.Count(shards, `"label":"PERSON"`) {
		t.Errorf("%d files, manifest %+v", len(got), m)
	}
}

func TestFailureLine(t *testing.T) {
	f := newFailure(&doc.Document{ID: "ż", Path: "ż.txt", Text: "é"}, errors.New("<Łódź>"))
	line, err := f.line()
	want := `{"id":"ż","path":"ż.txt","stage":"input","error":"<Łódź>","sha256":"` +
		`4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"}` + "\n"
	if string(line) != want || err != nil {
		t.Errorf("got %s, %v, want %s", line, err, want)
	}
	f = newFailure(nil, context.Canceled)
	if line, _ := f.line(); string(line) != `{"id":"","path":null,"stage":"input","error":"context canceled","sha256":null}`+"\n" {
		t.Errorf("got %s", line)
	}
}

// TestStop holds that a run which was stopped has the records so far, and a manifest that names them.
func TestStop(t *testing.T) {
	folder := tempDir(t)
	r := open(t, folder, nil)
	_, err := work(r, corpus, 12)
	if err := errors.Join(err, r.Stop(), r.Close()); err != nil {
		t.Fatal(err)
	}
	m, err := ReadManifest(folder)
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, s := range m.Shards {
		lines += strings.Count(files(t, folder)[s.Name], "\n")
	}
	if m.Finished || lines != 9 || m.Counts.Documents != 9 || m.Counts.Failed != 3 || !m.Shards[len(m.Shards)-1].Partial {
		t.Errorf("%d lines, manifest %+v", lines, m)
	}
}

// A fullDisk has room for so many bytes.
type fullDisk struct {
	io.Writer
	room *int
}

var errFull = errors.New("no space left on device")

func (f fullDisk) Write(p []byte) (int, error) {
	if *f.room -= len(p); *f.room < 0 {
		n, _ := f.Writer.Write(p[:max(0, len(p)+*f.room)])
		return n, errFull
	}
	return f.Writer.Write(p)
}

// TestFullDisk lets the disk be full at any shard, then makes room.
func TestFullDisk(t *testing.T) {
	want := undisturbed(t, corpus)
	failed := 0
	for size := 0; size < 9000; size += 250 {
		folder := filepath.Join(tempDir(t), "run")
		room := size
		r := open(t, folder, func(o *Options) { o.wrap = func(w io.Writer) io.Writer { return fullDisk{w, &room} } })
		_, err := work(r, corpus, -1)
		if err == nil {
			err = r.Finish(End{})
		}
		if closed := r.Close(); closed != nil {
			t.Fatal(closed)
		}
		if err == nil {
			break
		}
		failed++
		if !errors.Is(err, errFull) {
			t.Fatalf("got %v, want %v", err, errFull)
		}
		for name := range files(t, folder) {
			if strings.HasPrefix(name, ".") {
				t.Errorf("%s is left", name)
			}
		}
		whole(t, folder, corpus, resumed)
		same(t, files(t, folder), want)
	}
	if failed < 10 {
		t.Errorf("the disk was full %d times, expected 10 or more", failed)
	}
}
