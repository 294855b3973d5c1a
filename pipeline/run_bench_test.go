package pipeline_test

import (
	"context"
	"fmt"
	"io"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/emit"
)

// BenchmarkRun runs the whole pipeline over many documents and writes their records. With two free cores, two workers
// do at least 1.8 times the tokens of one in a second.
func BenchmarkRun(b *testing.B) {
	p := newPipeline(b, "linear")
	var texts []string
	size := 0
	for d, err := range documents(b) {
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, d.Text)
		size += len(d.Text)
	}
	const rounds = 40
	many := func(yield func(*doc.Document, error) bool) {
		for i := range rounds * len(texts) {
			if !yield(&doc.Document{ID: fmt.Sprint(i), Text: texts[i%len(texts)]}, nil) {
				return
			}
		}
	}
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			w, err := emit.New(io.Discard, emit.Default())
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(rounds * size))
			tokens := 0
			for b.Loop() {
				mentions := 0
				for d, err := range p.Run(context.Background(), many, workers) {
					if err != nil {
						b.Fatal(err)
					}
					if err := w.Write(d); err != nil {
						b.Fatal(err)
					}
					tokens += len(d.Tokens)
					mentions += len(d.Mentions)
				}
				if mentions < rounds*400 {
					b.Fatalf("%d mentions, expected %d or more", mentions, rounds*400)
				}
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}
