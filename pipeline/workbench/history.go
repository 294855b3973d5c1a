package workbench

import (
	"context"
	"maps"
	"slices"
)

// A step is a change of files that can be undone and redone. Files are named by their keys.
type step struct {
	what    string
	splices map[string]splice
}

// A splice is what a change has put in the place of what, in one file.
type splice struct {
	start    int // in bytes
	from, to string
	old, new string // SHA-256 of all that was there and is there, "" for no file
}

// newStep returns the step from files to others that differ in what they hold by these keys.
func newStep(what string, before, after fileSet, changed []string) step {
	s := step{what, make(map[string]splice)}
	for _, key := range changed {
		from, _ := before.keyed(key)
		to, _ := after.keyed(key)
		s.splices[key] = newSplice(from, to)
	}
	return s
}

// newSplice returns what is between two states of a file.
func newSplice(before, after *file) splice {
	a, b := before.text, after.text
	start, tail := shared(a, b)
	return splice{start, a[start : len(a)-tail], b[start : len(b)-tail], before.sum(), after.sum()}
}

// shared returns how many bytes two texts have in common at their start, and of the rest at their end.
func shared(a, b string) (start, tail int) {
	n := min(len(a), len(b))
	for start < n && a[start] == b[start] {
		start++
	}
	for tail < n-start && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return start, tail
}

// back is the splice that takes it back.
func (p splice) back() splice { return splice{p.start, p.to, p.from, p.new, p.old} }

// in returns what the file is to hold; it fails with *ChangedError where it is not as it was before.
func (p splice) in(f *file) (content, error) {
	switch {
	case f.sum() != p.old:
		return nil, &ChangedError{File: f.Name, Step: true}
	case p.new == "":
		return nil, nil
	}
	return contentOf(f.text[:p.start] + p.to + f.text[p.start+len(p.from):]), nil
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
	return s.restore(ctx, "undone: ", splice.back, func(h history) (step, history, bool) {
		n := len(h.done)
		if n == 0 {
			return step{}, h, false
		}
		last := h.done[n-1]
		return last, history{h.done[: n-1 : n-1], append(slices.Clone(h.undone), last)}, true
	})
}

// Redo makes the change that was undone last once more.
func (s *Session) Redo(ctx context.Context) (*Outcome, error) {
	again := func(p splice) splice { return p }
	return s.restore(ctx, "", again, func(h history) (step, history, bool) {
		n := len(h.undone)
		if n == 0 {
			return step{}, h, false
		}
		last := h.undone[n-1]
		return last, history{append(slices.Clone(h.done), last), h.undone[: n-1 : n-1]}, true
	})
}

// restore makes a step of the history, one way or the other.
func (s *Session) restore(ctx context.Context, prefix string, way func(splice) splice,
	take func(history) (step, history, bool)) (*Outcome, error) {
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
	files, contents := v.files, make(map[string]content)
	for _, key := range slices.Sorted(maps.Keys(step.splices)) {
		f, err := v.files.keyed(key)
		if err == nil {
			contents[key], err = way(step.splices[key]).in(f)
		}
		if err != nil {
			return nil, err
		}
		files = files.replaced(f.holding(contents[key]))
	}
	loaded, err := s.load(ctx, v, files, nil)
	if err != nil {
		return nil, err
	}
	files, written, err := v.files.write(contents)
	if err != nil {
		return nil, err
	}
	v.history = h
	return s.settle(v, files, loaded, prefix+step.what, written)
}
