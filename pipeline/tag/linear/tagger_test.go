package linear

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
	"roster/pipeline/tag"
	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tokenize"
)

var _ tag.Tagger = (*Tagger)(nil)

func builtin(t testing.TB, name string) *Tagger {
	tagger, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	return tagger
}

func document(text string) *doc.Document {
	d := &doc.Document{Text: text}
	d.Tokens, d.Sentences = tokenize.Tokenize(text)
	return d
}

// found lists the mentions as "text/LABEL".
func found(tagger *Tagger, d *doc.Document) (out []string) {
	for _, m := range tagger.Tag(context.Background(), d) {
		out = append(out, d.Slice(m.Span)+"/"+string(m.Label))
	}
	return out
}

func TestMentions(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"French President Łukasz Müller met Angela Merkel in São Paulo on Tuesday.", []string{"French/NORP",
			"President/ROLE", "Łukasz Müller/PERSON", "Angela Merkel/PERSON", "São Paulo/PLACE"}},
		{"The World Health Organization’s director, María Núñez, said so.", []string{
			"World Health Organization/ORGANIZATION", "director/ROLE", "María Núñez/PERSON"}},
		{"— nothing here, naïvely said.", nil},
		{"", nil},
	}
	for _, name := range []string{"news", "open"} {
		for _, test := range tests {
			if got := found(builtin(t, name), document(test.text)); !reflect.DeepEqual(got, test.want) {
				t.Errorf("%s: %q: %v, want %v", name, test.text, got, test.want)
			}
		}
	}
}

// TestMentionsAreLawful holds what the interface promises on the sample articles.
func TestMentionsAreLawful(t *testing.T) {
	for _, d := range seeds(t) {
		end := 0
		for _, m := range builtin(t, "news").Tag(context.Background(), d) {
			if m.FirstToken < end || m.EndToken <= m.FirstToken || m.Span != d.SpanOf(m.FirstToken, m.EndToken) {
				t.Errorf("%s: mention %+v overlaps or is not on tokens", d.ID, m)
			}
			if !(m.Score > 0 && m.Score < 1) || m.Priority != Priority || m.Source.Engine != Engine || m.Entity != doc.None {
				t.Errorf("%s: mention %+v", d.ID, m)
			}
			end = m.EndToken
		}
		if end == 0 {
			t.Errorf("%s: no mention", d.ID)
		}
	}
}

// seeds are the sample articles.
func seeds(t testing.TB) (out []*doc.Document) {
	const folder = "../../../seeds"
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".txt") {
			continue
		}
		text, err := os.ReadFile(folder + "/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		d := document(string(text))
		d.ID = e.Name()
		out = append(out, d)
	}
	if len(out) == 0 {
		t.Fatal("no sample articles")
	}
	return out
}

func TestConcurrentTagging(t *testing.T) {
	tagger := New(builtin(t, "news").Model()) // with cold caches
	docs := seeds(t)
	want := make([][]string, len(docs))
	for i, d := range docs {
		want[i] = found(builtin(t, "news"), d)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for i, d := range docs {
				if got := found(tagger, d); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("%s: %v, want %v", d.ID, got, want[i])
				}
			}
		})
	}
	wait.Wait()
}

// TestCacheForgets tags the same before and after more words than the cache holds, of two families.
func TestCacheForgets(t *testing.T) {
	c := &New(builtin(t, "news").Model()).cache
	for n := range 2*cacheWords + 1 {
		text := fmt.Sprintf("Łódź%d", n)
		if e := c.get(text, feature.HashText(text), 0); e.Text != text {
			t.Fatalf("%s has the entry of %s", text, e.Text)
		}
		const common = "Zürich"
		hash := feature.HashText(common)
		first, second := c.get(common, hash, 0), c.get(common, hash, 1)
		if first == second || first != c.get(common, hash, 0) || second != c.get(common, hash, 1) {
			t.Fatalf("after %d words a common one has other entries, or one for two families", n)
		}
	}
	if used := c.tables.Load().young.used.Load(); used > cacheWords {
		t.Errorf("%d words in a table, at most %d are meant", used, cacheWords)
	}
}

// TestLongDocument tags a document of several windows, and a sentence that is far too long.
func TestLongDocument(t *testing.T) {
	tagger := builtin(t, "news")
	const line = "Łukasz Müller met Angela Merkel in Berlin on Tuesday.\n\n"
	n := windowTokens / 8
	got := tagger.Tag(context.Background(), document(strings.Repeat(line, n)))
	if len(got) < 3*n-10 || len(got) > 3*n+10 {
		t.Errorf("%d mentions, want about %d", len(got), 3*n)
	}
	endless := document(strings.Repeat("zürich ", 3*sentenceTokens) + "and Angela Merkel")
	mentions := found(tagger, endless)
	if len(mentions) == 0 || !strings.Contains(mentions[len(mentions)-1], "Merkel") {
		t.Errorf("the last mention of an endless sentence is not Merkel")
	}
}

func TestWindowsCoverAllTokens(t *testing.T) {
	d := document(strings.Repeat("Ein Satz über Köln.\n\n", windowTokens/4) + strings.Repeat("wörter ", 3000))
	next := 0
	for w := range windows(d) {
		if w.first != next || w.end-w.first > windowTokens {
			t.Fatalf("window %d–%d after token %d", w.first, w.end, next)
		}
		at := 0
		for _, s := range w.sentences {
			if s.First != at || s.End-s.First > sentenceTokens {
				t.Fatalf("window at %d: sentence %v after token %d", w.first, s, at)
			}
			at = s.End
		}
		next = w.first + at
	}
	if next != len(d.Tokens) {
		t.Errorf("windows end at token %d of %d", next, len(d.Tokens))
	}
}

func TestTagStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if got := builtin(t, "news").Tag(ctx, document("Angela Merkel war in Köln.")); len(got) != 0 {
		t.Errorf("%d mentions after the context is done", len(got))
	}
}

// TestAllocations: once caches and buffers are warm, a document costs its result alone.
func TestAllocations(t *testing.T) {
	tagger := builtin(t, "news")
	d := document(strings.Repeat("Łukasz Müller met Angela Merkel in Berlin.\n\n", 200))
	ctx := context.Background()
	mentions := len(tagger.Tag(ctx, d))
	if mentions < 500 {
		t.Fatalf("%d mentions", mentions)
	}
	// The result grows by doubling, and a state is made anew where a garbage collection, or the race detector, has
	// emptied the pool: far fewer allocations than tokens in any case.
	if n := testing.AllocsPerRun(20, func() { tagger.Tag(ctx, d) }); n > float64(len(d.Tokens))/10 {
		t.Errorf("%.0f allocations for %d tokens", n, len(d.Tokens))
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	good := dir + "/modèle.model"
	if err := os.WriteFile(good, openModel, 0o644); err != nil {
		t.Fatal(err)
	}
	tagger, err := Open(good)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := tagger.Fingerprint(), builtin(t, "open").Fingerprint(); got != want {
		t.Errorf("fingerprint %s, want %s", got, want)
	}
	bad := dir + "/naïve.model"
	if err := os.WriteFile(bad, []byte("no model, señor"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{bad, dir + "/fehlt.model"} {
		if _, err := Open(name); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v, want one that names the file", name, err)
		}
	}
}

// leastScores are F1 over PERSON, PLACE and ORGANIZATION that the built-in models must reach.
var leastScores = []struct {
	model, set string
	want       float64
}{
	{"news", "ww-dev", 0.87}, {"news", "conll03-dev", 0.948}, {"news", "written-dev", 0.86},
	{"news", "crossner-politics-dev", 0.76}, {"news", "ewt-dev", 0.70},
	{"open", "ww-dev", 0.825}, {"open", "conll03-dev", 0.88}, {"open", "written-dev", 0.86},
}

func TestScores(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	const folder = "../../../../shared/gold/"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the development data are not here: ", err)
	}
	for _, test := range leastScores {
		if got := f1(t, builtin(t, test.model), folder+test.set+".jsonl"); got < test.want {
			t.Errorf("%s on %s: F1 %.4f, want at least %.4f", test.model, test.set, got, test.want)
		}
	}
}

func f1(t *testing.T, tagger *Tagger, file string) float64 {
	docs, err := gold.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	type mention struct {
		doc.Span
		label doc.Label
	}
	right, sum := 0, 0
	for _, g := range docs {
		want := map[mention]bool{}
		for _, s := range g.Spans {
			if named(s.Label) {
				want[mention{s.Span, s.Label}] = true
			}
		}
		sum += len(want)
		for _, m := range tagger.Tag(context.Background(), document(g.Text)) {
			if named(m.Label) {
				sum++
				if want[mention{m.Span, m.Label}] {
					right++
				}
			}
		}
	}
	return 2 * float64(right) / float64(sum)
}

func named(l doc.Label) bool { return l == doc.Person || l == doc.Place || l == doc.Organization }
