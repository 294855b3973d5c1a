package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// corpus makes n lines of short documents; every 50th is empty, which is a failure.
func corpus(n int) [][]byte {
	lines := make([][]byte, n)
	for i := range lines {
		text := fmt.Sprintf("Zoë %d flew to Łódź. %s", i, strings.Repeat("Then on to São Paulo. ", i%7))
		if i%50 == 49 {
			text = ""
		}
		lines[i] = fmt.Appendf(nil, "{\"id\": \"é%d\", \"text\": %q}\n", i, text)
	}
	return lines
}

// killRules mark the places of corpus.
const killRules = `version: 1
rules:
  - {id: places, label: PLACE, phrases: [Łódź, São Paulo], examples: {match: ["In [Łódź]."]}}
`

// batchCommand is extract from standard input to a folder, cut into many shards.
func batchCommand(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "rules.yaml"), []byte(killRules), 0o666); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, "extract", "--quiet", "--set=tagger.engine=none", "--set=rules.core=false",
		"--set=rules.files=[rules.yaml]", "--set=run.shard_bytes=40KB", "--input-format=jsonl", "-o", "run/", "-")
	c.Args = append(c.Args, args...)
	c.Args[0] = "roster" // what TestMain goes by
	c.Dir = dir
	return c
}

// memoryDir is t.TempDir, in memory where that can be had: runs wait for the disk.
func memoryDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "roster-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// finish runs to the end of the lines. Some documents fail.
func finish(t *testing.T, dir string, lines [][]byte, args ...string) {
	t.Helper()
	c := batchCommand(t, dir, args...)
	c.Stdin = bytes.NewReader(bytes.Join(lines, nil))
	if out, err := c.CombinedOutput(); c.ProcessState.ExitCode() != exitFailed {
		t.Fatalf("%v: %s", err, out)
	}
}

// runFiles returns the files of a run.
func runFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	entries, err := os.ReadDir(filepath.Join(dir, "run"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, "run", e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(b)
	}
	return files
}

// sameFiles fails where runs differ.
func sameFiles(t *testing.T, got, want map[string]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s has %d bytes, want %d, or differs", name, len(got[name]), len(want[name]))
		}
	}
}

// TestKill kills a run at 20 moments, each after a number of documents were handed to it and a short time more, and
// goes on each time. In the end there are the bytes of an undisturbed run, whatever number of workers wrote them.
func TestKill(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signals")
	}
	documents, kills := 4000, 20
	if testing.Short() {
		documents, kills = 600, 3
	}
	lines := corpus(documents)
	undisturbed := memoryDir(t)
	finish(t, undisturbed, lines, "--set=run.workers=1")
	want := runFiles(t, undisturbed)
	if n := strings.Count(want["failures.jsonl"], "\n"); n != documents/50 || len(want) < documents/200 {
		t.Fatalf("%d failures, %d files", n, len(want))
	}

	dir := memoryDir(t)
	random := rand.New(rand.NewPCG(7, 20))
	signals := []os.Signal{os.Kill, os.Kill, os.Kill, os.Interrupt}
	for i := range kills {
		// The moments move on through the corpus, so that there is something to go on with.
		n := min(documents, documents*i/kills+random.IntN(documents/4))
		killAfter(t, dir, lines[:n], time.Duration(random.IntN(20))*time.Millisecond, signals[i%len(signals)])
	}
	finish(t, dir, lines, "--resume", "--set=run.workers=4")
	sameFiles(t, runFiles(t, dir), want)
}

// killAfter goes on with a run and ends it by a signal, some time after it was handed the lines.
func killAfter(t *testing.T, dir string, lines [][]byte, wait time.Duration, signal os.Signal) {
	t.Helper()
	c := batchCommand(t, dir, "--resume")
	stdin, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	c.Stderr = &log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if _, err := stdin.Write(line); err != nil {
			t.Fatalf("%v, log: %s", err, &log)
		}
	}
	time.Sleep(wait)
	if err := c.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	c.Wait()
	if signal == os.Interrupt && (c.ProcessState.ExitCode() != exitFailed || !strings.Contains(log.String(), "interrupted")) {
		t.Errorf("%v, log: %s", c.ProcessState, &log)
	}
}

// TestInterruptedFolder holds that an interrupt finishes what was begun: the records so far stand and are counted.
func TestInterruptedFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signals")
	}
	dir := memoryDir(t)
	// Far more than pipes hold, so that some has been read when all is written.
	killAfter(t, dir, corpus(8000), 0, os.Interrupt)
	files := runFiles(t, dir)
	var manifest struct {
		Finished bool
		Counts   struct{ Documents, Failed int }
		Shards   []struct {
			Name    string
			Partial bool
		}
	}
	if err := json.Unmarshal([]byte(files["manifest.json"]), &manifest); err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, s := range manifest.Shards {
		lines += strings.Count(files[s.Name], "\n")
	}
	if manifest.Finished || lines == 0 || lines != manifest.Counts.Documents || len(files) != len(manifest.Shards)+2 {
		t.Errorf("%d lines, %d files, manifest %s", lines, len(files), files["manifest.json"])
	}
}

// TestReadError lets the input end early: the documents before its end come out.
func TestReadError(t *testing.T) {
	dir := memoryDir(t)
	c := batchCommand(t, dir)
	r, w := io.Pipe()
	c.Stdin = r
	go func() {
		w.Write(bytes.Join(corpus(10), nil))
		w.Write([]byte(`{"id": "cut", "text": "In Łó`))
		w.Close()
	}()
	if out, err := c.CombinedOutput(); c.ProcessState.ExitCode() != exitFailed {
		t.Fatalf("%v: %s", err, out)
	}
	files := runFiles(t, dir)
	if strings.Count(files["part-00000.jsonl"], "\n") != 10 || !strings.Contains(files["failures.jsonl"], `"id":"stdin:11"`) {
		t.Errorf("%v", files)
	}
}
