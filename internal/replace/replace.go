// Package replace writes a file as a whole: who reads it finds the old bytes or the new ones, never a part. What is
// written goes to a temporary file beside it, which then takes its place.
package replace

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A File is what is going to take the place of another. Commit puts it there; Close without a Commit before it leaves
// everything as it was.
type File struct {
	*os.File
	path      string
	committed bool
}

// Begin begins a file that is to be at a path, which is no link. Where one is there, its permissions are kept.
func Begin(path string) (*File, error) {
	folder, base := filepath.Split(path)
	temporary := filepath.Join(folder, "."+base+"."+rand.Text()+".tmp")
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if fault := new(fs.PathError); errors.As(err, &fault) {
		return nil, fmt.Errorf("%s cannot be written: %w", path, fault.Err) // the name that was asked for
	}
	if err != nil {
		return nil, err
	}
	r := &File{File: f, path: path}
	if info, err := os.Stat(path); err == nil {
		if err := f.Chmod(info.Mode().Perm()); err != nil {
			return nil, errors.Join(err, r.Close())
		}
	}
	return r, nil
}

// Commit makes the file stand.
func (r *File) Commit() error {
	if err := errors.Join(r.Sync(), r.File.Close()); err != nil {
		return err
	}
	if err := os.Rename(r.Name(), r.path); err != nil {
		return err
	}
	r.committed = true
	return nil
}

// Close gives up what has not been committed.
func (r *File) Close() error {
	if r.committed {
		return nil
	}
	r.File.Close() // what it holds is given up
	return os.Remove(r.Name())
}

// Write makes content what the file at a path holds.
func Write(path string, content []byte) error {
	f, err := Begin(path)
	if err != nil {
		return err
	}
	if _, err = f.Write(content); err == nil {
		err = f.Commit()
	}
	if err != nil {
		return errors.Join(err, f.Close())
	}
	return nil
}
