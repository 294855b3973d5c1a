package prose

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jdkato/prose/v2"

	"roster/pipeline/doc"
	"roster/pipeline/tag"
	"roster/pipeline/tokenize"
)

var _ tag.Tagger = New()

func document(text string) *doc.Document {
	d := &doc.Document{Text: text}
	d.Tokens, d.Sentences = tokenize.Tokenize(text)
	return d
}

// tagged returns the mentions of a text as "text/LABEL".
func tagged(text string) string {
	d := document(text)
	var list []string
	for _, m := range New().Tag(context.Background(), d) {
		list = append(list, d.Slice(m.Span)+"/"+string(m.Label))
	}
	return strings.Join(list, " ")
}

func TestTag(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"no name", "the café is open.", ""},
		{"kinds", "Barack Obama met the Red Cross in París.", "Barack Obama/PLACE Red Cross/ORGANIZATION París/PLACE"},
		{"a name ends the text", "Angela Merkel lives in Berlin", "Angela Merkel/PLACE Berlin/PLACE"},
		{"text that prose drops", "“They can’t, won't.” Angela Merkel can't, Paris can't.", "Angela Merkel/PLACE Paris/PLACE"},
		{"curly quotes", "“Paris,” said Angela Merkel’s é aide.", "Paris/PLACE Angela Merkel/PERSON"},
		{"a person after another name", "German Chancellor Angela Merkel met Zoë.", "German Chancellor/PLACE Angela Merkel/PERSON"},
		{"neighbours", "In Paris Angela Merkel spoke. É.", "Paris/PLACE Angela Merkel/PERSON"},
		{"hyphen", "Jean-Claude Juncker left Port-au-Prince, né.", "Jean-Claude Juncker/PLACE Port/PLACE Prince/PLACE"},
		{"a word twice", "Jordan borders Israel, said Michael Jordan of Chicago's née.",
			"Jordan/PLACE Israel/PLACE Michael Jordan/PERSON Chicago/PLACE"},
		{"adjective", "The French and the Chinese signed in Łódź.", "French/PLACE Chinese/PLACE"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := tagged(test.text); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestLabelsAreProses compares with prose itself on sentences of unlike words that it takes apart as we do.
func TestLabelsAreProses(t *testing.T) {
	m, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"German Chancellor Angela Merkel met Barack Obama in Paris on Monday .",
		"The U.N. said 1,200 people had fled Łódź since 2014 , a spokesman told Reuters .",
		"Mr. Ramírez , a 45-year-old engineer of São Paulo , paid $ 3.50 via www.example.com",
		"\" We will not sign it , Zoë Obi wrote @ana to the Foreign Ministry and Microsoft",
	} {
		d := document(text)
		d.Tokens = fields(text)
		words := units(d, doc.Sentence{First: 0, End: len(d.Tokens)})
		tags, labels := m.speech.tag(words), m.label(words)
		theirs, err := prose.NewDocument(text, prose.WithSegmentation(false))
		if err != nil {
			t.Fatal(err)
		}
		if len(theirs.Tokens()) != len(words) {
			t.Fatalf("prose cuts %q into %v", text, theirs.Tokens())
		}
		for i, want := range theirs.Tokens() {
			if words[i] == want.Text && (tags[i] != want.Tag || labels[i] != want.Label) {
				t.Errorf("%q: got %s %s, prose says %s %s", words[i], tags[i], labels[i], want.Tag, want.Label)
			}
		}
	}
}

// fields cuts a text at its spaces.
func fields(text string) []doc.Token {
	var tokens []doc.Token
	start := 0
	for w := range strings.SplitSeq(text, " ") {
		tokens = append(tokens, doc.Token{Span: doc.Span{Start: start, End: start + len(w)}})
		start += len(w) + 1
	}
	return tokens
}

func TestMentionIsComplete(t *testing.T) {
	d := document("Hé! Angela Merkel’s flat in Berlin")
	want := []doc.Mention{
		{Span: doc.Span{Start: 5, End: 18}, FirstToken: 2, EndToken: 4, Label: doc.Place},
		{Span: doc.Span{Start: 31, End: 37}, FirstToken: 7, EndToken: 8, Label: doc.Place},
	}
	for i := range want {
		want[i].Score, want[i].Priority, want[i].Entity = Score, Priority, doc.None
		want[i].Source.Engine = Engine
	}
	if got := New().Tag(context.Background(), d); !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// A countdown is a context that is done after some looks at it.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestTagStopsWhenDone(t *testing.T) {
	d := document("Paris is né. Berlin is old. Rome is too.")
	for sentences := range 4 {
		got := New().Tag(&countdown{context.Background(), sentences}, d)
		if len(got) != sentences {
			t.Errorf("got %d mentions from %d sentences: %v", len(got), sentences, got)
		}
	}
}

func TestTagConcurrently(t *testing.T) {
	d := document(strings.Repeat("Angela Merkel left Berlin for Łódź. Mr. Obi of Reuters met her. ", 20))
	want := New().Tag(context.Background(), d)
	if len(want) == 0 {
		t.Fatal("no mention")
	}
	tagger := New()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got := tagger.Tag(context.Background(), d); !slices.Equal(got, want) {
				t.Errorf("got %v\nwant %v", got, want)
			}
		})
	}
	all.Wait()
}

// TestLongRuns tags texts that take prose minutes.
func TestLongRuns(t *testing.T) {
	for _, text := range []string{strings.Repeat("(", 1<<17) + "é", strings.Repeat("Łódź ", 1<<14)} {
		for _, m := range New().Tag(context.Background(), document(text)) {
			if !strings.HasPrefix(text[m.Start:], "Łódź") {
				t.Fatalf("got %v", m)
			}
		}
	}
}

func FuzzTag(f *testing.F) {
	for _, s := range []string{
		"", "German Chancellor Angela Merkel met Zoë-Marie O'Brien in U.S.-held Łódź.", "\xff-A-\x00 * *-1 -NON- 0 @x a.bc",
		"It’s 1,000 “Paris”\n\nNaN Inf 0x1p-2 e\u0301 習近平",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := document(text)
		end := 0
		for _, m := range New().Tag(context.Background(), d) {
			if m.FirstToken < end || m.EndToken <= m.FirstToken || m.EndToken > len(d.Tokens) || m.Span != d.SpanOf(m.FirstToken, m.EndToken) {
				t.Fatalf("mention %+v after token %d", m, end)
			}
			if _, err := doc.ParseLabel(string(m.Label)); err != nil {
				t.Fatal(err)
			}
			end = m.EndToken
		}
	})
}
