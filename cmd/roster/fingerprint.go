package main

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"roster/pipeline"
)

// fingerprint hashes all that can change a record: the rules, the tagger and its model, linking and output, but not
// how fast or from where the documents are read.
func (s *Settings) fingerprint(p *pipeline.Pipeline) string {
	h := sha256.New()
	fmt.Fprintln(h, p.Fingerprint())
	for _, k := range keys {
		if slices.Contains([]string{"tagger", "link", "output"}, k.section()) {
			fmt.Fprintln(h, k.path, s.values[k.path])
		}
	}
	return fmt.Sprintf("sha256:%x", h.Sum(nil))
}
