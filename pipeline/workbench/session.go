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
	"slices"
	"sync"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/explain"
)

// A ReadFile reads a file; one that is not there is fs.ErrNotExist.
type ReadFile func(path string) ([]byte, error)

// A Loader makes a configuration of what its files hold by read, which stands for the disk: it knows unsaved texts.
// Errors about files are *FileFault or rules.Errors, or such joined.
type Loader func(read ReadFile) (*Loaded, error)

// A Loaded is a configuration in force.
type Loaded struct {
	Pipeline pipeline.Config // its rules must read by the loader's read
	Labels   []doc.Label     // mentions of others are not shown
	Files    []FileRef       // the user's rule files that it was made of

	// TargetNamed says that the configuration names Options.Target, or that no edit of the configuration file could make
	// it do so. Otherwise the loader adds it to the rules itself, and who accepts a proposal gets it named.
	TargetNamed bool
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
type Session struct {
	options  Options
	changing sync.Mutex // held from looking at what is to having changed it

	mu        sync.RWMutex // guards the following
	now       view
	listeners map[chan Revision]bool
}

// A view is a session at one moment. What it points to does not change.
type view struct {
	Revision
	corpus   *corpus
	files    fileSet
	gold     *goldFile
	problems []Problem
	unread   []Failure // articles that could not be read
	last     *Outcome
	history
}

// New extracts the articles. It fails where the configuration does not load, or the gold file is not the session's own.
func New(ctx context.Context, o Options) (*Session, error) {
	s := &Session{options: o, listeners: make(map[chan Revision]bool)}
	v := view{Revision: Revision{Revision: 1}, unread: o.Failed}
	var err error
	for _, f := range []struct {
		FileRef
		editable, target bool
	}{{o.Config, true, false}, {o.Gold, false, false}, {o.Target, true, true}} {
		if v.files, err = v.files.with(f.FileRef, f.editable, f.target); err != nil {
			return nil, err
		}
	}
	l, err := o.Load(v.files.reader())
	if err != nil {
		return nil, err
	}
	for _, f := range l.Files {
		if v.files, err = v.files.with(f, true, false); err != nil {
			return nil, err
		}
	}
	p, err := pipeline.New(l.Pipeline)
	if err != nil {
		return nil, err
	}
	if v.corpus, err = extract(ctx, l, p, o.Articles, nil, o.Workers); err != nil {
		return nil, err
	}
	if v.gold, err = v.readGold(); err != nil {
		return nil, err
	}
	if v.problems, err = v.files.findings(v.corpus); err != nil {
		return nil, err
	}
	s.now = v
	return s, nil
}

// readGold reads the gold file as the view's files have it.
func (v *view) readGold() (*goldFile, error) {
	f := v.files.kind(GoldFile)
	if f == nil {
		return readGold("", "", v.corpus.docs)
	}
	return readGold(f.Name, f.text, v.corpus.docs)
}

func (s *Session) view() view {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.now
}

// State returns what the page shows.
func (s *Session) State() *State {
	v := s.view()
	out := &State{
		Revision: v.Revision.Revision, Files: []File{}, Review: review(v.corpus, v.gold.marks), Last: v.last,
		Undo: v.undoable(), Redo: v.redoable(), Failed: slices.Concat([]Failure{}, v.unread, v.corpus.failed),
		ReadOnly: s.options.ReadOnly, Schemas: s.options.Schemas,
	}
	out.Documents, out.Run = v.corpus.page(s.options.Version)
	for i, f := range v.files {
		shown := File{
			Key: f.key, Name: f.Name, Kind: f.Kind, Text: f.text, SHA256: f.sum(), Exists: f.exists,
			Writable: f.editable && !s.options.ReadOnly, Target: f.target, Problems: []Problem{},
		}
		for _, p := range v.problems {
			if p.File == f.key || p.File == "" && i == 0 {
				shown.Problems = append(shown.Problems, p)
			}
		}
		out.Files = append(out.Files, shown)
	}
	return out
}

// Explain says why a place is read as it is.
func (s *Session) Explain(at Stretch) (*Explanation, error) {
	c := s.view().corpus
	d, err := c.article(at.Article)
	if err != nil {
		return nil, err
	}
	place, err := spanOf(d, at.Start, at.End)
	if err != nil {
		return nil, err
	}
	e := explain.Explain(d, c.pipeline.Rules(), explain.At(place))
	e.Ask(c.pipeline)
	return newExplanation(e)
}

// Files returns the names of the files that the session depends on, lists that rules name among them, for whoever
// watches them.
func (s *Session) Files() []string {
	v := s.view()
	var out []string
	for _, f := range v.files {
		out = append(out, f.Path)
	}
	return append(out, v.corpus.pipeline.Rules().Files()...)
}

// Subscribe returns a channel that has the newest revision, the present one at first, and what ends it. Revisions that
// were not taken in time are left out.
func (s *Session) Subscribe() (<-chan Revision, func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := make(chan Revision, 1)
	c <- s.now.Revision
	s.listeners[c] = true
	return c, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.listeners, c)
	}
}

// become makes a view the present one, with the next revision.
func (s *Session) become(v view, why string) *Outcome {
	s.mu.Lock()
	defer s.mu.Unlock()
	v.Revision = Revision{s.now.Revision.Revision + 1, why}
	if v.last != nil {
		last := *v.last
		last.Revision = v.Revision.Revision
		v.last = &last
	}
	s.now = v
	for c := range s.listeners {
		select {
		case <-c: // it was not taken in time
		default:
		}
		c <- v.Revision
	}
	return v.last
}
