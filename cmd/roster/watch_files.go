package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/fsnotify/fsnotify"
)

// quiet is how long nothing must happen before changes are looked at: editors write a file in several steps.
const quiet = 100 * time.Millisecond

// changes says what may have changed.
type changes struct {
	rules    bool // rules, or the configuration
	articles bool
}

func (c changes) or(o changes) changes { return changes{c.rules || o.rules, c.articles || o.articles} }

// The things that a folder may hold.
var (
	holdsRules    = changes{rules: true}
	holdsArticles = changes{articles: true}
)

// A fileWatcher tells when something in some folders changes.
type fileWatcher struct {
	*fsnotify.Watcher
	folders map[string]changes // those that are watched, and what is there
}

func newFileWatcher() (*fileWatcher, error) {
	w, err := fsnotify.NewWatcher()
	return &fileWatcher{w, make(map[string]changes)}, err
}

// add watches a folder; that it is not there is no error.
func (w *fileWatcher) add(folder string, holds changes) error {
	folder = filepath.Clean(folder)
	if err := w.Add(folder); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return &fs.PathError{Op: "watch", Path: folder, Err: err}
	}
	w.folders[folder] = w.folders[folder].or(holds)
	return nil
}

// addAll watches what a path means: the folder of a file, all folders in a folder but hidden ones, those that a glob
// can lead to.
func (w *fileWatcher) addAll(path string, holds changes) error {
	if _, err := os.Lstat(path); err != nil {
		path, _ = doublestar.SplitPattern(filepath.ToSlash(path))
	}
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return w.add(filepath.Dir(path), holds)
	}
	return filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil || !e.IsDir():
			return nil // what cannot be read is reported by who reads it
		case p != path && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		}
		return w.add(p, holds)
	})
}

// follow watches all that runs of some settings hang on: their configuration, the rule files that they name and those
// that have been read, and the articles in paths.
func (w *fileWatcher) follow(config string, read, paths []string, settings ...*Settings) error {
	err := w.add(filepath.Dir(cmp.Or(config, defaultConfigFile)), holdsRules)
	for _, s := range settings {
		for _, f := range s.Rules.Files {
			err = errors.Join(err, w.addAll(f, holdsRules))
		}
	}
	for _, f := range read {
		err = errors.Join(err, w.add(filepath.Dir(f), holdsRules))
	}
	for _, p := range paths {
		err = errors.Join(err, w.addAll(p, holdsArticles))
	}
	return err
}

// changes yields bursts of events, until ctx ends.
func (w *fileWatcher) changes(ctx context.Context) iter.Seq[changes] {
	return func(yield func(changes) bool) {
		for names := range bursts(ctx, w.Events, w.Errors, quiet) {
			c := changes{rules: names == nil, articles: names == nil}
			for _, name := range names {
				c = c.or(w.folders[filepath.Dir(name)])
			}
			if !yield(c) {
				return
			}
		}
	}
}

// bursts yields the names of files to which something happened: those that follow each other faster than a pause, at
// once when it is over. Names are nil where events were lost, and anything may have happened.
func bursts(ctx context.Context, events <-chan fsnotify.Event, errs <-chan error, pause time.Duration,
) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		var over <-chan time.Time
		names, lost := []string{}, false
		for {
			select {
			case <-ctx.Done():
				return
			case e := <-events:
				if e.Op == fsnotify.Chmod {
					continue
				}
				names = append(names, e.Name)
			case <-errs:
				lost = true
			case <-over:
				if lost {
					names = nil
				}
				if !yield(names) {
					return
				}
				over, names, lost = nil, []string{}, false
				continue
			}
			over = time.After(pause)
		}
	}
}
