package explain

import "roster/pipeline/doc"

// A ReportOpinion is how the engine reads the words at the place, and how else it could.
type ReportOpinion struct {
	Start    int             `json:"start"`
	End      int             `json:"end"`
	Text     string          `json:"text"`
	Skipped  bool            `json:"skipped"`
	Readings []ReportReading `json:"readings"`
}

// A ReportReading is a tag.Reading; the label is null for no mention.
type ReportReading struct {
	Label    *doc.Label       `json:"label"`
	Start    int              `json:"start"`
	End      int              `json:"end"`
	Text     string           `json:"text"`
	Score    float64          `json:"score"`
	Behind   float64          `json:"behind"`
	Evidence []ReportEvidence `json:"evidence"`
}

// ReportEvidence is a tag.Evidence; start and end are null where it is about the order of tags.
type ReportEvidence struct {
	Start  *int    `json:"start"`
	End    *int    `json:"end"`
	What   string  `json:"what"`
	Weight float64 `json:"weight"`
}

// A ReportNearMiss is a rule that came near to the mention of start to end.
type ReportNearMiss struct {
	Rule   string       `json:"rule"`
	Core   bool         `json:"core"`
	Label  *doc.Label   `json:"label"`
	Action string       `json:"action"`
	At     ReportPlace  `json:"at"`
	Entry  *ReportPlace `json:"entry"`
	Start  int          `json:"start"`
	End    int          `json:"end"`
	Text   string       `json:"text"`
	Fails  string       `json:"fails"` // the word
	Why    string       `json:"why"`
}

func (e *Explanation) reportOpinion() *ReportOpinion {
	if e.Opinion == nil {
		return nil
	}
	o := &ReportOpinion{Skipped: e.Opinion.Skipped, Readings: []ReportReading{}}
	o.Start, o.End, o.Text = e.tokens(e.Opinion.FirstToken, e.Opinion.EndToken)
	for _, r := range e.Opinion.Readings {
		out := ReportReading{
			Label: known(r.Label), Score: rounded(r.Score), Behind: rounded(r.Behind), Evidence: []ReportEvidence{},
		}
		out.Start, out.End, out.Text = e.tokens(r.FirstToken, r.EndToken)
		for _, v := range r.Evidence {
			ev := ReportEvidence{What: v.What, Weight: rounded(v.Weight)}
			if v.Token != doc.None {
				start, end, _ := e.tokens(v.Token, v.Token+1)
				ev.Start, ev.End = &start, &end
			}
			out.Evidence = append(out.Evidence, ev)
		}
		o.Readings = append(o.Readings, out)
	}
	return o
}

func (e *Explanation) reportNear() []ReportNearMiss {
	near := []ReportNearMiss{}
	for _, n := range e.Near {
		out := ReportNearMiss{
			Rule: n.Rule.ID, Core: n.Rule.Core, Label: known(n.Rule.Label), Action: n.Rule.Action.String(),
			At: ReportPlace{n.Rule.File, n.Rule.Line}, Fails: e.Doc.Word(n.Token), Why: n.Why,
		}
		if n.Entry.Line > 0 {
			out.Entry = &ReportPlace{n.Entry.File, n.Entry.Line}
		}
		out.Start, out.End, out.Text = e.tokens(n.FirstToken, n.EndToken)
		near = append(near, out)
	}
	return near
}

// tokens returns the code points and the text of a range of tokens.
func (e *Explanation) tokens(first, end int) (from, to int, text string) {
	s := e.Doc.SpanOf(first, end)
	from, to = e.codePoints(s)
	return from, to, e.Doc.Slice(s)
}
