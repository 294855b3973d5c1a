package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// An overheard writer lets a test wait for what a program says.
type overheard struct {
	mu     sync.Mutex
	said   bytes.Buffer
	spoken *sync.Cond
}

func newOverheard() *overheard {
	o := new(overheard)
	o.spoken = sync.NewCond(&o.mu)
	return o
}

func (o *overheard) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	defer o.spoken.Broadcast()
	return o.said.Write(p)
}

// await waits until a text has been said, and forgets all up to its end.
func (o *overheard) await(text string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for {
		if i := strings.Index(o.said.String(), text); i >= 0 {
			o.said.Next(i + len(text))
			return
		}
		o.spoken.Wait()
	}
}

const (
	cityRule  = "version: 1\nrules:\n  - {id: city, label: PLACE, phrases: [Łódź], examples: {match: ['In [Łódź].']}}\n"
	cityRules = "version: 1\nrules:\n  - {id: city, label: PLACE, phrases: [Łódź, Gdańsk], examples: {match: ['In [Łódź].']}}\n"
)

// TestWatch tunes: rules, a fault in them, an article, a new one, one that goes, the configuration.
func TestWatch(t *testing.T) {
	t.Chdir(t.TempDir())
	save := func(name, text string) { // at once, so that no half of it is seen
		t.Helper()
		err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile("new", []byte(text), 0o666), os.Rename("new", name))
		if err != nil {
			t.Fatal(err)
		}
	}
	save("config.yaml", "tagger: {engine: none}\nrules: {core: false, files: [rules]}\ninput: {paths: [texts]}\n")
	save("rules/city.yaml", cityRule)
	save("texts/a.txt", "In Łódź and Gdańsk it rained.")
	ctx, interrupt := context.WithCancel(t.Context())
	stdout, stderr := newOverheard(), newOverheard()
	code := make(chan int)
	go func() {
		code <- run(ctx, []string{"extract", "--watch", "-o", "found.jsonl"}, strings.NewReader(""), stdout, stderr)
	}()

	stderr.await(`"documents":1,"mentions":1`)
	stderr.await("watching for changes")
	save("rules/city.yaml", cityRules)
	stdout.await("a.txt:1:13: added PLACE \"Gdańsk\" (rule:city)\n      In Łódź and [Gdańsk] it rained.\n")
	stdout.await("1 document, 1 of them differ: 1 change (1 added)\n")

	save("rules/city.yaml", "version: 1\nrules:\n  - {id: city, label: PLAC, phrases: [Łódź]}\n")
	stderr.await("roster: rules/city.yaml:3:23: rule city: unknown label \"PLAC\"")
	stderr.await("what was found before stands")
	save("rules/city.yaml", cityRule)
	stdout.await("a.txt:1:13: removed PLACE \"Gdańsk\" (rule:city)")

	save("texts/a.txt", "Then in Łódź and Łódź it rained.")
	stdout.await("a.txt:1:18: added PLACE \"Łódź\" (rule:city)")
	save("texts/new/ü.txt", "Łódź")
	stdout.await("only in the new run: new/ü.txt\n")
	save("texts/new/ü.txt", "Near Łódź.") // in a folder that came later
	stdout.await("2 documents, 1 of them differ: ")
	if err := os.Remove("texts/a.txt"); err != nil {
		t.Fatal(err)
	}
	stdout.await("only in the old run: a.txt\n")
	save("config.yaml", "tagger: {engine: none}\nrules: {core: false}\ninput: {paths: [texts]}\n")
	stdout.await("new/ü.txt:1:6: removed PLACE \"Łódź\" (rule:city)")

	interrupt()
	if got := <-code; got != exitDone {
		t.Errorf("exit code %d, want %d", got, exitDone)
	}
	records, err := os.ReadFile("found.jsonl")
	if err != nil || !strings.HasPrefix(string(records), `{"id":"new/ü.txt","text":"Near Łódź.","spans":[]`) {
		t.Errorf("the records are %s (%v)", records, err)
	}
}

// TestWatchFaults: what cannot be watched is said at once.
func TestWatchFaults(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-"}, "--watch reads files again, expected no standard input"},
		{[]string{"--resume", "-o", "ñ/", "."}, "--watch keeps nothing of large runs"},
		{[]string{"-o", "ñ/", "."}, "--watch writes one file, found the folder ñ/"},
		{[]string{"--set", "rules.files=[ñ.yaml]", "."}, "ñ.yaml: "},
	} {
		stdout, stderr := newOverheard(), newOverheard()
		args := append([]string{"extract", "--watch"}, c.args...)
		if code := run(t.Context(), args, strings.NewReader(""), stdout, stderr); code != exitUsage {
			t.Errorf("%q: exit code %d, want %d", c.args, code, exitUsage)
		}
		stderr.await(c.want)
	}
}

func TestBursts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		events, errs := make(chan fsnotify.Event), make(chan error)
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			defer cancel()
			event := func(name string, op fsnotify.Op, later time.Duration) {
				time.Sleep(later)
				events <- fsnotify.Event{Name: name, Op: op}
			}
			event("é", fsnotify.Create, time.Hour)
			event("é", fsnotify.Write, quiet-1)
			event("é", fsnotify.Chmod, quiet-1) // says nothing
			time.Sleep(2 * time.Nanosecond)
			event("ü", fsnotify.Rename, quiet)
			errs <- errors.New("lost")
			event("é", fsnotify.Write, quiet+1)
			time.Sleep(2 * quiet)
		}()
		var got [][]string
		for names := range bursts(ctx, events, errs, quiet) {
			got = append(got, names)
		}
		want := [][]string{{"é", "é"}, nil, {"é"}}
		if !slices.EqualFunc(got, want, slices.Equal) || got[1] != nil {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
