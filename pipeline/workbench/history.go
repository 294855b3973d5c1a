package workbench

import (
	"context"
	"slices"
)

// A step is a change of files that can be undone and redone. Files are named by their keys.
type step struct {
	what          string
	before, after map[string]content
}

// A history is the steps of a session. It does not change.
type history struct{ done, undone []step }

func (h history) undoable() string { return whatOf(h.done) }
func (h history) redoable() string { return whatOf(h.undone) }

func whatOf(steps []step) string {
	if len(steps) == 0 {
		return ""
	}
	return steps[len(steps)-1].what
}

// with returns the history with a new step: what was undone is forgotten.
func (h history) with(s step) history {
	return history{done: append(slices.Clone(h.done), s)}
}

// Undo restores the files that the last change wrote. It fails with *ChangedError where one was changed since.
func (s *Session) Undo(ctx context.Context) (*Outcome, error) {
	return s.restore(ctx, func(h history) (step, history, bool) {
		n := len(h.done)
		if n == 0 {
			return step{}, h, false
		}
		last := h.done[n-1]
		h = history{h.done[: n-1 : n-1], append(slices.Clone(h.undone), last)}
		return step{"undone: " + last.what, last.after, last.before}, h, true
	})
}

// Redo makes the change that was undone last once more.
func (s *Session) Redo(ctx context.Context) (*Outcome, error) {
	return s.restore(ctx, func(h history) (step, history, bool) {
		n := len(h.undone)
		if n == 0 {
			return step{}, h, false
		}
		last := h.undone[n-1]
		return last, history{append(slices.Clone(h.done), last), h.undone[: n-1 : n-1]}, true
	})
}

// restore makes a step of the history, which takes another state with it.
func (s *Session) restore(ctx context.Context, take func(history) (step, history, bool)) (*Outcome, error) {
	s.changing.Lock()
	defer s.changing.Unlock()
	v := s.view()
	step, h, ok := take(v.history)
	switch {
	case s.options.ReadOnly:
		return nil, ErrReadOnly
	case !ok:
		return nil, ErrNothing
	}
	for key, was := range step.before {
		f, err := v.files.keyed(key)
		if err != nil {
			return nil, err
		}
		if now := f.content(); (now == nil) != (was == nil) || now != nil && *now != *was {
			return nil, &ChangedError{f.Name}
		}
	}
	files := v.files
	for key, c := range step.after {
		f, _ := files.keyed(key)
		files = files.replaced(f.holding(c))
	}
	loaded, err := s.load(ctx, v, files)
	if err != nil {
		return nil, err
	}
	if files, err = v.files.write(step.after); err != nil {
		return nil, err
	}
	v.history = h
	return s.settle(v, files, loaded, step.what, names(files, step.after))
}
