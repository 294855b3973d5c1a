package workbench

import (
	"encoding/json"

	"roster/pipeline/diff"
	"roster/pipeline/doc"
	"roster/pipeline/report"
)

// The values of this file are what the page gets. Offsets are in code units of UTF-16, as JavaScript counts; an article
// is named by its number in State.Documents.

// A State is all that the page shows.
type State struct {
	Revision  int        `json:"revision"` // grows with every change of the state
	Documents []Article  `json:"documents"`
	Run       report.Run `json:"run"`
	Files     []File     `json:"files"`
	Review    Review     `json:"review"`
	Undo      string     `json:"undo"` // what would be undone, "" for nothing
	Redo      string     `json:"redo"`
	Last      *Outcome   `json:"last"` // of the last change of files; null before the first
	Failed    []Failure  `json:"failed"`
	ReadOnly  bool       `json:"readOnly"`
	Schemas   Schemas    `json:"schemas"`
}

// An Article is what the page of a report has of it, and more of its text: borders stand nowhere in a token.
type Article struct {
	report.Document
	Compounds []int `json:"compounds"` // start and end of each token that is no mere run of letters, marks and digits
}

// A Failure is an article that could not be read or extracted.
type Failure struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

// Schemas describe the files that can be edited, as JSON Schema.
type Schemas struct {
	Rules  json.RawMessage `json:"rules"`
	Config json.RawMessage `json:"config"`
}

// A FileKind says what a file holds.
type FileKind string

// The kinds.
const (
	ConfigFile FileKind = "config"
	RuleFile   FileKind = "rules"
	GoldFile   FileKind = "gold"
)

// A File is one of those that the session knows, as it was last read.
type File struct {
	Key      string    `json:"key"`
	Name     string    `json:"name"` // as the user named it
	Kind     FileKind  `json:"kind"`
	Text     string    `json:"text"`   // its lines end with \n, however they do in the file
	SHA256   string    `json:"sha256"` // of the file, hexadecimal; "" where there is no file yet
	Exists   bool      `json:"exists"`
	Writable bool      `json:"writable"` // Save takes it
	Target   bool      `json:"target"`   // accepted proposals go here
	Problems []Problem `json:"problems"`
}

// A Problem is what is wrong at a place of a file.
type Problem struct {
	File     string   `json:"file"`   // its key; "" where it is of no file
	Line     int      `json:"line"`   // 1-based
	Column   int      `json:"column"` // 1-based, in code units of UTF-16
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
}

// A Severity says whether a problem keeps a file from being in force.
type Severity string

// The severities.
const (
	Fault   Severity = "error"
	Warning Severity = "warning"
)

// A Review says what of the articles a person has looked at.
type Review struct {
	Reviewed int            `json:"reviewed"`
	Total    int            `json:"total"` // mentions that stand, and reviewed places where none does
	Verdicts []VerdictPlace `json:"verdicts"`
}

// A Verdict is what a person said of a place.
type Verdict string

// The verdicts.
const (
	Right     Verdict = "right"
	Corrected Verdict = "corrected"
)

// A VerdictPlace is the verdict on a place. In JSON it is [article, start, end, verdict].
type VerdictPlace struct {
	Article, Start, End int
	Verdict             Verdict
}

// MarshalJSON writes the array.
func (v VerdictPlace) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{v.Article, v.Start, v.End, v.Verdict})
}

// A Trial says what a text of a file would change. A text with errors changes nothing.
type Trial struct {
	OK       bool      `json:"ok"`
	Problems []Problem `json:"problems"` // of all files, those of the text's own first
	Changes  *Changes  `json:"changes"`  // null where it is not OK
}

// An Outcome is what a change has come to.
type Outcome struct {
	Revision int       `json:"revision"`
	What     string    `json:"what"` // in words
	Changes  Changes   `json:"changes"`
	Problems []Problem `json:"problems"`
	Wrote    []string  `json:"wrote"` // names of files
}

// Changes are what differs between two runs over the articles.
type Changes struct {
	Articles int               `json:"articles"` // with a change
	Counts   map[diff.Kind]int `json:"counts"`   // all kinds
	List     []Change          `json:"list"`     // maxListed at most
	More     int               `json:"more"`     // changes that are not listed
}

// A Change is one difference.
type Change struct {
	Article int       `json:"article"`
	Kind    diff.Kind `json:"kind"`
	Old     *Span     `json:"old"`
	New     *Span     `json:"new"`
	From    string    `json:"from"` // of a link: the old and the new value
	To      string    `json:"to"`
	Source  string    `json:"source"` // the engine or rule responsible
	Context Context   `json:"context"`
}

// A Span is a mention of a run.
type Span struct {
	Start  int       `json:"start"`
	End    int       `json:"end"`
	Label  doc.Label `json:"label"`
	Text   string    `json:"text"`
	Source string    `json:"source"`
}

// A Context is the text around a change, on one line.
type Context struct {
	Before string `json:"before"`
	Text   string `json:"text"`
	After  string `json:"after"`
}

// A CorrectionKind says what a person found wrong.
type CorrectionKind string

// The kinds.
const (
	WrongMention CorrectionKind = "wrong"  // it is no mention
	WrongLabel   CorrectionKind = "label"  // it has another label
	WrongBounds  CorrectionKind = "bounds" // it is another stretch
	Missed       CorrectionKind = "add"    // there is a mention where none was found
	Join         CorrectionKind = "join"   // it names the same as another entity
	Split        CorrectionKind = "split"  // it names something else than its entity's other mentions
)

// A Correction is what a person says of a place. Stretches are widened to whole words.
type Correction struct {
	Kind     CorrectionKind `json:"kind"`
	Article  int            `json:"article"`
	Start    int            `json:"start"` // of the mention as it is; of one missed, as it should be
	End      int            `json:"end"`
	Label    doc.Label      `json:"label,omitempty"`    // of label and add
	NewStart int            `json:"newStart,omitempty"` // of bounds
	NewEnd   int            `json:"newEnd,omitempty"`
	Entity   int            `json:"entity,omitempty"` // of join: an index into Run.Entities
}

// Proposals are the rules that could mend what a correction says, the most fitting first.
type Proposals struct {
	Proposals []Proposal `json:"proposals"`
	Gold      string     `json:"gold"` // what the gold line will say, in words
}

// A Proposal is one thing to say in a rule file.
type Proposal struct {
	ID       string         `json:"id"`
	Title    string         `json:"title"`
	Detail   string         `json:"detail"`  // where it holds and what harm it does, in a line of plain words
	Default  bool           `json:"default"` // it does what is asked and no harm: it may be chosen before one has looked
	File     string         `json:"file"`    // the name of the file that it goes to
	Why      string         `json:"why"`     // why to that file, where one would expect another; "" elsewhere
	YAML     string         `json:"yaml"`    // the lines that are added
	Also     []FileAddition `json:"also"`    // to other files: the configuration has to name a new rule file
	Examples []string       `json:"examples"`
	Changes  Changes        `json:"changes"`
	Mends    int            `json:"mends"`  // reviewed places that would be right and are wrong
	Breaks   int            `json:"breaks"` // and the other way round
}

// A FileAddition is what is added to a file.
type FileAddition struct {
	File string `json:"file"` // its name
	YAML string `json:"yaml"`
}

// A Revision tells that the state has changed.
type Revision struct {
	Revision int    `json:"revision"`
	Why      string `json:"why"`
}

// An Explanation says why a place is read as it is: the facts, and the same for people.
type Explanation struct {
	Report json.RawMessage `json:"report"` // explain.Report
	Text   string          `json:"text"`
}
