package workbench

import (
	"context"
	"slices"
	"strings"

	"roster/pipeline/doc"
)

// A loading is what comes of the files of a session.
type loading struct {
	corpus   *corpus // nil where something does not load
	problems []Problem
}

func (l *loading) faulty(key string) bool {
	return l.corpus == nil && slices.ContainsFunc(l.problems, func(p Problem) bool {
		return p.Severity == Fault && (p.File == key || p.File == "")
	})
}

// load loads the configuration of files over the articles of a view that are concerned. The error is that of ctx;
// faults are problems.
func (s *Session) load(ctx context.Context, v view, files fileSet, concerned filter) (*loading, error) {
	blamed := ""
	for i, f := range files {
		if i < len(v.files) && f != v.files[i] {
			blamed = f.key
		}
	}
	l, err := s.options.Load(files.reader())
	var c *corpus
	if err == nil {
		c, err = v.corpus.with(ctx, l, s.options.Workers, concerned)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var problems []Problem
	if err == nil {
		problems, err = files.findings(c)
	}
	if err != nil {
		return &loading{nil, ownFirst(files.faultsOf(err, blamed), blamed)}, nil
	}
	return &loading{c, ownFirst(problems, blamed)}, nil
}

// Try says what a text of a file would change. Nothing is written.
func (s *Session) Try(ctx context.Context, e Edit) (*Trial, error) {
	v := s.view()
	f, err := v.files.keyed(e.File)
	if err != nil {
		return nil, err
	}
	l, err := s.load(ctx, v, v.files.replaced(f.holding(f.typed(e.Text))), nil)
	if err != nil {
		return nil, err
	}
	return v.trial(l), nil
}

func (v *view) trial(l *loading) *Trial {
	t := &Trial{OK: l.corpus != nil, Problems: l.problems}
	if t.OK {
		changes := compare(v.corpus, l.corpus)
		t.Changes = &changes
	}
	return t
}

// Save writes a text to its file and puts it in force. It fails with *BrokenError where the text does not load, with
// *ChangedError where the file is not as e.Base says. A text whose examples do not hold is written.
func (s *Session) Save(ctx context.Context, e Edit) (*Outcome, error) {
	s.changing.Lock()
	defer s.changing.Unlock()
	v := s.view()
	f, err := v.files.keyed(e.File)
	switch {
	case err != nil:
		return nil, err
	case s.options.ReadOnly:
		return nil, ErrReadOnly
	case !f.editable:
		return nil, bad("%s is not to be edited", f.Name)
	case f.sum() != e.Base:
		return nil, &ChangedError{File: f.Name}
	}
	text := f.typed(e.Text)
	l, err := s.load(ctx, v, v.files.replaced(f.holding(text)), nil)
	if err != nil {
		return nil, err
	}
	if l.faulty(f.key) {
		return nil, &BrokenError{v.trial(l)}
	}
	return s.commit(v, l, "edit of "+f.Name, map[string]content{f.key: text})
}

// commit writes files, remembers the step, and makes what was loaded the present state. A file that has its content
// already is no part of the step.
func (s *Session) commit(v view, l *loading, what string, contents map[string]content) (*Outcome, error) {
	files, written, err := v.files.write(contents)
	if err != nil {
		return nil, err
	}
	if len(written) > 0 {
		v.history = v.history.with(newStep(what, v.files, files, written))
	}
	return s.settle(v, files, l, what, written)
}

// settle makes files, some of which were written, and what was loaded of them the present state. What does not load
// leaves the corpus and the gold as they were.
func (s *Session) settle(v view, files fileSet, l *loading, what string, written []string,
) (*Outcome, error) {
	before := s.view().corpus
	v.files, v.problems = files, l.problems
	if l.corpus != nil {
		v.corpus = l.corpus
	}
	for _, ref := range v.corpus.Files {
		with, err := v.files.with(ref, false, false) // named since the start: to be read alone
		if err != nil {
			v.problems = append(v.problems, files.faultsOf(err, "")...)
			continue
		}
		v.files = with
	}
	gold, err := v.readGold()
	v.misread = v.files.faultsOf(err, "")
	if err == nil {
		v.gold = gold
	}
	problems := append(append([]Problem{}, v.problems...), v.misread...)
	v.last = &Outcome{What: what, Changes: compare(before, v.corpus), Problems: problems, Wrote: []string{}}
	for _, key := range written {
		f, _ := files.keyed(key)
		v.last.Wrote = append(v.last.Wrote, f.Name)
	}
	return s.become(v, what), nil
}

// Articles are a new set of articles.
type Articles struct {
	Documents []*doc.Document
	Failed    []Failure
}

// Refresh looks at what has changed on disk: the files, and where articles is not nil, the articles. What does not load
// becomes problems of the files. The error is that of ctx alone, or of a disk that cannot be read.
func (s *Session) Refresh(ctx context.Context, articles *Articles) error {
	s.changing.Lock()
	defer s.changing.Unlock()
	v := s.view()
	files, changed, err := v.files.reread()
	if err != nil {
		return err
	}
	if articles == nil && len(changed) == 0 && s.unchanged(v) {
		return nil
	}
	if articles != nil {
		again, err := extract(ctx, v.corpus.Loaded, v.corpus.pipeline, articles.Documents, v.corpus.docs, s.options.Workers)
		if err != nil {
			return err
		}
		if !sameArticles(v.corpus, again) || !slices.Equal(v.unread, articles.Failed) {
			changed = append(changed, "articles")
		}
		v.unread = articles.Failed
		v.gold, v.corpus = v.gold.over(v.corpus.docs, again.docs), again
	}
	l, err := s.load(ctx, v, files, nil)
	if err != nil {
		return err
	}
	now := s.view()
	if len(changed) == 0 && (l.corpus == nil || slices.EqualFunc(now.corpus.docs, l.corpus.docs, alike)) &&
		slices.Equal(now.problems, l.problems) {
		return nil
	}
	if len(changed) == 0 {
		changed = []string{"rules"} // a list that they name
	}
	_, err = s.settle(v, files, l, strings.Join(changed, ", ")+" changed", nil)
	return err
}

// unchanged reports whether the configuration of a view loads as it did: a list that a rule file names may have
// changed.
func (s *Session) unchanged(v view) bool {
	l, err := s.options.Load(v.files.reader())
	if err != nil {
		return false
	}
	p, err := v.corpus.pipeline.Renew(l.Pipeline)
	return err == nil && p.Fingerprint() == v.corpus.pipeline.Fingerprint()
}

// sameArticles reports whether two corpora have the same articles in the same order.
func sameArticles(a, b *corpus) bool {
	return slices.EqualFunc(a.docs, b.docs, func(x, y *doc.Document) bool { return identityOf(x) == identityOf(y) })
}

// reread returns the set as it is on disk now, and the names of the files that changed.
func (s fileSet) reread() (fileSet, []string, error) {
	var changed []string
	out := s
	for _, f := range s {
		now := *f
		if err := now.read(); err != nil {
			return s, nil, err
		}
		if now.exists != f.exists || now.text != f.text {
			out = out.replaced(&now)
			changed = append(changed, f.Name)
		}
	}
	return out, changed, nil
}
