package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"iter"

	"roster/pipeline/doc"
)

// Pending gives what of the input is to be worked on: it passes over what the full shards hold, and gives a document
// that an earlier run has dealt with together with a *Kept, for Add. A *Refusal ends it: the input is not what the
// shards were made of.
func (r *Run) Pending(in iter.Seq2[*doc.Document, error]) iter.Seq2[*doc.Document, error] {
	return func(yield func(*doc.Document, error) bool) {
		done := newSkipper(r.skip)
		for d, err := range in {
			switch {
			case isEnd(err):
				yield(nil, err)
				return
			case done.more():
				if changed := done.pass(d, err); changed != "" {
					yield(nil, r.refuse("cannot be resumed, because the documents of %s have changed since; "+
						"use --incremental, or name another folder", changed))
					return
				}
				continue
			case err == nil:
				err = r.old.find(d)
			}
			if !yield(d, err) {
				return
			}
		}
		if done.more() {
			yield(nil, r.refuse("cannot be resumed, because documents of %s are no longer there; "+
				"use --incremental, or name another folder", done.shards[0].Name))
		}
	}
}

// isEnd reports whether an error of the input says that a context has ended.
func isEnd(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// A skipper passes over what shards hold.
type skipper struct {
	shards []Shard // the first is being passed over
	passed int     // of the first
	hash   hash.Hash
}

func newSkipper(shards []Shard) *skipper { return &skipper{shards: shards, hash: sha256.New()} }

func (s *skipper) more() bool { return len(s.shards) > 0 }

// pass passes over a document, or the failure to read one, and returns the name of a shard that was made of others.
func (s *skipper) pass(d *doc.Document, err error) (changed string) {
	if err != nil {
		hashItem(s.hash, d, newFailure(d, err))
	} else {
		hashDocument(s.hash, d)
	}
	first := s.shards[0]
	if s.passed++; s.passed < first.Documents+first.Failed {
		return ""
	}
	if hex.EncodeToString(s.hash.Sum(nil)) != first.Source {
		return first.Name
	}
	s.shards, s.passed = s.shards[1:], 0
	s.hash.Reset()
	return ""
}
