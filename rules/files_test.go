package rules_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"roster/rules"
)

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"sub/ünique.yaml": "version: 1\nrules: [{id: city, label: PLACE, list: ../cities.txt}, {id: river, label: PLACE, list: ../cities.txt}]",
		"sub/b.jsonl":     `{"label": "GPE", "pattern": "Łódź"}`,
		"cities.txt":      "Łódź\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	set, err := rules.Load(rules.Config{Core: true, Dir: dir, Files: []string{"sub"}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := set.Files(), []string{"sub/b.jsonl", "sub/ünique.yaml", "cities.txt"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRuleFiles: files that hold no rule are named too, twice named ones once, and what is not there is passed over.
func TestRuleFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.yaml", "sub/ñ.yml", "sub/b.jsonl", "sub/list.txt", "sub/.hidden.yaml"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cfg := rules.Config{Core: true, Dir: dir, Files: []string{"sub", "missing.yaml", "*.yaml", "sub/ñ.yml", "a.yaml"}}
	if got, want := cfg.RuleFiles(), []string{"sub/b.jsonl", "sub/ñ.yml", "a.yaml"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestInsteadOfDisk: what stands for the disk is read, a file that is not there too, and the lists that it names.
func TestInsteadOfDisk(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"né.yaml":   "version: 1\nrules:\n  - {id: towns, label: PLACE, list: Orte.txt}\n",
		"Orte.txt":  "Łódź\n",
		"disk.yaml": "version: 1\nrules:\n  - {id: unsaved, label: PLACE, phrases: [Čáslav], examples: {match: ['[Čáslav]']}}\n",
	}
	if err := os.WriteFile(filepath.Join(dir, "disk.yaml"), []byte("broken"), 0o666); err != nil {
		t.Fatal(err)
	}
	read := func(path string) ([]byte, error) {
		text, ok := files[filepath.Base(path)]
		if !ok || filepath.Dir(path) != dir {
			return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
		}
		return []byte(text), nil
	}
	set, err := rules.Load(rules.Config{Dir: dir, Files: []string{"né.yaml", "disk.yaml"}, Read: read})
	if err != nil {
		t.Fatal(err)
	}
	if set.Rule("towns") == nil || set.Rule("unsaved") == nil {
		t.Errorf("rules %v", set.Rules())
	}
	_, err = rules.Load(rules.Config{Dir: dir, Files: []string{"nö.yaml"}, Read: read})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}
