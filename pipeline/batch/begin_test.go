package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// disturbances are what may happen to the folder of an unfinished run of n results.
var disturbances = []struct {
	name string
	do   func(folder string) error
}{
	{"nothing", func(string) error { return nil }},
	{"shard cut off", func(f string) error { return os.Truncate(filepath.Join(f, "part-00001.jsonl"), 100) }},
	{"shard of zeros", func(f string) error {
		name := filepath.Join(f, "part-00001.jsonl")
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		return os.WriteFile(name, make([]byte, info.Size()), 0o666)
	}},
	{"shard gone", func(f string) error { return os.Remove(filepath.Join(f, "part-00000.jsonl")) }},
	{"failures cut off", func(f string) error { return os.Truncate(filepath.Join(f, FailuresName), 40) }},
	{"failures gone", func(f string) error { return os.Remove(filepath.Join(f, FailuresName)) }},
	{"failures of nobody", func(f string) error { return appendTo(filepath.Join(f, FailuresName), `{"id":"é"`) }},
	{"manifest cut off", func(f string) error { return os.Truncate(filepath.Join(f, ManifestName), 200) }},
	{"manifest empty", func(f string) error { return os.Truncate(filepath.Join(f, ManifestName), 0) }},
	{"manifest gone", func(f string) error { return os.Remove(filepath.Join(f, ManifestName)) }},
	{"half a manifest beside it", func(f string) error {
		return os.WriteFile(filepath.Join(f, ".manifest.json.tmp"), []byte(`{"roster`), 0o666)
	}},
	{"half a shard beside it", func(f string) error {
		return os.WriteFile(filepath.Join(f, ".part-00002.jsonl.tmp"), []byte(`{"id":"é"`), 0o666)
	}},
	{"shard without a name in the manifest", func(f string) error {
		return os.WriteFile(filepath.Join(f, "part-00007.jsonl"), []byte(`{"id":"é"}`), 0o666)
	}},
	{"lock of a dead process", func(f string) error { return os.WriteFile(filepath.Join(f, ".lock"), nil, 0o666) }},
}

func appendTo(name, text string) error {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// TestResume ends runs after any number of results, with and without a word, and disturbs their folders. Gone on with,
// they come to the bytes of an undisturbed run.
func TestResume(t *testing.T) {
	want := undisturbed(t, corpus)
	for _, d := range disturbances {
		step := 4
		if d.name == "nothing" {
			step = 1
		}
		for n := 0; n <= len(corpus); n += step {
			for _, end := range []func(*Run) error{func(*Run) error { return nil }, (*Run).Stop} {
				folder := filepath.Join(tempDir(t), "run")
				r := open(t, folder, nil)
				_, err := work(r, corpus, n)
				if err := errors.Join(err, end(r), r.Close()); err != nil {
					t.Fatal(err)
				}
				if err := d.do(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
					t.Fatal(err)
				}
				whole(t, folder, corpus, resumed)
				if same(t, files(t, folder), want); t.Failed() {
					t.Fatalf("%s, after %d results", d.name, n)
				}
			}
		}
	}
}

// TestResumeFinished goes on with a run that is complete, whole or damaged.
func TestResumeFinished(t *testing.T) {
	want := undisturbed(t, corpus)
	for _, d := range disturbances {
		folder := filepath.Join(tempDir(t), "run")
		whole(t, folder, corpus, nil)
		if err := d.do(folder); err != nil {
			t.Fatal(err)
		}
		r := open(t, folder, resumed)
		finished := r.Finished()
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		if !finished {
			whole(t, folder, corpus, resumed)
		}
		got := files(t, folder)
		for name := range want {
			if got[name] != want[name] && !(finished && d.name == "failures of nobody") {
				t.Errorf("%s: %s differs", d.name, name)
			}
		}
		if d.name == "nothing" && !finished {
			t.Error("a whole run is not finished")
		}
	}
}

func TestRefusals(t *testing.T) {
	finished := func(t *testing.T, f string) { whole(t, f, corpus, nil) }
	unfinished := func(t *testing.T, f string) {
		r := open(t, f, nil)
		_, err := work(r, corpus, 15)
		if err := errors.Join(err, r.Close()); err != nil {
			t.Fatal(err)
		}
	}
	file := func(name, text string) func(*testing.T, string) {
		return func(t *testing.T, f string) {
			if err := os.WriteFile(filepath.Join(f, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	changed := slices.Clone(corpus)
	changed[1].text = "Ana 🎻"
	for _, test := range []struct {
		name   string
		before func(*testing.T, string)
		change func(*Options)
		items  []item
		want   string
	}{
		{"finished", finished, nil, corpus, "holds a finished run; --incremental"},
		{"unfinished", unfinished, nil, corpus, "holds an unfinished run; --resume"},
		{"model", unfinished, func(o *Options) { o.Resume, o.Identity.Model = true, "ü" }, corpus, "\n  model: was m, is ü\n"},
		{"program", finished, func(o *Options) { o.Resume, o.Identity.Roster = true, "2" }, corpus, "\n  roster: was 1, is 2\n"},
		{"configuration", unfinished, func(o *Options) { o.Resume, o.Identity.Config = true, "ü" }, corpus, "\n  config: was c, is ü\n"},
		{"setting", unfinished, func(o *Options) {
			o.Resume, o.Identity.Settings = true, map[string]string{"input.format": "html"}
		}, corpus, "\n  input.format: was auto, is html\n"},
		{"paths", unfinished, func(o *Options) { o.Resume, o.Identity.Paths = true, []string{"ż", "é"} }, corpus,
			"\n  paths: was [\"ż\"], is [\"ż\" \"é\"]\n"},
		{"documents", unfinished, resumed, changed, "the documents of part-00000.jsonl have changed since"},
		{"fewer documents", unfinished, resumed, corpus[:2], "documents of part-00000.jsonl are no longer there"},
		{"cut manifest", file(ManifestName, "{\n  \"ros"), nil, corpus, "manifest.json is damaged; --resume starts"},
		{"manifest of something else", file(ManifestName, `{"name": "é"}`), resumed, corpus, "is not that of a run"},
		{"shard of something else", file("part-00000.jsonl", "é"), nil, corpus, "holds part-00000.jsonl but no manifest.json"},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := tempDir(t)
			test.before(t, folder)
			before := files(t, folder)
			o := standard()
			if test.change != nil {
				test.change(&o)
			}
			r, err := Open(folder, o)
			if err == nil {
				_, err = work(r, test.items, -1)
				if err := r.Close(); err != nil {
					t.Fatal(err)
				}
			}
			var refusal *Refusal
			if !errors.As(err, &refusal) || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), folder) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			if test.name != "documents" && test.name != "fewer documents" { // there the last shards are on their way
				same(t, files(t, folder), before)
			}
		})
	}
}

func TestLocked(t *testing.T) {
	folder := tempDir(t)
	r := open(t, folder, nil)
	_, err := Open(folder, standard())
	if want := folder + ": another run is writing to this folder"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if left := files(t, folder); left[lockName] != "" || len(left) != 2 {
		t.Errorf("left: %v", left)
	}
}
