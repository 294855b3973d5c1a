package eval

import (
	"encoding/json"
	"io"
	"math"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A Report is a result as one JSON object, for tools. Scores are parts of 1 with four decimals, offsets are code
// points.
type Report struct {
	Documents int           `json:"documents"`
	Labels    []doc.Label   `json:"labels"`
	Absent    []doc.Label   `json:"absent"`
	Scores    []ReportScore `json:"scores"`
	Error     *float64      `json:"calibration_error"` // null where the predictions have no scores
	Kinds     map[Kind]int  `json:"kinds"`
	Confusion []ReportCell  `json:"confusion"`
	Errors    []ReportError `json:"errors,omitempty"`
	Against   []ReportDiff  `json:"against,omitempty"`
}

// A ReportScore is a Row.
type ReportScore struct {
	Name      string  `json:"name"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	Low       float64 `json:"f1_low"`
	High      float64 `json:"f1_high"`
	Gold      int     `json:"gold"`
	Predicted int     `json:"predicted"`
	Right     int     `json:"right"`
}

// A ReportCell is a Cell; a label is null for no span.
type ReportCell struct {
	Gold      *doc.Label `json:"gold"`
	Predicted *doc.Label `json:"predicted"`
	Count     int        `json:"count"`
}

// A ReportError is a Match that is not right; a span is null where there is none.
type ReportError struct {
	Kind      Kind        `json:"kind"`
	ID        string      `json:"id"`
	Line      int         `json:"line"`
	Column    int         `json:"column"`
	Gold      *ReportSpan `json:"gold"`
	Predicted *ReportSpan `json:"predicted"`
	Context   string      `json:"context"`
}

// A ReportSpan is a Span with its text.
type ReportSpan struct {
	Start int       `json:"start"`
	End   int       `json:"end"`
	Text  string    `json:"text"`
	Label doc.Label `json:"label"`
}

// A ReportDiff is a Difference.
type ReportDiff struct {
	Name       string  `json:"name"`
	F1         float64 `json:"f1"`
	Other      float64 `json:"other"`
	Difference float64 `json:"difference"`
	P          float64 `json:"p"`
}

// WriteJSON writes the result as a Report on one line, with the errors where they are asked for, and with a comparison
// where there is one.
func (r *Result) WriteJSON(w io.Writer, errors bool, against []Difference) error {
	report := Report{
		Documents: r.Documents, Labels: r.Labels, Absent: append([]doc.Label{}, r.Absent...), Kinds: make(map[Kind]int),
	}
	for _, row := range r.Rows {
		report.Scores = append(report.Scores, ReportScore{
			row.Name, round(row.Precision()), round(row.Recall()), round(row.F1()), round(row.Low), round(row.High),
			row.Gold, row.Predicted, row.Right,
		})
	}
	if r.Scores.Mentions > 0 {
		e := round(r.Scores.Error)
		report.Error = &e
	}
	for _, k := range r.Kinds {
		report.Kinds[k.Kind] = k.Count
	}
	for _, c := range r.Confusion {
		report.Confusion = append(report.Confusion, ReportCell{orNull(c.Gold), orNull(c.Predicted), c.Count})
	}
	if errors {
		report.Errors = r.reportErrors()
	}
	for _, d := range against {
		report.Against = append(report.Against,
			ReportDiff{d.Name, round(d.F1), round(d.Second), round(d.Second - d.F1), round(d.P)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(report)
}

func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }

func orNull(l doc.Label) *doc.Label {
	if l == "" {
		return nil
	}
	return &l
}

func (r *Result) reportErrors() []ReportError {
	errors := []ReportError{}
	for _, m := range r.Errors {
		line, col := m.position()
		errors = append(errors, ReportError{
			m.Kind, m.Doc.ID, line, col, m.reportSpan(m.Gold), m.reportSpan(m.Predicted), m.context(),
		})
	}
	return errors
}

func (m Match) reportSpan(s *Span) *ReportSpan {
	if s == nil {
		return nil
	}
	start := utf8.RuneCountInString(m.Doc.Text[:s.Start])
	text := m.Doc.Slice(s.Span)
	return &ReportSpan{start, start + utf8.RuneCountInString(text), text, s.Label}
}
