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
