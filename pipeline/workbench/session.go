// Package workbench is a run that is tuned while one looks at it. It takes articles and a way to load a configuration,
// and holds what the pipeline makes of the articles as rule files are edited; it tries edits without writing them,
// turns what a person corrects into gold lines and proposed rules, writes files on the person's word, and takes that
// back. It knows nothing of HTTP, of viper, or of the time.
//
// A Session is changed by one call at a time and can be read by many. What is broken never takes the place of what
// works: rules that do not load are shown with their faults, and the last good run stands.
package workbench

import (
	"context"
	"errors"
	"fmt"

	"roster/pipeline"
	"roster/pipeline/doc"
)

// A ReadFile reads a file; one that is not there is fs.ErrNotExist.
type ReadFile func(path string) ([]byte, error)

// A Loader makes a configuration of what its files hold by read, which stands for the disk: it knows unsaved texts.
// Errors about files are Fault or rules.Errors, or such joined.
type Loader func(read ReadFile) (*Loaded, error)

// A Loaded is a configuration in force.
type Loaded struct {
	Pipeline pipeline.Config // its rules must read by the loader's read
	Labels   []doc.Label     // mentions of others are not shown
	Files    []FileRef       // what it was made of and can be edited: the configuration, and the user's rule files
}

// A FileRef names a file.
type FileRef struct {
	Path string // as it can be opened
	Name string // as the user named it, and as errors do
	Kind FileKind
}

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

// Options say what a session is over.
type Options struct {
	Articles []*doc.Document // ids and texts, in order; the session owns them
	Failed   []Failure       // articles that could not be read
	Load     Loader
	Target   FileRef // the rule file that accepted proposals go to; it need not be there
	Gold     FileRef // the file of corrections; it need not be there
	Config   FileRef // the configuration file; it need not be there
	Version  string  // the program's
	ReadOnly bool    // nothing is written
	Workers  int     // 0 or less: the number of cores
	Schemas  Schemas
}

// An Edit is a text for a file.
type Edit struct {
	File string `json:"file"` // its key
	Text string `json:"text"`
	Base string `json:"base"` // of Save: the SHA-256 of the text that was edited, "" where there was no file
}

// A Stretch is a place in an article; a point where Start is End.
type Stretch struct {
	Article int `json:"article"`
	Start   int `json:"start"`
	End     int `json:"end"`
}

// An Acceptance is a correction, and the proposal that is to mend it: "" for none.
type Acceptance struct {
	Correction Correction `json:"correction"`
	Proposal   string     `json:"proposal"`
}

// A Judgement is a verdict on a mention: Right, or "" to take one back.
type Judgement struct {
	Stretch
	Verdict Verdict `json:"verdict"`
}

// Errors that say what a caller did wrong, beside *ChangedError and *BrokenError. They are wrapped.
var (
	ErrReadOnly = errors.New("the session is read-only")
	ErrNothing  = errors.New("nothing to undo or redo")
	ErrBad      = errors.New("bad request") // a place, file, label or proposal that there is not
)

// A ChangedError is a file that changed on disk since it was read; nothing was written.
type ChangedError struct{ File string }

func (e *ChangedError) Error() string { return e.File + " has changed on disk: nothing was written" }

// A BrokenError is a text that is not in force because of its faults; nothing was written.
type BrokenError struct{ Trial *Trial }

func (e *BrokenError) Error() string { return "the text has errors: nothing was written" }

// A Session is articles, the run over them in force, and what was corrected. It is safe for concurrent use.
type Session struct{}

// New extracts the articles. It fails where the configuration does not load, or the gold file is not the session's own.
func New(ctx context.Context, o Options) (*Session, error) { return nil, errors.ErrUnsupported }

// State returns what the page shows.
func (s *Session) State() *State { return nil }

// Try says what a text of a file would change. Nothing is written.
func (s *Session) Try(ctx context.Context, e Edit) (*Trial, error) { return nil, errors.ErrUnsupported }

// Save writes a text to its file and puts it in force. It fails with *BrokenError where the text has errors, with
// *ChangedError where the file is not as e.Base says.
func (s *Session) Save(ctx context.Context, e Edit) (*Outcome, error) {
	return nil, errors.ErrUnsupported
}

// Explain says why a place is read as it is.
func (s *Session) Explain(at Stretch) (*Explanation, error) { return nil, errors.ErrUnsupported }

// Propose lists rules that could mend what a correction says. Nothing is written.
func (s *Session) Propose(ctx context.Context, c Correction) (*Proposals, error) {
	return nil, errors.ErrUnsupported
}

// Apply writes a correction to the gold file, and a proposal of Propose to the rule file.
func (s *Session) Apply(ctx context.Context, a Acceptance) (*Outcome, error) {
	return nil, errors.ErrUnsupported
}

// Review writes to the gold file that a person found a mention right, or takes that back.
func (s *Session) Review(ctx context.Context, j Judgement) (*Review, error) {
	return nil, errors.ErrUnsupported
}

// Undo restores the files that the last change wrote. It fails with *ChangedError where one was changed since.
func (s *Session) Undo(ctx context.Context) (*Outcome, error) { return nil, errors.ErrUnsupported }

// Redo makes the change that was undone last once more.
func (s *Session) Redo(ctx context.Context) (*Outcome, error) { return nil, errors.ErrUnsupported }

// Articles are a new set of articles.
type Articles struct {
	Documents []*doc.Document
	Failed    []Failure
}

// Refresh looks at what has changed on disk: the files, and where articles is not nil, the articles. What does not load
// becomes problems of the files. The error is that of ctx alone, or of a disk that cannot be read.
func (s *Session) Refresh(ctx context.Context, articles *Articles) error {
	return errors.ErrUnsupported
}

// Files returns the files that the session depends on, for whoever watches them.
func (s *Session) Files() []FileRef { return nil }

// Subscribe returns a channel that has the newest revision, the present one at first, and what ends it. Revisions that
// were not taken in time are left out.
func (s *Session) Subscribe() (<-chan Revision, func()) { return nil, func() {} }
