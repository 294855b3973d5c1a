package emit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"roster/internal/golden"
	"roster/pipeline/doc"
)

// article is a document with every part of a record in it. Its text has characters of one to four bytes, a combining
// mark, quotes, a tab, and line ends of both kinds.
func article() *doc.Document {
	text := "Zoe\u0301 Łukasz 🎻, French \"President\"\tand Chair of <Acme & Söhne>.\r\nThe UN met Zoe\u0301."
	d := &doc.Document{ID: "ńews/a.txt", Text: text, Warnings: []string{"repeated id"}}
	at := func(word string, label doc.Label, entity int, src doc.Source, score float64) {
		from := 0
		if n := len(d.Mentions); n > 0 {
			from = d.Mentions[n-1].Span.End
		}
		start := from + strings.Index(text[from:], word)
		n := len(d.Tokens)
		s := doc.Span{Start: start, End: start + len(word)}
		d.Tokens = append(d.Tokens, doc.Token{Span: s})
		d.Mentions = append(d.Mentions, doc.Mention{
			Span: s, FirstToken: n, EndToken: n + 1, Label: label, Score: score, Source: src, Entity: entity,
		})
	}
	linear := doc.Source{Engine: "linear"}
	at("Zoe\u0301 Łukasz", doc.Person, 1, linear, 0.98765)
	at("French", doc.Norp, 0, linear, 0.5)
	at("President", doc.Role, doc.None, doc.Source{Rule: "role.title", Core: true}, 1)
	at("Chair", doc.Role, doc.None, linear, 0.9996)
	at("Acme & Söhne", doc.Organization, 2, linear, 0.25)
	at("UN", doc.Organization, 3, doc.Source{Rule: "org.un"}, 0)
	at("Zoe\u0301", doc.Person, 1, linear, 0.7)
	d.Sentences = []doc.Sentence{{First: 0, End: 5}, {First: 5, End: 7}}
	d.Entities = []doc.Entity{
		{Label: doc.Place, Name: "France", Mentions: []int{1}, Country: "FR"},
		{Label: doc.Person, Name: "Zoe\u0301 Łukasz", Aliases: []string{"Zoe\u0301"}, Mentions: []int{0, 6}},
		{Label: doc.Organization, Name: "Acme & Söhne", Mentions: []int{4}},
		{Label: doc.Organization, Name: "UN", Mentions: []int{5}},
	}
	d.Positions = []doc.Position{
		{Mention: 2, Role: "President", Holders: []int{1},
			Of: &doc.Body{Entity: 0, Name: "France", Text: "French", Country: "FR"}, Status: doc.Former},
		{Mention: 3, Role: "Chair", Holders: []int{1, 3},
			Of: &doc.Body{Entity: 2, Name: "Acme & Söhne", Text: "Acme & Söhne"}, Status: doc.Current},
	}
	return d
}

// standard is the default configuration.
func standard() Options {
	return Options{
		Record: Document, Format: "jsonl", Offsets: Codepoint, Text: true, Version: "0.1.0", Config: "sha256:00ff",
		Labels: []doc.Label{doc.Person, doc.Role, doc.Place, doc.Organization},
	}
}

func emit(t testing.TB, d *doc.Document, change func(*Options)) string {
	t.Helper()
	opt := standard()
	if change != nil {
		change(&opt)
	}
	var out bytes.Buffer
	w, err := New(&out, opt)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Write(d), w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func keep(labels ...doc.Label) func(*Options) { return func(o *Options) { o.Labels = labels } }

func record(r Record) func(*Options) {
	return func(o *Options) { o.Record, o.Labels = r, Labels }
}

// cases are the goldens in testdata, each written for article.
var cases = []struct {
	name   string
	schema Record
	change func(*Options)
}{
	{"document", Document, nil},
	{"norp", Document, keep(Labels...)},
	{"roles-only", Document, keep(doc.Role)},
	{"persons-only", Document, keep(doc.Person)},
	{"bytes", Document, func(o *Options) { o.Offsets = Byte }},
	{"utf16", Document, func(o *Options) { o.Offsets = UTF16 }},
	{"without-text", Document, func(o *Options) { o.Text = false }},
	{"span", Span, record(Span)},
	{"entity", Entity, record(Entity)},
	{"position", Position, record(Position)},
	{"position-without-entities", Position, func(o *Options) { o.Record, o.Labels = Position, []doc.Label{doc.Role} }},
}

func TestGolden(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			golden.Check(t, filepath.Join("testdata", c.name+".jsonl"), []byte(emit(t, article(), c.change)))
		})
	}
}

func TestNoOrphanGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.jsonl")
	if err != nil || len(files) != len(cases) {
		t.Errorf("%d golden files for %d cases (%v)", len(files), len(cases), err)
	}
}

func TestSchema(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			schema := jsonschema.NewCompiler().MustCompile("../../schema/" + string(c.schema) + ".schema.json")
			lines := strings.SplitAfter(emit(t, article(), c.change), "\n")
			for _, line := range lines[:len(lines)-1] {
				value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
				if err != nil {
					t.Fatal(err)
				}
				if err := schema.Validate(value); err != nil {
					t.Errorf("%v\n%s", err, line)
				}
			}
			if len(lines) < 2 {
				t.Error("no line")
			}
		})
	}
}

// TestSchemaIsStrict guards TestSchema: a record that lacks any one key is refused.
func TestSchemaIsStrict(t *testing.T) {
	for _, r := range Records {
		schema := jsonschema.NewCompiler().MustCompile("../../schema/" + string(r) + ".schema.json")
		line, _, _ := strings.Cut(emit(t, article(), record(r)), "\n")
		for key := range object(t, line) {
			if r == Document && key == "text" {
				continue
			}
			o := object(t, line)
			delete(o, key)
			if schema.Validate(o) == nil {
				t.Errorf("%s: a record without %q is valid", r, key)
			}
		}
	}
}

func object(t *testing.T, line string) map[string]any {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal([]byte(line), &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestHash(t *testing.T) {
	sum := sha256.Sum256([]byte(article().Text))
	meta := object(t, emit(t, article(), nil))["meta"].(map[string]any)
	if want := hex.EncodeToString(sum[:]); meta["sha256"] != want {
		t.Errorf("meta.sha256 is %v, want %s", meta["sha256"], want)
	}
}

// TestReuse writes a large document, a small one and the large one again with one writer.
func TestReuse(t *testing.T) {
	small := &doc.Document{ID: "ż", Text: "Łódź"}
	var got bytes.Buffer
	w, err := New(&got, standard())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*doc.Document{article(), small, article()} {
		if err := w.Write(d); err != nil {
			t.Fatal(err)
		}
	}
	if want := emit(t, article(), nil) + emit(t, small, nil) + emit(t, article(), nil); got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

type countingWriter struct {
	calls int
	err   error
}

func (w *countingWriter) Write(p []byte) (int, error) { w.calls++; return len(p), w.err }

func TestOneWriteADocument(t *testing.T) {
	empty := &doc.Document{ID: "ż", Text: "Łódź"}
	for _, test := range []struct {
		record Record
		doc    *doc.Document
		calls  int
	}{
		{Document, article(), 1}, {Span, article(), 1}, {Entity, article(), 1}, {Position, article(), 1},
		{Document, empty, 1}, {Span, empty, 0}, {Entity, empty, 0}, {Position, empty, 0},
	} {
		broken := &countingWriter{err: errors.New("disk full")}
		opt := standard()
		opt.Record = test.record
		w, err := New(broken, opt)
		if err != nil {
			t.Fatal(err)
		}
		err = w.Write(test.doc)
		if broken.calls != test.calls {
			t.Errorf("%s of %s: %d writes, want %d", test.record, test.doc.ID, broken.calls, test.calls)
		}
		if test.calls > 0 && !errors.Is(err, broken.err) {
			t.Errorf("%s of %s: error %v, want %v", test.record, test.doc.ID, err, broken.err)
		}
	}
}

func TestOptionErrors(t *testing.T) {
	for _, test := range []struct {
		change func(*Options)
		want   string
	}{
		{func(o *Options) { o.Record = "doküment" },
			`record: unknown value "doküment", expected one of [document span entity position]`},
		{func(o *Options) { o.Format = "jsön" }, `format: unknown value "jsön", expected one of ` + fmt.Sprint(Formats)},
		{func(o *Options) { o.Format = "brat" }, `format: brat writes several files, expected an output folder`},
		{func(o *Options) { o.Format, o.Record = "conll", Span },
			`record: format conll writes whole documents, expected record document, not span`},
		{func(o *Options) { o.Format, o.Offsets = "spacy", UTF16 },
			`offsets: the readers of format spacy count code points, expected offsets codepoint, not utf16`},
		{func(o *Options) { o.Format, o.Text = "html", false }, `text: format html cannot be written without the text`},
		{func(o *Options) { o.Offsets = "rune" },
			`offsets: unknown value "rune", expected one of [codepoint byte utf16]`},
		{keep(), `labels: none given, expected some of [PERSON ROLE PLACE ORGANIZATION NORP]`},
		{keep(doc.Person, "ÖRT"),
			`labels: unknown value "ÖRT", expected one of [PERSON ROLE PLACE ORGANIZATION NORP MISC]`},
	} {
		opt := standard()
		test.change(&opt)
		if _, err := New(nil, opt); err == nil || err.Error() != test.want {
			t.Errorf("got  %v\nwant %s", err, test.want)
		}
	}
}

func TestEveryFormatHasAWriter(t *testing.T) {
	for _, f := range formats {
		if f.stream == nil && f.folder == nil || f.extension == "" {
			t.Errorf("format %s has no writer, or no extension", f.name)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	d := article()
	d.Text += strings.Repeat(" Nothing happened in Łódź, he said.\n", 16) // a mention in 100 bytes, as in news
	for _, r := range Records {
		b.Run(string(r), func(b *testing.B) {
			opt := standard()
			opt.Record = r
			var out bytes.Buffer
			w, err := New(&out, opt)
			if err != nil {
				b.Fatal(err)
			}
			want := len(emit(b, d, func(o *Options) { o.Record = r }))
			b.SetBytes(int64(len(d.Text)))
			b.ReportAllocs()
			for b.Loop() {
				out.Reset()
				if err := w.Write(d); err != nil || out.Len() != want {
					b.Fatalf("%d bytes (%v), want %d", out.Len(), err, want)
				}
			}
		})
	}
}
