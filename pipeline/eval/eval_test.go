package eval

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
)

// document makes a document of two texts that differ only in brackets: [PERSON:Zoé]. The first marks the gold, the
// second the predictions.
func document(t testing.TB, annotated, predicted string) Document {
	t.Helper()
	text, g := unmark(t, annotated)
	same, p := unmark(t, predicted)
	if text != same {
		t.Fatalf("%q is not %q", same, text)
	}
	d := Document{Gold: &gold.Document{ID: "ź", Text: text}, Predicted: p}
	for _, s := range g {
		d.Gold.Spans = append(d.Gold.Spans, gold.Span{Span: s.Span, Label: s.Label})
	}
	return d
}

func unmark(t testing.TB, s string) (text string, spans []Span) {
	t.Helper()
	for {
		before, rest, found := strings.Cut(s, "[")
		text += before
		if !found {
			return text, spans
		}
		inside, after, _ := strings.Cut(rest, "]")
		name, words, _ := strings.Cut(inside, ":")
		l, err := doc.ParseLabel(name)
		if err != nil {
			t.Fatal(err)
		}
		spans = append(spans, Span{doc.Span{Start: len(text), End: len(text) + len(words)}, l})
		text += words
		s = after
	}
}

func TestKinds(t *testing.T) {
	for _, test := range []struct{ gold, predicted, want string }{
		{"[PERSON:Zoé] ate", "[PERSON:Zoé] ate", "right Zoé Zoé"},
		{"[PERSON:Zoé] ate", "Zoé ate", "missed Zoé -"},
		{"Zoé [PERSON:Łuk]", "[PERSON:Zoé] [PERSON:Łuk]", "spurious - Zoé, right Łuk Łuk"},
		{"[PERSON:Zoé] [PLACE:X]", "[PLACE:Zoé] [PLACE:X]", "label Zoé Zoé, right X X"},
		{"[PERSON:Zoé Łuk]", "Zoé [PERSON:Łuk]", "boundary Zoé Łuk Łuk"},
		{"[PERSON:Zoé Łuk], [PLACE:X]", "Zoé [PLACE:Łuk], [PLACE:X]", "both Zoé Łuk Łuk, right X X"},
		// The larger overlap is matched, the other one is spurious.
		{"[PERSON:Zoé Łukasz]", "[PERSON:Zoé] [PERSON:Łukasz]", "spurious - Zoé, boundary Zoé Łukasz Łukasz"},
		// A right label comes before a larger overlap.
		{"[PERSON:Zoé Łukasz] [PLACE:X]", "[PERSON:Zoé] [PLACE:Łukasz] [PLACE:X]",
			"boundary Zoé Łukasz Zoé, spurious - Łukasz, right X X"},
		{"[PERSON:Zoé] [PERSON:Łuk]", "[PERSON:Zoé Łuk]", "boundary Zoé Zoé Łuk, missed Łuk -"},
		{"[PERSON:Zoé][PERSON:Łuk]", "Zoé[PERSON:Łuk]", "missed Zoé -, right Łuk Łuk"},
		// Labels that the gold has no span of are not scored.
		{"[PERSON:Zoé] in Łódź", "[PERSON:Zoé] in [PLACE:Łódź]", "right Zoé Zoé"},
		{"[PERSON:Zoé] [MISC:Łuk]", "[PERSON:Zoé] Łuk", "right Zoé Zoé"},
	} {
		d := document(t, test.gold, test.predicted)
		r := Evaluate([]Document{d}, nil)
		cut := func(s *Span) string {
			if s == nil {
				return "-"
			}
			return d.Gold.Slice(s.Span)
		}
		var got []string
		for _, m := range align(d.Gold, r.keep(Annotated(d.Gold)), r.keep(d.Predicted)) {
			got = append(got, fmt.Sprintf("%s %s %s", m.Kind, cut(m.Gold), cut(m.Predicted)))
		}
		if got := strings.Join(got, ", "); got != test.want {
			t.Errorf("%s with %s:\ngot  %s\nwant %s", test.gold, test.predicted, got, test.want)
		}
	}
}

// sample has an error of each kind.
func sample(t testing.TB) []Document {
	return []Document{
		document(t, "[PERSON:Zoé] and the [ROLE:mayor] of [PLACE:Łódź]\nmet [ORGANIZATION:Acme & Söhne] 🎻 in [PLACE:Rome].",
			"[PERSON:Zoé] and the mayor of [ORGANIZATION:Łódź]\nmet Acme & [ORGANIZATION:Söhne] 🎻 in [PLACE:Rome]."),
		document(t, "A [MISC:Łemko] saw [PERSON:Ann Roe] [NORP:Polish]",
			"A [ORGANIZATION:Łemko] saw [PLACE:Ann] Roe [NORP:Polish]"),
	}
}

func TestPrint(t *testing.T) {
	want := `              precision  recall      F1   95 % of F1  gold  predicted  right
PERSON           100.00   50.00   66.67  0.00-100.00     2          1      1
ROLE               0.00    0.00    0.00    0.00-0.00     1          0      0
PLACE             50.00   50.00   50.00   0.00-66.67     2          2      1
ORGANIZATION       0.00    0.00    0.00    0.00-0.00     1          3      0
NORP             100.00  100.00  100.00  0.00-100.00     1          1      1
names             33.33   40.00   36.36   0.00-50.00     5          6      2
micro             42.86   42.86   42.86  40.00-44.44     7          7      3
extent            57.14   57.14   57.14  40.00-66.67     7          7      4

Errors by kind, in 2 documents:
  missed        1  a span of the gold has no prediction
  spurious      1  a prediction has no span in the gold
  label         1  the range is right, the label is not
  boundary      1  the label is right, the range is not
  both          1  neither is right, but the two overlap

Labels of the gold (rows) and of the predictions (columns) where the two overlap:
              PERSON  ROLE  PLACE  ORGANIZATION  NORP  none
PERSON             1     0      1             0     0     0
ROLE               0     0      0             0     0     1
PLACE              0     0      1             1     0     0
ORGANIZATION       0     0      0             1     0     0
NORP               0     0      0             0     1     0
none               0     0      0             1     0     0
`
	var got bytes.Buffer
	if err := Evaluate(sample(t), nil).Print(&got); err != nil {
		t.Fatal(err)
	}
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

func TestPrintErrors(t *testing.T) {
	long := strings.Repeat("łó ", 40)
	docs := append(sample(t), document(t, long+"[PERSON:Zoé]"+long, long+"Zoé"+long))
	want := `ź:1:13: missed ROLE
    Zoé and the [mayor] of Łódź met Acme & Söhne 🎻 in Rome.
ź:1:22: label PLACE, predicted ORGANIZATION
    Zoé and the mayor of [<Łódź>] met Acme & Söhne 🎻 in Rome.
ź:2:5: boundary ORGANIZATION
    Zoé and the mayor of Łódź met [Acme & <Söhne>] 🎻 in Rome.
ź:1:3: spurious ORGANIZATION
    A <Łemko> saw Ann Roe Polish
ź:1:13: both PERSON, predicted PLACE
    A Łemko saw [<Ann> Roe] Polish
ź:1:121: missed PERSON
    łó łó łó łó łó łó łó łó łó łó [Zoé]łó łó łó łó łó łó łó łó łó łó
`
	var got bytes.Buffer
	if err := Evaluate(docs, nil).PrintErrors(&got); err != nil {
		t.Fatal(err)
	}
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

func TestWriteJSON(t *testing.T) {
	docs := []Document{document(t, "🎻 [PERSON:Zoé] & [ROLE:mayor] X", "🎻 [ROLE:Zoé] & mayor X")}
	want := `{"documents":1,"labels":["PERSON","ROLE"],"absent":["NORP"],"scores":[` +
		`{"name":"PERSON","precision":0,"recall":0,"f1":0,"f1_low":0,"f1_high":0,"gold":1,"predicted":0,"right":0},` +
		`{"name":"ROLE","precision":0,"recall":0,"f1":0,"f1_low":0,"f1_high":0,"gold":1,"predicted":1,"right":0},` +
		`{"name":"names","precision":0,"recall":0,"f1":0,"f1_low":0,"f1_high":0,"gold":1,"predicted":0,"right":0},` +
		`{"name":"micro","precision":0,"recall":0,"f1":0,"f1_low":0,"f1_high":0,"gold":2,"predicted":1,"right":0},` +
		`{"name":"extent","precision":1,"recall":0.5,"f1":0.6667,"f1_low":0.6667,"f1_high":0.6667,` +
		`"gold":2,"predicted":1,"right":1}],` +
		`"calibration_error":null,"kinds":{"both":0,"boundary":0,"label":1,"missed":1,"spurious":0},` +
		`"confusion":[{"gold":"PERSON","predicted":"ROLE","count":1},{"gold":"ROLE","predicted":null,"count":1}],` +
		`"errors":[{"kind":"label","id":"ź","line":1,"column":3,` +
		`"gold":{"start":2,"end":5,"text":"Zoé","label":"PERSON"},` +
		`"predicted":{"start":2,"end":5,"text":"Zoé","label":"ROLE"},"context":"🎻 [<Zoé>] & mayor X"},` +
		`{"kind":"missed","id":"ź","line":1,"column":9,"gold":{"start":8,"end":13,"text":"mayor","label":"ROLE"},` +
		`"predicted":null,"context":"🎻 Zoé & [mayor] X"}],` +
		`"against":[{"name":"micro","f1":0.25,"other":0.5,"difference":0.25,"p":0.0312}]}` + "\n"
	r := Evaluate(docs, []doc.Label{doc.Norp, doc.Role, doc.Person})
	var got bytes.Buffer
	if err := r.WriteJSON(&got, true, []Difference{{"micro", 0.25, 0.5, 0.03123}}); err != nil {
		t.Fatal(err)
	}
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
	got.Reset()
	if err := r.WriteJSON(&got, false, nil); err != nil {
		t.Fatal(err)
	}
	if head, _, _ := strings.Cut(want, `,"errors"`); got.String() != head+"}\n" {
		t.Errorf("got\n%swant\n%s", got.String(), head)
	}
}

func TestLabels(t *testing.T) {
	docs := []Document{document(t, "[PERSON:Zoé] [MISC:Łemko]", "[PERSON:Zoé] [PLACE:Łemko]")}
	for _, test := range []struct{ asked, scored, absent, micro string }{
		{"", "[PERSON]", "[]", "{1 1 1}"},
		{"MISC PERSON", "[PERSON MISC]", "[]", "{1 1 2}"},
		{"PLACE PERSON", "[PERSON]", "[PLACE]", "{1 1 1}"},
		{"PLACE", "[]", "[PLACE]", "{0 0 0}"},
	} {
		var asked []doc.Label
		for _, l := range strings.Fields(test.asked) {
			asked = append(asked, doc.Label(l))
		}
		r := Evaluate(docs, asked)
		var micro Count
		for _, row := range r.Rows {
			if row.Name == Micro {
				micro = row.Count
			}
		}
		got := []string{fmt.Sprint(r.Labels), fmt.Sprint(r.Absent), fmt.Sprint(micro)}
		if want := []string{test.scored, test.absent, test.micro}; !reflect.DeepEqual(got, want) {
			t.Errorf("asked for %q: got %v, want %v", test.asked, got, want)
		}
	}
}

func TestPair(t *testing.T) {
	g := func(id, text string) *gold.Document {
		return &gold.Document{ID: id, Text: text, File: id + ".g", Line: 2}
	}
	p := func(id, text string) *gold.Document {
		return &gold.Document{ID: id, Text: text, File: "p", Line: 3,
			Spans: []gold.Span{{Span: doc.Span{Start: 0, End: 2}, Label: doc.Place}}}
	}
	docs, missing, err := Pair([]*gold.Document{g("ź", "Ł"), g("b", "Ł\r\n"), g("c", "Ł")},
		[]*gold.Document{p("b", "Ł"), p("ź.txt", "Ł\n"), p("d", "x")})
	if err != nil || missing != 1 || len(docs) != 3 {
		t.Fatalf("%d documents, %d missing, %v", len(docs), missing, err)
	}
	for i, want := range []int{1, 1, 0} {
		if len(docs[i].Predicted) != want {
			t.Errorf("%s: %d predictions, want %d", docs[i].Gold.ID, len(docs[i].Predicted), want)
		}
	}
	for _, test := range []struct {
		predictions []*gold.Document
		want        string
	}{
		{[]*gold.Document{p("ź", "Ł"), p("ź", "Ł")}, `p:3: id "ź" stands in p:3 too`},
		{[]*gold.Document{p("ź", "Ó")}, `p:3: the text of "ź" is not that of the gold in ź.g:2`},
		{[]*gold.Document{p("ź", "Ł x")}, `p:3: the text of "ź" is not that of the gold in ź.g:2`},
	} {
		if _, _, err := Pair([]*gold.Document{g("ź", "Ł")}, test.predictions); fmt.Sprint(err) != test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

func TestReadPredictions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ż.jsonl")
	line := `{"id":"ź.txt","spans":[{"start":2,"end":6,"label":"PLACE"}]}`
	if err := os.WriteFile(path, []byte(line), 0o644); err != nil {
		t.Fatal(err)
	}
	docs, missing, err := ReadPredictions([]*gold.Document{{ID: "ź", Text: "🎻 Łódź"}}, path)
	if err != nil || missing != 0 || !reflect.DeepEqual(docs[0].Predicted, []Span{{doc.Span{Start: 5, End: 12}, doc.Place}}) {
		t.Errorf("got %v, %d missing, %v", docs, missing, err)
	}
	_, _, err = ReadPredictions([]*gold.Document{{ID: "b", Text: "🎻 Łódź"}}, path)
	if want := path + `:1:1: no key "text"`; fmt.Sprint(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestMentions(t *testing.T) {
	m := doc.Mention{Span: doc.Span{Start: 2, End: 4}, FirstToken: 7, EndToken: 9, Label: doc.Role}
	if got := Mentions([]doc.Mention{m}); !reflect.DeepEqual(got, []Span{{doc.Span{Start: 2, End: 4}, doc.Role}}) {
		t.Errorf("got %v", got)
	}
}
