package pipeline

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
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

// TestExtractFails holds which stage a failure names, and why, and that the documents around come out.
func TestExtractFails(t *testing.T) {
	p := newFake(t, time.Millisecond)
	texts := []string{"Zoë met Ana.", "A panic in Łódź.", "Fine.", "It is stuck.", "Fine."}
	in := func(yield func(*doc.Document, error) bool) {
		for i, text := range texts {
			if !yield(&doc.Document{ID: fmt.Sprintf("é%d", i), Path: "é.txt", Text: text}, nil) {
				return
			}
		}
	}
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(texts[1])))
	want := []string{"", "é1: tag: a bug in Roster, please report it: panic: Łódź; the text has SHA-256 " + sum, "",
		"é3: tag: not done after 1ms, the time limit of a document", ""}
	n := 0
	for d, err := range p.Run(context.Background(), in, 2) {
		if got := errorText(err); got != want[n] && !(want[n] == "" && errors.Is(err, context.DeadlineExceeded)) {
			t.Errorf("%s: got %q, want %q", d.ID, got, want[n])
		}
		var failed *Error
		if err != nil && (!errors.As(err, &failed) || failed.Path != "é.txt" || failed.ID != d.ID) {
			t.Errorf("%s: %#v", d.ID, err)
		}
		if IsPanic(err) != (n == 1) || errors.Is(err, context.DeadlineExceeded) != (n == 3) && n == 3 {
			t.Errorf("%s: panic %t, %v", d.ID, IsPanic(err), err)
		}
		n++
	}
	if n != len(texts) {
		t.Errorf("%d results, want %d", n, len(texts))
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
	var got []string
	for _, err := range newFake(t, 0).Run(context.Background(), in, 2) {
		got = append(got, fmt.Sprint(errorText(err), " ", IsPanic(err)))
	}
	if len(got) != 2 || got[0] != " false" || !strings.HasPrefix(got[1], ": input: a bug in Roster") || !strings.HasSuffix(got[1], " true") {
		t.Errorf("got %q", got)
	}
}

// TestLinkStops holds that linking, whose work can grow with the square of the mentions, ends with its context.
func TestLinkStops(t *testing.T) {
	cfg := Default()
	cfg.Tagger, cfg.Timeout = TaggerConfig{}, 100*time.Millisecond
	p, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Document{ID: "é", Text: strings.Repeat("President ", 1<<18)}
	began := time.Now()
	if err := p.Extract(context.Background(), d); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v after %v", err, time.Since(began))
	}
}
