package main

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"roster/pipeline"
	"roster/pipeline/batch"
	"roster/pipeline/doc"
	"roster/pipeline/records"
)

// forEachFinished hands over the files of finished records among the paths, and then each document of the others as the
// pipeline leaves it. It returns how many documents failed; see forEach.
func (a *app) forEachFinished(ctx context.Context, paths []string, output string, finished func(file string) error,
	extracted func(*doc.Document) error) (failed int, err error) {
	if paths, err = expandRuns(paths); err != nil {
		return 0, err
	}
	var rest []string
	for _, path := range paths {
		if !isFinished(path) {
			rest = append(rest, path)
		} else if err := finished(path); err != nil {
			return 0, failure{err}
		}
	}
	if len(rest) == 0 {
		return 0, nil
	}
	p, err := pipeline.New(a.settings.pipeline())
	if err != nil {
		return 0, err
	}
	return a.forEach(ctx, p, rest, output, extracted)
}

// isFinished reports whether a path is a .jsonl file that begins with a document record.
func isFinished(path string) bool {
	if filepath.Ext(path) != ".jsonl" {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	line, _ := bufio.NewReader(f).ReadBytes('\n')
	return records.Is(line)
}

// expandRuns replaces each folder that extract has written by its shards, in order.
func expandRuns(paths []string) ([]string, error) {
	var out []string
	for _, path := range paths {
		shards, err := shardsOf(path)
		if err != nil {
			return nil, err
		}
		if shards == nil {
			shards = []string{path}
		}
		out = append(out, shards...)
	}
	return out, nil
}

// shardsOf returns the shards of a run, nil where the path is none. A run that is not finished has those so far.
func shardsOf(path string) ([]string, error) {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return nil, nil // whoever reads it says what is wrong
	}
	m, err := batch.ReadManifest(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, batch.ErrForeign) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	shards := []string{}
	for _, s := range m.Shards {
		shards = append(shards, filepath.Join(path, s.Name))
	}
	return shards, nil
}
