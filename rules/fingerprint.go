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
	h := &ruleHash{Hash: sha256.New(), set: s, named: map[*Rule]bool{}}
	for _, r := range s.rules {
		fmt.Fprintf(h, "rule %q %q %q %d %t %v %d %v %t %t %d %v\n",
			r.ID, r.Label, r.File, r.Line, r.Core, r.Action, r.Priority, r.Score, r.Repeat, r.Lower, r.Group, r.Within)
		if r.Entity != nil {
			fmt.Fprintf(h, "entity %q\n", *r.Entity)
		}
		h.search(r)
		for _, c := range r.Conditions {
			fmt.Fprintf(h, "%s %v %q\n", c.Key(), c.Within, c.Labels)
			h.lists(c.Lists)
			if c.Find != nil {
				fmt.Fprintf(h, "lower %t\n", c.Find.Lower)
				h.search(c.Find)
			}
		}
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// A ruleHash hashes rules.
type ruleHash struct {
	hash.Hash
	set   *Set
	named map[*Rule]bool // those whose phrases are hashed as a list
}

// search hashes what a rule looks for.
func (h *ruleHash) search(r *Rule) {
	h.phrases(r)
	for _, p := range r.Patterns {
		for _, t := range p {
			t.Line, t.Col = 0, 0
			fmt.Fprintf(h, "token %+v\n", t)
			h.lists(t.Lists)
		}
	}
}

func (h *ruleHash) lists(ids []string) {
	for _, id := range ids {
		fmt.Fprintf(h, "list %q\n", id)
		if named := h.set.named[id]; !h.named[named] {
			h.named[named] = true
			fmt.Fprintf(h, "named %q %t\n", id, named.Lower)
			h.phrases(named)
		}
	}
}

func (h *ruleHash) phrases(r *Rule) {
	for _, l := range r.lists {
		fmt.Fprintf(h, "list %d %d\n", len(l.text), len(l.given))
		_, _ = io.WriteString(h, l.text)
		for _, p := range l.given {
			fmt.Fprintf(h, "phrase %q\n", p.Text)
		}
	}
}
