package pipeline

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"roster/pipeline/doc"
)

// A fakeTagger does as the text says.
type fakeTagger struct{}

func (fakeTagger) Fingerprint() string { return "fake" }

func (fakeTagger) Tag(ctx context.Context, d *doc.Document) []doc.Mention {
	switch {
	case strings.Contains(d.Text, "panic"):
		panic("Łódź")
	case strings.Contains(d.Text, "stuck"):
		<-ctx.Done()
	}
	return nil
}

func newFake(t *testing.T, timeout time.Duration) *Pipeline {
	t.Helper()
	p, err := New(Config{Timeout: timeout})
	if err != nil {
		t.Fatal(err)
	}
	p.tagger = fakeTagger{}
	return p
}

// give gives documents of these texts.
func give(texts ...string) iter.Seq2[*doc.Document, error] {
	return func(yield func(*doc.Document, error) bool) {
		for i, text := range texts {
			if !yield(&doc.Document{ID: fmt.Sprintf("é%d", i), Path: "é.txt", Text: text}, nil) {
				return
			}
		}
	}
}

// TestPanic holds what a failure says of a panic, and that the documents around come out.
func TestPanic(t *testing.T) {
	const text = "A panic in Łódź."
	want := []string{"", "é1: tag: a bug in Roster, please report it: panic: Łódź; the text has SHA-256 " +
		fmt.Sprintf("%x", sha256.Sum256([]byte(text))), ""}
	for _, workers := range []int{1, 2} {
		var got []string
		for d, err := range newFake(t, 0).Run(context.Background(), give("Zoë met Ana.", text, "Fine."), workers) {
			got = append(got, errorText(err))
			var failed *Error
			if err != nil && (!errors.As(err, &failed) || failed.Path != d.Path || failed.ID != d.ID || !IsPanic(err)) {
				t.Errorf("%s: %#v", d.ID, err)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d workers: got %q, want %q", workers, got, want)
		}
	}
}

// TestTimeout holds that a stuck document is cut, and what its failure says.
func TestTimeout(t *testing.T) {
	for _, workers := range []int{1, 2} {
		for _, err := range newFake(t, time.Millisecond).Run(context.Background(), give("Zoë is stuck."), workers) {
			if !errors.Is(err, context.DeadlineExceeded) || IsPanic(err) ||
				!strings.HasSuffix(errorText(err), ": not done after 1ms, the time limit of a document") {
				t.Errorf("got %v", err)
			}
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestExtractCancelled holds that a context's end is told as it is.
func TestExtractCancelled(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	why := errors.New("Łódź is closed")
	cancel(why)
	err := newFake(t, 0).Extract(ctx, &doc.Document{ID: "é", Text: "Zoë"})
	if !errors.Is(err, why) || errorText(err) != "é: tokenize: Łódź is closed" {
		t.Errorf("got %v", err)
	}
}

// TestInputPanics holds that an input which panics ends as an error, not as a crash.
func TestInputPanics(t *testing.T) {
	in := func(yield func(*doc.Document, error) bool) {
		yield(&doc.Document{ID: "é", Text: "Zoë"}, nil)
		panic("Łódź")
	}
	for _, workers := range []int{1, 2} {
		checkInputPanic(t, newFake(t, 0).Run(context.Background(), in, workers))
	}
}

func checkInputPanic(t *testing.T, results iter.Seq2[*doc.Document, error]) {
	t.Helper()
	var got []string
	for _, err := range results {
		got = append(got, fmt.Sprint(errorText(err), " ", IsPanic(err)))
	}
	if len(got) != 2 || got[0] != " false" || !strings.HasPrefix(got[1], ": input: a bug in Roster") || !strings.HasSuffix(got[1], " true") {
		t.Errorf("got %q", got)
	}
}

// TestStagesStop holds that the stages whose work can grow faster than the text end with their context: each leaves out
// what it finds otherwise.
func TestStagesStop(t *testing.T) {
	p, err := New(Default())
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]func(d *doc.Document) int{
		"tag":   func(d *doc.Document) int { return len(d.Tagged) },
		"match": func(d *doc.Document) int { return len(d.Matched) },
		"link":  func(d *doc.Document) int { return len(d.Positions) },
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	d := &doc.Document{ID: "é", Text: strings.Repeat("President Zoë Müller met Chancellor Łukasz Nowak in Paris.\n\n", 50)}
	for _, s := range stages {
		count := found[s.name]
		if count == nil {
			s.run(p, context.Background(), d)
			continue
		}
		cut := *d
		s.run(p, ended, &cut)
		s.run(p, context.Background(), d)
		if count(&cut) > 0 || count(d) == 0 {
			t.Errorf("%s: found %d, and %d where its context has ended", s.name, count(d), count(&cut))
		}
	}
}
