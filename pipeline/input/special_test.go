//go:build unix

package input

import (
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func init() {
	mkfifo = func(p string) error { return syscall.Mkfifo(p, 0o600) }
}

func TestSpecialFiles(t *testing.T) {
	dir := files(t, map[string]string{"é.txt": "é"})
	pipe := filepath.Join(dir, "pipe.txt")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no named pipes here: ", err)
	}
	t.Chdir(dir) // socket paths must be short
	l, err := net.Listen("unix", "s.txt")
	if err != nil {
		t.Skip("no sockets here: ", err)
	}
	defer l.Close()
	for _, path := range []string{dir, "*"} {
		got, r := readAll(t, Config{Format: "text"}, "", dir, path)
		equal(t, got, []string{`é.txt: "é"`})
		var skipped []string
		for _, s := range r.Skipped() {
			for _, p := range s.First {
				skipped = append(skipped, filepath.Base(p)+": "+s.Reason)
			}
		}
		equal(t, skipped, []string{"pipe.txt: pipe, socket or device", "s.txt: pipe, socket or device"})
	}
	got, _ := readAll(t, Config{}, "", dir, "pipe.txt", "/dev/null")
	equal(t, got, []string{"! pipe.txt: pipe, socket or device, expected a file or a folder",
		"! /dev/null: pipe, socket or device, expected a file or a folder"})
}

func TestNameNotUTF8(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "é\xff.txt"), []byte("é"), 0o600); err != nil {
		t.Skip("no such names here: ", err)
	}
	got, _ := readAll(t, Config{}, "", dir, dir)
	equal(t, got, []string{"é\ufffd.txt: \"é\""})
}
