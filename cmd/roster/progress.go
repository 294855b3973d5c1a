package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"roster/pipeline/input"
)

const (
	longRun = 2 * time.Second        // how long a run lasts before its progress is shown
	redraw  = 200 * time.Millisecond // how often it is drawn at most
)

// progress shows on a terminal how far a run is. Its zero value shows nothing. Only the look through the paths for
// what is to be read runs beside the caller.
type progress struct {
	stderr io.Writer
	in     *input.Reader
	look   chan int64 // receives the bytes to be read, when the run has become long

	state
	began time.Time // of the run
	first time.Time // the first document; what a resumed run passes over comes before it
	from  int64     // the bytes read until then
	drawn time.Time // zero where no line stands on the terminal
}

// state is what a line of progress shows.
type state struct {
	documents, failed int
	read, total       int64 // bytes as stored; total is 0 where it is not known
	rate              float64
}

// start begins to watch a run; end stops the watch.
func (p *progress) start(ctx context.Context, stderr io.Writer, in *input.Reader) (end func()) {
	*p = progress{stderr: stderr, in: in, look: make(chan int64, 1), began: time.Now()}
	ctx, cancel := context.WithCancel(ctx)
	timer := time.AfterFunc(longRun, func() { p.look <- in.BytesTotal(ctx) })
	return func() {
		timer.Stop()
		cancel()
		p.clear()
		p.in = nil
	}
}

// add counts a document; failed is how many have failed so far.
func (p *progress) add(failed int) {
	if p.in == nil {
		return
	}
	now := time.Now()
	p.documents++
	p.failed = failed
	p.read = p.in.BytesRead()
	if p.documents == 1 {
		p.first, p.from = now, p.read
	}
	if now.Sub(p.began) < longRun || now.Sub(p.drawn) < redraw {
		return
	}
	select {
	case p.total = <-p.look:
	default:
	}
	p.rate = float64(p.read-p.from) / now.Sub(p.first).Seconds()
	p.draw(now)
}

// draw replaces the line. That it cannot be drawn is no fault of the run.
func (p *progress) draw(now time.Time) {
	line := p.line()
	if f, ok := p.stderr.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			line = line[:min(len(line), width-1)] // it is all ASCII
		}
	}
	fmt.Fprint(p.stderr, "\r", line, "\x1b[K")
	p.drawn = now
}

// clear takes the line off the terminal until the next document.
func (p *progress) clear() {
	if !p.drawn.IsZero() {
		fmt.Fprint(p.stderr, "\r\x1b[K")
		p.drawn = time.Time{}
	}
}

// line says how much was done, what share that is, how fast it goes and how long it will still take.
func (s state) line() string {
	parts := []string{fmt.Sprintf("%d documents, %d failed", s.documents, s.failed)}
	megabytes := func(n float64) string { return fmt.Sprintf("%.1f MB", n/1e6) }
	if s.total > 0 {
		share := 100 * min(s.read, s.total) / s.total
		parts = append(parts, fmt.Sprintf("%d%% of %s", share, megabytes(float64(s.total))))
	} else {
		parts = append(parts, megabytes(float64(s.read)))
	}
	if s.rate > 0 {
		parts = append(parts, megabytes(s.rate)+"/s")
	}
	if s.rate > 0 && s.total > 0 {
		left := float64(max(s.total-s.read, 0)) / s.rate
		parts = append(parts, (time.Duration(left)*time.Second).String()+" left")
	}
	return strings.Join(parts, ", ")
}
