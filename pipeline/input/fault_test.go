package input

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A faultyDisk is the machine's file system with faults at some paths, by base name.
type faultyDisk struct {
	osDisk
	brokenAt map[string]int // reading fails behind that many bytes, or listing that many entries
	missing  []string       // are listed, but gone
}

var errDisk = errors.New("input/output error")

func (d *faultyDisk) Open(name string) (file, error) {
	if slices.Contains(d.missing, filepath.Base(name)) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f, err := os.Open(name)
	if at, faulty := d.brokenAt[filepath.Base(name)]; faulty && err == nil {
		return &faultyFile{File: f, left: at}, nil
	}
	return f, err
}

type faultyFile struct {
	*os.File
	left int
}

func (f *faultyFile) Read(p []byte) (int, error) {
	if f.left == 0 {
		return 0, &fs.PathError{Op: "read", Path: f.Name(), Err: errDisk}
	}
	n, err := f.File.Read(p[:min(len(p), f.left)])
	f.left -= n
	return n, err
}

func (f *faultyFile) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > int64(f.left) {
		return 0, &fs.PathError{Op: "read", Path: f.Name(), Err: errDisk}
	}
	return f.File.ReadAt(p, off)
}

func (f *faultyFile) ReadDir(n int) ([]fs.DirEntry, error) {
	list, err := f.File.ReadDir(min(n, f.left))
	if f.left -= len(list); f.left <= 0 {
		err = &fs.PathError{Op: "readdirent", Path: f.Name(), Err: errDisk}
	}
	return list, err
}

func TestDiskFaults(t *testing.T) {
	lines := `{"text":"one é"}` + "\n" + `{"text":"two"}` + "\n" + `{"text":"three"}` + "\n"
	members := []packed{{name: "1.txt", content: "one"}, {name: "2.txt", content: strings.Repeat("é", 700)},
		{name: "3.txt", content: "three"}}
	tests := []struct {
		name, content string
		at            int
		want          []string
	}{
		{"x.txt", "Zoë met Ana.", 4, []string{"! x.txt: input/output error"}},
		{"x.txt", "Zoë met Ana.", 0, []string{"! x.txt: input/output error"}},
		{"x.jsonl", lines, 20, []string{`x.jsonl:1: "one é"`, "! x.jsonl:2: input/output error"}},
		{"x.csv", "text\none\n\"two\nthree\"\n", 12, []string{`x.csv:2: "one"`, "! x.csv:3: input/output error"}},
		{"x.csv", "text\none\n", 2, []string{"! x.csv: input/output error"}},
		{"x.jsonl.gz", gz(t, lines), 15, []string{"! x.jsonl.gz: expected whole gzip data: input/output error"}},
		{"x.tar", tarOf(t, members...), 1800, []string{`x.tar!1.txt: "one"`, "! x.tar!2.txt: input/output error",
			"! x.tar: no whole archive, nothing is read after member 2, 2.txt: input/output error"}},
		{"x.zip", zipOf(t, 0, members...), 300, []string{"! x.zip: no whole archive: input/output error"}},
		{"x.parquet", "PAR1 é", 3, []string{"! x.parquet: no whole Parquet file: reading magic header of parquet file: input/output error"}},
	}
	for _, tt := range tests {
		dir := files(t, map[string]string{"a.txt": "before", tt.name: tt.content, "y.txt": "after é"})
		r := newReader(t, Config{}, "", dir)
		r.disk = &faultyDisk{brokenAt: map[string]int{tt.name: tt.at}}
		got := results(t, r, dir)
		equal(t, got, slices.Concat([]string{`a.txt: "before"`}, tt.want, []string{`y.txt: "after é"`}))
	}
}

func TestFolderFaults(t *testing.T) {
	dir := files(t, map[string]string{"a.txt": "one", "é/1.txt": "two", "é/2.txt": "three", "gone.txt": "four",
		"lost/1.txt": "five", "z.txt": "six"})
	r := newReader(t, Config{}, "", dir)
	r.disk = &faultyDisk{brokenAt: map[string]int{"é": 2}, missing: []string{"gone.txt", "lost"}}
	equal(t, results(t, r, dir), []string{`a.txt: "one"`, "! gone.txt: file does not exist", "! lost: file does not exist",
		`z.txt: "six"`, `é/1.txt: "two"`, `é/2.txt: "three"`, "! é: input/output error"})
}

// A file may vanish between the listing of its folder and its turn.
func TestVanishingFile(t *testing.T) {
	dir := files(t, map[string]string{"a.txt": "one", "b.txt": "two", "é/c.txt": "three", "z.txt": "four"})
	got, first := []string{}, true
	for d, err := range newReader(t, Config{}, "", dir).Documents(t.Context()) {
		if first {
			os.Remove(filepath.Join(dir, "b.txt"))
			os.RemoveAll(filepath.Join(dir, "é"))
		}
		first = false
		if err != nil {
			got = append(got, strings.ReplaceAll(err.Error(), dir+string(filepath.Separator), ""))
			continue
		}
		got = append(got, d.Text)
	}
	equal(t, got, []string{"one", "b.txt: no such file or directory", "four", "é: no such file or directory"})
}
