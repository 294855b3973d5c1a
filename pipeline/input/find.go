package input

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"path/filepath"
	"strings"
)

// An item is what a path leads to. One of its fields is set.
type item struct {
	source *source
	skip   *Skip
	err    *Error
}

// Whether find looks for the first time, or again: then a list of paths on standard input is gone.
const (
	once  = false
	again = true
)

// find gives what the paths lead to, in order. It opens folders and the list of paths, but no other file.
func (r *Reader) find(again bool) iter.Seq[item] {
	return func(yield func(item) bool) {
		numbered := func(i int) func(item) bool {
			return func(it item) bool {
				if it.source != nil {
					it.source.named = i
				}
				return yield(it)
			}
		}
		for i, p := range r.paths {
			if !r.findPath(p, numbered(i)) {
				return
			}
		}
		if r.list != "" && !(again && r.list == "-") {
			r.findListed(numbered(len(r.paths)))
		}
	}
}

// findPath yields what one path leads to and reports whether more is wanted, as the find functions below do.
func (r *Reader) findPath(p string, yield func(item) bool) bool {
	if p == "-" {
		return yield(item{source: r.stdinSource()})
	}
	info, err := r.disk.Stat(p)
	switch {
	case err == nil && info.IsDir():
		return r.findFolder(p, r.folderID(p), yield)
	case err == nil:
		return yield(r.named(p, r.fileID(p), info.Mode()))
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(p, "*?[{"):
		return r.findGlob(p, yield)
	default:
		return yield(item{err: fail(p, filepath.ToSlash(p), err)})
	}
}

// alone reports whether there is but one path, so that ids need not say which.
func (r *Reader) alone() bool { return len(r.paths) == 1 && r.list == "" }

func (r *Reader) fileID(p string) string {
	id := filepath.ToSlash(p)
	if r.alone() {
		id = path.Base(id)
	}
	return id
}

// folderID returns what stands before the relative path in the ids of a folder's files.
func (r *Reader) folderID(p string) string {
	if r.alone() {
		return ""
	}
	return strings.TrimSuffix(filepath.ToSlash(p), "/") + "/"
}

// named returns the source of a path that is no folder. What would be skipped in a folder is an error here.
func (r *Reader) named(p, id string, mode fs.FileMode) item {
	it := r.file(p, id, mode)
	if it.skip == nil || it.skip.Reason == SkippedOutput {
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
	if r.output.is(r.disk, p) {
		return item{skip: &Skip{p, SkippedOutput}}
	}
	s := newSource(p, id, r.format)
	if s.format == nil {
		return item{skip: &Skip{p, SkippedUnknown}}
	}
	return item{source: s}
}

// findFolder walks a folder. The id of an entry is prefix and its name.
func (r *Reader) findFolder(folder, prefix string, yield func(item) bool) bool {
	for e, err := range r.entries(folder) {
		more := false
		if err != nil {
			more = yield(item{err: fail(folder, strings.TrimSuffix(prefix, "/"), err)})
		} else {
			more = r.findEntry(filepath.Join(folder, e.name()), prefix+e.name(), e.mode, yield)
		}
		if !more {
			return false
		}
	}
	return true
}

// findEntry yields what an entry of a folder leads to, unless it is hidden; mode needs type bits alone.
func (r *Reader) findEntry(p, id string, mode fs.FileMode, yield func(item) bool) bool {
	if hidden(p) {
		return yield(item{skip: &Skip{p, SkippedHidden}})
	}
	return r.findSeen(p, id, mode, yield)
}

func hidden(p string) bool { return strings.HasPrefix(filepath.Base(p), ".") }

// findSeen is findEntry for what is not hidden, or was asked for.
func (r *Reader) findSeen(p, id string, mode fs.FileMode, yield func(item) bool) bool {
	if mode.IsDir() {
		if r.output.is(r.disk, p) {
			return yield(item{skip: &Skip{p, SkippedOutput}})
		}
		return r.findFolder(p, id+"/", yield)
	}
	if mode&fs.ModeSymlink != 0 {
		info, err := r.disk.Stat(p)
		if err != nil {
			return yield(item{err: fail(p, id, err)})
		}
		if mode = info.Mode(); mode.IsDir() {
			return yield(item{skip: &Skip{p, SkippedLink}})
		}
	}
	return yield(r.file(p, id, mode))
}
