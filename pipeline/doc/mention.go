package doc

import (
	"fmt"
	"strings"
)

// A Label says what a mention names.
type Label string

// The labels of records, then the auxiliary ones that taggers use to tell names apart.
const (
	Person       Label = "PERSON"
	Role         Label = "ROLE"
	Place        Label = "PLACE"
	Organization Label = "ORGANIZATION"
	Norp         Label = "NORP" // nationalities, religious and political groups
	Misc         Label = "MISC" // events, works, laws, products, languages; never in a record
)

// Labels lists all labels in their fixed order.
var Labels = []Label{Person, Role, Place, Organization, Norp, Misc}

// ParseLabel returns the label of that exact name.
func ParseLabel(s string) (Label, error) {
	for _, l := range Labels {
		if string(l) == s {
			return l, nil
		}
	}
	return "", fmt.Errorf("unknown label %q, expected one of %v", s, Labels)
}

// A Mention is a stretch of text that names something, or that a rule acts on. It covers whole tokens.
type Mention struct {
	Span
	FirstToken, EndToken int     // half-open token range; Span is Document.SpanOf(FirstToken, EndToken)
	Label                Label   // of a drop or protect action: the label acted on, "" for any
	Score                float64 // in 0..1
	Action               Action
	Priority             int // the higher wins, before length; see package resolve
	Source               Source
	Entity               int // index into Document.Entities, None where there is none
}

// None is the index of nothing.
const None = -1

// An Action is what a mention in Document.Matched asks resolve to do.
type Action uint8

// The actions. All but Add act on the candidates of exactly the same span.
const (
	Add     Action = iota // a candidate of its own
	Drop                  // remove the candidates
	Relabel               // give them the action's label
	Protect               // let them win over whatever overlaps
)

// String returns the action's name in rule files, "add" for Add.
func (a Action) String() string { return [...]string{"add", "drop", "relabel", "protect"}[a] }

// A Source says who made a mention: an engine, or a rule.
type Source struct {
	Engine string // "linear" or "prose"; empty for a rule
	Rule   string // the rule's id
	File   string // where the rule stands: its file as the user named it
	Line   int    // 1-based line of the rule, or of the list's entry
	Core   bool   // the rule is one of the embedded ones
}

// String returns the source as records show it: the engine, or "rule:<id>".
func (s Source) String() string {
	if s.Rule != "" {
		return "rule:" + s.Rule
	}
	return s.Engine
}

// ParseSource is the inverse of Source.String; the file of a rule is in no record.
func ParseSource(s string) Source {
	if rule, ok := strings.CutPrefix(s, "rule:"); ok {
		return Source{Rule: rule}
	}
	return Source{Engine: s}
}

// A Loser is a candidate that does not stand.
type Loser struct {
	Mention
	By     Mention // who beat it: a mention that stands, or the action that removed it
	Reason Reason
}

// A Reason says what decided against a candidate: a step of the order of package resolve, by name, or what it lacked.
type Reason string
