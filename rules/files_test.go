package rules_test

import (
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
