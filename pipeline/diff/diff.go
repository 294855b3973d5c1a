// Package diff compares two runs over the same documents. It takes the documents of both, as read from document records
// or as extracted, and gives what changed: mentions added, removed, relabelled and re-bounded, and links that changed
// (an entity's name and country, a role's holders, body and status), grouped by the rule or engine responsible. Where
// a document has gold, every change is judged by it.
//
// Offsets are in code points, as in records. All of it is a pure function of its arguments.
package diff

import (
	"cmp"
	"slices"

	"roster/pipeline/doc"
)

// A Document is what one run says of a document.
type Document struct {
	ID        string
	Text      string // "" where the run does not have it
	Mentions  []Mention
	Entities  []Entity
	Positions []Position
	Removed   []Removal // why candidates do not stand, where the run knows

	NoEntities, NoPositions bool // the run does not say, as a copy that was corrected by hand
}

// A Mention is a span of a run.
type Mention struct {
	doc.Span // in code points
	Text     string
	Label    doc.Label
	Source   string // an engine, or "rule:<id>"
	Entity   int    // index into Document.Entities, doc.None where it has none
	Alias    string // the alias rule that joined it, "" where unknown or none
}

// An Entity is what mentions stand for.
type Entity struct {
	Name    string
	Country string // "" where unknown or none
}

// A Position is what a run says of a ROLE.
type Position struct {
	Mention int // index into Document.Mentions
	Holders []string
	Of      Body // zero where the text does not say
	Status  doc.Status

	HolderRule, OfRule, StatusRule string // "" where unknown
}

// A Body is what a role belongs to.
type Body struct{ Name, Text, Country string }

// A Removal is a candidate that does not stand, and the source of what beat it.
type Removal struct {
	doc.Span
	Label doc.Label
	By    string
}

// A Kind says what changed.
type Kind string

// The kinds: of mentions, then of links.
const (
	Added      Kind = "added"
	Removed    Kind = "removed"
	Relabelled Kind = "relabelled"
	Rebounded  Kind = "re-bounded" // the spans overlap and differ; the label may differ too
	Name       Kind = "entity"     // a mention's entity has another name
	Country    Kind = "country"    // an entity has another country
	Holder     Kind = "holder"
	Of         Kind = "of"
	Status     Kind = "status"
)

// Kinds lists all kinds in their fixed order.
var Kinds = []Kind{Added, Removed, Relabelled, Rebounded, Name, Country, Holder, Of, Status}

// A Verdict says what the gold makes of a change.
type Verdict string

// The verdicts.
const (
	Right   Verdict = "right"   // it mends something
	Wrong   Verdict = "wrong"   // it breaks something
	Neither Verdict = "neither" // what was wrong is wrong still
	Unknown Verdict = ""        // the gold does not say
)

// Verdicts lists those that say something.
var Verdicts = []Verdict{Right, Wrong, Neither}

// A Change is one difference of a document.
type Change struct {
	ID       string
	Kind     Kind
	Old, New *Mention // nil in added and removed; of a link the mention concerned, in each run
	From, To string   // of a link: the old and the new value, "" for none
	Source   string   // who is responsible: an engine, "rule:<id>", "link:<id>", or "link" where the run does not say
	Line     int      // 1-based, of the new mention, else of the old one; 0 without a text
	Column   int      // 1-based, in code points
	Context  string   // the text around it on one line, the mention or mentions in brackets
	Verdict  Verdict

	old, new *Position // of a link of a ROLE
}

// A Result is what changed between two runs.
type Result struct {
	Documents int      // that both runs have
	Differing int      // of these
	Judged    bool     // gold was given for some document
	OnlyOld   []string // ids of documents that only one run has
	OnlyNew   []string
	Texts     []string // ids of documents whose texts differ: their mentions are not compared
	Changes   []Change // in the order of documents and in these of text
}

// Empty reports whether nothing differs.
func (r *Result) Empty() bool {
	return len(r.Changes) == 0 && len(r.OnlyOld) == 0 && len(r.OnlyNew) == 0 && len(r.Texts) == 0
}

// Add compares the two runs' documents of one id. A document is nil where its run does not have it; the judge is nil
// where there is no gold.
func (r *Result) Add(before, after *Document, j *Judge) {
	switch {
	case after == nil:
		r.OnlyOld = append(r.OnlyOld, before.ID)
		return
	case before == nil:
		r.OnlyNew = append(r.OnlyNew, after.ID)
		return
	}
	r.Documents++
	r.Judged = r.Judged || j != nil
	if before.Text != "" && after.Text != "" && before.Text != after.Text {
		r.Texts = append(r.Texts, after.ID)
		r.Differing++
		return
	}
	changes := changesOf(before, after)
	if len(changes) == 0 {
		return
	}
	r.Differing++
	p := newPlacer(cmp.Or(after.Text, before.Text, j.text()))
	for i := range changes {
		p.place(&changes[i])
		changes[i].Verdict = j.judge(&changes[i])
	}
	r.Changes = append(r.Changes, changes...)
}

// changesOf lists what differs in a document, in text order.
func changesOf(before, after *Document) []Change {
	pairs := align(before.Mentions, after.Mentions)
	changes := mentionChanges(before, after, pairs)
	changes = append(changes, linkChanges(before, after, pairs)...)
	for i := range changes {
		changes[i].ID = after.ID
	}
	slices.SortStableFunc(changes, func(a, b Change) int {
		return cmp.Compare(a.mention().Start, b.mention().Start)
	})
	return changes
}

// mention is the new mention of a change, or the old one where there is no new one.
func (c *Change) mention() *Mention {
	if c.New != nil {
		return c.New
	}
	return c.Old
}
