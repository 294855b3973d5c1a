package feature

import (
	"fmt"
	"strings"
	"testing"

	"roster/internal/golden"
	"roster/pipeline/doc"
	"roster/pipeline/tag/linear/tagset"
	"roster/pipeline/tag/linear/wire"
)

func testLexicon() *Lexicon {
	b := NewBuilder(nil)
	for i, w := range strings.Fields("the in , . said president são paulo zürich 1999 lima") {
		b.AddWord(w, WordClass{Cluster: [Levels]uint16{uint16(i), uint16(i + 20), uint16(i + 300), uint16(i)}, Rank: uint8(i)})
	}
	b.AddName("Łukasz")
	b.AddName("Lima")
	b.AddPhrase([]string{"São", "Paulo"}, City)
	b.AddPhrase([]string{"Zürich"}, City)
	b.AddPhrase([]string{"president"}, Title)
	b.AddPhrase([]string{"European", "Union"}, OtherOrganization)
	b.AddPhrase([]string{"Lima"}, SeenPerson|City)
	return b.Build()
}

// load makes a document of sentences of blank-separated words.
func load(lex *Lexicon, sentences ...string) *Document {
	var tokens []doc.Token
	var bounds []doc.Sentence
	var words []*Word
	at := 0
	for _, s := range sentences {
		first := len(words)
		for _, w := range strings.Fields(s) {
			tokens = append(tokens, doc.Token{Span: doc.Span{Start: at, End: at + len(w)}})
			words = append(words, lex.NewWord(w))
			at += len(w) + 1
		}
		bounds = append(bounds, doc.Sentence{First: first, End: len(words)})
	}
	d := &Document{}
	d.Load(lex, tokens, bounds, words)
	return d
}

// TestGolden holds every feature of a small document: a change of a template changes the format of models, so raise
// model.Version with the golden.
func TestGolden(t *testing.T) {
	lex := testLexicon()
	d := load(lex, "The president , Łukasz Müller , said in São Paulo .", "MÜLLER ( EU ) likes ’s Zürich 1,5 .")
	tags := make([]tagset.Tag, len(d.Words))
	tagset.Write(tags[3:5], 1)
	tagset.Write(tags[8:10], 2)
	d.Vote(tags)
	var b strings.Builder
	for i, w := range d.Words {
		var f []uint64
		for p := range Places {
			f = d.At(i, p).AppendAt(f, p)
			f = d.At(i, p).AppendFamilyAt(f, p, 1)
		}
		f = d.AppendVotes(d.AppendFamily(d.AppendContext(f, i), i, 1), i)
		sum := uint64(0)
		for _, x := range f {
			sum = mix(sum, x)
		}
		fmt.Fprintf(&b, "%s\t%d features\t%016x\n", w.Text, len(f), sum)
	}
	golden.Check(t, "testdata/features.golden", []byte(b.String()))
}

func TestCaseOf(t *testing.T) {
	for word, want := range map[string]caseClass{
		"said": caseLower, "naïve": caseLower, "東京": caseLower, "Ångström": caseTitle, "NATO": caseUpper, "ÖVP": caseUpper,
		"McDonald": caseMixed, "iPhone": caseMixed, "É": caseSingle, "J.": caseSingle, "U.S.": caseAcronym,
		"1,000": caseDigits, "٣": caseDigits, "G7": caseAlnum, "—": casePunct, "’s": caseLower,
	} {
		if got := caseOf(word); got != want {
			t.Errorf("%s: %d, want %d", word, got, want)
		}
	}
}

func TestForms(t *testing.T) {
	tests := []struct{ word, titled, folded, long, short string }{
		{"LONDON", "London", "london", "XXXX", "X"},
		{"EU", "EU", "eu", "XX", "X"},
		{"ÉLYSÉE", "Élysée", "elysee", "XXXX", "X"},
		{"JEAN-LUC", "Jean-Luc", "jean-luc", "XXXX-XXX", "X-X"},
		{"Łódź", "Łódź", "lodz", "Xxxx", "Xx"},
		{"Großbritannien", "Großbritannien", "grossbritannien", "Xxxxx", "Xx"},
		{"A4", "A4", "a4", "Xd", "Xd"},
	}
	for _, test := range tests {
		long, short := shapesOf(test.word)
		if titled(test.word) != test.titled || fold(lowered(test.word)) != test.folded || long != test.long || short != test.short {
			t.Errorf("%s: %s %s %s %s, want %s %s %s %s", test.word, titled(test.word), fold(lowered(test.word)), long,
				short, test.titled, test.folded, test.long, test.short)
		}
	}
}

func TestPhrases(t *testing.T) {
	lex := testLexicon()
	tests := []struct {
		text string
		want []marks
	}{
		{"in São PAULO .", []marks{{}, {first: City}, {later: City}, {}}},
		{"Zürich Lima", []marks{{alone: City}, {alone: City | SeenPerson}}},
		{"European Onion", []marks{{}, {}}},
		{"São", []marks{{}}},
	}
	for _, test := range tests {
		d := load(lex, test.text)
		for i, want := range test.want {
			if d.marks[i] != want {
				t.Errorf("%s, token %d: lists %v, want %v", test.text, i, d.marks[i], want)
			}
		}
	}
	d := load(lex, "Lima", "Zürich")
	d.Hide(map[uint32]Lists{PhraseKey([]string{"Lima"}): SeenPerson})
	if d.marks[0].alone != City || d.marks[1].alone != City {
		t.Errorf("hidden phrases: %v, want that only SeenPerson goes", d.marks)
	}
}

func TestDocumentStatistics(t *testing.T) {
	d := load(testLexicon(), "The Élan of élan .", "International Monetary Fund ( IMF ) met .", "ÉLAN WINS BIG CUP TODAY .")
	s := d.stats.entries[d.stats.of[1]].wordStats
	if s.lower != 1 || s.middle != 1 || s.upper != 0 {
		t.Errorf("élan: %+v, want once in lower case and once capitalized, headlines aside", s)
	}
	imf := d.stats.of[9]
	if d.Words[9].Text != "IMF" || !d.stats.entries[imf].spelt {
		t.Errorf("IMF is not seen to be an acronym: %+v", d.stats.entries[imf])
	}
}

func TestVotes(t *testing.T) {
	d := load(testLexicon(), "Müller met Anna Müller in Müller .")
	tags := make([]tagset.Tag, 7)
	tagset.Write(tags[0:1], 1)
	tagset.Write(tags[2:4], 1)
	tagset.Write(tags[5:6], 2)
	d.Vote(tags)
	o := d.opinionOf(5)
	if o.votes[1] != 2 || o.votes[2] != 0 || o.same != 1 || o.within != 1 {
		t.Errorf("the place Müller: %+v, want two votes for PERSON, the same words a PERSON and within one", o)
	}
}

func TestFamilies(t *testing.T) {
	hashes := func(s string) (h []uint64) {
		for _, w := range strings.Fields(strings.Repeat(s+" ", 30)) {
			h = append(h, HashText(w))
		}
		return h
	}
	c := NewFamilyCounter([]string{"wire", "web"})
	c.Add(1, hashes("LONDON 1996-08-30 results of matches"))
	c.Add(2, hashes("lol 😀 http so naïve"))
	f := c.Families()
	r := wire.NewReader(f.AppendBinary(nil))
	f = ReadFamilies(r)
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	for text, want := range map[string]int{"LONDON results": 1, "lol naïve 😀": 2, "neither öne": 0} {
		if got := f.Infer(hashes(text)); got != want {
			t.Errorf("%q: family %d, want %d", text, got, want)
		}
	}
	if got := f.Infer(hashes("LONDON")[:1]); got != 0 {
		t.Errorf("a single word is of family %d, want none", got)
	}
}

func TestLexiconRoundTrip(t *testing.T) {
	lex := testLexicon()
	data := lex.AppendBinary(nil)
	r := wire.NewReader(data)
	again := ReadLexicon(r)
	if r.Err() != nil || r.Len() != 0 {
		t.Fatalf("error %v, %d bytes left", r.Err(), r.Len())
	}
	for _, w := range []string{"são", "Lima", "Łukasz", "Zürich", "unbekannt"} {
		if a, b := *lex.NewWord(w), *again.NewWord(w); a != b {
			t.Errorf("%s: %+v, want %+v", w, b, a)
		}
	}
}
