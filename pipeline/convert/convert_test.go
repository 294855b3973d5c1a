package convert_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roster/pipeline/convert"
	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/gold"
)

// forms are the formats that are read back.
var forms = []string{"jsonl", "brat", "spacy", "prodigy", "labelstudio", "doccano", "marked", "conll"}

// write puts documents in a format into a folder and returns the path to read them from.
func write(t testing.TB, format string, docs ...*doc.Document) string {
	t.Helper()
	dir := t.TempDir()
	opt := emit.Options{Record: emit.Document, Format: format, Labels: doc.Labels, Offsets: emit.Codepoint, Text: true}
	create := func(name string) (io.WriteCloser, error) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		return os.Create(path)
	}
	path := dir
	var w emit.Writer
	var err error
	if can, _ := emit.InFolder(format); can {
		w, err = emit.NewFolder(create, opt)
	} else {
		path = filepath.Join(dir, "ż"+emit.Extension(format))
		f, ferr := os.Create(path)
		if ferr != nil {
			t.Fatal(ferr)
		}
		defer f.Close()
		w, err = emit.New(f, opt)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := w.Write(d); err != nil {
			t.Fatalf("%s: %v", format, err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t testing.TB, paths ...string) []*doc.Document {
	t.Helper()
	var docs []*doc.Document
	for g, err := range (gold.Reader{Records: true}).Read(paths...) {
		if err != nil {
			t.Fatal(err)
		}
		d, err := convert.Document(g)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

// record is a document record without meta, and without what a format lacks.
func record(t testing.TB, d *doc.Document, lacks []emit.Layer) string {
	t.Helper()
	d = stripped(d, lacks)
	var out bytes.Buffer
	w, err := emit.New(&out, emit.Options{Record: emit.Document, Format: "jsonl", Labels: doc.Labels, Offsets: emit.Codepoint, Text: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(d); err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(out.String(), `,"meta":`)
	return strings.ReplaceAll(line, `},"`, "},\n\"")
}

// stripped returns a copy of a document without what a format lacks.
func stripped(d *doc.Document, lacks []emit.Layer) *doc.Document {
	s := copied{*d}
	lack := func(l emit.Layer) bool { return slices.Contains(lacks, l) }
	s.Mentions, s.Entities, s.Positions = slices.Clone(d.Mentions), slices.Clone(d.Entities), slices.Clone(d.Positions)
	for i := range s.Mentions {
		if lack(emit.Scores) {
			s.Mentions[i].Score = 1
		}
		if lack(emit.Sources) {
			s.Mentions[i].Source = doc.Source{Engine: emit.Gold}
		}
	}
	for i := range s.Entities {
		if lack(emit.Names) {
			s.Entities[i].Name, s.Entities[i].Aliases, s.Entities[i].Country = "?", nil, ""
		}
	}
	if lack(loners) {
		s.forgetLoners()
	}
	for i := range s.Positions {
		p := &s.Positions[i]
		if lack(emit.Holders) {
			p.Holders = p.Holders[:min(1, len(p.Holders))]
		}
		if lack(emit.Statuses) {
			p.Status = doc.Current
		}
		if lack(emit.Names) && p.Of != nil {
			p.Of = &doc.Body{Entity: p.Of.Entity, Name: "?", Text: p.Of.Text}
		}
	}
	return &s.Document
}

// loners are entities that one NORP alone means: where arcs join the mentions of one thing, nothing tells them from a
// NORP of no country.
const loners emit.Layer = "countries that one nationality alone means"

type copied struct{ doc.Document }

func (s *copied) forgetLoners() {
	for i, e := range s.Entities {
		if len(e.Mentions) != 1 || s.Mentions[e.Mentions[0]].Label != doc.Norp {
			continue
		}
		s.Mentions[e.Mentions[0]].Entity = doc.None
		for p := range s.Positions {
			if of := s.Positions[p].Of; of != nil && of.Entity == i {
				s.Positions[p].Of = &doc.Body{Entity: doc.None, Name: of.Name, Text: of.Text}
			}
		}
	}
}

// TestRoundTrip writes annotated articles in every format, reads them back, and expects all but what the format lacks.
func TestRoundTrip(t *testing.T) {
	docs := read(t, "../../testdata/gold")
	if len(docs) < 12 {
		t.Fatalf("%d documents", len(docs))
	}
	for _, format := range forms {
		if format == "conll" {
			continue // see TestCoNLL
		}
		t.Run(format, func(t *testing.T) {
			lacks := emit.Lacks(format)
			if format == "brat" || format == "doccano" {
				lacks = append(slices.Clone(lacks), loners)
			}
			back := read(t, write(t, format, docs...))
			if len(back) != len(docs) {
				t.Fatalf("%d documents of %d", len(back), len(docs))
			}
			for i, d := range docs {
				if got, want := record(t, back[i], lacks), record(t, d, lacks); got != want {
					t.Errorf("%s: got\n%s\nwant\n%s", d.ID, got, want)
				}
			}
		})
	}
}

// TestCoNLL holds that CoNLL keeps tokens, sentences and mentions.
func TestCoNLL(t *testing.T) {
	docs := read(t, "../../testdata/gold")
	back := read(t, write(t, "conll", docs...))
	again := read(t, write(t, "conll", back...))
	for i, d := range docs {
		for _, b := range [][]*doc.Document{back, again} {
			if got, want := mentions(b[i]), mentions(d); got != want {
				t.Errorf("%s: got\n%s\nwant\n%s", d.ID, got, want)
			}
		}
	}
}

// mentions lists a document's mentions without white space.
func mentions(d *doc.Document) string {
	var b strings.Builder
	for _, m := range d.Mentions {
		fmt.Fprintln(&b, m.Label, strings.Join(strings.Fields(d.Slice(m.Span)), ""))
	}
	return b.String()
}

// TestTokens holds that mentions cover whole tokens of one sentence, whatever the gold says.
func TestTokens(t *testing.T) {
	text := "Łódź-based Zoë.\n\nRoe left. 🎻"
	g := &gold.Document{ID: "ż", Text: text}
	for _, word := range []string{"Łód", "based Z", "ë.\n\nRoe", "🎻"} {
		at := strings.Index(text, word)
		g.Spans = append(g.Spans, gold.Span{Span: doc.Span{Start: at, End: at + len(word)}, Label: doc.Misc})
	}
	d, err := convert.Document(g)
	if err != nil {
		t.Fatal(err)
	}
	checkTokens(t, d)
	if len(d.Sentences) != 2 {
		t.Errorf("%d sentences, want 2", len(d.Sentences))
	}
	g.Spans = []gold.Span{{Span: doc.Span{Start: strings.Index(text, "\n"), End: strings.Index(text, "Roe")}, Label: doc.Misc}}
	if _, err := convert.Document(g); err == nil || err.Error() != "a mention of white space alone, at byte 19" {
		t.Errorf("got %v", err)
	}
}

func checkTokens(t *testing.T, d *doc.Document) {
	t.Helper()
	for _, m := range d.Mentions {
		if d.SpanOf(m.FirstToken, m.EndToken) != m.Span {
			t.Fatalf("mention %v is tokens %d..%d, %v", m.Span, m.FirstToken, m.EndToken, d.SpanOf(m.FirstToken, m.EndToken))
		}
	}
	next := 0
	for _, s := range d.Sentences {
		if s.First != next || s.End <= s.First {
			t.Fatalf("sentence %v, want one from token %d", s, next)
		}
		next = s.End
		for _, m := range d.Mentions {
			if m.FirstToken < s.End && m.EndToken > s.End {
				t.Fatalf("mention %v goes over the end of sentence %v", m.Span, s)
			}
		}
	}
	if next != len(d.Tokens) {
		t.Fatalf("sentences end with token %d of %d", next, len(d.Tokens))
	}
}

// TestFromText holds how names in the gold become entities: by key, else by the nearest mention that reads so.
func TestFromText(t *testing.T) {
	text := "Zoë Łukasz, Polish mayor of Łódź; Łukasz. Łódź. The king"
	span := func(word string, label doc.Label) gold.Span {
		at := strings.Index(text, word)
		return gold.Span{Span: doc.Span{Start: at, End: at + len(word)}, Label: label, Status: doc.Current}
	}
	mayor := span("mayor", doc.Role)
	mayor.Holder, mayor.Of, mayor.Status = "Łukasz", "Łódź", doc.Former
	king := span("king", doc.Role)
	king.Holder, king.Of = "Ana of\nRuiz", "Ruritania"
	g := &gold.Document{ID: "ż", Text: text, Spans: []gold.Span{
		span("Zoë Łukasz", doc.Person), span("Polish", doc.Norp), mayor, span("Łódź", doc.Place),
	}}
	short := span("Łukasz", doc.Person)
	short.Start = strings.Index(text, "; ") + 2
	short.End = short.Start + len("Łukasz")
	g.Spans = append(g.Spans, short, king)
	d, err := convert.Document(g)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range d.Positions {
		var holders []string
		for _, h := range p.Holders {
			holders = append(holders, fmt.Sprint(d.Entities[h].Name, d.Entities[h].Mentions))
		}
		got = append(got, fmt.Sprint(p.Role, holders, p.Of.Entity, p.Of.Name, p.Status))
	}
	want := []string{"mayor [Łukasz[4]] 1 Łódź former", "king [Ana of Ruiz[]] -1 Ruritania current"}
	for i := range want {
		if strings.ReplaceAll(got[i], " ", "") != strings.ReplaceAll(want[i], " ", "") {
			t.Errorf("got %s, want %s", got[i], want[i])
		}
	}
}

func TestLosses(t *testing.T) {
	d := read(t, "../../testdata/gold/crime-court.txt")[0]
	lost := convert.Losses{}
	for range 2 {
		lost.Add(d, "doccano")
	}
	if want := (convert.Losses{emit.Statuses: 6}); fmt.Sprint(lost) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", lost, want)
	}
	lost = convert.Losses{}
	lost.Add(d, "jsonl")
	if len(lost) > 0 {
		t.Errorf("jsonl loses %v", lost)
	}
}

// FuzzRoundTrip makes marked text of its arguments and takes it through all formats: places and labels must stay.
func FuzzRoundTrip(f *testing.F) {
	f.Add("{P1:Zoë} met {R>P1@L1~former:mayor} of {L1:Łódź}-{N1:based}\r\n🎻 {M:x}")
	f.Add("{O1:a\nb}{O1: c }\u00a0{P2:İ}\t{R>-@O1:ǅ}")
	f.Fuzz(func(t *testing.T, marked string) {
		path := filepath.Join(t.TempDir(), "ż.txt")
		if err := os.WriteFile(path, []byte(marked), 0o644); err != nil {
			t.Fatal(err)
		}
		docs, err := gold.ReadAll(path)
		if err != nil {
			return
		}
		d, err := convert.Document(docs[0])
		if err != nil {
			return // white space alone
		}
		for _, m := range d.Mentions {
			if s := d.Slice(m.Span); strings.TrimSpace(s) != s {
				return // which readers trim
			}
		}
		checkTokens(t, d)
		for _, format := range forms {
			back := read(t, write(t, format, d))
			if format == "conll" {
				continue // its readers may take other white space for the end of a token
			}
			if len(back) != 1 || places(back[0]) != places(d) {
				t.Fatalf("%s of %q: got\n%s\nwant\n%s", format, marked, places(back[0]), places(d))
			}
		}
	})
}

func places(d *doc.Document) string {
	var b strings.Builder
	for _, m := range d.Mentions {
		fmt.Fprintln(&b, m.Label, m.Start, m.End)
	}
	return b.String()
}

func BenchmarkDocument(b *testing.B) {
	docs, err := gold.ReadAll("../../testdata/gold/long-feature.txt")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(docs[0].Text)))
	for b.Loop() {
		if d, err := convert.Document(docs[0]); err != nil || len(d.Mentions) != len(docs[0].Spans) {
			b.Fatal(err)
		}
	}
}
