// Package prose tags with the English model of github.com/jdkato/prose/v2: a perceptron that gives parts of speech and
// a maximum entropy classifier that gives names, both embedded in that module.
//
// The model is prose's own; running it is done here, over our tokens. prose's own way loses text ("They can't,
// won't."), gives no offsets, rewrites quotes, shares one token among repeated words, so that the label of one
// overwrites that of another, joins neighbouring names, loses a name that ends the text, takes quadratic time on runs
// of brackets, and adds up scores in map order, so that two runs can differ. Where none of this happens the labels are
// prose's, which a test holds.
package prose

import (
	"context"
	"strings"
	"sync"

	"roster/pipeline/doc"
)

// Engine is the name that the mentions' source gives.
const Engine = "prose"

// Score is the score of every mention, for the classifier's own is not calibrated. About four in ten of its names are
// right.
const Score = 0.4

// Priority is below that of any rule and other engine.
const Priority = -20

// A Tagger proposes mentions by prose's model. It implements tag.Tagger.
type Tagger struct{}

// New returns a tagger. All taggers share one model, which is loaded when the first document is tagged.
func New() *Tagger { return &Tagger{} }

var shared = sync.OnceValues(load)

// Fingerprint identifies the engine and the version of the model.
func (t *Tagger) Fingerprint() string { return "prose/v2.0.0 en-v2.0.0" }

// Tag returns the names of a document, sentence by sentence until ctx is done.
func (t *Tagger) Tag(ctx context.Context, d *doc.Document) []doc.Mention {
	var mentions []doc.Mention
	for _, s := range d.Sentences {
		if ctx.Err() != nil {
			break
		}
		m, err := shared()
		if err != nil {
			break // the embedded model does not load: no document can change that, and a test sees it
		}
		mentions = append(mentions, chunk(d, s, m.label(units(d, s)))...)
	}
	return mentions
}

// ascii writes quotes as prose does before it looks at a word.
var ascii = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'")

// units returns the words of a sentence as the model is to see them, one a token.
func units(d *doc.Document, s doc.Sentence) []string {
	words := make([]string, 0, s.End-s.First)
	for i := s.First; i < s.End; i++ {
		words = append(words, ascii.Replace(d.Word(i)))
	}
	return words
}

// labels maps the model's labels, without "B-" and "I-", to ours.
var labels = map[string]doc.Label{
	"PERSON":       doc.Person,
	"GPE":          doc.Place,
	"LOCATION":     doc.Place,
	"FACILITY":     doc.Place,
	"ORGANIZATION": doc.Organization,
	"GSP":          doc.Norp,
}

// chunk turns the labels of a sentence's tokens into mentions. The classifier takes turns between "B-" and "I-" and
// between kinds inside one name, so a name is a run of capitalized tokens with any label, also over a hyphen, and its
// first label counts. A person of two tokens or more begins a name of its own: "German Chancellor", "Angela Merkel".
func chunk(d *doc.Document, s doc.Sentence, tags []string) []doc.Mention {
	var mentions []doc.Mention
	for i := 0; i < len(tags); {
		end := nameEnd(d, s, tags, i)
		if end > i {
			mentions = append(mentions, mention(d, s.First+i, s.First+end, labels[kind(tags[i])]))
		}
		i = max(end, i+1)
	}
	return mentions
}

// nameEnd returns the end of the name that begins at token i of a sentence, i where none does.
func nameEnd(d *doc.Document, s doc.Sentence, tags []string, i int) int {
	named := func(i int) bool {
		return i < len(tags) && tags[i] != outside && d.Tokens[s.First+i].Shape.Capital()
	}
	if !named(i) {
		return i
	}
	for i++; ; {
		switch {
		case named(i) && !beginsPerson(tags, i):
			i++
		case named(i+1) && isInnerHyphen(d, s.First+i):
			i += 2
		default:
			return i
		}
	}
}

const outside = "O"

// kind returns a label without "B-" or "I-", "" for outside.
func kind(tag string) string {
	_, kind, _ := strings.Cut(tag, "-")
	return kind
}

// beginsPerson reports whether a person's name of at least two tokens begins at token i, which is not the first.
func beginsPerson(tags []string, i int) bool {
	const person = "PERSON"
	return tags[i] == "B-"+person && kind(tags[i-1]) != person && i+1 < len(tags) && kind(tags[i+1]) == person
}

// isInnerHyphen reports whether token i, neither first nor last, is a hyphen without space around it.
func isInnerHyphen(d *doc.Document, i int) bool {
	return d.Word(i) == "-" && d.Tokens[i-1].End == d.Tokens[i].Start && d.Tokens[i].End == d.Tokens[i+1].Start
}

func mention(d *doc.Document, first, end int, label doc.Label) doc.Mention {
	return doc.Mention{
		Span: d.SpanOf(first, end), FirstToken: first, EndToken: end, Label: label,
		Score: Score, Priority: Priority, Source: doc.Source{Engine: Engine}, Entity: doc.None,
	}
}
