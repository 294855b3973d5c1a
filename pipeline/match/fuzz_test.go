package match_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/match"
)

// FuzzMatch compares Match with a plain matcher that tries all spans, over patterns and documents that the bytes
// choose.
func FuzzMatch(f *testing.F) {
	f.Add([]byte{1, 2, 3, 0, 0, 1, 4, 0, 8, 2, 5, 7}, []byte("\x01\x02\x03\x0b\x0c"))
	f.Add([]byte("\x00\x03\x01\x01\x07\x03\x00\x00\x05\x04"), []byte("éabÉÉ ab ab"))
	f.Fuzz(func(t *testing.T, pattern, text []byte) { checkPlain(t, pattern, text) })
}

// TestMatchPlain does what FuzzMatch does with random bytes, several documents a pattern.
func TestMatchPlain(t *testing.T) {
	random := rand.NewChaCha8([32]byte{1})
	for range 400 {
		pattern, texts := make([]byte, 32), make([][]byte, 5)
		_, _ = random.Read(pattern)
		for i := range texts {
			texts[i] = make([]byte, 4*i+4)
			_, _ = random.Read(texts[i])
		}
		checkPlain(t, pattern, texts...)
	}
}

func checkPlain(t *testing.T, pattern []byte, texts ...[]byte) {
	file := fuzzRules(&choices{pattern})
	set := load(t, file)
	m, err := match.New(set, fuzzSpeech{})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		d := fuzzDocument(text)
		var got, unmet [][2]int
		found, losers := m.Match(t.Context(), d)
		for _, x := range found {
			if x.Source.Rule == "r" {
				got = append(got, [2]int{x.FirstToken, x.EndToken})
			}
		}
		for _, x := range losers {
			unmet = append(unmet, [2]int{x.FirstToken, x.EndToken})
		}
		ref := plain{d: d, set: set}
		want, wantUnmet := ref.impose(set.Rule("r"), ref.match(set.Rule("r")))
		if !slices.Equal(got, want) || !slices.Equal(unmet, wantUnmet) {
			t.Errorf("%s\nover %q, sentences %v: got %v, without %v; want %v, without %v", file, d.Text, d.Sentences, got, unmet,
				want, wantUnmet)
		}
	}
}

// fuzzSpeech gives tags by the word and its place in the sentence.
type fuzzSpeech struct{}

func (fuzzSpeech) Tags(d *doc.Document, s doc.Sentence) []string {
	var tags []string
	for i := s.First; i < s.End; i++ {
		tags = append(tags, [...]string{"NN", "VB", "NNP"}[(len(d.Word(i))+i-s.First)%3])
	}
	return tags
}

// choices turns bytes into numbers; there are zeros behind them.
type choices struct{ rest []byte }

func (c *choices) below(n int) int {
	if len(c.rest) == 0 {
		return 0
	}
	b := c.rest[0]
	c.rest = c.rest[1:]
	return int(b) % n
}

var (
	fuzzTokens = []string{
		"TEXT: é", "LOWER: ab", "LOWER: {IN: [é, '1']}", "TEXT: {NOT_IN: [é, Ab]}", "IS_TITLE: true", "LENGTH: {'>=': 2}",
		"TEXT: {REGEX: '^[éa]'}", "LIST: l", "LIST: {IN: [m, l]}", "LIST: m, IS_TITLE: false", "LABEL: PERSON",
		"IS_SENT_START: true", "LABEL: {NOT_IN: [PERSON]}, LENGTH: 1", "", "TAG: NN", "POS: {NOT_IN: [NOUN]}, LENGTH: 1",
		"LIST: l, TAG: {REGEX: ^N}",
	}
	fuzzOps   = []string{"'1'", "'?'", "'*'", "'+'", "'!'", "'{2}'", "'{0,2}'", "'{2,}'", "'{,1}'"}
	fuzzWords = []string{"é", "É", "Ab", "ab", "1"}
	fuzzNames = []string{
		"phrases: [é ab, Ab]", "list: m", "list: [l, m], label: ROLE", "label: PERSON", "pattern: [{LOWER: é}, {OP: '?'}]",
		"match: lower, phrases: [AB], patterns: [[{TAG: NN, OP: '+'}]]",
	}
	fuzzScopes = []string{"document", "sentence", "1 token", "3 tokens", "1 sentence", "2 sentences"}
)

// fuzzRules returns the rules of a file: r, which is tested, and two lists.
func fuzzRules(c *choices) string {
	var b strings.Builder
	b.WriteString("  - {id: l, phrases: [é ab, Ab, ab é é]}\n  - {id: m, match: lower, phrases: [É, AB 1, ab AB ab]}\n")
	b.WriteString("  - {id: q, label: ROLE, phrases: [é é, ab É], examples: {match: ['[é é]']}}\n")
	b.WriteString("  - id: r\n    label: PLACE\n    examples: {match: ['[x]']}\n    patterns:\n")
	for range 1 + c.below(2) {
		n := 1 + c.below(4)
		lead := c.below(n)
		trail := lead + 1 + c.below(n-lead)
		for i := range n {
			sep := "       "
			if i == 0 {
				sep = "      -"
			}
			token := fuzzTokens[c.below(len(fuzzTokens))]
			if token != "" {
				token += ", "
			}
			fmt.Fprintf(&b, "%s - {%sOP: %s, CONTEXT: %t}\n", sep, token, fuzzOps[c.below(len(fuzzOps))], i < lead || i >= trail)
		}
	}
	if c.below(3) == 0 {
		b.WriteString("    phrases: [Ab ab, é, 1 1 1]\n")
	}
	fmt.Fprintf(&b, "    within: %s\n", fuzzScopes[c.below(2)])
	for _, key := range []string{"near", "unless"} {
		if n := c.below(6) - 3; n > 0 {
			fmt.Fprintf(&b, "    %s:\n", key)
			for range n {
				fmt.Fprintf(&b, "      - {%s, within: %s}\n", fuzzNames[c.below(len(fuzzNames))], fuzzScopes[c.below(len(fuzzScopes))])
			}
		}
	}
	return b.String()
}

// fuzzDocument makes a word of each byte, which also says whether a sentence ends there and what the tagger proposes.
func fuzzDocument(text []byte) *doc.Document {
	d := &doc.Document{}
	var words []string
	at, first := 0, 0
	for i, b := range text[:min(len(text), 20)] {
		w := fuzzWords[int(b)%len(fuzzWords)]
		span := doc.Span{Start: at, End: at + len(w)}
		words, at = append(words, w), span.End+1
		d.Tokens = append(d.Tokens, doc.Token{Span: span})
		if b >= 128 {
			d.Tagged = append(d.Tagged, doc.Mention{Span: span, FirstToken: i, EndToken: i + 1, Label: doc.Person})
		}
		if b/5%6 == 0 || i+1 == min(len(text), 20) {
			d.Sentences = append(d.Sentences, doc.Sentence{First: first, End: i + 1})
			first = i + 1
		}
	}
	d.Text = strings.Join(words, " ")
	return d
}
