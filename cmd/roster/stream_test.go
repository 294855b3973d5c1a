package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A process is a running program in a folder of its own.
type process struct {
	*exec.Cmd
	stdin  io.WriteCloser
	stdout io.ReadCloser
	lines  *bufio.Reader // of stdout
	log    strings.Builder
}

// start runs extract on lines of JSON from standard input, without engine and rules.
func start(t *testing.T, args ...string) *process {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no signals")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{Cmd: exec.Command(self, "extract", "--set=tagger.engine=none", "--set=rules.core=false", "--input-format=jsonl", "-")}
	p.Args = append(p.Args, args...)
	p.Args[0] = "roster" // what TestMain goes by
	p.Dir = t.TempDir()
	p.Stderr = &p.log
	if p.stdin, err = p.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if p.stdout, err = p.StdoutPipe(); err != nil {
		t.Fatal(err)
	}
	p.lines = bufio.NewReader(p.stdout)
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	hung := time.AfterFunc(time.Minute, func() { p.Process.Kill() })
	t.Cleanup(func() { hung.Stop() })
	return p
}

// interrupt sends a signal and returns what is left on standard output.
func (p *process) interrupt(t *testing.T) string {
	t.Helper()
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(p.lines)
	if err != nil {
		t.Fatal(err)
	}
	p.Wait()
	return string(rest)
}

// The first record is there while the input goes on, and an interrupt ends the run with whole records.
func TestFirstRecordAtOnceThenInterrupt(t *testing.T) {
	p := start(t)
	fmt.Fprintln(p.stdin, `{"id": "é", "text": "In Łódź."}`)
	record, err := p.lines.ReadString('\n')
	if err != nil || !strings.HasPrefix(record, `{"id":"é","text":"In Łódź."`) {
		t.Fatalf("first record %q, %v; log:\n%s", record, err, &p.log)
	}
	rest := p.interrupt(t)
	if rest != "" || p.ProcessState.ExitCode() != exitFailed || !strings.Contains(p.log.String(), "interrupted") {
		t.Errorf("rest %q, %v, log:\n%s", rest, p.ProcessState, &p.log)
	}
}

// An interrupt leaves neither half a file nor a temporary one.
func TestInterruptedOutputFile(t *testing.T) {
	p := start(t, "-o", "é.jsonl")
	fmt.Fprintln(p.stdin, `{"id": "é", "text": "In Łódź."}`)
	for temporary := filepath.Join(p.Dir, ".é.jsonl.*.tmp"); ; time.Sleep(time.Millisecond) {
		if found, _ := filepath.Glob(temporary); len(found) > 0 {
			break
		}
	}
	rest := p.interrupt(t)
	left, err := os.ReadDir(p.Dir)
	if err != nil || len(left) > 0 || rest != "" || p.ProcessState.ExitCode() != exitFailed {
		t.Errorf("left %v, %v, rest %q, %v, log:\n%s", left, err, rest, p.ProcessState, &p.log)
	}
}

// A reader that has read enough, as head -1, ends the run without a word.
func TestBrokenPipe(t *testing.T) {
	p := start(t)
	go func() {
		defer p.stdin.Close()
		line := fmt.Sprintf(`{"text": "In Łódź. %s"}`, strings.Repeat("é ", 1000))
		for range 1000 { // far more than pipes hold
			if _, err := fmt.Fprintln(p.stdin, line); err != nil {
				return
			}
		}
	}()
	if _, err := p.lines.ReadString('\n'); err != nil {
		t.Fatalf("%v, log:\n%s", err, &p.log)
	}
	p.stdout.Close()
	p.Wait()
	if p.log.Len() > 0 {
		t.Errorf("%v, log:\n%s", p.ProcessState, &p.log)
	}
}
