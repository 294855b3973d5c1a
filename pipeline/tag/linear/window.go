package linear

import "roster/pipeline/doc"

// A window is a run of sentences that is tagged as a document of its own.
type window struct {
	first, end int // tokens
	sentences  []doc.Sentence
}

const (
	// windowTokens bounds the memory that a document takes, and what "the same document" means in a very long one.
	windowTokens = 1 << 15
	// sentenceTokens is the longest sentence; longer ones, which are no prose, are cut.
	sentenceTokens = 1 << 10
)

// windows yields the windows of a document, nearly always one.
func windows(d *doc.Document) func(yield func(window) bool) {
	return func(yield func(window) bool) {
		if fits(d) {
			yield(window{0, len(d.Tokens), d.Sentences})
			return
		}
		var w window
		for _, s := range d.Sentences {
			for s.First < s.End {
				piece := doc.Sentence{First: s.First, End: min(s.End, s.First+sentenceTokens)}
				if piece.End-w.first > windowTokens {
					if !yield(w) {
						return
					}
					w = window{first: piece.First, sentences: w.sentences[:0]}
				}
				w.sentences = append(w.sentences, doc.Sentence{First: piece.First - w.first, End: piece.End - w.first})
				w.end = piece.End
				s.First = piece.End
			}
		}
		if w.end > w.first {
			yield(w)
		}
	}
}

// fits reports whether the document is a window as it stands.
func fits(d *doc.Document) bool {
	if len(d.Tokens) > windowTokens {
		return false
	}
	for _, s := range d.Sentences {
		if s.End-s.First > sentenceTokens {
			return false
		}
	}
	return true
}
