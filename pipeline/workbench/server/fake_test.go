package server

import (
	"context"
	"fmt"
	"sync"

	"roster/pipeline/workbench"
)

// A fake session fails as it is told to, and else gives what it was asked for as the answer's words.
type fake struct {
	fails   error
	panics  string
	trying  chan context.Context // where not nil, Try hands over its context, and ends with it or by release
	release chan struct{}

	mu       sync.Mutex
	revision workbench.Revision
	streams  map[chan workbench.Revision]bool
}

func newFake() *fake {
	return &fake{revision: workbench.Revision{Revision: 1}, streams: make(map[chan workbench.Revision]bool)}
}

func (f *fake) Subscribe() (<-chan workbench.Revision, func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := make(chan workbench.Revision, 1)
	c <- f.revision
	f.streams[c] = true
	return c, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.streams, c)
	}
}

func (f *fake) subscribers() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.streams)
}

// change makes a revision; who has not taken the last one gets this one instead.
func (f *fake) change(why string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.revision = workbench.Revision{Revision: f.revision.Revision + 1, Why: why}
	for c := range f.streams {
		select {
		case <-c:
		default:
		}
		c <- f.revision
	}
}

func (f *fake) outcome(method string, in any) (*workbench.Outcome, error) {
	if f.fails != nil {
		return nil, f.fails
	}
	return &workbench.Outcome{What: fmt.Sprintf("%s %v", method, in)}, nil
}

func (f *fake) State() *workbench.State {
	if f.panics != "" {
		panic(f.panics)
	}
	return &workbench.State{Undo: "größer"}
}

func (f *fake) Explain(at workbench.Stretch) (*workbench.Explanation, error) {
	return &workbench.Explanation{Report: []byte("{}"), Text: fmt.Sprint("explain ", at)}, f.fails
}

func (f *fake) Try(ctx context.Context, e workbench.Edit) (*workbench.Trial, error) {
	if f.trying != nil {
		f.trying <- ctx
		select {
		case <-f.release:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return &workbench.Trial{Problems: []workbench.Problem{{File: e.File, Message: "try " + e.Text}}}, f.fails
}

func (f *fake) Save(_ context.Context, e workbench.Edit) (*workbench.Outcome, error) {
	return f.outcome("save", e)
}

func (f *fake) Propose(_ context.Context, c workbench.Correction) (*workbench.Proposals, error) {
	return &workbench.Proposals{Gold: fmt.Sprint("propose ", c)}, f.fails
}

func (f *fake) Apply(_ context.Context, a workbench.Acceptance) (*workbench.Outcome, error) {
	return f.outcome("apply", a)
}

func (f *fake) Review(_ context.Context, j workbench.Judgement) (*workbench.Review, error) {
	return &workbench.Review{Reviewed: j.Start}, f.fails
}

func (f *fake) Undo(context.Context) (*workbench.Outcome, error) { return f.outcome("undo", "") }
func (f *fake) Redo(context.Context) (*workbench.Outcome, error) { return f.outcome("redo", "") }
