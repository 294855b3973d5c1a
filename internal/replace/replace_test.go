package replace_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"roster/internal/replace"
)

// holds fails where a folder holds other than one file with a text and permissions.
func holds(t *testing.T, path, text string, mode fs.FileMode) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil || string(data) != text {
		t.Errorf("it holds %q, %v, want %q", data, err, text)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
		t.Errorf("its mode is %v, %v, want %v", info.Mode(), err, mode)
	}
	if all, err := os.ReadDir(filepath.Dir(path)); err != nil || len(all) != 1 {
		t.Errorf("beside it are %v, %v", all, err)
	}
}

func TestWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "é.yaml")
	if err := os.WriteFile(path, []byte("né"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []fs.FileMode{0o604, 0o646, 0o444} { // whatever the mask for new files is
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if err := replace.Write(path, []byte("🌱 Ł")); err != nil {
			t.Fatal(err)
		}
		holds(t, path, "🌱 Ł", mode)
	}
}

// TestGivenUp: until a file is committed the old one stands, and afterwards Close does nothing.
func TestGivenUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "é")
	if err := os.WriteFile(path, []byte("né"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, commit := range []bool{false, true} {
		f, err := replace.Begin(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString("Ł"); err != nil {
			t.Fatal(err)
		}
		if data, err := os.ReadFile(path); err != nil || string(data) != "né" {
			t.Errorf("meanwhile it holds %q, %v", data, err)
		}
		want := "né"
		if commit {
			want = "Ł"
			if err := f.Commit(); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
		holds(t, path, want, 0o600)
	}
}

// TestCannot: an error names the file that was asked for, and nothing is left.
func TestCannot(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "missing", "é")
	err := replace.Write(path, nil)
	if err == nil || !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), path+" cannot be written: ") {
		t.Errorf("error %v", err)
	}
	folder := filepath.Join(dir, "ü")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := replace.Write(folder, []byte("é")); err == nil {
		t.Error("a folder was written")
	}
	if all, err := os.ReadDir(dir); err != nil || len(all) != 1 {
		t.Errorf("left are %v, %v", all, err)
	}
}
