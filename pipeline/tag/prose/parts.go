package prose

import (
	"sync"

	"roster/pipeline/doc"
)

// A Speech gives tokens their parts of speech. It implements match.SpeechTagger.
type Speech struct{}

// sharedSpeech loads the model of parts of speech once, when the first sentence or document is tagged.
var sharedSpeech = sync.OnceValues(loadSpeech)

// Fingerprint identifies the model.
func (Speech) Fingerprint() string { return "prose-speech/v2.0.0" }

// Tags returns the Penn Treebank tag of each token of a sentence. Brackets, dashes and dots have the tags that spaCy's
// English pipelines give them.
func (Speech) Tags(d *doc.Document, s doc.Sentence) []string {
	t, err := sharedSpeech()
	if err != nil {
		return make([]string, s.End-s.First) // the embedded model does not load: no document can change that
	}
	tags := t.tag(units(d, s))
	for i := range tags {
		if tag, ok := marks[d.Word(s.First+i)]; ok {
			tags[i] = tag
		}
	}
	return tags
}

// marks are the tags of marks that the model does not know, or knows under another name.
var marks = map[string]string{
	"(": "-LRB-", "[": "-LRB-", "{": "-LRB-", ")": "-RRB-", "]": "-RRB-", "}": "-RRB-",
	"-": "HYPH", "–": ":", "—": ":", "--": ":", "…": ":", "...": ":", "“": "``", "”": "''", "‘": "``",
	"«": "``", "»": "''",
	"!": ".", "?": ".", "*": "NFP", "•": "NFP", "·": "NFP", "/": "SYM", "+": "SYM", "=": "SYM", "€": "$", "£": "$",
}
