package stats_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"roster/internal/golden"
	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/eval"
	"roster/pipeline/gold"
	"roster/pipeline/stats"
	"roster/rules"
)

const (
	one = "Łódź's mayor José Álvarez saw Wisła. Dr. Ana met José Álvarez in Łódź Kowalska."
	two = "The mayor won.\nWisła lost in Łódź."
)

// corpus runs the rules of testdata over two texts.
func corpus(t *testing.T, annotated *gold.Index) *stats.Result {
	t.Helper()
	p, err := pipeline.New(pipeline.Config{Rules: rules.Config{Dir: "testdata", Files: []string{"rules.yaml"}}})
	if err != nil {
		t.Fatal(err)
	}
	c, costs := stats.New(p.Rules(), annotated), make(map[string]time.Duration)
	add(t, p, c, costs, "é.txt", one)
	add(t, p, c, costs, "ü.txt", two)
	if costs["title"] <= 0 || costs["name"] != 0 {
		t.Errorf("costs %v, want some of title alone", costs)
	}
	return c.Result(map[string]time.Duration{"title": 1500 * time.Microsecond})
}

func add(t *testing.T, p *pipeline.Pipeline, c *stats.Corpus, costs map[string]time.Duration, id, text string) {
	t.Helper()
	d := &doc.Document{ID: id, Text: text}
	if err := p.Extract(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	p.Profile(context.Background(), d, costs)
	if err := c.Add(d); err != nil {
		t.Fatal(err)
	}
}

// annotated is the gold of the first text.
func annotated(t *testing.T, text string) *gold.Index {
	t.Helper()
	d := &gold.Document{ID: "é", Text: text, File: "é.txt", Line: 1}
	for _, m := range []struct {
		text  string
		label doc.Label
	}{{"Łódź", doc.Place}, {"mayor", doc.Role}, {"José Álvarez", doc.Person}, {"Ana", doc.Person}, {"Łódź Kowalska", doc.Person}} {
		at := strings.LastIndex(text, m.text)
		d.Spans = append(d.Spans, gold.Span{Span: doc.Span{Start: at, End: at + len(m.text)}, Label: m.label})
	}
	x, err := gold.NewIndex([]*gold.Document{d})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestCounts(t *testing.T) {
	r := corpus(t, annotated(t, one))
	type counts struct{ hits, stood, lost, idle, right, wrong int }
	want := map[string]counts{
		"name":    {3, 3, 0, 0, 2, 1}, // the first José Álvarez is not in the gold, as Łódź Kowalska is
		"city":    {3, 2, 1, 0, 0, 1}, // the gold's Łódź is in the name
		"title":   {1, 1, 0, 0, 1, 0},
		"role":    {2, 1, 1, 0, 1, 0},
		"river":   {2, 0, 2, 0, 0, 0}, // relabelled
		"a-club":  {2, 2, 0, 0, 0, 0},
		"no-role": {1, 1, 0, 0, 0, 0}, // in the text without gold
		"keep":    {1, 0, 0, 1, 0, 0},
	}
	if len(r.Rules) != len(want) || len(r.Dead) != 1 || r.Dead[0].ID != "dead" {
		t.Errorf("%d rules and %d dead ones", len(r.Rules), len(r.Dead))
	}
	for _, rule := range r.Rules {
		got := counts{rule.Hits, rule.Stood, rule.Lost, rule.Idle, rule.Right, rule.Wrong}
		if got != want[rule.ID] {
			t.Errorf("%s: got %v, want %v", rule.ID, got, want[rule.ID])
		}
	}
	if want := (eval.Count{Right: 4, Predicted: 6, Gold: 5}); r.Score != want || r.Documents != 2 || r.Annotated != 1 {
		t.Errorf("score %v of %d of %d documents, want %v", r.Score, r.Annotated, r.Documents, want)
	}
	for _, rule := range r.Rules {
		// Without the names the city takes the place of one.
		if want := (eval.Count{Right: 3, Predicted: 4, Gold: 5}); rule.ID == "name" && rule.Without != want {
			t.Errorf("without name %v, want %v", rule.Without, want)
		}
	}
}

func TestGoldOfAnotherText(t *testing.T) {
	p, err := pipeline.New(pipeline.Config{})
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Document{ID: "é.txt", Text: two}
	if err := p.Extract(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	err = stats.New(p.Rules(), annotated(t, one)).Add(d)
	if want := `é.txt:1: the text of the gold "é" is not that of the run`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestViews(t *testing.T) {
	plain, judged := corpus(t, nil), corpus(t, annotated(t, one))
	golden.Views(t, "../../schema/stats.schema.json", map[string]func(*bytes.Buffer) error{
		"plain.txt":   func(b *bytes.Buffer) error { return plain.Print(b) },
		"plain.json":  func(b *bytes.Buffer) error { return plain.WriteJSON(b) },
		"judged.txt":  func(b *bytes.Buffer) error { return judged.Print(b) },
		"judged.json": func(b *bytes.Buffer) error { return judged.WriteJSON(b) },
	})
}
