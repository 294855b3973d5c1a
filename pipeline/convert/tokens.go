package convert

import (
	"fmt"
	"slices"
	"sort"

	"roster/pipeline/doc"
	"roster/pipeline/tokenize"
)

// addTokens gives a document its tokens and sentences. Tokens are cut where a mention starts or ends inside of one, and
// sentences joined where a mention goes on into the next, so that mentions cover whole tokens of one sentence.
func addTokens(d *doc.Document) error {
	tokens, sentences := tokenize.Tokenize(d.Text)
	var at []int // new index by old
	d.Tokens, at = cutTokens(tokens, borders(d.Mentions))
	d.Sentences = nil
	for i := range d.Mentions {
		m := &d.Mentions[i]
		m.FirstToken = sort.Search(len(d.Tokens), func(t int) bool { return d.Tokens[t].End > m.Start })
		m.EndToken = sort.Search(len(d.Tokens), func(t int) bool { return d.Tokens[t].Start >= m.End })
		if m.FirstToken >= m.EndToken {
			return fmt.Errorf("a mention of white space alone, at byte %d", m.Start)
		}
	}
	for _, s := range sentences {
		d.Sentences = append(d.Sentences, doc.Sentence{First: at[s.First], End: at[s.End]})
	}
	joinSentences(d)
	return nil
}

// borders returns where mentions start and end, ascending.
func borders(mentions []doc.Mention) []int {
	var out []int
	for _, m := range mentions {
		out = append(out, m.Start, m.End)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// cutTokens cuts tokens at the borders. At gives the new index of each of the tokens, and of their end.
func cutTokens(tokens []doc.Token, borders []int) (out []doc.Token, at []int) {
	for _, t := range tokens {
		at = append(at, len(out))
		for len(borders) > 0 && borders[0] < t.End {
			if border := borders[0]; border > t.Start {
				out = append(out, doc.Token{Span: doc.Span{Start: t.Start, End: border}, Shape: t.Shape})
				t.Start = border
			}
			borders = borders[1:]
		}
		out = append(out, t)
	}
	return out, append(at, len(out))
}

// joinSentences joins those between which a mention stands.
func joinSentences(d *doc.Document) {
	inside := make(map[int]bool) // tokens that cannot start a sentence
	for _, m := range d.Mentions {
		for t := m.FirstToken + 1; t < m.EndToken; t++ {
			inside[t] = true
		}
	}
	out := d.Sentences[:0]
	for _, s := range d.Sentences {
		if len(out) > 0 && inside[s.First] {
			out[len(out)-1].End = s.End
		} else {
			out = append(out, s)
		}
	}
	d.Sentences = out
}
