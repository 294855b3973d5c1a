// Package doc holds the data that the pipeline's stages exchange: the document, its tokens and sentences, the mentions
// that taggers and rules propose, and the entities and positions that linking makes of them.
//
// Every offset in this package is a byte offset into Document.Text, every range half-open. Text is sliced, never
// rewritten; offsets are converted to other units once, when a record is emitted. The package imports nothing of ours.
package doc

// A Document is one text on its way through the pipeline. The runner alone stores the layers; a stage reads the
// layers before its own and returns its own.
type Document struct {
	ID   string // unique in a run, see package input
	Path string // the file it was read from, as it can be opened, or "stdin"; "" where it was read from none
	Text string // valid UTF-8, as read

	Fields string // what else its row held and was asked for: a JSON object in one line; "" where nothing was

	Tokens    []Token    // by tokenize, in text order, disjoint; between them stands white space alone
	Sentences []Sentence // by tokenize, in text order; they cover all tokens
	Tagged    []Mention  // by tag: candidates of the statistical engine, in text order, disjoint
	Matched   []Mention  // by match: candidates and actions of the rules, in any order, overlapping

	Mentions  []Mention  // by resolve: what stands, in text order, disjoint
	Losers    []Loser    // by resolve: what does not stand and why
	Entities  []Entity   // by link, in order of their first mention
	Positions []Position // by link, one a ROLE mention, in text order

	Warnings []string // what a reader of the record should know; never an error
}

// Slice returns the text of a span.
func (d *Document) Slice(s Span) string { return d.Text[s.Start:s.End] }

// Word returns the text of token i.
func (d *Document) Word(i int) string { return d.Text[d.Tokens[i].Start:d.Tokens[i].End] }

// SpanOf returns the byte span from the first to the last token of a token range, which must not be empty.
func (d *Document) SpanOf(first, end int) Span {
	return Span{d.Tokens[first].Start, d.Tokens[end-1].End}
}

// A Span is a half-open range of bytes, [Start, End).
type Span struct{ Start, End int }

// Len is the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Overlaps reports whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// A Sentence is a half-open range of indexes into Document.Tokens.
type Sentence struct{ First, End int }

// A Token is a word, number, punctuation mark or other unit of text.
type Token struct {
	Span
	Shape Shape
}
