package tag

import "roster/pipeline/doc"

// An Explainer is a tagger that can say what speaks for and against its decisions.
type Explainer interface {
	Tagger
	// Explain says how the tagger reads the tokens [first, end) of a document whose Tokens and Sentences are set, and how
	// else it could. The range must lie in one sentence and must not be empty.
	Explain(d *doc.Document, first, end int) Opinion
}

// An Opinion is how a tagger reads a range of tokens.
type Opinion struct {
	FirstToken, EndToken int
	// Skipped says that the tagger did not weigh the tokens in their sentence: their words and those beside them speak so
	// clearly for no mention. The readings are what it would have found.
	Skipped  bool
	Readings []Reading // the likeliest first
}

// A Reading is the best way to tag the sentence under a condition: that one mention of the label covers the range, or,
// without a label, that none of its tokens is in a mention.
type Reading struct {
	Label                doc.Label // "" for no mention
	FirstToken, EndToken int       // of the mention; the range itself where there is none
	// Score is the mention's, on the scale of doc.Mention.Score; without a mention the probability that there is none.
	Score float64
	// Behind is by how much the reading's weight is below that of the sentence's tags as the tagger chose them; 0 says
	// that it is what the tagger chose. In nats: one more divides the odds by 2.7.
	Behind float64
	// Evidence is what makes the difference: weights for the reading above 0, for what was chosen below, the largest
	// first. They add up to -Behind.
	Evidence []Evidence
}

// Evidence is what features of one kind say of a token.
type Evidence struct {
	Token  int    // doc.None where it is about the order of tags
	What   string // in plain words
	Weight float64
}
