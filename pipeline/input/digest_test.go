package input

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// inputsOf reads the paths to their end and returns what Inputs says.
func inputsOf(t *testing.T, stdin string, paths ...string) []Input {
	t.Helper()
	r, err := New(Config{Digest: true, MaxBytes: 64}, paths, strings.NewReader(stdin))
	if err != nil {
		t.Fatal(err)
	}
	for range r.Documents(context.Background()) {
	}
	return r.Inputs()
}

func TestInputs(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"news/a.txt": "In Łódź.", "news/b/é.txt": "To Oslo.", "news/large.txt": strings.Repeat("é", 1<<16)} {
		os.MkdirAll(filepath.Dir(name), 0o755)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		path, command string
		files         int
		bytes         int64
	}{
		{"news/a.txt", "sha256sum <news/a.txt", 1, 11},
		{"news/large.txt", "sha256sum <news/large.txt", 1, 1 << 17}, // read to its end though it is too large a document
		{"news", "sha256sum news/a.txt news/b/é.txt news/large.txt | sha256sum", 3, 1<<17 + 19},
		{"news/*.txt", "sha256sum news/a.txt news/large.txt | sha256sum", 2, 1<<17 + 11},
		{"-", "printf 'In Łódź.' | sha256sum", 1, 11},
	} {
		want, err := exec.Command("sh", "-c", test.command).Output()
		if err != nil {
			t.Skipf("no sha256sum: %v", err)
		}
		got := inputsOf(t, "In Łódź.", test.path)[0]
		if got.Path != test.path || got.Files != test.files || got.Bytes != test.bytes || got.SHA256 != string(want[:64]) {
			t.Errorf("%s: got %+v, want %d files, %d bytes, %s", test.path, got, test.files, test.bytes, want[:64])
		}
	}
}
