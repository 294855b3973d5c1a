package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
)

// fingerprint hashes what decides a match: the rules in force and the lists that they name.
func fingerprint(s *Set) string {
	h := sha256.New()
	hashed := map[*Rule]bool{}
	for _, r := range s.rules {
		fmt.Fprintf(h, "rule %q %q %q %d %t %v %d %v %t %t %d\n",
			r.ID, r.Label, r.File, r.Line, r.Core, r.Action, r.Priority, r.Score, r.Repeat, r.Lower, r.Group)
		if r.Entity != nil {
			fmt.Fprintf(h, "entity %q\n", *r.Entity)
		}
		hashPhrases(h, r)
		for _, p := range r.Patterns {
			for _, t := range p {
				fmt.Fprintf(h, "token %+v\n", t)
				for _, id := range t.Lists {
					if named := s.named[id]; !hashed[named] {
						hashed[named] = true
						fmt.Fprintf(h, "named %q %t\n", id, named.Lower)
						hashPhrases(h, named)
					}
				}
			}
		}
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

func hashPhrases(h hash.Hash, r *Rule) {
	for _, l := range r.lists {
		fmt.Fprintf(h, "list %d %d\n", len(l.text), len(l.given))
		_, _ = io.WriteString(h, l.text)
		for _, p := range l.given {
			fmt.Fprintf(h, "phrase %q\n", p.Text)
		}
	}
}
