package train

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
	"roster/pipeline/tag/linear"
	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/tagset"
	"roster/pipeline/tokenize"
)

// corpus makes small articles in which persons meet in places; role says whether ROLE is annotated.
func corpus(family string, n int, role bool) Corpus {
	people := []string{"Łukasz Müller", "Ana Ruiz", "Zoë Obi", "Jan Šebek", "Mei Lin", "Ola Åberg"}
	places := []string{"São Paulo", "Köln", "Lagos", "Oslo", "Łódź"}
	c := Corpus{Family: family}
	for i := range n {
		d := &gold.Document{ID: fmt.Sprint(family, i)}
		var b strings.Builder
		add := func(text string, label doc.Label) {
			if label == doc.Role && !role {
				label = ""
			}
			if label != "" {
				d.Spans = append(d.Spans, gold.Span{Span: doc.Span{Start: b.Len(), End: b.Len() + len(text)}, Label: label})
			}
			b.WriteString(text)
		}
		for j := range 4 {
			add("President", doc.Role)
			add(" ", "")
			add(people[(i+j)%len(people)], doc.Person)
			add(" met ", "")
			add(people[(i+2*j+1)%len(people)], doc.Person)
			add(" in ", "")
			add(places[(i+j)%len(places)], doc.Place)
			add(fmt.Sprintf(" on day %d of %s.\n\n", i, family), "")
		}
		add("Acme Größe", doc.Organization)
		add(" likes the ", "")
		add("Serbs", doc.Norp)
		add(" and ", "")
		add("Hamlet", doc.Misc)
		add(".\n", "")
		d.Text = b.String()
		c.Docs = append(c.Docs, d)
	}
	return c
}

func options() Options {
	o := Defaults()
	o.Epochs, o.Average, o.Runs, o.Folds = 3, 2, 2, 2
	o.Lexicon = feature.NewBuilder(nil).Build()
	return o
}

func corpora() []Corpus {
	return []Corpus{corpus("news", 12, true), corpus("wire", 12, false)}
}

func TestTrainingLearns(t *testing.T) {
	m, err := Train(context.Background(), corpora(), options())
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Document{Text: "President Zoë Obi met Łukasz Müller in Łódź on day 9 of news."}
	d.Tokens, d.Sentences = tokenize.Tokenize(d.Text)
	var got []string
	for _, m := range linear.New(m).Tag(context.Background(), d) {
		got = append(got, d.Slice(m.Span)+"/"+string(m.Label))
	}
	want := "President/ROLE Zoë Obi/PERSON Łukasz Müller/PERSON Łódź/PLACE"
	if strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}

func TestSameModelForAnyNumberOfWorkers(t *testing.T) {
	var first []byte
	for _, workers := range []int{1, 4} {
		o := options()
		o.Workers = workers
		m, err := Train(context.Background(), corpora(), o)
		if err != nil {
			t.Fatal(err)
		}
		data, err := m.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = data
		} else if !bytes.Equal(first, data) {
			t.Errorf("%d workers give another model than 1", workers)
		}
	}
	o := options()
	o.Seed++
	m, err := Train(context.Background(), corpora(), o)
	if err != nil {
		t.Fatal(err)
	}
	if data, _ := m.Encode(); bytes.Equal(first, data) {
		t.Error("another seed gives the same model")
	}
}

func TestInterruptedTrainingGivesModel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	o := options()
	o.Progress = func(p Progress) {
		if p.Stage == StageModel {
			cancel()
		}
	}
	m, err := Train(ctx, corpora(), o)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want that of the context", err)
	}
	if m == nil || m.Weights.Len() == 0 {
		t.Fatal("no model of what was trained")
	}
	cancel()
	if m, err := Train(ctx, corpora(), o); err == nil || m != nil {
		t.Errorf("training that never began gives model %v, error %v", m, err)
	}
}

func TestStopsWhenItGetsNoBetter(t *testing.T) {
	o := options()
	o.Epochs, o.Dev = 40, corpus("news", 3, true).Docs
	last := 0
	o.Runs, o.Workers = 1, 1
	o.Progress = func(p Progress) {
		if p.Stage == StageModel {
			last = p.Epoch
			if p.F1 <= 0 || p.F1 > 1 {
				t.Errorf("epoch %d: F1 %v", p.Epoch, p.F1)
			}
		}
	}
	if _, err := Train(context.Background(), corpora(), o); err != nil {
		t.Fatal(err)
	}
	if last == 0 || last >= 40 {
		t.Errorf("stopped after epoch %d, want long before 40", last)
	}
}

func TestNothingToTrainOn(t *testing.T) {
	if _, err := Train(context.Background(), nil, options()); err == nil {
		t.Error("no error")
	}
}

func TestBetterAnnotationWins(t *testing.T) {
	a, b := corpus("größer", 2, false), corpus("größer", 2, true)
	all, families := examples([]Corpus{a, b})
	if len(all) != 2 || len(families) != 1 {
		t.Fatalf("%d examples, families %v", len(all), families)
	}
	for _, e := range all {
		if !strings.Contains(fmt.Sprint(tagset.Spans(nil, e.gold)), fmt.Sprint(tagset.IndexOf(doc.Role))) {
			t.Errorf("%s has no ROLE", e.doc.ID)
		}
	}
}

func TestLayers(t *testing.T) {
	span := func(start, end int, l doc.Label) gold.Span {
		return gold.Span{Span: doc.Span{Start: start, End: end}, Label: l}
	}
	const text = "König Zoë in Köln"
	corpora := []Corpus{
		{Docs: []*gold.Document{{ID: "roles", Text: text, Spans: []gold.Span{span(0, 6, doc.Role)}}}},
		{Docs: []*gold.Document{
			{ID: "names", Text: text, Spans: []gold.Span{span(7, 11, doc.Person), span(15, 20, doc.Place)}},
			{ID: "other", Text: "Łódź", Spans: []gold.Span{span(0, 6, doc.Place)}},
		}},
		{Docs: []*gold.Document{{ID: "wrong", Text: text, Spans: []gold.Span{span(0, 11, doc.Person)}}}},
	}
	all := layer(corpora)
	if len(all[0]) != 0 || len(all[1]) != 2 || len(all[2]) != 0 {
		t.Fatalf("%v, want both texts at the second corpus", all)
	}
	want := []gold.Span{span(0, 6, doc.Role), span(7, 11, doc.Person), span(15, 20, doc.Place)}
	if got := all[1][0]; got.doc.ID != "names" || !reflect.DeepEqual(got.doc.Spans, want) || ones(got.labels) != 3 {
		t.Errorf("%s has %v, %d labels, want %v", got.doc.ID, got.doc.Spans, ones(got.labels), want)
	}
	if got := all[1][1]; ones(got.labels) != 2 || len(corpora[1].Docs[0].Spans) != 2 {
		t.Errorf("the other text has %d labels, want its corpus's 2; the corpus stays as it is", ones(got.labels))
	}
}

func TestWhatAnnotationLeavesOpen(t *testing.T) {
	bits := func(labels ...doc.Label) (set uint32) {
		for _, l := range labels {
			set |= 1 << tagset.IndexOf(l)
		}
		return set
	}
	norp, misc, role := tagset.Shapes[5], tagset.Shapes[6], tagset.Shapes[4]
	g := &gold.Document{Text: "Größe der Serbs", Spans: []gold.Span{{Span: doc.Span{Start: 12, End: 17}, Label: doc.Misc}}}
	tests := []struct {
		name   string
		labels uint32
		token  int
		tag    tagset.Tag
		want   bool
	}{
		{"every label: O is O", bits(doc.Labels...), 0, role.Single, false},
		{"no ROLE: O may be ROLE", bits(doc.Person, doc.Norp, doc.Misc), 0, role.Single, true},
		{"no ROLE: MISC is not ROLE", bits(doc.Person, doc.Norp, doc.Misc), 2, role.Single, false},
		{"MISC without NORP: MISC may be NORP", bits(doc.Person, doc.Misc), 2, norp.Single, true},
		{"MISC without NORP: O is not NORP", bits(doc.Person, doc.Misc), 0, norp.Single, false},
		{"neither: O may be MISC", bits(doc.Person), 0, misc.Begin, true},
		{"neither: O may be NORP", bits(doc.Person), 0, norp.Begin, true},
	}
	for _, test := range tests {
		e := newExample(g, test.labels, 0)
		if got := e.allow[test.token]>>test.tag&1 == 1; got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// TestUnsureSpans: what the gold is not sure of may be what it says, another name, or nothing.
func TestUnsureSpans(t *testing.T) {
	person, place, role := tagset.Shapes[1], tagset.Shapes[2], tagset.Shapes[4]
	g := &gold.Document{Text: "Größe sah die Präsidentin Łódź", Spans: []gold.Span{
		{Span: doc.Span{Start: 0, End: 7}, Label: doc.Person, Unsure: true},
		{Span: doc.Span{Start: 16, End: 28}, Label: doc.Role, Unsure: true},
		{Span: doc.Span{Start: 29, End: 36}, Label: doc.Place},
	}}
	e := newExample(g, 1<<tagset.LabelCount-1, 0)
	tests := []struct {
		name  string
		token int
		tag   tagset.Tag
		want  bool
	}{
		{"a name may be what it says", 0, person.Single, true},
		{"a name may be another", 0, place.Begin, true},
		{"a name may be none", 0, tagset.O, true},
		{"a name is no ROLE", 0, role.Single, false},
		{"a ROLE may be one", 3, role.Single, true},
		{"a ROLE may be none", 3, tagset.O, true},
		{"a ROLE is no name", 3, person.Single, false},
		{"what is sure stays", 4, person.Single, false},
		{"what is between stays", 1, person.Single, false},
	}
	for _, test := range tests {
		if got := e.allow[test.token]>>test.tag&1 == 1; got != test.want {
			t.Errorf("%s: %q: %v, want %v", test.name, e.doc.Word(test.token), got, test.want)
		}
	}
	for i, want := range []tagset.Tag{tagset.O, tagset.O, tagset.O, tagset.O, place.Single} {
		if e.gold[i] != want {
			t.Errorf("%q is tagged %d, want %d", e.doc.Word(i), e.gold[i], want)
		}
	}
}

// TestComplete: where ROLE is not annotated, it is what a model says it is.
func TestComplete(t *testing.T) {
	role, person := tagset.IndexOf(doc.Role), tagset.IndexOf(doc.Person)
	shape := tagset.Shapes[role]
	guess := func(first, end, label int, p float64) linear.Guess {
		return linear.Guess{Span: tagset.Span{First: first, End: end, Label: label}, Marginal: p}
	}
	guesses := []linear.Guess{guess(1, 3, role, 0.9), guess(3, 4, role, 0.9), guess(5, 6, role, 0.4), guess(6, 7, person, 0.9)}
	example := func(labels ...doc.Label) *example {
		set := uint32(0)
		for _, l := range labels {
			set |= 1 << tagset.IndexOf(l)
		}
		d := &gold.Document{Text: "The prime minister Zoë met president Obi.", Spans: []gold.Span{
			{Span: doc.Span{Start: 19, End: 23}, Label: doc.Person}}}
		return newExample(d, set, 0)
	}

	e := example(doc.Person)
	before := slices.Clone(e.allow)
	e.guesses = guesses
	e.complete()
	for i, want := range []uint32{
		before[0] &^ tagBits(role), 1 << shape.Begin, 1 << shape.End, before[3], before[4] &^ tagBits(role), before[5],
		before[6] &^ tagBits(role),
	} {
		if e.allow[i] != want {
			t.Errorf("token %d, %q: allowed %b, want %b", i, e.doc.Word(i), e.allow[i], want)
		}
	}

	e = example(doc.Person, doc.Role)
	before = slices.Clone(e.allow)
	e.guesses = guesses
	if e.complete(); !slices.Equal(e.allow, before) {
		t.Errorf("an annotated document was changed: %b, want %b", e.allow, before)
	}
}

func TestRecase(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Größe in Łódź\nÉlan met Zoë ıı\nAna ÖVP\nEnde", "GRößE IN ŁÓDŹ\nÉlan Met Zoë ıı\nana övp\nENDE"},
		{"", ""},
	}
	for _, test := range tests {
		if got := recase(test.text); len(got) != len(test.text) || !strings.EqualFold(got, test.want) {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestOverlappingSpans(t *testing.T) {
	span := func(a, b int, l doc.Label) gold.Span { return gold.Span{Span: doc.Span{Start: a, End: b}, Label: l} }
	tests := []struct {
		name string
		in   []gold.Span
		want string
	}{
		{"the role stays", []gold.Span{span(0, 20, doc.Organization), span(5, 9, doc.Role)}, "[{5 9}]"},
		{"else the longer", []gold.Span{span(0, 4, doc.Place), span(0, 9, doc.Organization)}, "[{0 9}]"},
		{"of equals the first", []gold.Span{span(0, 4, doc.Place), span(0, 4, doc.Organization)}, "[{0 4}]"},
		{"apart", []gold.Span{span(0, 4, doc.Place), span(4, 9, doc.Place)}, "[{0 4} {4 9}]"},
	}
	for _, test := range tests {
		var got []doc.Span
		for _, s := range disjoint(test.in) {
			got = append(got, s.Span)
		}
		if fmt.Sprint(got) != test.want {
			t.Errorf("%s: %v, want %s", test.name, got, test.want)
		}
	}
}

func TestCalibration(t *testing.T) {
	var all []outcome
	for i := range 1000 { // of mentions that the model is sure of, one in four is wrong
		all = append(all, outcome{linear.LogOdds(0.99), i%4 != 0}, outcome{linear.LogOdds(0.5), i%2 == 0})
	}
	slope, offset := calibrate(all)
	if slope > 0.3 || slope < 0.15 || offset > 0.1 || offset < -0.1 {
		t.Errorf("slope %.3f, offset %.3f, want ln 3 / ln 99 = 0.239 and 0", slope, offset)
	}
}
