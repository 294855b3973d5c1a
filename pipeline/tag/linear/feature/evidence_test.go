package feature

import (
	"math/bits"
	"slices"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/tag/linear/tagset"
	"roster/pipeline/tokenize"
)

// TestAspectsHoldAllFeatures: what explains a token is what tags it.
func TestAspectsHoldAllFeatures(t *testing.T) {
	if n := bits.Len32(uint32(listMask)); n != len(listNames) {
		t.Fatalf("%d lists, %d names of lists", n, len(listNames))
	}
	if n := bits.Len16(uint16(cueKin)); n != len(cueNames) {
		t.Fatalf("%d cues, %d names of cues", n, len(cueNames))
	}
	b := NewBuilder(nil)
	b.AddName("Zoë")
	b.AddPhrase([]string{"Łódź"}, City|SeenPlace)
	b.AddPhrase([]string{"Łódź", "FC"}, Team)
	lex := b.Build()
	d := &doc.Document{Text: "Dr. Zoë Łódź met Łódź FC in Łódź. The łódź of Dr. Zoë is north-west."}
	d.Tokens, d.Sentences = tokenize.Tokenize(d.Text)
	var words []*Word
	for i := range d.Tokens {
		words = append(words, lex.NewWord(d.Word(i)))
	}
	var doc Document
	doc.Load(lex, d.Tokens, d.Sentences, words)
	tags := make([]tagset.Tag, len(words))
	tagset.Write(tags[1:3], 1)
	tagset.Write(tags[4:6], 3)
	doc.Vote(tags)
	const family = 2
	seen := map[string]bool{}
	for i := range words {
		var got []uint64
		for _, g := range doc.Aspects(i, family) {
			if g.What == "" || len(g.Features) == 0 {
				t.Errorf("token %d: aspect %+v", i, g)
			}
			seen[g.What] = true
			got = append(got, g.Features...)
		}
		want := doc.AppendVotes(doc.AppendFamily(doc.AppendContext(nil, i), i, family), i)
		for p := range Places {
			want = doc.At(i, p).AppendFamilyAt(doc.At(i, p).AppendAt(want, p), p, family)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("token %d, %q: %d features explained, %d tag it", i, words[i].Text, len(got), len(want))
		}
	}
	for _, what := range []string{
		"the word itself", "how it begins and ends", "its capitals", "it is in the list of persons' names", "it stands before persons",
		`the word before, "Zoë"`, "the word before, there is none", "it is in the list of cities",
		"it begins an entry of the list of teams", "it is part of an entry of the list of teams",
		"the same word elsewhere in the document", "what the word before was taken for", "the kind of text",
	} {
		if !seen[what] {
			t.Errorf("no aspect says %q", what)
		}
	}
}
