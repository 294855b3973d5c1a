package rules

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"
)

// A source is one rule file, or a folder of them.
type source struct {
	fsys fs.FS
	path string // within fsys
	name string // as the user named it
	core bool
}

func (s source) isJSONL() bool { return path.Ext(s.path) == ".jsonl" }

func (s source) isRuleFile() bool {
	return slices.Contains([]string{".yaml", ".yml", ".jsonl"}, path.Ext(s.path))
}

func coreSource() source { return source{fsys: core, path: "core", name: "core", core: true} }

// find returns the rule files of a source in the order of their paths: itself, or those in the folder at any depth.
// Hidden files and folders are left out.
func (l *loader) find(src source) []source {
	info, err := fs.Stat(src.fsys, src.path)
	if err != nil {
		l.errs = append(l.errs, &Error{File: src.name, Err: reason(err)})
		return nil
	}
	if !info.IsDir() {
		if !src.isRuleFile() {
			l.errs = append(l.errs, &Error{File: src.name, Err: errors.New("not a rule file, expected .yaml, .yml or .jsonl")})
			return nil
		}
		return []source{src}
	}
	var found []source
	err = fs.WalkDir(src.fsys, src.path, func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != src.path && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		file := src
		file.path, file.name = p, path.Join(src.name, strings.TrimPrefix(p, src.path))
		if e.Type().IsRegular() && file.isRuleFile() {
			found = append(found, file)
		}
		return nil
	})
	if err != nil {
		l.errs = append(l.errs, &Error{File: src.name, Err: reason(err)})
	}
	return found
}

// userSources returns the rule files that an entry of Config.Files names, without those named before.
func (l *loader) userSources(dir, name string) []source {
	names := []string{name}
	if _, err := os.Stat(join(dir, name)); err != nil && strings.ContainsAny(name, "*?[{") {
		names = l.glob(dir, name)
	}
	var files []source
	for _, name := range names {
		src, err := l.userSource(dir, name)
		if err != nil {
			l.errs = append(l.errs, &Error{File: name, Err: err})
			continue
		}
		for _, file := range l.find(src) {
			if !l.seen[file.path] {
				if l.seen == nil {
					l.seen = map[string]bool{}
				}
				l.seen[file.path] = true
				files = append(files, file)
			}
		}
	}
	return files
}

// glob returns the names that a pattern stands for, without hidden ones.
func (l *loader) glob(dir, pattern string) []string {
	paths, err := doublestar.FilepathGlob(join(dir, pattern), doublestar.WithFailOnIOErrors(), doublestar.WithNoHidden())
	if err == nil && len(paths) == 0 {
		err = errors.New("no file matches")
	}
	if err != nil {
		l.errs = append(l.errs, &Error{File: pattern, Err: err})
		return nil
	}
	names := make([]string, len(paths))
	for i, p := range paths {
		names[i] = p
		if rel, err := filepath.Rel(dir, p); err == nil && !filepath.IsAbs(pattern) && dir != "" {
			names[i] = rel
		}
	}
	slices.Sort(names)
	return names
}

func join(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// userSource opens the file system from its root, so that rule files can name lists above their folder.
func (l *loader) userSource(dir, name string) (source, error) {
	abs, err := filepath.Abs(join(dir, name))
	if err != nil {
		return source{}, fmt.Errorf("finding the working directory: %w", err)
	}
	root := filepath.VolumeName(abs) + string(filepath.Separator)
	rel := filepath.ToSlash(strings.TrimPrefix(abs, root))
	fsys := os.DirFS(root)
	if l.read != nil {
		fsys = given{fsys, root, l.read}
	}
	return source{fsys: fsys, path: path.Clean(rel), name: filepath.ToSlash(name)}, nil
}

// given is a file system whose files are read by what stands for the disk.
type given struct {
	fs.FS
	root string
	read func(path string) ([]byte, error)
}

func (g given) ReadFile(name string) ([]byte, error) {
	return g.read(filepath.Join(g.root, filepath.FromSlash(name)))
}

// Stat knows files that are not on the disk.
func (g given) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(g.FS, name)
	if errors.Is(err, fs.ErrNotExist) {
		if data, err := g.ReadFile(name); err == nil {
			return fileInfo{path.Base(name), int64(len(data))}, nil
		}
	}
	return info, err
}

// A fileInfo is what is known of a file that is not on the disk.
type fileInfo struct {
	name string
	size int64
}

func (i fileInfo) Name() string     { return i.name }
func (i fileInfo) Size() int64      { return i.size }
func (fileInfo) Mode() fs.FileMode  { return 0 }
func (fileInfo) ModTime() time.Time { return time.Time{} }
func (fileInfo) IsDir() bool        { return false }
func (fileInfo) Sys() any           { return nil }
