package pipeline_test

import (
	"reflect"
	"testing"
	"time"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/link"
	"roster/rules"
)

const tunedText = "Éva Kiss met Évi in Łódź. Évi left."

// extracted runs the embedded rules and an engine over tunedText.
func extracted(t *testing.T, engine string) (*pipeline.Pipeline, *doc.Document) {
	t.Helper()
	p, err := pipeline.New(pipeline.Config{
		Tagger: pipeline.TaggerConfig{Engine: engine, Model: "open"}, Link: link.Config{Aliases: true}, Rules: rules.Config{Core: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Document{ID: "é", Text: tunedText}
	if err := p.Extract(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	return p, d
}

func TestOpinion(t *testing.T) {
	for engine, reasons := range map[string]bool{"linear": true, "prose": false, "none": false} {
		p, d := extracted(t, engine)
		if o := p.Opinion(d, 0, 2); (o != nil) != reasons || reasons && (o.EndToken != 2 || len(o.Readings) == 0) {
			t.Errorf("%s: got %+v", engine, o)
		}
	}
}

func TestRedo(t *testing.T) {
	p, d := extracted(t, "none")
	before := *d
	if again := p.Redo(t.Context(), d, nil, nil); !reflect.DeepEqual(again.Mentions, d.Mentions) || !reflect.DeepEqual(again.Entities, d.Entities) {
		t.Errorf("with nothing more it gives %+v, not %+v", again.Mentions, d.Mentions)
	}
	stated, err := rules.Read("é.yaml", []byte("version: 1\nentities:\n"+
		"  - {id: eva, name: Éva Kiss, label: PERSON, aliases: [Évi], examples: {match: ['[Évi] left.']}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	var more []doc.Mention
	for _, first := range []int{0, 3, 7} {
		end := first + 1
		if first == 0 {
			end = 2
		}
		more = append(more, doc.Mention{Span: d.SpanOf(first, end), FirstToken: first, EndToken: end, Label: doc.Person, Score: 1,
			Source: doc.Source{Rule: "eva"}, Entity: doc.None})
	}
	again := p.Redo(t.Context(), d, more, stated)
	var eva *doc.Entity
	for i := range again.Entities {
		if again.Entities[i].Name == "Éva Kiss" {
			eva = &again.Entities[i]
		}
	}
	if eva == nil || len(eva.Mentions) != 3 || eva.Rules[1] != "eva" {
		t.Errorf("got entities %+v", again.Entities)
	}
	if !reflect.DeepEqual(*d, before) {
		t.Error("the document has changed")
	}
}

func TestProfile(t *testing.T) {
	p, d := extracted(t, "none")
	costs := make(map[string]time.Duration)
	p.Profile(t.Context(), d, costs)
	if len(costs) == 0 {
		t.Error("no rule has cost anything")
	}
	for id := range costs {
		if r := p.Rules().Rule(id); r == nil || len(r.Patterns) == 0 {
			t.Errorf("%s has no patterns and costs", id)
		}
	}
}

// TestRematch: what another configuration finds by rematching is what it finds from the text.
func TestRematch(t *testing.T) {
	read := func(string) ([]byte, error) {
		return []byte("version: 1\nrules:\n  - {id: clubs, label: ORGANIZATION, phrases: [Łódź], examples: {match: ['[Łódź]']}}\n"), nil
	}
	cfg := pipeline.Config{Tagger: pipeline.TaggerConfig{Engine: "linear", Model: "open"}, Link: link.Config{Aliases: true}}
	strict := cfg
	strict.Tagger.MinScore = []pipeline.MinScore{{Label: doc.Person, Value: 1}}
	mine := cfg
	mine.Rules = rules.Config{Files: []string{"é.yaml"}, Read: read}
	p, err := pipeline.New(strict)
	if err != nil {
		t.Fatal(err)
	}
	from := &doc.Document{ID: "é", Text: tunedText}
	if err := p.Extract(t.Context(), from); err != nil {
		t.Fatal(err)
	}
	before := *from
	for _, cfg := range []pipeline.Config{cfg, strict, mine} {
		q, err := p.Renew(cfg)
		if err != nil {
			t.Fatal(err)
		}
		if !p.SameEngine(q) {
			t.Error("another engine")
		}
		got, err := q.Rematch(t.Context(), from)
		if err != nil {
			t.Fatal(err)
		}
		want := &doc.Document{ID: "é", Text: tunedText}
		if err := q.Extract(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%+v: got\n%+v\nwant\n%+v", cfg, got, want)
		}
	}
	if !reflect.DeepEqual(*from, before) {
		t.Error("the document was changed")
	}
	other := cfg
	other.Tagger.Engine = "none"
	q, err := p.Renew(other)
	if err != nil || p.SameEngine(q) {
		t.Errorf("%v, or the engine is the same", err)
	}
}
