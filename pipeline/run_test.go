package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"

	"roster/pipeline/doc"
)

// TestRunErrors holds that a document that cannot be read leaves its neighbours in place.
func TestRunErrors(t *testing.T) {
	p := newPipeline(t, "none")
	bad := errors.New("Łódź: unreadable")
	in := func(yield func(*doc.Document, error) bool) {
		_ = yield(&doc.Document{ID: "1", Text: "Zoë met Ana in Paris."}, nil) &&
			yield(nil, bad) &&
			yield(&doc.Document{ID: "3", Text: "İzmir is in Turkey."}, nil)
	}
	var got []string
	for d, err := range p.Run(context.Background(), in, 4) {
		switch {
		case err != nil:
			got = append(got, err.Error())
		default:
			got = append(got, fmt.Sprint(d.ID, " ", len(d.Mentions) > 0))
		}
	}
	if want := []string{"1 true", bad.Error(), "3 true"}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRunStops holds that an early break leaves nothing running, which fails its bubble, and reads only a bounded number
// of documents ahead.
func TestRunStops(t *testing.T) {
	p := newPipeline(t, "none")
	synctest.Test(t, func(t *testing.T) {
		read := 0
		endless := func(yield func(*doc.Document, error) bool) {
			for yield(&doc.Document{ID: fmt.Sprint(read), Text: "São Paulo"}, nil) {
				read++
			}
		}
		for range p.Run(context.Background(), endless, 2) {
			break
		}
		if read > 100 {
			t.Errorf("%d documents were read for one", read)
		}
	})
}

func TestRunCancelled(t *testing.T) {
	for _, workers := range []int{1, 2} {
		checkCancelled(t, workers)
	}
}

func checkCancelled(t *testing.T, workers int) {
	t.Helper()
	p := newPipeline(t, "none")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	endless := func(yield func(*doc.Document, error) bool) {
		for yield(&doc.Document{ID: "é", Text: "Dr. Ada Obi spoke."}, nil) {
		}
	}
	for _, err := range p.Run(ctx, endless, workers) {
		if n++; n == 3 {
			cancel()
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if n > 1000 {
			t.Fatal("it goes on after the context has ended")
		}
	}
}
