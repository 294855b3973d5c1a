// Package tokenize cuts a text into tokens and groups the tokens into sentences.
//
// It takes any text, valid UTF-8 or not, and gives tokens as half-open byte spans over it, in text order and disjoint.
// Between tokens stands white space alone; every other byte belongs to a token. The sentences are consecutive ranges
// of tokens that cover them all. Both depend on the text alone.
//
// A token is a word, a number or a mark:
//   - hyphens and dashes are tokens ("al", "-", "Bashir"), and so is a possessive: "Ana", "'s"; "boys", "'";
//   - other apostrophes stay inside a word: "can't", "O'Brien";
//   - an abbreviation, acronym or initial keeps its period ("Dr.", "U.S.", "J."); one that ends a sentence is a token;
//   - web and e-mail addresses, handles, times, dates in digits and numbers with separators are one token;
//   - the signs of currencies, percents and hashtags are tokens: "$", "3.5m"; "4", "%"; "#", "Łódź";
//   - an ideograph or kana is a token by itself, for lack of spaces.
package tokenize

import "roster/pipeline/doc"

// Tokenize returns the tokens and the sentences of a text. It is safe for concurrent use.
func Tokenize(text string) ([]doc.Token, []doc.Sentence) {
	s := scanner{text: text, tokens: make([]doc.Token, 0, len(text)/bytesPerToken+8)}
	s.scan()
	return s.tokens, sentences(text, s.tokens, hardBreaks(text))
}

// bytesPerToken and tokensPerSentence are a little below the means of English news, to size the results at once.
const (
	bytesPerToken     = 5
	tokensPerSentence = 16
)
