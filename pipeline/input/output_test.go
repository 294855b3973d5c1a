package input

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestOutputIsNotRead looks for documents in a folder that holds what a run writes to.
func TestOutputIsNotRead(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	for name, content := range map[string]string{
		"ä/a.txt": "Łódź", "ä/out.jsonl": `{"text":"Zoë"}`, "ä/run/é.txt": "Ana", "list": "ä/a.txt\nä/out.jsonl\n",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		output, list string
		paths        []string
		want         string
	}{
		{"", "", []string{"ä"}, "[a.txt out.jsonl:1 run/é.txt] []"},
		{"ä/new.jsonl", "", []string{"ä"}, "[a.txt out.jsonl:1 run/é.txt] []"},
		{"ä/out.jsonl", "", []string{"ä"}, "[a.txt run/é.txt] [{the output of this run 1 [ä/out.jsonl]}]"},
		{filepath.Join(folder, "ä", "out.jsonl"), "", []string{"ä/*"}, "[ä/a.txt ä/run/é.txt] [{the output of this run 1 [ä/out.jsonl]}]"},
		{"ä/run/", "", []string{"ä"}, "[a.txt out.jsonl:1] [{the output of this run 1 [ä/run]}]"},
		{"ä/out.jsonl", "list", nil, "[ä/a.txt] [{the output of this run 1 [ä/out.jsonl]}]"},
	} {
		r, err := New(Config{Output: test.output, FilesFrom: test.list}, test.paths, nil)
		if err != nil {
			t.Fatal(err)
		}
		ids := []string{}
		for d, err := range r.Documents(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, d.ID)
		}
		if got := fmt.Sprint(ids, r.Skipped()); got != test.want {
			t.Errorf("output %q of %v: got %s, want %s", test.output, test.paths, got, test.want)
		}
	}
}
