package eval

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
)

// TestReference holds the scores to the reference scorer's, to the digit, for predictions with errors of all kinds.
func TestReference(t *testing.T) {
	scorer := shared(t, "tools/score.py")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the reference scorer")
	}
	for _, set := range []string{"ww-dev", "written-dev", "nne-dev", "roles-dev", "wnut17-dev"} {
		t.Run(set, func(t *testing.T) {
			path := shared(t, "gold/"+set+".jsonl")
			annotated, err := gold.ReadAll(path)
			if err != nil {
				t.Fatal(err)
			}
			predictions := filepath.Join(t.TempDir(), "predictions.jsonl")
			writePredictions(t, predictions, annotated)
			docs, _, err := ReadPredictions(annotated, predictions)
			if err != nil {
				t.Fatal(err)
			}
			r := Evaluate(docs, []doc.Label{doc.Person, doc.Place, doc.Organization})
			want, err := exec.Command(python, scorer, path, predictions).Output()
			if err != nil {
				t.Fatal(err)
			}
			if got := referenceLine(r); got != string(want) {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// referenceLine prints a result as the reference scorer does.
func referenceLine(r *Result) string {
	row := make(map[string]Row)
	var labels []string
	for _, x := range r.Rows {
		row[x.Name] = x
		if isName(doc.Label(x.Name)) {
			labels = append(labels, fmt.Sprintf("%.6s %.1f/%.1f/%.1f",
				x.Name, 100*x.Precision(), 100*x.Recall(), 100*x.F1()))
		}
	}
	m := row[Micro]
	return fmt.Sprintf("F1 %.2f  P %.2f  R %.2f  spans-only %.2f | %s\n", 100*m.F1(), 100*m.Precision(), 100*m.Recall(),
		100*row[Extent].F1(), strings.Join(labels, "  "))
}

// writePredictions writes the gold with errors of every kind, in code points.
func writePredictions(t *testing.T, path string, annotated []*gold.Document) {
	t.Helper()
	type span struct {
		Start int       `json:"start"`
		End   int       `json:"end"`
		Label doc.Label `json:"label"`
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	var out strings.Builder
	for _, d := range annotated {
		spans := []span{}
		for _, s := range d.Spans {
			start := utf8.RuneCountInString(d.Text[:s.Start])
			p := span{start, start + utf8.RuneCountInString(d.Slice(s.Span)), s.Label}
			switch rnd.IntN(12) {
			case 0:
				continue
			case 1:
				p.Label = doc.Labels[rnd.IntN(len(doc.Labels))]
			case 2:
				p.Start = max(0, p.Start-1)
			case 3:
				p.Start, p.Label = max(0, p.Start-1), doc.Place
			}
			if n := len(spans); n == 0 || p.Start >= spans[n-1].Start {
				spans = append(spans, p)
			}
		}
		line, err := json.Marshal(map[string]any{"id": d.ID, "spans": spans})
		if err != nil {
			t.Fatal(err)
		}
		if rnd.IntN(20) > 0 {
			out.WriteString(string(line) + "\n")
		}
	}
	if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// shared returns the path of development data, which a clone does not have.
func shared(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join("../../../shared", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no development data at %s", path)
	}
	return path
}
