package suggest

import (
	"encoding/json"
	"fmt"
	"io"

	"roster/pipeline/doc"
)

// WriteYAML writes the proposals as a rule file, with comments that say what each changes.
func (r *Result) WriteYAML(w io.Writer) error {
	_, err := fmt.Fprintf(w, "# From %d documents: %d mentions missed or too many, %d with these rules.\n%s",
		r.Documents, r.Before, r.After, file(r.rules, true))
	return err
}

// A Report is a result as one JSON object, for tools. What does not apply is null.
type Report struct {
	Documents int              `json:"documents"`
	Before    int              `json:"before"`
	After     int              `json:"after"`
	Proposals []ReportProposal `json:"proposals"`
	YAML      string           `json:"yaml"`
}

// A ReportProposal is a Proposal.
type ReportProposal struct {
	Rule    string         `json:"rule"`
	Kind    Kind           `json:"kind"`
	Action  string         `json:"action"`
	Label   doc.Label      `json:"label"`
	Was     *doc.Label     `json:"was"`
	Text    *string        `json:"text"`
	Entity  *string        `json:"entity"`
	Tokens  []string       `json:"tokens"`
	Gains   int            `json:"gains"`
	Losses  int            `json:"losses"`
	Samples []ReportSample `json:"samples"`
}

// A ReportSample is a Sample.
type ReportSample struct {
	ID      string `json:"id"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Gain    bool   `json:"gain"`
	Context string `json:"context"`
}

// WriteJSON writes the result as a Report on one line.
func (r *Result) WriteJSON(w io.Writer) error {
	report := Report{
		Documents: r.Documents, Before: r.Before, After: r.After,
		Proposals: []ReportProposal{}, YAML: file(r.rules, true),
	}
	for _, p := range r.Proposals {
		out := ReportProposal{
			Rule: p.Rule, Kind: p.Kind, Action: p.Action.String(), Label: p.Label, Was: orNull(p.Was), Text: orNull(p.Text),
			Entity: orNull(p.Entity), Tokens: append([]string{}, p.Tokens...), Gains: p.Gains, Losses: p.Losses,
			Samples: []ReportSample{},
		}
		for _, s := range p.Samples {
			out.Samples = append(out.Samples, ReportSample(s))
		}
		report.Proposals = append(report.Proposals, out)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(report)
}

func orNull[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	return &s
}
