package pipeline_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/jdkato/prose/v2"

	"roster/internal/cpu"
	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/gold"
	"roster/pipeline/input"
)

// A batch is a JSON Lines file of a few articles, and what is in it.
type batch struct {
	file  string
	texts []string
	bytes int
}

// batchSize is how many articles the two take turns on: few, so that both meet the machine in the same moods, but
// enough for the processor's caches.
const batchSize = 35

// batches writes the articles of testdata/dev, which no model and no cache has seen, as files; or those of the file
// that ROSTER_BENCH_GOLD names.
func batches(b *testing.B) (out []batch) {
	articles, err := gold.ReadAll(cmp.Or(os.Getenv("ROSTER_BENCH_GOLD"), "../testdata/dev/written-dev.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	for len(articles) >= batchSize {
		next := batch{file: filepath.Join(b.TempDir(), fmt.Sprintf("%d.jsonl", len(out)))}
		var lines bytes.Buffer
		for _, a := range articles[:batchSize] {
			line, err := json.Marshal(map[string]string{"id": a.ID, "text": a.Text})
			if err != nil {
				b.Fatal(err)
			}
			lines.Write(append(line, '\n'))
			next.texts = append(next.texts, a.Text)
			next.bytes += len(a.Text)
		}
		if err := os.WriteFile(next.file, lines.Bytes(), 0o600); err != nil {
			b.Fatal(err)
		}
		articles = articles[batchSize:]
		out = append(out, next)
	}
	return out
}

// extractFile is the way from a file to JSON Lines on one core. It returns the records and the tokens read.
func extractFile(b *testing.B, p *pipeline.Pipeline, file string) (records, tokens int) {
	in, err := input.New(input.Config{}, []string{file}, nil)
	if err != nil {
		b.Fatal(err)
	}
	var out bytes.Buffer
	w, err := emit.New(&out, emit.Options{
		Record: emit.Document, Format: "jsonl", Labels: []doc.Label{doc.Person, doc.Role, doc.Place, doc.Organization},
		Offsets: emit.Codepoint, Text: true,
	})
	if err != nil {
		b.Fatal(err)
	}
	for d, err := range p.Run(context.Background(), in.Documents(context.Background()), 1) {
		if err != nil {
			b.Fatal(err)
		}
		tokens += len(d.Tokens)
		if err := w.Write(d); err != nil {
			b.Fatal(err)
		}
	}
	return bytes.Count(out.Bytes(), []byte("\n")), tokens
}

// proseReads are the ways to use prose: with its model loaded once, and as its README shows it, where each document
// loads the model.
var proseReads = []struct {
	name string
	read func(model *prose.Model, text string) (*prose.Document, error)
}{
	{"loaded once", func(model *prose.Model, text string) (*prose.Document, error) {
		return prose.NewDocument(text, prose.UsingModel(model), prose.WithSegmentation(false))
	}},
	{"as in its README", func(_ *prose.Model, text string) (*prose.Document, error) { return prose.NewDocument(text) }},
}

// BenchmarkAgainstProse takes turns: the pipeline takes a few articles from file to JSON Lines, prose finds the
// entities of the same texts. The pipeline has read gold/ before, and none of the articles. Run it with -cpu 1.
func BenchmarkAgainstProse(b *testing.B) {
	model := prose.ModelFromData("en")
	for _, way := range proseReads {
		b.Run(way.name, func(b *testing.B) {
			files := batches(b)
			var ours, theirs time.Duration
			tokens, size := 0, 0
			for b.Loop() {
				b.StopTimer()
				p := warmed(b)
				b.StartTimer()
				for _, f := range files {
					runtime.GC() // each has its own garbage to collect, not the other's
					start := cpu.Time()
					records, n := extractFile(b, p, f.file)
					ours += cpu.Time() - start
					if records != len(f.texts) {
						b.Fatalf("%d records of %d articles", records, len(f.texts))
					}
					runtime.GC()
					start = cpu.Time()
					readProse(b, model, f.texts, way.read)
					theirs += cpu.Time() - start
					tokens += n
					size += f.bytes
				}
			}
			b.ReportMetric(float64(tokens)/ours.Seconds(), "tokens/cpu-s")
			b.ReportMetric(float64(size)/1e6/ours.Seconds(), "MB/cpu-s")
			b.ReportMetric(float64(tokens)/theirs.Seconds(), "prose-tokens/cpu-s")
			b.ReportMetric(theirs.Seconds()/ours.Seconds(), "times-prose")
		})
	}
}

// fresh returns a pipeline with a tagger of its own, whose caches are empty.
func fresh(b *testing.B) *pipeline.Pipeline {
	cfg := pipeline.Default()
	cfg.Tagger.Model = "tag/linear/models/news.model" // a built-in model is shared, a file is read anew
	p, err := pipeline.New(cfg)
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// warmed returns a pipeline that has read the articles of gold/.
func warmed(b *testing.B) *pipeline.Pipeline {
	p := fresh(b)
	articles, err := gold.ReadAll("../gold")
	if err != nil {
		b.Fatal(err)
	}
	for _, a := range articles {
		if err := p.Extract(context.Background(), &doc.Document{Text: a.Text}); err != nil {
			b.Fatal(err)
		}
	}
	return p
}

func readProse(b *testing.B, model *prose.Model, texts []string, read func(*prose.Model, string) (*prose.Document, error)) {
	entities := 0
	for _, text := range texts {
		d, err := read(model, text)
		if err != nil {
			b.Fatal(err)
		}
		entities += len(d.Entities())
	}
	if entities < len(texts) {
		b.Fatalf("prose finds %d entities in %d articles", entities, len(texts))
	}
}

// BenchmarkStart is what stands before the first article, for the pipeline and for prose.
func BenchmarkStart(b *testing.B) {
	for name, load := range map[string]func() bool{
		"pipeline": func() bool { return fresh(b).Rules() != nil },
		"prose":    func() bool { return prose.ModelFromData("en") != nil },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			start := cpu.Time()
			for b.Loop() {
				if !load() {
					b.Fatal("nothing is loaded")
				}
			}
			b.ReportMetric((cpu.Time()-start).Seconds()*1e3/float64(b.N), "cpu-ms/op")
		})
	}
}
