package match

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roster/pipeline/doc"
	"roster/rules"
)

// TestSpaCyConformance compares the matcher with spaCy 3.8's answers: those of ../shared/matcher, where they are there,
// and those of testdata.
func TestSpaCyConformance(t *testing.T) {
	t.Run("testdata", func(t *testing.T) { conform(t, filepath.Join("testdata", "spacy", "*.jsonl")) })
	t.Run("shared", func(t *testing.T) {
		dir := filepath.Join("..", "..", "..", "shared", "matcher")
		if _, err := os.Stat(dir); err != nil {
			t.Skip("../shared/matcher is absent: its cases are not run")
		}
		conform(t, filepath.Join(dir, "*.jsonl"))
	})
}

// A spacyCase is a line of a case file: of the Matcher, where it has a pattern, or of the EntityRuler.
type spacyCase struct {
	Words    []string          `json:"words"`
	Tags     givenTags         `json:"tags"` // of the words, where the pattern asks for them
	Pattern  json.RawMessage   `json:"pattern"`
	Greedy   string            `json:"greedy"`
	Matches  [][2]int          `json:"matches"`
	Patterns []json.RawMessage `json:"patterns"`
	Ents     [][]any           `json:"ents"`
}

// givenTags are the tags of a document of one sentence.
type givenTags []string

func (g givenTags) Tags(*doc.Document, doc.Sentence) []string { return g }

func conform(t *testing.T, glob string) {
	files, err := filepath.Glob(glob)
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files match %s (%v)", glob, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			f, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			scanner := bufio.NewScanner(f)
			scanner.Buffer(nil, 1<<24)
			ran := 0
			for ; scanner.Scan(); ran++ {
				var c spacyCase
				if err := json.Unmarshal(scanner.Bytes(), &c); err != nil {
					t.Fatalf("case %d: %v", ran+1, err)
				}
				if c.Pattern != nil {
					checkMatcher(t, ran+1, c)
				} else {
					checkEntityRuler(t, ran+1, c)
				}
			}
			if err := scanner.Err(); err != nil || ran == 0 {
				t.Fatalf("%d cases, %v", ran, err)
			}
			t.Logf("%d cases", ran)
		})
	}
}

// compileLines loads the lines of an EntityRuler file, phrases split at spaces.
func compileLines(t testing.TB, tags givenTags, lines ...string) *Matcher {
	t.Helper()
	name := filepath.Join(t.TempDir(), "case.jsonl")
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")), 0o666); err != nil {
		t.Fatal(err)
	}
	set, err := rules.Load(rules.Config{Files: []string{name}, Split: splitSpaces})
	if err != nil {
		t.Fatal(err)
	}
	m, err := New(set, tags)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func splitSpaces(words []string, phrase string) []string {
	return append(words, strings.Fields(phrase)...)
}

// documentOf makes a document of one sentence out of words.
func documentOf(words []string) *doc.Document {
	d := &doc.Document{Text: strings.Join(words, " ")}
	at := 0
	for _, w := range words {
		d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: at, End: at + len(w)}})
		at += len(w) + 1
	}
	if len(words) > 0 {
		d.Sentences = []doc.Sentence{{First: 0, End: len(words)}}
	}
	return d
}

func checkMatcher(t *testing.T, number int, c spacyCase) {
	m := compileLines(t, c.Tags, `{"label": "ORG", "pattern": `+string(c.Pattern)+`}`)
	d := documentOf(c.Words)
	got := greedy(allMatches(m, d), c.Greedy)
	if !slices.Equal(got, c.Matches) {
		t.Errorf("case %d: %s over %q, greedy %q: got %v, want %v", number, c.Pattern, c.Words, c.Greedy, got, c.Matches)
	}
	if c.Greedy != "LONGEST" {
		return
	}
	var spans [][2]int
	found, _ := m.Match(context.Background(), d)
	for _, m := range found {
		spans = append(spans, [2]int{m.FirstToken, m.EndToken})
	}
	if !slices.Equal(spans, c.Matches) {
		t.Errorf("case %d: %s over %q: Match gives %v, want %v", number, c.Pattern, c.Words, spans, c.Matches)
	}
}

// allMatches runs the one pattern of m from each start in turn.
func allMatches(m *Matcher, d *doc.Document) [][2]int {
	s := newScratch(m)
	s.begin(d)
	var all [][2]int
	p := &m.patterns[0]
	for first := range d.Tokens {
		at := []interval{{int32(first), int32(first)}}
		w := window{lo: first, hi: len(d.Tokens), from: first, to: len(d.Tokens)}
		for _, h := range s.scan(chain{elements: p.elements}, w, at, 0, nil, nil) {
			all = append(all, [2]int{int(h.first), int(h.end)})
		}
	}
	return all
}

// greedy thins sorted matches as spaCy's Matcher does.
func greedy(all [][2]int, how string) [][2]int {
	if how == "" {
		return all
	}
	slices.SortFunc(all, func(a, b [2]int) int {
		longer := cmp.Compare(b[1]-b[0], a[1]-a[0])
		if how == "FIRST" {
			return cmp.Or(cmp.Compare(a[0], b[0]), longer)
		}
		return cmp.Or(longer, cmp.Compare(a[0], b[0]))
	})
	var kept [][2]int
	for _, m := range all {
		if !slices.ContainsFunc(kept, func(k [2]int) bool { return m[0] < k[1] && k[0] < m[1] }) {
			kept = append(kept, m)
		}
	}
	slices.SortFunc(kept, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	return kept
}

var spacyNames = map[string]doc.Label{
	"ORG": doc.Organization, "PERSON": doc.Person, "GPE": doc.Place, "LOC": doc.Place, "ROLE": doc.Role,
}

func checkEntityRuler(t *testing.T, number int, c spacyCase) {
	lines := make([]string, len(c.Patterns))
	for i, p := range c.Patterns {
		lines[i] = string(p)
	}
	d := documentOf(c.Words)
	type ent struct {
		first, end int
		label      doc.Label
		id         string
	}
	var got, want []ent
	found, _ := compileLines(t, nil, lines...).Match(context.Background(), d)
	for _, m := range found {
		id := m.Source.Rule
		if strings.HasPrefix(id, "case:") {
			id = ""
		}
		got = append(got, ent{m.FirstToken, m.EndToken, m.Label, id})
	}
	for _, e := range c.Ents {
		id, _ := e[3].(string)
		want = append(want, ent{int(e[0].(float64)), int(e[1].(float64)), spacyNames[e[2].(string)], id})
	}
	if !slices.Equal(got, want) {
		t.Errorf("case %d: %s over %q: got %v, want %v", number, lines, c.Words, got, want)
	}
}
