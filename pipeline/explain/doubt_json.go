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

func (u units) reportOpinion() *ReportOpinion {
	if u.Opinion == nil {
		return nil
	}
	o := &ReportOpinion{Skipped: u.Opinion.Skipped, Readings: []ReportReading{}}
	o.Start, o.End, o.Text = u.tokens(u.Opinion.FirstToken, u.Opinion.EndToken)
	for _, r := range u.Opinion.Readings {
		out := ReportReading{
			Label: known(r.Label), Score: rounded(r.Score), Behind: rounded(r.Behind), Evidence: []ReportEvidence{},
		}
		out.Start, out.End, out.Text = u.tokens(r.FirstToken, r.EndToken)
		for _, v := range r.Evidence {
			ev := ReportEvidence{What: v.What, Weight: rounded(v.Weight)}
			if v.Token != doc.None {
				start, end, _ := u.tokens(v.Token, v.Token+1)
				ev.Start, ev.End = &start, &end
			}
			out.Evidence = append(out.Evidence, ev)
		}
		o.Readings = append(o.Readings, out)
	}
	return o
}

func (u units) reportNear() []ReportNearMiss {
	near := []ReportNearMiss{}
	for _, n := range u.Near {
		out := ReportNearMiss{
			Rule: n.Rule.ID, Core: n.Rule.Core, Label: known(n.Rule.Label), Action: n.Rule.Action.String(),
			At: ReportPlace{n.Rule.File, n.Rule.Line}, Fails: u.Doc.Word(n.Token), Why: n.Why,
		}
		if n.Entry.Line > 0 {
			out.Entry = &ReportPlace{n.Entry.File, n.Entry.Line}
		}
		out.Start, out.End, out.Text = u.tokens(n.FirstToken, n.EndToken)
		near = append(near, out)
	}
	return near
}

// tokens returns the offsets and the text of a range of tokens.
func (u units) tokens(first, end int) (from, to int, text string) {
	s := u.Doc.SpanOf(first, end)
	from, to = u.of(s)
	return from, to, u.Doc.Slice(s)
}
