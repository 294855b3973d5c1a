package stats

import (
	"encoding/json"
	"io"

	"roster/pipeline/doc"
	"roster/pipeline/explain"
)

// A Report is a result as one JSON object, for tools. What is unknown or does not apply is null.
type Report struct {
	Documents int            `json:"documents"`
	Annotated int            `json:"annotated"`
	F1        *float64       `json:"f1"` // of the documents with gold
	Rules     []ReportRule   `json:"rules"`
	Dead      []ReportSource `json:"dead"`
}

// A ReportSource names a rule and where it stands.
type ReportSource struct {
	ID     string     `json:"id"`
	Label  *doc.Label `json:"label"`
	Action string     `json:"action"`
	Core   bool       `json:"core"`
	File   string     `json:"file"`
	Line   int        `json:"line"`
}

// A ReportRule is a Rule.
type ReportRule struct {
	ReportSource
	Hits    int            `json:"hits"`
	Stood   int            `json:"stood"`
	Lost    int            `json:"lost"`
	Idle    int            `json:"idle"`
	Defeats []ReportDefeat `json:"defeats"`
	Seconds *float64       `json:"seconds"` // of its patterns
	Samples []ReportSample `json:"samples"`
	Gold    *ReportGold    `json:"gold"`
}

// A ReportDefeat is a Defeat.
type ReportDefeat struct {
	To     *string `json:"to"`
	Reason string  `json:"reason"`
	Count  int     `json:"count"`
}

// A ReportSample is a Sample.
type ReportSample struct {
	ID      string          `json:"id"`
	Line    int             `json:"line"`
	Column  int             `json:"column"`
	Outcome explain.Outcome `json:"outcome"`
	Context string          `json:"context"`
}

// ReportGold is what the gold says of a rule.
type ReportGold struct {
	Right     int      `json:"right"`
	Wrong     int      `json:"wrong"`
	Precision *float64 `json:"precision"`
	F1Without float64  `json:"f1_without"`
}

// WriteJSON writes the result as a Report on one line.
func (r *Result) WriteJSON(w io.Writer) error {
	report := Report{Documents: r.Documents, Annotated: r.Annotated, Rules: []ReportRule{}, Dead: []ReportSource{}}
	if r.Annotated > 0 {
		f1 := r.Score.F1()
		report.F1 = &f1
	}
	for _, rule := range r.Rules {
		out := rule.report()
		if r.Annotated > 0 {
			out.Gold = rule.reportGold()
		}
		report.Rules = append(report.Rules, out)
	}
	for _, rule := range r.Dead {
		report.Dead = append(report.Dead, rule.source())
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(report)
}

func (r *Rule) source() ReportSource {
	s := ReportSource{ID: r.ID, Action: r.Action.String(), Core: r.Core, File: r.File, Line: r.Line}
	if r.Label != "" {
		s.Label = &r.Label
	}
	return s
}

func (r *Rule) report() ReportRule {
	out := ReportRule{
		ReportSource: r.source(), Hits: r.Hits, Stood: r.Stood, Lost: r.Lost, Idle: r.Idle,
		Defeats: []ReportDefeat{}, Samples: []ReportSample{},
	}
	for _, f := range r.Defeats {
		d := ReportDefeat{Reason: f.Reason, Count: f.Count}
		if f.To != "" {
			d.To = &f.To
		}
		out.Defeats = append(out.Defeats, d)
	}
	for _, s := range r.Samples {
		out.Samples = append(out.Samples, ReportSample(s))
	}
	if len(r.Patterns) > 0 {
		seconds := r.Time.Seconds()
		out.Seconds = &seconds
	}
	return out
}

func (r *Rule) reportGold() *ReportGold {
	g := &ReportGold{Right: r.Right, Wrong: r.Wrong, F1Without: r.Without.F1()}
	if n := r.Right + r.Wrong; n > 0 {
		precision := float64(r.Right) / float64(n)
		g.Precision = &precision
	}
	return g
}
