package main

import (
	"errors"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"roster/internal/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"roster": main})
}

// TestScripts runs the command line as its users do; see testdata/script.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		Setup:               samples,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "pack": pack},
		UpdateScripts:       *golden.Update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// samples lets scripts find the sample articles and their gold as $SEEDS and $GOLD.
func samples(e *testscript.Env) error {
	for name, path := range map[string]string{"SEEDS": "../../seeds", "GOLD": "../../testdata/gold"} {
		abs, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		e.Setenv(name, abs)
	}
	return nil
}

// exits is the script command "exits CODE PROGRAM [ARG…]": exec of a program that must end with that code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program [arg…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
