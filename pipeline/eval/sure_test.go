package eval

import (
	"bytes"
	"strings"
	"testing"

	"roster/pipeline/doc"
)

// corpus returns n documents of ten gold spans each; of document i, right(i) are predicted, and nothing else.
func corpus(t testing.TB, n int, right func(i int) int) []Document {
	docs := make([]Document, n)
	for i := range docs {
		docs[i] = document(t, strings.Repeat("[PERSON:Zoé] ", 10),
			strings.Repeat("[PERSON:Zoé] ", right(i))+strings.Repeat("Zoé ", 10-right(i)))
	}
	return docs
}

func TestInterval(t *testing.T) {
	for _, test := range []struct {
		name      string
		right     func(i int) int
		low, high float64 // bounds of a 95 % interval of F1 by the normal approximation, widened by a third
	}{
		{"all alike", func(int) int { return 5 }, 2.0 / 3, 2.0 / 3},
		{"half all, half none", func(i int) int { return i % 2 * 10 }, 0.50, 0.80},
	} {
		row := Evaluate(corpus(t, 100, test.right), nil).Rows[0]
		if f1 := row.F1(); f1 != 2.0/3 || row.Low < test.low || row.Low > f1 || row.High > test.high || row.High < f1 {
			t.Errorf("%s: F1 %v in %v..%v, want within %v..%v", test.name, f1, row.Low, row.High, test.low, test.high)
		}
		if test.low < test.high && row.High-row.Low < 0.1 {
			t.Errorf("%s: interval %v..%v is too narrow", test.name, row.Low, row.High)
		}
	}
}

func TestCompare(t *testing.T) {
	const n = 40
	for _, test := range []struct {
		name          string
		first, second func(i int) int
		low, high     float64 // bounds of P
	}{
		{"equal", func(int) int { return 5 }, func(int) int { return 5 }, 1, 1},
		{"better everywhere", func(int) int { return 5 }, func(int) int { return 6 }, 0, 0.0002},
		{"worse everywhere", func(int) int { return 6 }, func(int) int { return 5 }, 0, 0.0002},
		// One document of forty differs: each shuffle differs as much.
		{"better once", func(int) int { return 5 }, func(i int) int { return 5 + max(0, 1-i) }, 1, 1},
		// Three documents differ, all one way: a quarter of the shuffles does so.
		{"better three times", func(int) int { return 5 }, func(i int) int { return 5 + min(1, max(0, 3-i)) }, 0.22, 0.28},
		{"as often better as worse", func(i int) int { return 5 + i%2 }, func(i int) int { return 6 - i%2 }, 0.9, 1},
	} {
		first, second := Evaluate(corpus(t, n, test.first), nil), Evaluate(corpus(t, n, test.second), nil)
		diffs, err := Compare(first, second)
		if err != nil {
			t.Fatal(err)
		}
		d := diffs[0]
		if d.Name != "PERSON" || d.F1 != first.Rows[0].F1() || d.Second != second.Rows[0].F1() {
			t.Errorf("%s: got %+v", test.name, d)
		}
		if d.P < test.low || d.P > test.high {
			t.Errorf("%s: p %v, want %v..%v", test.name, d.P, test.low, test.high)
		}
	}
}

func TestCompareNeedsTheSameDocuments(t *testing.T) {
	five := func(int) int { return 5 }
	_, err := Compare(Evaluate(corpus(t, 2, five), nil), Evaluate(corpus(t, 3, five), nil))
	want := "results of 2 documents over [PERSON] and of 3 over [PERSON] cannot be compared"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	docs := []Document{document(t, "[PERSON:Zoé] [PLACE:Ł]", "Zoé Ł")}
	if _, err := Compare(Evaluate(docs, nil), Evaluate(docs, []doc.Label{doc.Place})); err == nil {
		t.Error("results over other labels compare")
	}
}

func TestPrintDifferences(t *testing.T) {
	var got bytes.Buffer
	err := PrintDifferences(&got, []Difference{{"PERSON", 0.5, 0.625, 0.01}, {"micro", 0.9875, 0.9, 1}})
	want := `           F1  F1 of the other  difference       p
PERSON  50.00            62.50      +12.50  0.0100
micro   98.75            90.00       -8.75  1.0000
`
	if err != nil || got.String() != want {
		t.Errorf("%v, got\n%swant\n%s", err, got.String(), want)
	}
}

func BenchmarkEvaluate(b *testing.B) {
	docs := corpus(b, 200, func(i int) int { return i % 10 })
	for b.Loop() {
		if r := Evaluate(docs, nil); r.Rows[0].Gold != 2000 {
			b.Fatalf("%d spans", r.Rows[0].Gold)
		}
	}
}
