package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"roster/pipeline/batch"
)

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
