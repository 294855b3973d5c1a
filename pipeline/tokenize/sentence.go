package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A stop is what the tokens read last say about the end of the sentence.
type stop uint8

const (
	noStop     stop = iota
	fullStop        // ".", "?", "!" and their kin
	ellipsis        // "...", "…": ends a sentence before a capital
	abbreviate      // an abbreviation's period: ends a sentence before a word that begins one
)

// sentences groups the tokens; breaks are the offsets of the line breaks that end a sentence, ascending.
func sentences(text string, tokens []doc.Token, breaks []int) []doc.Sentence {
	if len(tokens) == 0 {
		return nil
	}
	list := make([]doc.Sentence, 0, len(tokens)/tokensPerSentence+len(breaks)+1)
	first, state := 0, noStop
	for i := range len(tokens) - 1 {
		state = nextStop(text, tokens, i, state)
		for len(breaks) > 0 && breaks[0] < tokens[i].End {
			breaks = breaks[1:]
		}
		hard := len(breaks) > 0 && breaks[0] < tokens[i+1].Start
		if hard || state != noStop && endsSentence(text, tokens, first, i, state) {
			list = append(list, doc.Sentence{First: first, End: i + 1})
			first, state = i+1, noStop
		}
	}
	return append(list, doc.Sentence{First: first, End: len(tokens)})
}

// nextStop returns the state after token i, given the one before it: closing marks keep it.
func nextStop(text string, tokens []doc.Token, i int, before stop) stop {
	t := tokens[i]
	if t.Shape != doc.Punct {
		if text[t.End-1] == '.' && t.Shape <= doc.Mixed {
			return abbreviate
		}
		return noStop
	}
	r, _ := runeAt(text, t.Start)
	switch {
	case r == '…' || r == '.' && t.Len() > 1:
		return ellipsis
	case strings.ContainsRune(".?!。！？｡؟۔।", r):
		return fullStop
	case before != noStop && isCloser(text, tokens, i):
		return before
	}
	return noStop
}

// isCloser reports whether token i is a quote or bracket that belongs to what stands before it.
func isCloser(text string, tokens []doc.Token, i int) bool {
	t := tokens[i]
	if t.Shape != doc.Punct {
		return false
	}
	r, _ := runeAt(text, t.Start)
	switch r {
	case ')', ']', '}', '”', '»', '」', '』', '）':
		return true
	case '"', '\'', '’':
		return i > 0 && tokens[i-1].End == t.Start || i+1 == len(tokens) || tokens[i+1].Start > t.End
	}
	return false
}

// endsSentence reports whether the sentence that began with token first ends after token i.
func endsSentence(text string, tokens []doc.Token, first, i int, state stop) bool {
	next := i + 1
	if isCloser(text, tokens, next) {
		return false
	}
	adjacent := tokens[next].Start == tokens[i].End
	for next+1 < len(tokens) && isOpener(text, tokens[next]) {
		next++
	}
	t := tokens[next]
	r, _ := runeAt(text, t.Start)
	switch {
	case state == abbreviate:
		return starters[text[t.Start:t.End]] && !isTitle(text, tokens[i])
	case unicode.IsLower(r):
		return false
	case state == ellipsis:
		return t.Shape.Capital()
	case adjacent && tokens[i].Len() == 1:
		return t.Shape == doc.Title && tokens[i].Shape == doc.Punct
	case next == i+1 && t.Shape == doc.Punct && strings.ContainsRune(",;:.?!)-–—", r):
		return false
	}
	return !isNumbering(tokens, first, i)
}

// isTitle reports whether a token is an abbreviation that a name must follow, or an initial.
func isTitle(text string, t doc.Token) bool {
	word := strings.TrimSuffix(text[t.Start:t.End], ".")
	return abbreviations[word] == title || utf8.RuneCountInString(word) == 1
}

// isNumbering reports whether tokens first to i are the number of a list's item: "1.".
func isNumbering(tokens []doc.Token, first, i int) bool {
	return i == first+1 && tokens[first].Shape == doc.Number
}

// isOpener reports whether a token is a quote or bracket that can begin a sentence.
func isOpener(text string, t doc.Token) bool {
	if t.Shape != doc.Punct {
		return false
	}
	r, _ := runeAt(text, t.Start)
	return strings.ContainsRune("\"'“‘«([{¿¡", r)
}
