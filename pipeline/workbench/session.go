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
	"slices"
	"sync"

	"roster/pipeline"
	"roster/pipeline/explain"
)

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
	problems []Problem // of all files but the gold file
	misread  []Problem // of the gold file: while it has any, gold is what it was before, and is not written
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
		Undo: v.undoable(), Redo: v.redoable(), Failed: append(append([]Failure{}, v.unread...), v.corpus.failed...),
		ReadOnly: s.options.ReadOnly, Schemas: s.options.Schemas,
	}
	out.Documents, out.Run = v.corpus.page(s.options.Version)
	for i, f := range v.files {
		shown := File{
			Key: f.key, Name: f.Name, Kind: f.Kind, Text: f.shown(), SHA256: f.sum(), Exists: f.exists,
			Writable: f.editable && !f.locked && !s.options.ReadOnly, Target: f.target, Problems: []Problem{},
		}
		for _, p := range slices.Concat(v.problems, v.misread) {
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
