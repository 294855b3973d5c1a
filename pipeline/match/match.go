// Package match finds what the rules look for. Its input is a document's Tokens and Sentences, and its Tagged
// mentions for rules that ask about them; its output the candidates and actions for package resolve.
//
// All phrases of all rules are paths of one trie over numbered words, so that finding them costs the same for ten and
// for a million. Each token pattern has an anchor: its most selective token, which hangs on the text's words alone. A
// table leads from a word to the patterns that it is an anchor of, and only those are tried. A pattern is a chain of
// tokens that is run as a nondeterministic automaton, all starts at once, in time proportional to the length of the
// text and of the pattern. What can be asked of a word is computed once a word, not once a rule or a token.
package match

import (
	"context"

	"roster/pipeline/doc"
	"roster/rules"
)

// A Matcher is a compiled rules.Set. It is safe for concurrent use.
type Matcher struct {
	rules    []*rules.Rule // those that make mentions or act on them
	vocab    *vocabulary
	trie     *trie
	owners   []owner
	patterns []pattern
	index    index
	labels   bool         // some pattern asks for labels
	speech   SpeechTagger // nil where no pattern asks for parts of speech
	split    func(words []string, phrase string) []string
	wide     bool // some rules match over the document

	conditions [][]condition // by rule
	asked      int           // how many conditions there are
	free       chan *scratch // kept from one document to the next, with the words that they know
}

// A SpeechTagger gives each token of a sentence its Penn Treebank tag. It is safe for concurrent use.
type SpeechTagger interface {
	Tags(d *doc.Document, s doc.Sentence) []string
}

// An owner is what the phrases of a rule, or of one list file of it, belong to.
type owner struct {
	rule     int32 // index into Matcher.rules, -1 for a list that makes no mentions
	file     string
	triggers []listTrigger // of the patterns that name the list
}

// Match returns the candidates and actions of the rules, a rule's in text order, and those that do not stand because a
// condition of their rule is not met. It reads d.Tokens, d.Sentences and d.Tagged, and returns what it has when ctx is
// done.
func (m *Matcher) Match(ctx context.Context, d *doc.Document) (found []doc.Mention, unmet []doc.Loser) {
	s := m.takeScratch()
	defer m.keepScratch(s)
	s.run(ctx, d)
	return s.mentions(), s.losers()
}

// run finds and chooses the candidates of a document.
func (s *scratch) run(ctx context.Context, d *doc.Document) {
	s.begin(d)
	for _, sent := range d.Sentences {
		if ctx.Err() != nil {
			break
		}
		s.sentence(sent)
	}
	if s.m.wide && ctx.Err() == nil {
		s.document()
	}
	s.impose()
	s.repeat()
}

func (m *Matcher) takeScratch() *scratch {
	select {
	case s := <-m.free:
		return s
	default:
		return newScratch(m)
	}
}

func (m *Matcher) keepScratch(s *scratch) {
	s.doc = nil
	select {
	case m.free <- s:
	default:
	}
}

// mentions turns the chosen candidates into mentions.
func (s *scratch) mentions() []doc.Mention {
	if len(s.chosen) == 0 {
		return nil
	}
	mentions := make([]doc.Mention, len(s.chosen))
	for i, c := range s.chosen {
		mentions[i] = s.mention(c)
	}
	return mentions
}

// losers turns the candidates whose conditions are not met into losers.
func (s *scratch) losers() []doc.Loser {
	var losers []doc.Loser
	for _, u := range s.unmet {
		losers = append(losers, doc.Loser{Mention: s.mention(u.candidate), Reason: u.reason})
	}
	return losers
}

func (s *scratch) mention(c candidate) doc.Mention {
	r := s.m.rules[c.rule]
	source := doc.Source{Rule: r.ID, File: r.File, Line: r.Line, Core: r.Core}
	if c.pattern < 0 {
		source.File, source.Line = s.m.owners[c.owner].file, int(c.line)
	}
	priority := r.Priority
	if c.repeated {
		priority--
	}
	return doc.Mention{
		Span:       s.doc.SpanOf(int(c.first), int(c.end)),
		FirstToken: int(c.first),
		EndToken:   int(c.end),
		Label:      r.Label,
		Score:      r.Score,
		Action:     r.Action,
		Priority:   priority,
		Source:     source,
		Entity:     doc.None,
	}
}
