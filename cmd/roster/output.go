package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
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
	mode := fs.FileMode(0o666)
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
	default:
		mode = info.Mode().Perm()
	}
	folder, base := filepath.Split(name)
	temporary := filepath.Join(folder, fmt.Sprintf(".%s.%d.tmp", base, os.Getpid()))
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if fault := new(fs.PathError); errors.As(err, &fault) {
		return nil, fmt.Errorf("%s cannot be written: %w", name, fault.Err) // the name that was asked for
	}
	if err != nil {
		return nil, err
	}
	return &replacement{File: f, target: name}, nil
}

// direct output stands as soon as it is written.
type direct struct{ io.Writer }

func (direct) Commit() error { return nil }
func (direct) Close() error  { return nil }

// A replacement is a temporary file that takes the place of another.
type replacement struct {
	*os.File
	target    string
	committed bool
}

func (r *replacement) Commit() error {
	if err := errors.Join(r.Sync(), r.File.Close()); err != nil {
		return err
	}
	if err := os.Rename(r.Name(), r.target); err != nil {
		return err
	}
	r.committed = true
	return nil
}

func (r *replacement) Close() error {
	if r.committed {
		return nil
	}
	r.File.Close() // what it holds is given up
	return os.Remove(r.Name())
}
