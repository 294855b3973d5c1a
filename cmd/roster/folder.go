package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"roster/pipeline/emit"
)

// openWriter opens a file or folder for a format and returns the writer with the output that it writes to: a folder
// where the name ends with a slash or is one, and the format takes it.
func (a *app) openWriter(name string, opt emit.Options) (emit.Writer, output, error) {
	can, must := emit.InFolder(opt.Format)
	if must && toStdout(name) {
		return nil, nil, fmt.Errorf("format %s writes several files, expected -o FOLDER/", opt.Format)
	}
	if must || can && isFolder(name) {
		out, err := openFolder(name)
		if err != nil {
			return nil, nil, err
		}
		w, err := emit.NewFolder(out.create, opt)
		return opened(w, out, err)
	}
	out, err := openOutput(name, a.stdout)
	if err != nil {
		return nil, nil, err
	}
	w, err := emit.New(out, opt)
	return opened(w, out, err)
}

// opened closes the output where there is no writer to it.
func opened(w emit.Writer, out output, err error) (emit.Writer, output, error) {
	if err != nil {
		out.Close() // there is nothing in it
		return nil, nil, err
	}
	return w, out, nil
}

// isFolder reports whether a name is one of a folder.
func isFolder(name string) bool {
	if strings.HasSuffix(name, "/") || strings.HasSuffix(name, string(filepath.Separator)) {
		return true
	}
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// A folder is an output of several files, all of them or none: they come to be in a temporary folder beside it.
type folder struct {
	io.Writer         // none: files are made by create
	target, temporary string
	committed         bool
}

// openFolder takes a folder that is not there yet or is empty.
func openFolder(name string) (*folder, error) {
	name = filepath.Clean(name)
	if entries, err := os.ReadDir(name); err == nil && len(entries) > 0 {
		return nil, fmt.Errorf("folder %s holds %s, expected an empty folder or a new one", name, entries[0].Name())
	} else if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	parent, base := filepath.Split(name)
	temporary := filepath.Join(parent, fmt.Sprintf(".%s.%d.tmp", base, os.Getpid()))
	if err := os.Mkdir(temporary, 0o777); err != nil {
		return nil, err
	}
	return &folder{target: name, temporary: temporary}, nil
}

// create makes a file of a name with slashes.
func (f *folder) create(name string) (io.WriteCloser, error) {
	path := filepath.Join(f.temporary, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, err
	}
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

func (f *folder) Commit() error {
	if err := os.Remove(f.target); err != nil && !os.IsNotExist(err) {
		return err
	}
	if err := os.Rename(f.temporary, f.target); err != nil {
		return err
	}
	f.committed = true
	return nil
}

func (f *folder) Close() error {
	if f.committed {
		return nil
	}
	return os.RemoveAll(f.temporary)
}
