package pipeline

import (
	"context"
	"fmt"
	"time"
)

// An Error is a document on which a stage failed.
type Error struct {
	ID    string // the document's
	Path  string // its file, "" where it came from none
	Stage string // tokenize, tag, match, resolve or link
	Err   error  // a *Panic, or why the context ended
}

// Error returns "id: stage: what is wrong".
func (e *Error) Error() string { return fmt.Sprintf("%s: %s: %v", e.ID, e.Stage, e.Err) }

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

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
