package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"roster/internal/replace"
)

// An output is where results go. Commit makes them stand; Close without a Commit before it takes them back where
// that can be done.
type output interface {
	io.Writer
	Commit() error
	Close() error
}

// outputFlag gives a command that writes one file the flag that names it.
func outputFlag(c *cobra.Command, name *string) {
	c.Flags().StringVarP(name, "output", "o", "",
		"write to this `file`, all of it or nothing, instead of standard output")
}

// openOutput returns standard output for "" and "-". A file is replaced as a whole when it is complete; what is no
// regular file, such as a pipe or a device, is written directly.
func openOutput(name string, stdout io.Writer) (output, error) {
	if toStdout(name) {
		return direct{stdout}, nil
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real // the file is replaced, not the link to it
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder, expected a file to write to", name)
	case !info.Mode().IsRegular():
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		return direct{f}, err
	}
	return replace.Begin(name)
}

// direct output stands as soon as it is written.
type direct struct{ io.Writer }

func (direct) Commit() error { return nil }
func (direct) Close() error  { return nil }
