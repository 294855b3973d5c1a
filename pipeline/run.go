package pipeline

import (
	"context"
	"iter"
	"runtime"
	"sync"

	"roster/pipeline/doc"
)

// ahead is how many documents a worker may have finished or begun beyond the one that is to be yielded next: enough
// that a long document does not idle the others, little enough that memory stays bounded.
const ahead = 8

// A job is a document on its way; done is closed when err is final.
type job struct {
	doc  *doc.Document
	err  error
	done chan struct{}
}

// Run extracts the documents of in on several workers (0 or less: the number of cores) and yields them in input
// order, each with the error that kept it from being read or extracted. An input error passes through with whatever
// document came with it. At most workers × 8 documents are in memory. One worker does all in turn, on one core, without
// reading ahead. After the last yield, or when the consumer stops, nothing of Run is left running.
func (p *Pipeline) Run(
	ctx context.Context, in iter.Seq2[*doc.Document, error], workers int,
) iter.Seq2[*doc.Document, error] {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	if workers == 1 {
		return p.inTurn(ctx, in)
	}
	return func(yield func(*doc.Document, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()

		todo := make(chan *job)
		order := make(chan *job, workers*ahead)
		running.Go(func() { feed(ctx, in, todo, order) })
		for range workers {
			running.Go(func() {
				for j := range todo {
					j.err = p.Extract(ctx, j.doc)
					close(j.done)
				}
			})
		}
		for j := range order {
			<-j.done
			if !yield(j.doc, j.err) {
				return
			}
		}
	}
}

// inTurn is Run with one worker.
func (p *Pipeline) inTurn(ctx context.Context, in iter.Seq2[*doc.Document, error]) iter.Seq2[*doc.Document, error] {
	return func(yield func(*doc.Document, error) bool) {
		next, stop := iter.Pull2(in)
		defer stop()
		for ctx.Err() == nil {
			d, err, more := guardInput(next)
			if !more {
				return
			}
			if err == nil {
				err = p.Extract(ctx, d)
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// guardInput calls next, and makes an *Error of a panic of the input, which is then at its end.
func guardInput(next func() (*doc.Document, error, bool)) (d *doc.Document, err error, more bool) {
	defer func() {
		if v := recover(); v != nil {
			d, err, more = nil, NewPanic(&doc.Document{}, "input", v), true
		}
	}()
	return next()
}

// feed hands every document to a worker and, in input order, to the consumer, until the input or ctx ends. An input
// that panics ends with an *Error.
func feed(ctx context.Context, in iter.Seq2[*doc.Document, error], todo, order chan<- *job) {
	defer close(todo)
	defer close(order)
	defer func() {
		if v := recover(); v != nil {
			j := &job{err: NewPanic(&doc.Document{}, "input", v), done: make(chan struct{})}
			close(j.done)
			select {
			case order <- j:
			case <-ctx.Done():
			}
		}
	}()
	for d, err := range in {
		j := &job{doc: d, err: err, done: make(chan struct{})}
		if err != nil {
			close(j.done)
		}
		select {
		case order <- j:
		case <-ctx.Done():
			return
		}
		if err != nil {
			continue
		}
		select {
		case todo <- j:
		case <-ctx.Done():
			j.err = context.Cause(ctx)
			close(j.done)
			return
		}
	}
}
