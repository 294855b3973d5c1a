package input

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// An item is what a path leads to. One of its fields is set.
type item struct {
	source *source
	skip   *Skip
	err    *Error
}

// find gives what the paths lead to, in order. It opens folders, but no file.
func (r *Reader) find() iter.Seq[item] {
	return func(yield func(item) bool) {
		for i, p := range r.paths {
			numbered := func(it item) bool {
				if it.source != nil {
					it.source.named = i
				}
				return yield(it)
			}
			if !r.findPath(p, numbered) {
				return
			}
		}
	}
}

// findPath yields what one path leads to and reports whether more is wanted, as the find functions below do.
func (r *Reader) findPath(p string, yield func(item) bool) bool {
	if p == "-" {
		return yield(item{source: r.stdinSource()})
	}
	info, err := os.Stat(p)
	switch {
	case err == nil && info.IsDir():
		return r.findFolder(p, r.folderID(p), yield)
	case err == nil:
		return yield(r.named(p, info.Mode()))
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(p, "*?[{"):
		return r.findGlob(p, yield)
	default:
		return yield(item{err: fail(p, filepath.ToSlash(p), err)})
	}
}

// folderID returns what stands before the relative path in the ids of a folder's files.
func (r *Reader) folderID(p string) string {
	if len(r.paths) == 1 {
		return ""
	}
	return strings.TrimSuffix(filepath.ToSlash(p), "/") + "/"
}

// named returns the source of a path that is no folder. What would be skipped in a folder is an error here.
func (r *Reader) named(p string, mode fs.FileMode) item {
	id := filepath.ToSlash(p)
	if len(r.paths) == 1 {
		id = path.Base(id)
	}
	it := r.file(p, id, mode)
	if it.skip == nil {
		return it
	}
	err := fmt.Errorf("%s, expected a file or a folder", it.skip.Reason)
	if it.skip.Reason == SkippedUnknown {
		err = fmt.Errorf("%s, expected %s (also with .gz or .zst), or a named format", SkippedUnknown, extensions())
	}
	return item{err: fail(p, id, err)}
}

// file returns the source of a file of that mode, or why it is skipped.
func (r *Reader) file(p, id string, mode fs.FileMode) item {
	if !mode.IsRegular() {
		return item{skip: &Skip{p, SkippedSpecial}}
	}
	s := newSource(p, id, r.format)
	if s.format == nil {
		return item{skip: &Skip{p, SkippedUnknown}}
	}
	return item{source: s}
}

// findFolder walks a folder, one list of entries in memory for each level. The id of an entry is prefix and its name.
func (r *Reader) findFolder(folder, prefix string, yield func(item) bool) bool {
	entries, err := os.ReadDir(folder)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(sortKey(a), sortKey(b)) })
	if err != nil && !yield(item{err: fail(folder, strings.TrimSuffix(prefix, "/"), err)}) {
		return false
	}
	for _, e := range entries {
		if !r.findEntry(filepath.Join(folder, e.Name()), prefix+e.Name(), e.Type(), yield) {
			return false
		}
	}
	return true
}

// sortKey orders the entries of folders so that all paths below them come out sorted.
func sortKey(e fs.DirEntry) string {
	if e.IsDir() {
		return e.Name() + "/"
	}
	return e.Name()
}

// findEntry yields what an entry of a folder leads to; mode needs type bits alone.
func (r *Reader) findEntry(p, id string, mode fs.FileMode, yield func(item) bool) bool {
	if strings.HasPrefix(filepath.Base(p), ".") {
		return yield(item{skip: &Skip{p, SkippedHidden}})
	}
	if mode.IsDir() {
		return r.findFolder(p, id+"/", yield)
	}
	if mode&fs.ModeSymlink != 0 {
		info, err := os.Stat(p)
		if err != nil {
			return yield(item{err: fail(p, id, err)})
		}
		if mode = info.Mode(); mode.IsDir() {
			return yield(item{skip: &Skip{p, SkippedLink}})
		}
	}
	return yield(r.file(p, id, mode))
}

// findGlob walks what a pattern matches, in path order. As in a shell, hidden names need a pattern that spells the dot.
func (r *Reader) findGlob(pattern string, yield func(item) bool) bool {
	base, rest := doublestar.SplitPattern(filepath.ToSlash(pattern))
	fsys := &watchedFS{FS: os.DirFS(base)}
	matches, err := doublestar.Glob(fsys, rest, doublestar.WithNoHidden(), doublestar.WithNoFollow())
	if err == nil && len(matches) == 0 && len(fsys.failed) == 0 {
		err = errors.New("no such file, and as a pattern it matches none")
	}
	if err != nil {
		return yield(item{err: fail(pattern, filepath.ToSlash(pattern), err)})
	}
	for _, f := range fsys.failed {
		p := path.Join(base, f.Path)
		if !yield(item{err: fail(filepath.FromSlash(p), p, f)}) {
			return false
		}
	}
	for _, m := range outermost(matches) {
		if !r.findMatch(path.Join(base, m), yield) {
			return false
		}
	}
	return true
}

func (r *Reader) findMatch(id string, yield func(item) bool) bool {
	p := filepath.FromSlash(id)
	info, err := os.Lstat(p)
	switch {
	case err != nil:
		return yield(item{err: fail(p, id, err)})
	case id == ".":
		return r.findFolder(p, "", yield)
	case info.IsDir():
		return r.findFolder(p, id+"/", yield)
	default:
		return r.findEntry(p, id, info.Mode(), yield)
	}
}

// outermost sorts paths and drops those that are repeated or lie below another of them.
func outermost(paths []string) []string {
	slices.Sort(paths)
	kept := map[string]bool{}
	for _, p := range paths {
		kept[p] = true
	}
	inner := func(p string) bool {
		for p != "." && p != "/" {
			if p = path.Dir(p); kept[p] {
				return true
			}
		}
		return false
	}
	return slices.DeleteFunc(slices.Compact(paths), inner)
}

// A watchedFS remembers the folders that could not be read, which doublestar passes over in silence.
type watchedFS struct {
	fs.FS
	failed []*fs.PathError
}

// ReadDir implements fs.ReadDirFS.
func (w *watchedFS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	known := func(e *fs.PathError) bool { return e.Path == name }
	if errors.Is(err, fs.ErrPermission) && !slices.ContainsFunc(w.failed, known) {
		w.failed = append(w.failed, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission})
	}
	return entries, err
}

// Stat implements fs.StatFS.
func (w *watchedFS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(w.FS, name) }
