package workbench

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"unicode/utf8"
)

// A file is one that the session knows, as it was last read. It does not change.
type file struct {
	FileRef
	key      string
	path     string // Path from the root
	real     string // where it leads, links followed, at the time when the file was first named
	text     string
	exists   bool
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
	return nil, fmt.Errorf("%w: no file %q", ErrBad, key)
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
		f.text, f.exists = "", false
		return nil
	}
	if err != nil {
		return err
	}
	f.text, f.exists = string(data), true
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

// A content is what a file holds; nil is no file.
type content *string

func contentOf(text string) content { return &text }

func (f *file) content() content {
	if !f.exists {
		return nil
	}
	return contentOf(f.text)
}

// holding returns the file as it is once it has a content.
func (f *file) holding(c content) *file {
	out := *f
	out.exists = c != nil
	out.text = ""
	if c != nil {
		out.text = *c
	}
	return &out
}

// write gives files of the set another content, by key: all or, where one fails, none. It fails with *ChangedError
// where a file is not on disk as the set has it.
func (s fileSet) write(contents map[string]content) (fileSet, error) {
	keys := slices.Sorted(maps.Keys(contents))
	for _, key := range keys {
		f, err := s.keyed(key)
		if err == nil {
			err = f.checkDisk(contents[key])
		}
		if err != nil {
			return s, err
		}
	}
	out := s
	for _, key := range keys {
		f, _ := s.keyed(key)
		if err := f.put(contents[key]); err != nil {
			for _, written := range keys[:slices.Index(keys, key)] {
				before, _ := s.keyed(written)
				err = errors.Join(err, before.put(before.content()))
			}
			return s, err
		}
		out = out.replaced(f.holding(contents[key]))
	}
	return out, nil
}

// checkDisk fails where the file is not on disk as it was read, or its path leads elsewhere, or a text is none.
func (f *file) checkDisk(c content) error {
	if real, err := resolve(f.Path); err != nil || real != f.real {
		return &ChangedError{f.Name}
	}
	now := *f
	if err := now.read(); err != nil {
		return err
	}
	if now.exists != f.exists || now.text != f.text {
		return &ChangedError{f.Name}
	}
	if c != nil && !utf8.ValidString(*c) {
		return fmt.Errorf("%w: the text of %s is not UTF-8", ErrBad, f.Name)
	}
	return nil
}

// put writes a content to the file as a whole, or removes it: who reads it finds the old bytes or the new ones.
func (f *file) put(c content) error {
	if c == nil {
		return os.Remove(f.real)
	}
	mode := fs.FileMode(0o666)
	if info, err := os.Stat(f.real); err == nil {
		mode = info.Mode().Perm()
	}
	folder, base := filepath.Split(f.real)
	temporary := filepath.Join(folder, fmt.Sprintf(".%s.%d.tmp", base, os.Getpid()))
	out, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", f.Name, err)
	}
	_, err = out.WriteString(*c)
	if f.exists {
		err = errors.Join(err, out.Chmod(mode)) // whatever the mask for new files is
	}
	if err := errors.Join(err, out.Sync(), out.Close()); err != nil {
		return errors.Join(err, os.Remove(temporary))
	}
	if err := os.Rename(temporary, f.real); err != nil {
		return errors.Join(err, os.Remove(temporary))
	}
	return nil
}
