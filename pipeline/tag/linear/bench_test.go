package linear

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"roster/internal/cpu"
	"roster/pipeline/doc"
	"roster/pipeline/gold"
)

// warmths are the states of the cache in which BenchmarkTag measures: what part of the articles, timed ones last, was
// tagged before the clock runs.
var warmths = []struct {
	name   string
	tagged float64
}{{"cold", 0}, {"new", timedFrom}, {"repeated", 1}}

// timedFrom is where the timed articles begin.
const timedFrom = 0.75

// BenchmarkTag tags the last quarter of the articles in gold/, or in the file that ROSTER_BENCH_GOLD names: with an
// empty cache, with one that knows the words of the other three quarters, and with one that knows all.
func BenchmarkTag(b *testing.B) {
	model := builtin(b, "news").Model()
	docs := articles(b)
	timed := docs[int(timedFrom*float64(len(docs))):]
	want := mentions(builtin(b, "news"), timed)
	tokens, bytes := 0, 0
	for _, d := range timed {
		tokens += len(d.Tokens)
		bytes += len(d.Text)
	}
	for _, w := range warmths {
		b.Run(w.name, func(b *testing.B) {
			b.SetBytes(int64(bytes))
			b.ReportAllocs()
			var tagger *Tagger
			var used time.Duration
			for b.Loop() {
				if tagger == nil || w.tagged < 1 {
					b.StopTimer()
					tagger = New(model)
					mentions(tagger, docs[:int(w.tagged*float64(len(docs)))])
					runtime.GC()
					b.StartTimer()
				}
				start := cpu.Time()
				if got := mentions(tagger, timed); got != want {
					b.Fatalf("%d mentions, want %d", got, want)
				}
				used += cpu.Time() - start
			}
			b.ReportMetric(float64(tokens)*float64(b.N)/used.Seconds(), "tokens/cpu-s")
		})
	}
}

func mentions(tagger *Tagger, docs []*doc.Document) (n int) {
	for _, d := range docs {
		n += len(tagger.Tag(context.Background(), d))
	}
	return n
}

// articles are those of gold/, or of the file that ROSTER_BENCH_GOLD names.
func articles(b *testing.B) (out []*doc.Document) {
	path := os.Getenv("ROSTER_BENCH_GOLD")
	if path == "" {
		path = "../../../gold"
	}
	texts, err := gold.ReadAll(path)
	if err != nil {
		b.Fatal(err)
	}
	for _, g := range texts {
		out = append(out, document(g.Text))
	}
	return out
}

func BenchmarkLoad(b *testing.B) {
	for _, data := range [][]byte{openModel, newsModel} {
		b.Run(fmt.Sprint(len(data)), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			start := cpu.Time()
			for b.Loop() {
				if tagger, err := Load(data); err != nil || tagger.Model().Weights.Len() == 0 {
					b.Fatal(err)
				}
			}
			b.ReportMetric((cpu.Time()-start).Seconds()*1e3/float64(b.N), "cpu-ms/op")
		})
	}
}
