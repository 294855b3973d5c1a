package pipeline

import (
	"context"
	"reflect"
	"testing"

	"roster/internal/cpu"
	"roster/pipeline/doc"
	"roster/pipeline/gold"
)

// BenchmarkStages measures each stage alone, on articles that it comes to know in the first round.
func BenchmarkStages(b *testing.B) {
	p, err := New(Default())
	if err != nil {
		b.Fatal(err)
	}
	docs := make([]doc.Document, 0, 70)
	texts, err := gold.ReadAll("../testdata/dev/written-dev.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, t := range texts {
		docs = append(docs, doc.Document{ID: t.ID, Text: t.Text})
		size += len(t.Text)
	}
	for _, s := range stages {
		before := append([]doc.Document(nil), docs...)
		b.Run(s.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			tokens, start := 0, cpu.Time()
			for b.Loop() {
				tokens = 0
				for i := range docs {
					docs[i] = before[i]
					s.run(p, context.Background(), &docs[i])
					tokens += len(docs[i].Tokens)
				}
			}
			b.ReportMetric(float64(tokens)*float64(b.N)/(cpu.Time()-start).Seconds(), "tokens/cpu-s")
		})
		if reflect.DeepEqual(docs, before) {
			b.Fatalf("%s adds nothing", s.name)
		}
	}
}
