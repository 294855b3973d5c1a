package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"roster/pipeline/input"
)

// longRun is how long a run lasts before its progress is shown.
const longRun = 2 * time.Second

// progress shows on a terminal how far a run is. Its zero value shows nothing. Only the look through the paths for
// what is to be read runs beside the caller.
type progress struct {
	stderr    io.Writer
	in        *input.Reader
	total     chan int64 // receives the bytes to be read, when the run has become long
	bar       *progressbar.ProgressBar
	documents int
}

// start begins to watch a run; end stops the watch.
func (p *progress) start(ctx context.Context, stderr io.Writer, in *input.Reader) (end func()) {
	p.stderr, p.in, p.total = stderr, in, make(chan int64, 1)
	ctx, cancel := context.WithCancel(ctx)
	timer := time.AfterFunc(longRun, func() { p.total <- in.BytesTotal(ctx) })
	return func() {
		timer.Stop()
		cancel()
		p.clear()
		p.bar = nil
	}
}

// add counts a document; failed is how many have failed so far. That a bar cannot be drawn is no fault of the run.
func (p *progress) add(failed int) {
	p.documents++
	if p.bar == nil {
		select {
		case total := <-p.total:
			p.bar = newBar(p.stderr, total)
		default:
			return
		}
	}
	p.bar.Describe(fmt.Sprintf("%d documents, %d failed", p.documents, failed))
	_ = p.bar.Set64(p.in.BytesRead())
}

// newBar returns a bar over bytes; of standard input the total is not known, and 0.
func newBar(stderr io.Writer, total int64) *progressbar.ProgressBar {
	if total == 0 {
		total = -1
	}
	return progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(stderr),
		progressbar.OptionShowBytes(true),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish())
}

// clear takes the bar off the terminal until the next document.
func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
