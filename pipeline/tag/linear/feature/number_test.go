package feature

import (
	"slices"
	"testing"

	"roster/pipeline/tag/linear/tagset"
)

// TestNumbersStandForHashes: with numbers or without, a token has the same features.
func TestNumbersStandForHashes(t *testing.T) {
	d := load(testLexicon(), "The president , Łukasz Müller , said in São Paulo .", "MÜLLER ( EU ) likes ’s Zürich 1,5 .",
		"In São - Paulo Müller and the müller of São Paulo FC met Łukasz .")
	tags := make([]tagset.Tag, len(d.Words))
	tagset.Write(tags[3:5], 1)
	tagset.Write(tags[8:10], 2)
	tagset.Write(tags[11:12], 1)
	d.Vote(tags)
	for i, w := range d.Words {
		want := d.AppendVotes(d.AppendContext(nil, i), i)
		got := d.AppendVoteNumbers(d.AppendContextNumbers(nil, i), i)
		numbers := 0
		for k, f := range got {
			if f < uint64(Numbers()) {
				got[k] = Numbered(int(f))
				numbers++
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: features with numbers are %x, without %x", w.Text, got, want)
		}
		if numbers < 3 {
			t.Errorf("%s: %d features have numbers", w.Text, numbers)
		}
	}
}

func TestNumbersAreDistinct(t *testing.T) {
	seen := map[uint64]bool{}
	for n := range Numbers() {
		if h := Numbered(n); seen[h] || h < uint64(Numbers()) {
			t.Fatalf("feature %d: hash %x", n, h)
		}
		seen[Numbered(n)] = true
	}
}
