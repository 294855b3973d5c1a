package workbench

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// A file is one that the session knows, as it was last read. It does not change.
type file struct {
	FileRef
	key      string
	path     string // Path from the root
	real     string // where it leads, links followed, at the time when the file was first named
	text     string
	exists   bool
	locked   bool // nobody may write it
	editable bool // Save may write it
	target   bool
}

// sum returns the SHA-256 of the text, "" where there is no file.
func (f *file) sum() string {
	if !f.exists {
		return ""
	}
	sum := sha256.Sum256([]byte(f.text))
	return hex.EncodeToString(sum[:])
}

// A fileSet is the files of a session, in the order in which they were first named. It does not change.
type fileSet []*file

// resolve follows the links of a path, whose last part need not be there.
func resolve(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	if !errors.Is(err, fs.ErrNotExist) {
		return real, err
	}
	if _, err := os.Lstat(abs); err == nil {
		return "", fmt.Errorf("%s is a link to nothing, expected a file", path)
	}
	folder, err := filepath.EvalSymlinks(filepath.Dir(abs))
	if errors.Is(err, fs.ErrNotExist) {
		return abs, nil
	}
	return filepath.Join(folder, filepath.Base(abs)), err
}

// with returns the set with a file more, read from disk, unless it has it.
func (s fileSet) with(ref FileRef, editable, target bool) (fileSet, error) {
	if ref.Path == "" {
		return s, nil
	}
	path, err := filepath.Abs(ref.Path)
	if err != nil {
		return s, err
	}
	real, err := resolve(path)
	if err != nil {
		return s, err
	}
	if f := s.at(real); f != nil {
		if target && !f.target {
			marked := *f
			marked.target, marked.editable = true, editable
			return s.replaced(&marked), nil
		}
		return s, nil
	}
	f := &file{FileRef: ref, key: "f" + strconv.Itoa(len(s)), path: path, real: real, editable: editable, target: target}
	if err := f.read(); err != nil {
		return s, err
	}
	return append(slices.Clone(s), f), nil
}

func (s fileSet) at(real string) *file {
	return s.find(func(f *file) bool { return f.real == real })
}

func (s fileSet) find(is func(*file) bool) *file {
	if i := slices.IndexFunc(s, is); i >= 0 {
		return s[i]
	}
	return nil
}

// target returns the file that accepted proposals go to.
func (s fileSet) target() *file { return s.find(func(f *file) bool { return f.target }) }

// kind returns the first file of a kind.
func (s fileSet) kind(k FileKind) *file { return s.find(func(f *file) bool { return f.Kind == k }) }

// named returns the file that has a name in errors, nil for none: the name that it was given, or another path to it.
func (s fileSet) named(name string) *file {
	if f := s.find(func(f *file) bool { return f.Name == name }); f != nil || name == "" {
		return f
	}
	f, err := s.behind(name)
	if err != nil {
		return nil
	}
	return f
}

func (s fileSet) keyed(key string) (*file, error) {
	if f := s.find(func(f *file) bool { return f.key == key }); f != nil {
		return f, nil
	}
	return nil, bad("no file %q", key)
}

// replaced returns the set with another state of a file.
func (s fileSet) replaced(f *file) fileSet {
	out := slices.Clone(s)
	for i := range out {
		if out[i].real == f.real {
			out[i] = f
		}
	}
	return out
}

// read reads the file from disk.
func (f *file) read() error {
	data, err := os.ReadFile(f.real)
	if errors.Is(err, fs.ErrNotExist) {
		f.text, f.exists, f.locked = "", false, false
		return nil
	}
	if err != nil {
		return err
	}
	info, err := os.Stat(f.real)
	if err != nil {
		return err
	}
	f.text, f.exists, f.locked = string(data), true, info.Mode().Perm()&0o222 == 0
	return nil
}

// reader returns what stands for the disk: the files as the set has them, and all other files from disk.
func (s fileSet) reader() ReadFile {
	return func(path string) ([]byte, error) {
		f, err := s.behind(path)
		switch {
		case err != nil:
			return nil, err
		case f == nil:
			return os.ReadFile(path)
		case !f.exists:
			return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
		default:
			return []byte(f.text), nil
		}
	}
}

// behind returns the file that a path leads to, nil where it is none of the set. A path that a file was named by leads
// to it even if it is another link now.
func (s fileSet) behind(path string) (*file, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if f := s.find(func(f *file) bool { return f.path == abs }); f != nil {
		return f, nil
	}
	real, err := resolve(abs)
	if err != nil {
		return nil, err
	}
	return s.at(real), nil
}
