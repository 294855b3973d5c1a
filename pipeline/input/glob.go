package input

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// A glob is a pattern for paths, split where its first special character is.
type glob struct {
	base     string   // the folder that the walk starts in
	pattern  string   // of the paths below it, with slashes
	elements []string // of the pattern
	exact    int      // how many of the elements match one element of a path each, from the left
}

func newGlob(pattern string) glob {
	base, rest := doublestar.SplitPattern(filepath.ToSlash(pattern))
	g := glob{base: base, pattern: rest, elements: elements(rest)}
	for g.exact < len(g.elements) && !strings.ContainsAny(g.elements[g.exact], "/") && g.elements[g.exact] != "**" {
		g.exact++
	}
	return g
}

// elements splits a pattern at its slashes, but not within braces.
func elements(pattern string) []string {
	depth := 0
	return strings.FieldsFunc(pattern, func(c rune) bool {
		switch c {
		case '{':
			depth++
		case '}':
			depth--
		}
		return c == '/' && depth == 0
	})
}

// matches reports whether a path below the base matches.
func (g glob) matches(rel string) bool { return doublestar.MatchUnvalidated(g.pattern, rel) }

// leads reports whether a path below a folder might match.
func (g glob) leads(folder string) bool {
	depth := strings.Count(folder, "/") + 1
	if depth > g.exact {
		return g.exact < len(g.elements)
	}
	return doublestar.MatchUnvalidated(strings.Join(g.elements[:depth], "/"), folder)
}

// spells reports whether the pattern spells out the dot that a name begins with. As in a shell, other patterns do not
// match hidden names.
func (g glob) spells(name string) bool {
	for _, e := range g.elements {
		if strings.HasPrefix(e, ".") && doublestar.MatchUnvalidated(e, name) {
			return true
		}
	}
	return false
}

// findGlob walks what a pattern matches, as findFolder walks: folders that match with all that is in them.
func (r *Reader) findGlob(pattern string, yield func(item) bool) bool {
	if !doublestar.ValidatePattern(filepath.ToSlash(pattern)) {
		return yield(item{err: fail(pattern, filepath.ToSlash(pattern), doublestar.ErrBadPattern)})
	}
	g := newGlob(pattern)
	if g.matches(".") && !strings.HasPrefix(g.pattern, ".") { // as "**" does
		return r.findFolder(filepath.FromSlash(g.base), strings.TrimPrefix(g.base+"/", "./"), yield)
	}
	any := false
	more := r.findMatches(g, "", func(it item) bool {
		any = true
		return yield(it)
	})
	if more && !any {
		err := errors.New("no such file, and as a pattern it matches none")
		return yield(item{err: fail(pattern, filepath.ToSlash(pattern), err)})
	}
	return more
}

// findMatches looks through a folder below the base of g.
func (r *Reader) findMatches(g glob, below string, yield func(item) bool) bool {
	folder := path.Join(g.base, below)
	for e, err := range r.entries(filepath.FromSlash(folder)) {
		more := true
		rel := path.Join(below, e.name())
		switch {
		case errors.Is(err, fs.ErrNotExist) && below == "": // the pattern matches nothing
		case err != nil:
			more = yield(item{err: fail(filepath.FromSlash(folder), folder, err)})
		case hidden(e.name()) && !g.spells(e.name()):
		case g.matches(rel):
			id := path.Join(g.base, rel)
			more = r.findSeen(filepath.FromSlash(id), id, e.mode, yield)
		case e.mode.IsDir() && g.leads(rel):
			more = r.findMatches(g, rel, yield)
		}
		if !more {
			return false
		}
	}
	return true
}
