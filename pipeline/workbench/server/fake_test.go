package server

import (
	"context"
	"sync"
)

// A fake session says what it is told to.
type fake struct {
	mu       sync.Mutex
	revision map[string]any
	streams  map[chan any]bool
}

func newFake() *fake {
	return &fake{revision: map[string]any{"revision": 1, "why": ""}, streams: make(map[chan any]bool)}
}

func (f *fake) Subscribe() (<-chan any, func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := make(chan any, 1)
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
	f.revision = map[string]any{"revision": f.revision["revision"].(int) + 1, "why": why}
	for c := range f.streams {
		select {
		case <-c:
		default:
		}
		c <- f.revision
	}
}

func (f *fake) State() any                                         { return nil }
func (f *fake) Try(ctx context.Context, r tryRequest) (any, error) { return nil, nil }
