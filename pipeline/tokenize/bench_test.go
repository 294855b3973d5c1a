package tokenize

import (
	"strings"
	"testing"
)

const article = `GENEVA — Talks between Ruritania and its neighbours resumed on Tuesday, Foreign Minister Zoë Ramírez-Obi said.
"We're close to a deal," she told reporters at the U.N. headquarters. The plan, worth $3.5m, was drawn up by Dr. J. Łuk
of Nuñez Inc. in 2019. It hasn't been signed; the opposition's leaders — among them the mayor of Port-au-Lac — object.

`

func BenchmarkTokenize(b *testing.B) {
	const copies = 100
	text := strings.Repeat(article, copies)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	tokens, sents := 0, 0
	for b.Loop() {
		t, s := Tokenize(text)
		tokens, sents = len(t), len(s)
	}
	if one, _ := Tokenize(article); tokens != copies*len(one) || sents != 4*copies {
		b.Fatalf("got %d tokens in %d sentences, want %d in %d", tokens, sents, copies*len(one), 4*copies)
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
