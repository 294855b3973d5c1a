package eval

import (
	"math"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
)

func TestCalibration(t *testing.T) {
	zoe, koeln := Span{doc.Span{Start: 0, End: 4}, doc.Person}, Span{doc.Span{Start: 8, End: 13}, doc.Place}
	met := Span{doc.Span{Start: 5, End: 7}, doc.Person}
	g := &gold.Document{Text: "Zoë in Köln", Spans: []gold.Span{
		{Span: zoe.Span, Label: zoe.Label}, {Span: koeln.Span, Label: koeln.Label},
	}}
	person, both := []doc.Label{doc.Person}, []doc.Label{doc.Person, doc.Place}
	tests := []struct {
		name      string
		labels    []doc.Label
		predicted []Span
		scores    []float64
		want      Calibration
	}{
		{"right and sure", both, []Span{zoe, koeln}, []float64{1, 1}, Calibration{2, 0}},
		{"one of two right at a half", person, []Span{zoe, met}, []float64{0.5, 0.5}, Calibration{2, 0}},
		{"wrong and sure", person, []Span{met}, []float64{0.9}, Calibration{1, 0.9}},
		{"ranges do not make up for each other", person, []Span{zoe, met}, []float64{0.2, 0.8}, Calibration{2, 0.8}},
		{"a label that is not scored", person, []Span{zoe, koeln}, []float64{0.75, 0.1}, Calibration{1, 0.25}},
		{"no scores", person, []Span{zoe}, nil, Calibration{}},
	}
	for _, test := range tests {
		got := calibration([]Document{{Gold: g, Predicted: test.predicted, Scores: test.scores}}, test.labels)
		if got.Mentions != test.want.Mentions || math.Abs(got.Error-test.want.Error) > 1e-9 {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}
