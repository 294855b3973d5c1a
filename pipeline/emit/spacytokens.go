package emit

// A spacyToken is a token as spaCy cuts texts: the words of ours, and a token for each run of white space, less the one
// blank that a word has behind it.
type spacyToken struct {
	from, to   int // bytes
	start, end int // code points
	blank      bool
}

// spacyTokens returns the tokens that spaCy makes of the text and our words, and for each of our tokens its index among
// them.
func (v *view) spacyTokens() (tokens []spacyToken, index []int) {
	c := cursor{text: v.Text, unit: Codepoint}
	at := 0
	add := func(from, to int) {
		if from < to {
			tokens = append(tokens, spacyToken{from: from, to: to, start: c.to(from), end: c.to(to)})
		}
	}
	gap := func(to int) {
		if at < to && v.Text[at] == ' ' && len(tokens) > 0 {
			tokens[len(tokens)-1].blank = true
			at++
		}
		add(at, to)
	}
	for _, t := range v.Tokens {
		gap(t.Start)
		index = append(index, len(tokens))
		add(t.Start, t.End)
		at = t.End
	}
	gap(len(v.Text))
	return tokens, index
}
