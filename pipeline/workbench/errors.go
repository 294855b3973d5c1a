package workbench

import (
	"errors"
	"fmt"
)

// A FileFault is what is wrong at a place of a file.
type FileFault struct {
	File         string // its name
	Line, Column int    // 1-based, the column in code points; 0 for the file as a whole
	Err          error
}

func (f *FileFault) Error() string {
	if f.Line == 0 {
		return fmt.Sprintf("%s: %v", f.File, f.Err)
	}
	return fmt.Sprintf("%s:%d:%d: %v", f.File, f.Line, f.Column, f.Err)
}

func (f *FileFault) Unwrap() error { return f.Err }

// Errors that say what a caller did wrong, beside *ChangedError and *BrokenError. They are wrapped.
var (
	ErrReadOnly = errors.New("the session is read-only")
	ErrNothing  = errors.New("nothing to undo or redo")
	ErrBad      = errors.New("bad request") // what cannot be meant: a place, file, label or proposal that there is not
)

// A badError is ErrBad, said for people.
type badError string

func (e badError) Error() string        { return string(e) }
func (e badError) Is(target error) bool { return target == ErrBad }

func bad(format string, args ...any) error { return badError(fmt.Sprintf(format, args...)) }

// A ChangedError is a file that is not what it was when it was read, or when a step was made that is to be taken back;
// nothing was written.
type ChangedError struct {
	File string
	Step bool // it has changed since the step
}

func (e *ChangedError) Error() string {
	if e.Step {
		return e.File + " has changed since then: nothing was written"
	}
	return e.File + " has changed on disk: nothing was written"
}

// A BrokenError is a text that is not in force because of its faults; nothing was written.
type BrokenError struct{ Trial *Trial }

func (e *BrokenError) Error() string { return "the text has errors: nothing was written" }
