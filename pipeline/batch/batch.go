// Package batch keeps the output of a run in a folder, so that a run over millions of documents can be interrupted,
// gone on with and brought up to date. Documents and failures go in, in input order; these files come out:
//
//	part-00000.jsonl …   shards: the records, in order; a shard is full when it reaches Options.ShardBytes
//	failures.jsonl       a Failure a line, in order
//	manifest.json        a Manifest: what the run depends on, what it has done, the size and hash of every shard
//
// # What holds at any moment
//
// A shard is written under another name, brought to the disk and renamed before the manifest names it, and the manifest
// is replaced as a whole. So what the manifest names is whole, whenever the process is killed or the disk is full, and
// a run that is gone on with ends with the same bytes as one that was never disturbed. Hidden files in the folder are
// temporary, or the lock that keeps a second run away; the next run removes what a killed one has left.
//
// # Going on
//
// A run that is gone on with reads the input from the start, passes over the documents of the full shards and holds
// them to the hash that the manifest has of them: an input that changed is refused, not mixed up.
//
// # Incremental runs
//
// An incremental run reads everything too, and copies the record of each document whose id, text and fields are as
// they were, where the configuration is. What it writes comes to be in the folder .next, and takes the place of
// the old run when it is complete: the same bytes as of a new run over the input as it is now.
package batch

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/emit"
)

// The names in a folder.
const (
	ManifestName = "manifest.json"
	FailuresName = "failures.jsonl"
	lockName     = ".lock"
	nextName     = ".next" // the folder of an incremental run that is not complete
)

// Options say what is written and what may be there already.
type Options struct {
	Identity   Identity
	Writer     func(io.Writer) (emit.Writer, error) // makes the writer of a shard; it gets Guard around it
	Extension  string                               // of shards, ".jsonl"
	Labels     []doc.Label                          // those of the mentions that are written
	ShardBytes int64                                // of records and failures; a shard with so many is full

	Resume        bool // go on with an unfinished run
	Incremental   bool // copy the records of unchanged documents; Writer must write document records in the format jsonl
	RetryFailures bool // of an incremental run: try again unchanged documents that failed

	wrap func(io.Writer) io.Writer // what the bytes of shards go through, for tests; nil: nothing
}

// A Refusal says why there is no run: nothing was changed in the folder.
type Refusal struct {
	Folder string
	Reason string
}

// Error returns "folder: reason".
func (r *Refusal) Error() string { return r.Folder + ": " + r.Reason }

// A Run writes to a folder. Only the sequence of Pending may be read beside the other methods.
type Run struct {
	o        Options
	folder   string // as named
	dir      string // where the files come to be: folder, or .next in it
	lock     *flock.Flock
	manifest Manifest
	finished bool // there is nothing to do
	skip     []Shard
	old      *oldRun
	notes    []string

	failures *failureLog
	shard    *shard // nil between shards
}

// Open takes the folder, which comes to be where there is none, and finds where to begin. A *Refusal says that what is
// in the folder does not allow what the options want.
func Open(folder string, o Options) (*Run, error) {
	if err := makeDir(folder); err != nil {
		return nil, err
	}
	r := &Run{o: o, folder: filepath.Clean(folder), lock: flock.New(filepath.Join(folder, lockName))}
	switch locked, err := r.lock.TryLock(); {
	case err != nil:
		return nil, err
	case !locked:
		return nil, errors.Join(r.refuse("another run is writing to this folder"), r.lock.Close())
	}
	if err := r.begin(); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

func (r *Run) refuse(format string, args ...any) error {
	return &Refusal{r.folder, fmt.Sprintf(format, args...)}
}

// Finished reports whether the run was complete already, so that nothing is to be read.
func (r *Run) Finished() bool { return r.finished }

// Notes says what a user should know of how the run begins.
func (r *Run) Notes() []string { return r.notes }

// Counts sums up what has been written, by this process and before it.
func (r *Run) Counts() Counts {
	c := r.manifest.total()
	if r.shard != nil {
		c.add(r.shard.Counts)
	}
	return c
}

// Add adds the result of a document: its record, where result is nil; what an earlier run made of it, where result is a
// *Kept; else a failure. It returns why the document has no record, and an error that ends the run: of the disk, or a
// *Refusal from Pending. An input that panicked ends it too, as documents behind would be lost.
func (r *Run) Add(d *doc.Document, result error) (failed, err error) {
	var kept *Kept
	var refusal *Refusal
	switch {
	case errors.As(result, &refusal) || d == nil && pipeline.IsPanic(result):
		return nil, result
	case errors.As(result, &kept) && kept.failure != nil:
		f := *kept.failure
		f.setPath(d.Path)
		return fmt.Errorf("%s: %s: %s (unchanged, not tried again)", f.ID, f.Stage, f.Error), r.fail(d, f)
	case kept != nil:
		return nil, r.keep(d, kept)
	case result == nil:
		if result, err = r.write(d); result == nil {
			return nil, err
		}
	}
	return result, r.fail(d, newFailure(d, result))
}

// write adds a record, unless the format cannot hold the document.
func (r *Run) write(d *doc.Document) (failed, err error) {
	s, err := r.current()
	if err != nil {
		return nil, err
	}
	if err := s.writer.Write(d); OfDocument(err) {
		return err, nil
	} else if err != nil {
		return nil, err
	}
	s.Add(d, r.o.Labels)
	hashDocument(s.source, d)
	return nil, r.commitFull()
}

// keep adds the record that a document had before.
func (r *Run) keep(d *doc.Document, k *Kept) error {
	s, err := r.current()
	if err != nil {
		return err
	}
	if _, err := s.buffer.Write(k.line); err != nil {
		return err
	}
	s.Add(d, nil)
	countLabels(k.line, s.Mentions)
	hashDocument(s.source, d)
	return r.commitFull()
}

// fail adds a failure, with the document where it was read.
func (r *Run) fail(d *doc.Document, f Failure) error {
	s, err := r.current()
	if err != nil {
		return err
	}
	if err := r.failures.add(f); err != nil {
		return err
	}
	s.Failed++
	hashItem(s.source, d, f)
	return r.commitFull()
}

// current returns the shard that is being written.
func (r *Run) current() (*shard, error) {
	if r.shard != nil {
		return r.shard, nil
	}
	var err error
	r.shard, err = newShard(r.dir, len(r.manifest.Shards), r.failures.length, r.o)
	return r.shard, err
}

func (r *Run) commitFull() error {
	if r.shard.written+r.failures.length-r.shard.failuresStart < r.o.ShardBytes {
		return nil
	}
	return r.commit(false)
}

// commit brings the shard to the disk, then the manifest.
func (r *Run) commit(partial bool) error {
	if r.shard != nil {
		done, err := r.shard.close()
		if err != nil {
			return err
		}
		if done.Failures, err = r.failures.sync(); err != nil {
			return err
		}
		if err := r.shard.rename(); err != nil {
			return err
		}
		r.shard, done.Partial = nil, partial
		r.manifest.Shards = append(r.manifest.Shards, done)
	}
	return r.manifest.write(r.dir)
}

// Finish ends a run that has read everything.
func (r *Run) Finish(end End) error {
	if r.finished {
		return nil
	}
	r.manifest.Finished = true
	r.manifest.End = end.orEmpty()
	if err := r.commit(false); err != nil {
		return err
	}
	if r.dir == r.folder {
		return nil
	}
	r.release()
	return promote(r.folder)
}

// Stop ends a run that is to be gone on with: what has been written stands, in a shard that will be written anew.
func (r *Run) Stop() error {
	if r.finished {
		return nil
	}
	return r.commit(true)
}

// Close gives the folder free. What was written since the last full shard is lost without Finish or Stop before it.
func (r *Run) Close() error {
	r.release()
	if r.shard != nil {
		r.shard.discard()
	}
	os.Remove(r.lock.Path()) // the lock is held until the next line
	return r.lock.Unlock()
}

// release closes the files that are being read and appended to.
func (r *Run) release() {
	r.failures.close()
	r.old.close()
}
