package prose

import (
	"context"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"roster/internal/cpu"
)

var article = strings.Repeat(`GENEVA — Talks between Jordan and its neighbours resumed on Tuesday, Foreign Minister Zoë
Ramírez said. "We are close to a deal," she told reporters at the United Nations headquarters in New York. `, 10)

func BenchmarkTag(b *testing.B) {
	d := document(article)
	want := len(New().Tag(context.Background(), d))
	b.SetBytes(int64(len(article)))
	got := 0
	for b.Loop() {
		got = len(New().Tag(context.Background(), d))
	}
	if got != want || got < 30 {
		b.Fatalf("got %d mentions, want %d", got, want)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkProse is prose's own way over the same text, its model loaded.
func BenchmarkProse(b *testing.B) {
	model := prose.ModelFromData("en")
	b.SetBytes(int64(len(article)))
	tokens, start := 0, cpu.Time()
	for b.Loop() {
		d, err := prose.NewDocument(article, prose.UsingModel(model), prose.WithSegmentation(false))
		if err != nil || len(d.Entities()) == 0 {
			b.Fatalf("no entities: %v", err)
		}
		tokens = len(d.Tokens())
	}
	b.ReportMetric(float64(tokens*b.N)/(cpu.Time()-start).Seconds(), "tokens/cpu-s")
}
