package link

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
	"roster/pipeline/tokenize"
)

// testAtlas knows the few countries of the tests.
var testAtlas = NewAtlas(
	[]Entry{{"United States", "US"}, {"France", "FR"}, {"Germany", "DE"}, {"Côte d’Ivoire", "CI"}, {"Nigeria", "NG"}},
	[]Entry{{"French", "FR"}, {"German", "DE"}, {"Nigerian", "NG"}, {"American", "US"}, {"Ivorian", "CI"}},
	[]Entry{{"Paris", "FR"}, {"Lagos", "NG"}, {"Springfield", "US"}, {"Springfield", "CA"}},
)

var everything = Config{Aliases: true, Positions: true, Countries: true}

// readMarked parses marked text.
func readMarked(t testing.TB, marked string) *gold.Document {
	t.Helper()
	path := filepath.Join(t.TempDir(), "case.txt")
	if err := os.WriteFile(path, []byte(marked), 0o600); err != nil {
		t.Fatal(err)
	}
	docs, err := gold.ReadAll(path)
	if err != nil {
		t.Fatal(err)
	}
	return docs[0]
}

// withMentions returns the document whose mentions are a gold document's, NORP included, MISC not.
func withMentions(g *gold.Document) *doc.Document {
	d := &doc.Document{ID: g.ID, Text: g.Text}
	d.Tokens, d.Sentences = tokenize.Tokenize(d.Text)
	first, last := 0, 0
	for _, s := range g.Spans {
		for first < len(d.Tokens) && d.Tokens[first].End <= s.Start {
			first++
		}
		end := first
		for end < len(d.Tokens) && d.Tokens[end].Start < s.End {
			end++
		}
		if first == end || s.Start < last || s.Label == doc.Misc {
			continue
		}
		d.Mentions = append(d.Mentions, doc.Mention{Span: s.Span, FirstToken: first, EndToken: end, Label: s.Label, Score: 1, Entity: doc.None})
		last = s.End
	}
	return d
}

// linked runs the linker over marked text.
func linked(t testing.TB, marked string) (*gold.Document, *doc.Document) {
	t.Helper()
	g := readMarked(t, marked)
	d := withMentions(g)
	d.Mentions, d.Entities, d.Positions = New(everything, testAtlas).Link(context.Background(), d)
	return g, d
}
