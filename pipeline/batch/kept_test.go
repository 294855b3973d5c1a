package batch

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roster/pipeline/doc"
)

// edited is the corpus after a change, an addition, a removal and a move; the document that is repeated stays so.
func edited() []item {
	items := slices.Clone(corpus)
	items[7].text = "Zoë is now in Oslo 🎻."
	items = slices.Insert(items, 3, item{id: "é", text: "Zoë again."})
	items = slices.Delete(items, 15, 16)
	items[0], items[12] = items[12], items[0]
	return items
}

// TestIncremental holds that an incremental run comes to the bytes of a new one, and what of it is kept.
func TestIncremental(t *testing.T) {
	stopped := func(t *testing.T, folder string) {
		r := open(t, folder, nil)
		_, err := work(r, corpus, 12)
		if err := errors.Join(err, r.Stop(), r.Close()); err != nil {
			t.Fatal(err)
		}
	}
	finished := func(t *testing.T, folder string) { whole(t, folder, corpus, nil) }
	for _, test := range []struct {
		name   string
		before func(*testing.T, string)
		change func(*Options)
		items  []item
		kept   int
	}{
		{"nothing there", func(*testing.T, string) {}, incremental, corpus, 0},
		{"nothing changed", finished, incremental, corpus, 19}, // all but the one that cannot be read
		{"failures tried again", finished, func(o *Options) { o.Incremental, o.RetryFailures = true, true }, corpus, 17},
		{"documents changed", finished, incremental, edited(), 17},
		{"unfinished", stopped, incremental, corpus, 11},
		{"all gone", finished, incremental, nil, 0},
		{"shard damaged", func(t *testing.T, f string) {
			finished(t, f)
			if err := os.WriteFile(filepath.Join(f, "part-00000.jsonl"), []byte("é\n"), 0o666); err != nil {
				t.Fatal(err)
			}
		}, incremental, corpus, 15},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := filepath.Join(tempDir(t), "run")
			test.before(t, folder)
			if kept := whole(t, folder, test.items, test.change); kept != test.kept {
				t.Errorf("%d kept, want %d", kept, test.kept)
			}
			same(t, files(t, folder), undisturbed(t, test.items))
		})
	}
}

// TestIncrementalChanges holds that nothing is kept where the records would be others, and that a note says why.
func TestIncrementalChanges(t *testing.T) {
	folder := tempDir(t)
	whole(t, folder, corpus, nil)
	r := open(t, folder, func(o *Options) { o.Incremental, o.Identity.Model = true, "ü" })
	kept, err := work(r, corpus, -1)
	if kept != 0 || err != nil || !strings.Contains(strings.Join(r.Notes(), "\n"), "model: was m, is ü") {
		t.Errorf("%d kept, %v, notes %q", kept, err, r.Notes())
	}
	if err := errors.Join(r.Finish(End{}), r.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestIncrementalInterrupted ends an incremental run anywhere: the old run stays until the new one, which is gone on
// with or begun again, is complete.
func TestIncrementalInterrupted(t *testing.T) {
	want := undisturbed(t, edited())
	for n := range edited() {
		for _, again := range []func(*Options){incremental, resumed, func(o *Options) { o.Incremental, o.Resume = true, true }} {
			folder := filepath.Join(tempDir(t), "run")
			whole(t, folder, corpus, nil)
			before := files(t, folder)
			r := open(t, folder, incremental)
			_, err := work(r, edited(), n)
			if err := errors.Join(err, r.Stop(), r.Close()); err != nil {
				t.Fatal(err)
			}
			for name, content := range files(t, folder) {
				if !strings.HasPrefix(name, nextName) && content != before[name] {
					t.Fatalf("%s has changed", name)
				}
			}
			whole(t, folder, edited(), again)
			if same(t, files(t, folder), want); t.Failed() {
				t.Fatalf("after %d results", n)
			}
		}
	}
}

// TestPromote kills the move of a finished run from .next at each of its steps.
func TestPromote(t *testing.T) {
	want := undisturbed(t, edited())
	for steps := range len(want) + 1 {
		folder := tempDir(t)
		whole(t, folder, corpus, nil)
		next := filepath.Join(folder, nextName)
		whole(t, next, edited(), nil)
		if steps > 0 {
			if err := os.Remove(filepath.Join(folder, ManifestName)); err != nil {
				t.Fatal(err)
			}
		}
		for i := range steps - 1 {
			name := append([]string{FailuresName}, shardNames(len(want)-2)...)[i]
			if err := os.Rename(filepath.Join(next, name), filepath.Join(folder, name)); err != nil {
				t.Fatal(err)
			}
		}
		r := open(t, folder, resumed)
		if !r.Finished() {
			t.Errorf("after %d steps: not finished", steps)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		same(t, files(t, folder), want)
	}
}

func shardNames(n int) []string {
	var names []string
	for i := range n {
		names = append(names, shardName(i, ".jsonl"))
	}
	return names
}

// FuzzReadRecord holds that what identifies a document can be read from its record.
func FuzzReadRecord(f *testing.F) {
	f.Add("ż", "Zoë said \"meta\":{}", `{"a":{"meta":{"sha256":"é"}},"label":"PERSON","score":1}`, "warned")
	f.Add(`","meta":{`, `,"meta":{"sha256":"x"}`, "", "")
	f.Fuzz(func(t *testing.T, id, text, fields, warning string) {
		var compact bytes.Buffer
		if json.Compact(&compact, []byte(fields)) != nil || !strings.HasPrefix(compact.String(), "{") {
			compact.Reset()
		}
		d := &doc.Document{ID: strings.ToValidUTF8(id, "?"), Text: strings.ToValidUTF8(text, "?"), Fields: compact.String()}
		if warning != "" {
			d.Warnings = []string{strings.ToValidUTF8(warning, "?")}
		}
		var line bytes.Buffer
		w, err := standard().Writer(&line)
		if err != nil {
			t.Fatal(err)
		}
		if err := extract(d, []item{{id: d.ID, text: d.Text}}); err != nil {
			t.Fatal(err)
		}
		if err := w.Write(d); err != nil {
			t.Fatal(err)
		}
		r, ok := readRecord(line.Bytes())
		if !ok || recordKey(r.id, r.SHA256, string(r.Source)) != documentKey(d) || !slices.Equal(r.Warnings, d.Warnings) {
			t.Errorf("read %+v, %t from %s", r, ok, line.Bytes())
		}
		mentions := map[string]int{}
		if countLabels(line.Bytes(), mentions); mentions["PERSON"] != len(d.Mentions) {
			t.Errorf("%d persons, want %d", mentions["PERSON"], len(d.Mentions))
		}
	})
}

// FuzzManifest holds that any bytes are a manifest, a damaged one or a foreign one.
func FuzzManifest(f *testing.F) {
	f.Add([]byte("{\n  \"roster\": \"ż\", \"shards\": []}"))
	f.Add([]byte(`{"name": "é"}`))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, content []byte) {
		folder := tempDir(t)
		if err := os.WriteFile(filepath.Join(folder, ManifestName), content, 0o666); err != nil {
			t.Fatal(err)
		}
		m, err := readManifest(folder)
		if (m == nil) == (err == nil) || err != nil && !errors.Is(err, errDamaged) && !errors.Is(err, ErrForeign) {
			t.Errorf("got %v, %v", m, err)
		}
	})
}
