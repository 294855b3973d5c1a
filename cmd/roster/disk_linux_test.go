package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk runs out of room on a real file system, then makes some and goes on.
func TestFullDisk(t *testing.T) {
	lines := corpus(1000)
	undisturbed := memoryDir(t)
	finish(t, undisturbed, lines)
	want := runFiles(t, undisturbed)

	dir := memoryDir(t)
	run := filepath.Join(dir, "run")
	if err := os.Mkdir(run, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", run, "tmpfs", 0, "size=160k"); err != nil {
		t.Skipf("a small file system cannot be mounted: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(run, 0); err != nil {
			t.Error(err)
		}
	}()
	c := batchCommand(t, dir)
	c.Stdin = bytes.NewReader(bytes.Join(lines, nil))
	out, err := c.CombinedOutput()
	if c.ProcessState.ExitCode() != exitFailed || !strings.Contains(string(out), "no space left on device") {
		t.Fatalf("%v: %s", err, out)
	}
	if files := runFiles(t, dir); files["manifest.json"] == "" || len(files) < 3 || len(files) >= len(want) {
		t.Fatalf("%d files", len(files))
	}
	if err := syscall.Mount("tmpfs", run, "tmpfs", syscall.MS_REMOUNT, "size=4m"); err != nil {
		t.Fatal(err)
	}
	finish(t, dir, lines, "--resume")
	sameFiles(t, runFiles(t, dir), want)
}
