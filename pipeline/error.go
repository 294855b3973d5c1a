package pipeline

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"roster/pipeline/doc"
)

// An Error is a document on which a stage failed.
type Error struct {
	ID    string // the document's
	Path  string // its file, "" where it came from none
	Stage string // input, tokenize, tag, match, resolve, link or emit
	Err   error  // a *Panic, or why the context ended
}

// Error returns "id: stage: what is wrong".
func (e *Error) Error() string { return fmt.Sprintf("%s: %s: %v", e.ID, e.Stage, e.Err) }

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// NewPanic makes an *Error of what a stage panicked with, from within the deferred function that recovered it.
func NewPanic(d *doc.Document, stage string, value any) *Error {
	return &Error{ID: d.ID, Path: d.Path, Stage: stage, Err: &Panic{value, sha256.Sum256([]byte(d.Text)), debug.Stack()}}
}

// IsPanic reports whether an error is due to a panic.
func IsPanic(err error) bool {
	var p *Panic
	return errors.As(err, &p)
}

// A Panic is a bug of ours that a document has brought to light.
type Panic struct {
	Value  any      // what the stage panicked with
	SHA256 [32]byte // of the document's text, for the report
	Stack  []byte   // as runtime/debug.Stack formats it
}

// Error returns one line, without the stack.
func (p *Panic) Error() string {
	return fmt.Sprintf("a bug in Roster, please report it: panic: %v; the text has SHA-256 %x", p.Value, p.SHA256)
}

// timeoutError is the cause of a context that ends by Config.Timeout.
type timeoutError time.Duration

func (t timeoutError) Error() string {
	return fmt.Sprintf("not done after %v, the time limit of a document", time.Duration(t))
}

// Is makes it a context.DeadlineExceeded.
func (timeoutError) Is(target error) bool { return target == context.DeadlineExceeded }
