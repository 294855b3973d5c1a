package workbench_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"roster/pipeline/workbench"
)

func TestUndoRedo(t *testing.T) {
	b := begin(t, tuned())
	_, undo := b.Undo(t.Context())
	_, redo := b.Redo(t.Context())
	if !errors.Is(undo, workbench.ErrNothing) || !errors.Is(redo, workbench.ErrNothing) {
		t.Errorf("%v, %v", undo, redo)
	}
	var disks []map[string]string
	var shows [][]string
	remember := func() { disks, shows = append(disks, b.disk()), append(shows, b.shows(0)) }
	remember()
	steps := []workbench.Acceptance{
		{Correction: wrong(0, "Éclair"), Proposal: "drop"}, {Correction: wrong(0, "Évi"), Proposal: "drop"},
		{Correction: wrong(0, "Łódź")},
	}
	for _, a := range steps {
		if _, err := b.Apply(t.Context(), a); err != nil {
			t.Fatal(err)
		}
		remember()
	}
	back := func(n int) {
		t.Helper()
		if !equal(b.disk(), disks[n]) || !slices.Equal(b.shows(0), shows[n]) || b.State().Review.Reviewed != n {
			t.Errorf("at %d: %q, review %+v", n, b.shows(0), b.State().Review)
		}
	}
	for n := 2; n >= 0; n-- {
		what := b.State().Undo
		if out, err := b.Undo(t.Context()); err != nil || out.What != "undone: "+what {
			t.Fatalf("%+v, %v", out, err)
		}
		back(n)
	}
	for n := 1; n <= 2; n++ {
		what := b.State().Redo
		if out, err := b.Redo(t.Context()); err != nil || out.What != what {
			t.Fatalf("%+v, %v", out, err)
		}
		back(n)
	}
	if b.State().Redo == "" {
		t.Error("nothing to redo")
	}
	if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Łódź"), Proposal: "drop"}); err != nil {
		t.Fatal(err)
	}
	if b.State().Redo != "" {
		t.Error("what was undone can be redone on top of another change")
	}
}

// TestChangedOnDisk: a file that was changed since it was read, or that a link leads elsewhere from, is never written.
func TestChangedOnDisk(t *testing.T) {
	changes := map[string]func(*bench, string){
		"changed": func(b *bench, path string) { write(b.t, path, b.read("rules.yaml")+"# né\n") },
		"removed": func(b *bench, path string) {
			if err := os.Remove(path); err != nil {
				b.t.Fatal(err)
			}
		},
		"linked": func(b *bench, path string) {
			other := filepath.Join(b.dir, "other.yaml")
			write(b.t, other, b.read("rules.yaml"))
			if err := errors.Join(os.Remove(path), os.Symlink(other, path)); err != nil {
				b.t.Fatal(err)
			}
		},
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			b := begin(t, tuned())
			if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Éclair"),
				Proposal: "drop"}); err != nil {
				t.Fatal(err)
			}
			f := b.file("rules.yaml")
			change(b, filepath.Join(b.dir, "rules.yaml"))
			disk, revision := b.disk(), b.State().Revision
			_, save := b.Save(t.Context(), workbench.Edit{File: f.Key, Text: mine, Base: f.SHA256})
			_, apply := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Évi"), Proposal: "drop"})
			_, undo := b.Undo(t.Context())
			for what, err := range map[string]error{"save": save, "apply": apply, "undo": undo} {
				var changed *workbench.ChangedError
				if !errors.As(err, &changed) || changed.File != "rules.yaml" {
					t.Errorf("%s: %v", what, err)
				}
			}
			if !equal(b.disk(), disk) || b.State().Revision != revision {
				t.Error("something was written, or the state changed")
			}
			if name != "changed" {
				return
			}
			if err := b.Refresh(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			var changed *workbench.ChangedError
			if _, err := b.Undo(t.Context()); !errors.As(err, &changed) || !changed.Step || !equal(b.disk(), disk) {
				t.Errorf("after a look at the disk: %v", err)
			}
		})
	}
}

// TestLinked: a file that is a link at the start is written where it leads.
func TestLinked(t *testing.T) {
	dir := t.TempDir()
	real := filepath.Join(t.TempDir(), "é.yaml")
	write(t, real, mine)
	write(t, filepath.Join(dir, "found.yaml"), found)
	if err := os.Symlink(real, filepath.Join(dir, "rules.yaml")); err != nil {
		t.Skip(err)
	}
	b := start(t, dir, nil)
	if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Éclair"), Proposal: "drop"}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(filepath.Join(dir, "rules.yaml"))
	if err != nil || info.Mode()&os.ModeSymlink == 0 || b.read("rules.yaml") == mine {
		t.Errorf("%v, %v", info, err)
	}
}

// TestAtOnce: a session can be read, tried and changed by many at once.
func TestAtOnce(t *testing.T) {
	b := begin(t, tuned())
	key := b.file("rules.yaml").Key
	var running sync.WaitGroup
	for i := range 4 {
		running.Go(func() {
			for range 5 {
				ctx, cancel := context.WithCancel(t.Context())
				if i == 0 {
					cancel() // a trial that another has taken the place of
				}
				_, err := b.Try(ctx, workbench.Edit{File: key, Text: mine})
				if (err != nil) != (i == 0) {
					t.Error(err)
				}
				cancel()
				b.State()
			}
		})
	}
	running.Go(func() {
		for range 5 {
			if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Éclair"),
				Proposal: "drop"}); err != nil {
				t.Error(err)
			}
			if _, err := b.Undo(t.Context()); err != nil {
				t.Error(err)
			}
		}
	})
	running.Wait()
	if got := b.State().Revision; got != 11 {
		t.Errorf("revision %d after ten changes, want 11", got)
	}
}

// TestNothingNew: what says nothing new writes nothing, and is no step that could be undone.
func TestNothingNew(t *testing.T) {
	b := begin(t, tuned())
	disk := b.disk()
	f := b.file("rules.yaml")
	_, review := b.Review(t.Context(), workbench.Judgement{Stretch: at(0, "Łódź", 1)})
	_, save := b.Save(t.Context(), workbench.Edit{File: f.Key, Text: f.Text, Base: f.SHA256})
	if review != nil || save != nil || !equal(b.disk(), disk) || b.State().Undo != "" {
		t.Errorf("%v, %v; undo %q, files %q", review, save, b.State().Undo, b.disk())
	}
	for range 2 {
		right := workbench.Judgement{Stretch: at(0, "Łódź", 1), Verdict: workbench.Right}
		if _, err := b.Review(t.Context(), right); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Undo(t.Context()); err != nil || !equal(b.disk(), disk) || b.State().Undo != "" {
		t.Errorf("%v; undo %q, files %q", err, b.State().Undo, b.disk())
	}
}
