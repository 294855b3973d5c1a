package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"roster/pipeline"
	"roster/pipeline/batch"
	"roster/pipeline/doc"
	"roster/pipeline/input"
)

// An extraction is a run of extract and what it has counted.
type extraction struct {
	*app
	out         destination
	in          *input.Reader
	maxFailures int
	faults      faults
	started     time.Time

	failed    int // in the output, of earlier processes too
	extracted int // by this process
	kept      int
	tokens    int // of the extracted
}

func newExtraction(a *app, out destination, in *input.Reader, maxFailures int) *extraction {
	return &extraction{
		app: a, out: out, in: in, maxFailures: maxFailures, faults: a.newFaults(), started: time.Now(),
		failed: out.Counts().Failed,
	}
}

// run reads everything, or ends before: where ctx is done, what has been begun is finished first. The error is a
// *batch.Refusal where nothing was done, errFailed where all was done but some documents failed, else a failure.
func (e *extraction) run(ctx context.Context, p *pipeline.Pipeline) error {
	if e.out.Finished() {
		e.log.Info().Msg("the run is finished already, nothing to do")
		return e.verdict()
	}
	pending := e.out.Pending(e.in.Documents(ctx))
	whole, err := e.drain(p.Run(context.WithoutCancel(ctx), pending, e.settings.Run.Workers))
	switch {
	case refused(err):
		return err
	case errors.Is(err, errTooMany):
		return failure{errors.Join(e.stopped(err), e.out.Stop())}
	case err != nil:
		return failure{err}
	case !whole:
		return failure{errors.Join(e.stopped(interrupted(e.out.Counts().Documents)), e.out.Stop())}
	}
	if err := e.out.Finish(batch.End{Inputs: e.in.Inputs(), Skipped: counts(e.in.Skipped())}); err != nil {
		return failure{err}
	}
	return e.verdict()
}

// stopped adds to the reason of an early end how to go on.
func (e *extraction) stopped(why error) error {
	if _, ok := e.out.(*batch.Run); !ok {
		return why
	}
	return fmt.Errorf("%w; --resume goes on", why)
}

// verdict is errFailed where documents have failed.
func (e *extraction) verdict() error {
	if e.failed > 0 {
		return errFailed
	}
	return nil
}

// refused reports whether an error says that nothing was done.
func refused(err error) bool {
	var r *batch.Refusal
	return errors.As(err, &r)
}

var errTooMany = errors.New("too many documents failed")

// interrupted says that a signal ended a run.
func interrupted(documents int) error { return fmt.Errorf("interrupted after %d documents", documents) }

// drain writes the results. It reports whether the input was read to its end; an error ends the run before.
func (e *extraction) drain(results iter.Seq2[*doc.Document, error]) (whole bool, err error) {
	defer e.faults.end()
	whole = true
	for d, err := range results {
		if d == nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)) {
			whole = false
			continue
		}
		if err := e.result(d, err); err != nil {
			return false, err
		}
		e.bar.add(e.failed)
	}
	return whole, nil
}

// result writes one result, and logs what is wrong with it. An error ends the run.
func (e *extraction) result(d *doc.Document, result error) error {
	var kept *batch.Kept
	switch {
	case errors.As(result, &kept):
		e.kept++
	case result == nil:
		e.extracted++
		e.tokens += len(d.Tokens)
		for _, warning := range d.Warnings {
			e.log.Warn().Str("document", d.ID).Msg(warning)
		}
	}
	failed, err := e.out.Add(d, result)
	if err != nil || failed == nil {
		return err
	}
	event := e.log.Error()
	var bug *pipeline.Panic
	if errors.As(failed, &bug) {
		event = event.Bytes("stack", bug.Stack)
	}
	e.faults.add(event, failed)
	if e.failed++; e.maxFailures >= 0 && e.failed > e.maxFailures {
		return fmt.Errorf("%w: more than %d", errTooMany, e.maxFailures)
	}
	return nil
}
