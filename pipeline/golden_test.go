package pipeline_test

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roster/internal/golden"
	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/eval"
	"roster/pipeline/gold"
	"roster/pipeline/input"
	"roster/pipeline/link"
	"roster/rules"
)

const (
	seeds   = "../seeds"
	goldens = "../testdata/golden"
)

// engines are those that have goldens of their own.
var engines = []string{"linear", "prose", "none"}

func newPipeline(tb testing.TB, engine string) *pipeline.Pipeline {
	tb.Helper()
	p, err := pipeline.New(pipeline.Config{
		Rules:  rules.Config{Core: true},
		Tagger: pipeline.TaggerConfig{Engine: engine, Model: "news"},
		Link:   link.Config{Aliases: true, Positions: true, Countries: true},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// documents reads the seeds.
func documents(tb testing.TB) iter.Seq2[*doc.Document, error] {
	tb.Helper()
	r, err := input.New(input.Config{}, []string{seeds}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return r.Documents(context.Background())
}

// records runs the pipeline over the documents and returns their records, without meta, by id.
func records(tb testing.TB, p *pipeline.Pipeline, in iter.Seq2[*doc.Document, error], workers int) (ids []string, lines map[string]string) {
	tb.Helper()
	lines = make(map[string]string)
	for d, err := range p.Run(context.Background(), in, workers) {
		if err != nil {
			tb.Fatal(err)
		}
		ids = append(ids, d.ID)
		lines[d.ID] = record(tb, d)
	}
	return ids, lines
}

// record returns a document's record in one line for each span, entity and position, without text and meta.
func record(tb testing.TB, d *doc.Document) string {
	tb.Helper()
	var out bytes.Buffer
	w, err := emit.New(&out, emit.Options{
		Record: emit.Document, Format: "jsonl", Labels: emit.Labels, Offsets: emit.Codepoint, Version: "test", Config: "test",
	})
	if err != nil {
		tb.Fatal(err)
	}
	if err := w.Write(d); err != nil {
		tb.Fatal(err)
	}
	line, _, found := strings.Cut(out.String(), `,"meta":`)
	if !found {
		tb.Fatalf("%s: a record without meta: %s", d.ID, out.String())
	}
	return line + "}\n"
}

// check compares got with a golden file, or writes it.
func check(t *testing.T, name, got string) {
	t.Helper()
	golden.Check(t, filepath.Join(goldens, name), []byte(got))
}

func goldenName(id, engine string) string { return id + "." + engine + ".jsonl" }

func TestSeeds(t *testing.T) {
	for _, engine := range engines {
		t.Run(engine, func(t *testing.T) {
			ids, lines := records(t, newPipeline(t, engine), documents(t), 2)
			if len(ids) < 12 {
				t.Fatalf("%d seeds, expected 12 or more", len(ids))
			}
			for _, id := range ids {
				check(t, goldenName(id, engine), lines[id])
			}
		})
	}
}

// TestNoOrphans fails on a golden whose seed or engine is gone.
func TestNoOrphans(t *testing.T) {
	expected := []string{"score.txt"}
	for d, err := range documents(t) {
		if err != nil {
			t.Fatal(err)
		}
		for _, engine := range engines {
			expected = append(expected, goldenName(d.ID, engine))
		}
	}
	files, err := os.ReadDir(goldens)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(expected, f.Name()) {
			t.Errorf("%s belongs to no seed", f.Name())
		}
	}
}

// TestScore holds the accuracy on the seeds' gold and on the articles kept for measuring. A pipeline that finds
// nothing has F1 0 in every row.
func TestScore(t *testing.T) {
	var out bytes.Buffer
	for _, engine := range engines {
		p := newPipeline(t, engine)
		for _, set := range []string{"gold", "dev/written-dev.jsonl"} {
			fmt.Fprintf(&out, "== %s, testdata/%s\n", engine, set)
			score(t, &out, p, filepath.Join("../testdata", set))
		}
	}
	check(t, "score.txt", out.String())
}

// score writes precision, recall and F1 a label.
func score(t *testing.T, out *bytes.Buffer, p *pipeline.Pipeline, path string) {
	t.Helper()
	var docs []eval.Document
	for g, err := range gold.Read(path) {
		if err != nil {
			t.Fatal(err)
		}
		d := &doc.Document{ID: g.ID, Text: g.Text}
		if err := p.Extract(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, eval.Document{Gold: g, Predicted: eval.Mentions(d.Mentions)})
	}
	for _, row := range eval.Evaluate(docs, nil).Rows {
		fmt.Fprintf(out, "%-13s %6.2f %6.2f %6.2f\n", row.Name, 100*row.Precision(), 100*row.Recall(), 100*row.F1())
	}
}

// TestWorkers holds that records do not depend on the number of workers, nor on the run.
func TestWorkers(t *testing.T) {
	p := newPipeline(t, "linear")
	many := func(yield func(*doc.Document, error) bool) {
		for range 5 {
			for d, err := range documents(t) {
				if !yield(d, err) {
					return
				}
			}
		}
	}
	ids, lines := records(t, p, many, 1)
	for _, workers := range []int{2, 8} {
		gotIDs, got := records(t, newPipeline(t, "linear"), many, workers)
		if !slices.Equal(gotIDs, ids) {
			t.Errorf("%d workers yield another order: %v", workers, gotIDs)
		}
		for _, id := range ids {
			if got[id] != lines[id] {
				t.Errorf("%s differs with %d workers:\n%s%s", id, workers, lines[id], got[id])
			}
		}
	}
}
