package pipeline_test

import (
	"context"
	"testing"

	"roster/pipeline/doc"
)

// BenchmarkExtract runs the whole pipeline over the seeds, an engine each.
func BenchmarkExtract(b *testing.B) {
	for _, engine := range engines {
		b.Run(engine, func(b *testing.B) {
			p := newPipeline(b, engine)
			var texts []string
			size := 0
			for d, err := range documents(b) {
				if err != nil {
					b.Fatal(err)
				}
				texts = append(texts, d.Text)
				size += len(d.Text)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			tokens := 0
			for b.Loop() {
				mentions := 0
				for _, text := range texts {
					d := &doc.Document{Text: text}
					if err := p.Extract(context.Background(), d); err != nil {
						b.Fatal(err)
					}
					tokens += len(d.Tokens)
					mentions += len(d.Mentions)
				}
				if mentions < 400 {
					b.Fatalf("%d mentions, expected 400 or more", mentions)
				}
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}
