package main

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"roster/pipeline"
	"roster/pipeline/batch"
)

// readingKeys are the keys of the input that can change a record.
var readingKeys = []string{"input.format", "input.encoding", "input.text_field", "input.id_field", "input.keep_fields"}

// fingerprint hashes all that can change a record: the rules, the tagger and its model, linking, output, and how
// documents are read, but not how fast or from where.
func (s *Settings) fingerprint(p *pipeline.Pipeline) string {
	h := sha256.New()
	fmt.Fprintln(h, p.Fingerprint())
	for _, k := range keys {
		if slices.Contains([]string{"tagger", "link", "output"}, k.section()) || slices.Contains(readingKeys, k.path) {
			fmt.Fprintln(h, k.path, s.values[k.path])
		}
	}
	return fmt.Sprintf("sha256:%x", h.Sum(nil))
}

// identity is what the bytes of a run depend on.
func (s *Settings) identity(p *pipeline.Pipeline, paths []string) (batch.Identity, error) {
	id := batch.Identity{
		Roster:   version + ", " + commit(),
		Config:   s.fingerprint(p),
		Rules:    p.Rules().Fingerprint(),
		Model:    p.ModelFingerprint(),
		Settings: map[string]string{},
		Paths:    withoutSlash(paths),
	}
	for _, k := range keys {
		if !inIdentity(k) {
			continue
		}
		value, err := inOneLine(s.values[k.path])
		if err != nil {
			return id, fmt.Errorf("%s: %w", k.path, err)
		}
		id.Settings[k.path] = value
	}
	return id, nil
}

// inIdentity reports whether what a key is set to can change the bytes of a run, other than by the rules, which have a
// hash of their own.
func inIdentity(k key) bool {
	switch k.section() {
	case "tagger", "link", "output":
		return true
	case "input":
		return k.path != "input.paths"
	}
	return k.path == "run.shard_bytes"
}

// withoutSlash gives paths without the slash that a folder's name may end with: no record depends on it.
func withoutSlash(paths []string) []string {
	out := slices.Clone(paths)
	for i, p := range out {
		if len(p) > 1 {
			out[i] = strings.TrimSuffix(p, "/")
		}
	}
	return out
}
