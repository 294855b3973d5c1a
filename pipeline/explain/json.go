package explain

import (
	"encoding/json"
	"io"
	"math"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A Report is an explanation as one JSON object, for tools. Offsets are code points, unless another unit was asked for;
// lines and columns are 1-based, what is unknown or does not apply is null.
type Report struct {
	ID         string            `json:"id"`
	Start      int               `json:"start"` // of the place
	End        int               `json:"end"`
	Candidates []ReportCandidate `json:"candidates"`
	Engine     *ReportOpinion    `json:"engine"` // of a point or stretch, where the engine gives reasons
	Near       []ReportNearMiss  `json:"near"`   // of a point or stretch
}

// A ReportSpan is who proposed which span.
type ReportSpan struct {
	Start    int          `json:"start"`
	End      int          `json:"end"`
	Text     string       `json:"text"`
	Label    *doc.Label   `json:"label"` // null of an action on any label
	Score    float64      `json:"score"`
	Priority int          `json:"priority"`
	Source   ReportSource `json:"source"`
}

// A ReportSource is an engine, or a rule and where it stands.
type ReportSource struct {
	Engine *string      `json:"engine"`
	Rule   *string      `json:"rule"`
	Core   bool         `json:"core"`
	At     *ReportPlace `json:"at"`    // of the rule; under was, by and on, of the list's entry where there is one
	Entry  *ReportPlace `json:"entry"` // of the list's entry
}

// A ReportPlace is a line of a rule file or list.
type ReportPlace struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// A ReportCandidate is a Candidate. Reason is the step of the order, Why the same in words.
type ReportCandidate struct {
	ReportSpan
	Line     int             `json:"line"`
	Column   int             `json:"column"`
	Outcome  Outcome         `json:"outcome"`
	Action   *string         `json:"action"` // drop, relabel or protect, of one that acts
	On       []ReportSpan    `json:"on"`
	Was      *ReportSpan     `json:"was"`
	By       *ReportSpan     `json:"by"`
	Reason   *doc.Reason     `json:"reason"`
	Why      *string         `json:"why"`
	Entity   *ReportEntity   `json:"entity"`
	Position *ReportPosition `json:"position"`
}

// A ReportEntity is the entity of a mention that stands.
type ReportEntity struct {
	Name     string    `json:"name"`
	Label    doc.Label `json:"label"`
	Aliases  []string  `json:"aliases"`
	Mentions int       `json:"mentions"`
	Country  *string   `json:"country"`
	Rule     *string   `json:"rule"` // the alias rule that joined the mention
}

// A ReportPosition is the position of a ROLE that stands.
type ReportPosition struct {
	Holders    []string    `json:"holders"`
	HolderRule *string     `json:"holder_rule"`
	Of         *ReportBody `json:"of"`
	OfRule     *string     `json:"of_rule"`
	Status     doc.Status  `json:"status"`
	StatusRule *string     `json:"status_rule"`
}

// A ReportBody is what a role belongs to.
type ReportBody struct {
	Name    string  `json:"name"`
	Text    string  `json:"text"`
	Country *string `json:"country"`
}

// WriteJSON writes the explanation as a Report on one line.
func (e *Explanation) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(e.Report(utf8.RuneCountInString))
}

// Report returns the explanation as values. Length returns how many units of the offsets a text has.
func (e *Explanation) Report(length func(text string) int) Report {
	u := units{e, length}
	r := Report{ID: e.Doc.ID, Candidates: []ReportCandidate{}}
	r.Start, r.End = u.of(e.Place.Span)
	for i := range e.Candidates {
		r.Candidates = append(r.Candidates, u.report(&e.Candidates[i]))
	}
	r.Engine, r.Near = u.reportOpinion(), u.reportNear()
	return r
}

// units are an explanation and the unit of the offsets in its report.
type units struct {
	*Explanation
	length func(text string) int
}

func (u units) of(s doc.Span) (start, end int) {
	start = u.length(u.Doc.Text[:s.Start])
	return start, start + u.length(u.Doc.Slice(s))
}

func (u units) report(c *Candidate) ReportCandidate {
	r := ReportCandidate{ReportSpan: u.span(c.Mention), Outcome: c.Outcome, On: []ReportSpan{}}
	r.Line, r.Column = Position(u.Doc.Text, c.Start)
	if rule := c.Rule; rule != nil {
		r.Source.At = &ReportPlace{rule.File, rule.Line}
		if rule.File != c.Source.File || rule.Line != c.Source.Line {
			r.Source.Entry = &ReportPlace{c.Source.File, c.Source.Line}
		}
	}
	for _, m := range c.On {
		r.On = append(r.On, u.span(m))
	}
	switch c.Outcome {
	case Acts:
		r.Action = known(c.Action.String())
	case Lost:
		r.Reason, r.Why = known(c.Reason), known(c.Why())
	case Stands:
		r.Entity, r.Position = u.reportEntity(c.Index), u.reportPosition(c.Index)
	}
	if c.Was != nil {
		was := u.span(*c.Was)
		r.Was = &was
	}
	if c.By != nil {
		by := u.span(*c.By)
		r.By = &by
	}
	return r
}

func (u units) span(m doc.Mention) ReportSpan {
	s := ReportSpan{Text: u.Doc.Slice(m.Span), Label: known(m.Label), Score: rounded(m.Score), Priority: m.Priority}
	s.Start, s.End = u.of(m.Span)
	s.Source = ReportSource{Engine: known(m.Source.Engine), Rule: known(m.Source.Rule), Core: m.Source.Core}
	if m.Source.File != "" {
		s.Source.At = &ReportPlace{m.Source.File, m.Source.Line}
	}
	return s
}

func (e *Explanation) reportEntity(mention int) *ReportEntity {
	link, ok := entityOf(e.Doc, mention)
	if !ok {
		return nil
	}
	en := &e.Doc.Entities[link.Entity]
	return &ReportEntity{
		Name: en.Name, Label: en.Label, Aliases: append([]string{}, en.Aliases...), Mentions: len(en.Mentions),
		Country: known(en.Country), Rule: known(link.Rule),
	}
}

func (e *Explanation) reportPosition(mention int) *ReportPosition {
	p := positionOf(e.Doc, mention)
	if p == nil {
		return nil
	}
	r := &ReportPosition{
		Holders: holders(e.Doc, p), HolderRule: known(p.HolderRule), OfRule: known(p.OfRule),
		Status: p.Status, StatusRule: known(p.StatusRule),
	}
	if p.Of != nil {
		r.Of = &ReportBody{p.Of.Name, p.Of.Text, known(p.Of.Country)}
	}
	return r
}

func known[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	return &s
}

// rounded returns a score as records have it.
func rounded(x float64) float64 { return math.Round(1000*x) / 1000 }
