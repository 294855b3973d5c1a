package main

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"roster/pipeline"
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
