package rules

import (
	"iter"
	"slices"

	"roster/pipeline/doc"
)

// A Set is the rules that are in force, checked and in the order of their files. It does not change.
type Set struct {
	rules       []*Rule
	named       map[string]*Rule // all rules by id, those disabled too: what LIST can name
	split       func(words []string, phrase string) []string
	fingerprint string
}

// Rules returns the rules in force, in the order of their files and lines. Named lists are among them.
func (s *Set) Rules() []*Rule { return s.rules }

// Rule returns the rule with that id, disabled or not, or nil.
func (s *Set) Rule(id string) *Rule { return s.named[id] }

// WithoutFallback returns a set of which the rules that stand in for a trained model are not in force; LIST finds what
// it found before.
func (s *Set) WithoutFallback() *Set {
	some := *s
	some.rules = slices.DeleteFunc(slices.Clone(s.rules), func(r *Rule) bool { return r.Fallback })
	return &some
}

// PhraseBytes is the size of all lists and phrases, for whoever makes room for them.
func (s *Set) PhraseBytes() int {
	size := 0
	for _, r := range s.named {
		for _, l := range r.lists {
			size += len(l.text)
			for _, p := range l.given {
				size += len(p.Text)
			}
		}
	}
	return size
}

// Split appends the words of a phrase to words, cut as a text's tokens are.
func (s *Set) Split(words []string, phrase string) []string { return s.split(words, phrase) }

// AsksSpeech reports whether a rule in force asks for parts of speech.
func (s *Set) AsksSpeech() bool { return slices.ContainsFunc(s.rules, (*Rule).asksSpeech) }

// Fingerprint hashes all that can change what the rules find: equal fingerprints match alike.
func (s *Set) Fingerprint() string { return s.fingerprint }

// A Rule says what to look for and what to do with it. Its fields are not to be changed.
type Rule struct {
	ID       string
	Label    doc.Label // "" for a named list, and for a drop or protect of any label
	File     string    // as the user named it
	Line     int       // 1-based
	Col      int       // 1-based, in code points
	Core     bool      // one of the embedded rules
	Fallback bool      // stands in where no trained model tags
	Action   doc.Action
	Priority int
	Score    float64 // in 0..1
	Repeat   bool
	Lower    bool // phrases ignore case
	Patterns []Pattern
	Examples []Example
	Entity   *Entity // what the rule states of one thing, nil for a rule that states nothing

	Within     Scope        // where a match lies: a sentence or the document
	Conditions []*Condition // all must be met

	// Group is 0 for a rule that chooses its candidates alone, within a sentence. The rules of an EntityRuler file have
	// one number above 0: they choose together, within the document.
	Group int

	lists []*list
}

// IsList reports whether the rule makes no mentions and acts on none: it is a list for LIST to name.
func (r *Rule) IsList() bool { return r.Label == "" && r.Action == doc.Add }

// HasPhrases reports whether the rule has phrases or lists.
func (r *Rule) HasPhrases() bool { return len(r.lists) > 0 }

func (r *Rule) asksSpeech() bool {
	if slices.ContainsFunc(r.Conditions, func(c *Condition) bool { return c.Find != nil && c.Find.asksSpeech() }) {
		return true
	}
	for _, p := range r.Patterns {
		for _, t := range p {
			if slices.ContainsFunc(t.Tests, func(t Test) bool { return t.Attr.IsSpeech() }) {
				return true
			}
		}
	}
	return false
}

// Phrases yields the phrases of the rule and of its lists, in order.
func (r *Rule) Phrases() iter.Seq[Phrase] {
	return func(yield func(Phrase) bool) {
		for _, l := range r.lists {
			for p := range l.phrases() {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// A Phrase is an entry of a rule's phrases or of a list file.
type Phrase struct {
	Text    string
	Country string // ISO 3166-1 alpha-2, "" where the entry has none
	File    string // of the list, or of the rule
	Line    int    // 1-based
}

// An Example is a text in which the rule must find exactly the marked mentions.
type Example struct {
	Text  string     // without the marks
	Want  []doc.Span // what the rule must find, in text order; empty in a reject
	Given []Given    // the tagger's candidates in it, in text order
	Line  int        // 1-based, in the rule's file
	Col   int
}

// A Given is a candidate of the tagger that an example supposes.
type Given struct {
	doc.Span
	Label doc.Label
}
