package diff

import (
	"encoding/json"
	"io"

	"roster/pipeline/doc"
)

// A Report is a result as one JSON object, for tools. Offsets are code points, lines and columns 1-based, what is
// unknown or does not apply is null. Counts hold every kind and every verdict; those of verdicts are null without gold.
type Report struct {
	Documents int             `json:"documents"`
	Differing int             `json:"differing"`
	OnlyOld   []string        `json:"only_old"`
	OnlyNew   []string        `json:"only_new"`
	Texts     []string        `json:"texts"`
	Counts    map[Kind]int    `json:"counts"`
	Gold      map[Verdict]int `json:"gold"`
	Groups    []ReportGroup   `json:"groups"`
}

// A ReportGroup is a Group.
type ReportGroup struct {
	Source  *string         `json:"source"`
	Counts  map[Kind]int    `json:"counts"`
	Gold    map[Verdict]int `json:"gold"`
	Changes []ReportChange  `json:"changes"`
}

// A ReportChange is a Change.
type ReportChange struct {
	ID      string         `json:"id"`
	Kind    Kind           `json:"kind"`
	Line    *int           `json:"line"`
	Column  *int           `json:"column"`
	Old     *ReportMention `json:"old"`
	New     *ReportMention `json:"new"`
	From    *string        `json:"from"`
	To      *string        `json:"to"`
	Context string         `json:"context"`
	Verdict *Verdict       `json:"verdict"`
}

// A ReportMention is a Mention.
type ReportMention struct {
	Start  int       `json:"start"`
	End    int       `json:"end"`
	Text   string    `json:"text"`
	Label  doc.Label `json:"label"`
	Source *string   `json:"source"`
}

// WriteJSON writes the result as a Report on one line.
func (r *Result) WriteJSON(w io.Writer) error {
	report := Report{
		Documents: r.Documents, Differing: r.Differing, Groups: []ReportGroup{},
		OnlyOld: append([]string{}, r.OnlyOld...),
		OnlyNew: append([]string{}, r.OnlyNew...),
		Texts:   append([]string{}, r.Texts...),
	}
	report.Counts, report.Gold = r.counts(r.Changes)
	for _, g := range r.Groups() {
		out := ReportGroup{Source: orNull(g.Source)}
		out.Counts, out.Gold = r.counts(g.Changes)
		for i := range g.Changes {
			out.Changes = append(out.Changes, reportChange(&g.Changes[i]))
		}
		report.Groups = append(report.Groups, out)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(report)
}

// counts counts changes, with zeros.
func (r *Result) counts(changes []Change) (map[Kind]int, map[Verdict]int) {
	t := Count(changes)
	for _, k := range Kinds {
		t.Kinds[k] += 0
	}
	if !r.Judged {
		return t.Kinds, nil
	}
	verdicts := make(map[Verdict]int)
	for _, v := range Verdicts {
		verdicts[v] = t.Verdicts[v]
	}
	return t.Kinds, verdicts
}

func reportChange(c *Change) ReportChange {
	r := ReportChange{
		ID: c.ID, Kind: c.Kind, Old: reportMention(c.Old), New: reportMention(c.New),
		From: orNull(c.From), To: orNull(c.To), Context: c.Context, Verdict: orNull(c.Verdict),
	}
	if c.Line > 0 {
		r.Line, r.Column = &c.Line, &c.Column
	}
	return r
}

func reportMention(m *Mention) *ReportMention {
	if m == nil {
		return nil
	}
	return &ReportMention{m.Start, m.End, m.Text, m.Label, orNull(m.Source)}
}

func orNull[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	return &s
}
