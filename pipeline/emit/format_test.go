package emit_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"roster/internal/golden"
	"roster/pipeline/convert"
	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/gold"
)

// seed is a sample article as a person marked it: with accents, nationalities, and roles of every status.
const seed = "../../testdata/gold/leaders-telephone-talks.txt"

// document returns an annotated document as one that was extracted.
func document(t testing.TB, path string) *doc.Document {
	t.Helper()
	docs, err := gold.ReadAll(path)
	if err != nil {
		t.Fatal(err)
	}
	d, err := convert.Document(docs[0])
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func options(format string, r emit.Record) emit.Options {
	return emit.Options{
		Record: r, Format: format, Labels: doc.Labels, Offsets: emit.Codepoint, Text: true, Version: "0.1.0", Config: "sha256:00ff",
	}
}

// files is an output folder in memory.
type files map[string]*bytes.Buffer

type memory struct{ *bytes.Buffer }

func (memory) Close() error { return nil }

func (f files) create(name string) (io.WriteCloser, error) {
	if f[name] != nil {
		return nil, errors.New(name + " is there already")
	}
	f[name] = &bytes.Buffer{}
	return memory{f[name]}, nil
}

// write returns what a format makes of documents: a file "", or the files of a folder.
func write(t testing.TB, opt emit.Options, folder bool, docs ...*doc.Document) files {
	t.Helper()
	out := files{}
	var w emit.Writer
	var err error
	if folder {
		w, err = emit.NewFolder(out.create, opt)
	} else {
		out[""] = &bytes.Buffer{}
		w, err = emit.New(out[""], opt)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := w.Write(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out
}

// goldens are the formats that have golden files, each written for the seed.
var goldens = []struct {
	format string
	record emit.Record
}{
	{"csv", emit.Document}, {"csv", emit.Span}, {"csv", emit.Entity}, {"csv", emit.Position}, {"tsv", emit.Position},
	{"conll", emit.Document}, {"brat", emit.Document}, {"spacy", emit.Document}, {"prodigy", emit.Document},
	{"labelstudio", emit.Document}, {"doccano", emit.Document}, {"marked", emit.Document}, {"html", emit.Document},
	{"ftm", emit.Document}, {"edges", emit.Document},
}

func TestFormatGolden(t *testing.T) {
	d := document(t, seed)
	var written []string
	for _, g := range goldens {
		_, must := emit.InFolder(g.format)
		for name, got := range write(t, options(g.format, g.record), must, d) {
			path := filepath.Join("testdata/format", strings.Join([]string{g.format, string(g.record), name}, "-"))
			if name == "" {
				path = filepath.Join("testdata/format", g.format+"-"+string(g.record)+emit.Extension(g.format))
			}
			written = append(written, path)
			golden.Check(t, path, got.Bytes())
		}
	}
	there, err := filepath.Glob("testdata/format/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range there {
		if !slices.Contains(written, path) {
			t.Errorf("%s belongs to no format", path)
		}
	}
}

// TestMarkedIsItsSource holds that marked text written is the marked text read, but for which numbers things have.
func TestMarkedIsItsSource(t *testing.T) {
	for _, path := range []string{seed, "../../testdata/gold/curly-quotes-accents.txt", "../../testdata/gold/press-release.md.txt"} {
		got := write(t, options("marked", emit.Document), false, document(t, path))[""].String()
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if renumbered(got) != renumbered(string(want)) {
			t.Errorf("%s: got\n%s", path, got)
		}
	}
}

var number = regexp.MustCompile(`[PLON]\d+`)

// renumbered counts the things of marked text in order of appearance, N with L.
func renumbered(marked string) string {
	names := map[string]string{}
	return number.ReplaceAllStringFunc(marked, func(code string) string {
		key := strings.Replace(code, "N", "L", 1)
		if names[key] == "" {
			names[key] = strconv.Itoa(len(names))
		}
		return code[:1] + names[key]
	})
}

// TestSchemaOfGold holds the records of converted gold, with MISC, to the schemas.
func TestSchemaOfGold(t *testing.T) {
	d := document(t, "../../testdata/gold/headlines.txt")
	for _, r := range emit.Records {
		schema := jsonschema.NewCompiler().MustCompile("../../schema/" + string(r) + ".schema.json")
		n := 0
		for line := range strings.Lines(write(t, options("jsonl", r), false, d)[""].String()) {
			n++
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("%v\n%s", err, line)
			}
		}
		if n == 0 {
			t.Errorf("no %s", r)
		}
	}
}

// TestParquet reads the tables back and compares them with what CSV and JSON Lines hold.
func TestParquet(t *testing.T) {
	d := document(t, seed)
	folder := write(t, options("parquet", emit.Document), true, d, d)
	for record, name := range map[emit.Record]string{emit.Span: "spans", emit.Entity: "entities", emit.Position: "positions"} {
		one := write(t, options("parquet", record), false, d, d)[""]
		rows := bytes.Count(write(t, options("jsonl", record), false, d, d)[""].Bytes(), []byte("\n"))
		for _, file := range []*bytes.Buffer{one, folder[name+".parquet"]} {
			f := open(t, file)
			if int(f.NumRows()) != rows || rows == 0 {
				t.Errorf("%s: %d rows, want %d", name, f.NumRows(), rows)
			}
		}
	}
	type item struct {
		Start int64  `parquet:"start"`
		End   int64  `parquet:"end"`
		Text  string `parquet:"text"`
	}
	type row struct {
		ID    string `parquet:"id"`
		Text  string `parquet:"text,optional"`
		Spans []item `parquet:"spans,list"`
	}
	got, err := parquet.Read[row](bytes.NewReader(folder["documents.parquet"].Bytes()), int64(folder["documents.parquet"].Len()))
	if err != nil || len(got) != 2 {
		t.Fatalf("%d rows, %v", len(got), err)
	}
	for i, s := range got[1].Spans {
		if want := d.Slice(d.Mentions[i].Span); s.Text != want || string([]rune(got[1].Text)[s.Start:s.End]) != want {
			t.Errorf("span %d is %q at %d..%d, want %q", i, s.Text, s.Start, s.End, want)
		}
	}
	if len(got[1].Spans) != len(d.Mentions) || got[1].ID != d.ID {
		t.Errorf("%d spans of %s", len(got[1].Spans), got[1].ID)
	}
}

func open(t *testing.T, b *bytes.Buffer) *parquet.File {
	t.Helper()
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestNoDocuments holds that every format has a file even of nothing.
func TestNoDocuments(t *testing.T) {
	want := map[string]string{
		"csv": "id,person,role,place,organization,norp,misc,text\n", "labelstudio": "[\n\n]\n", "jsonl": "", "marked": "",
		"edges": "Source,Target,Type,Label,Weight,SourceLabel,TargetLabel,Status,Country,Document\n", "conll": "",
	}
	for _, format := range emit.Formats {
		can, must := emit.InFolder(format)
		out := write(t, options(format, emit.Document), must)
		if text, ok := want[format]; ok && out[""].String() != text {
			t.Errorf("%s: %q, want %q", format, out[""], text)
		}
		if can && !must {
			write(t, options(format, emit.Document), true)
		}
	}
}

// TestOverlaps holds what formats make of spans that overlap: those that cannot hold them keep the ROLE, else the
// longer.
func TestOverlaps(t *testing.T) {
	g := &gold.Document{ID: "ż", Text: "🎻 mayor of Łódź Ghetto"}
	for _, s := range []struct {
		word  string
		label doc.Label
	}{{"mayor of Łódź", doc.Misc}, {"mayor", doc.Role}, {"Łódź", doc.Place}, {"Łódź Ghetto", doc.Organization}} {
		at := strings.Index(g.Text, s.word)
		g.Spans = append(g.Spans, gold.Span{Span: doc.Span{Start: at, End: at + len(s.word)}, Label: s.label, Status: doc.Current})
	}
	d, err := convert.Document(g)
	if err != nil {
		t.Fatal(err)
	}
	if n := emit.Count(d, emit.Overlaps); n != 2 {
		t.Errorf("%d overlaps, want 2", n)
	}
	marked := write(t, options("marked", emit.Document), false, d)[""].String()
	if want := "🎻 {R>-@-:mayor} of {O1:Łódź Ghetto}\n"; marked != want {
		t.Errorf("got %q, want %q", marked, want)
	}
	all := write(t, options("doccano", emit.Document), false, d)[""].String()
	for _, want := range []string{`"start_offset":2,"end_offset":15`, `"start_offset":2,"end_offset":7`,
		`"start_offset":11,"end_offset":15`, `"start_offset":11,"end_offset":22`} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s in %s", want, all)
		}
	}
}

// TestFileNames holds that ids make file names that are apart and stay in the folder.
func TestFileNames(t *testing.T) {
	var docs []*doc.Document
	for _, id := range []string{"a/ż.txt", "a/Ż.txt", "../../etc/passwd", "/x", "", "n.tar!b:c.txt", ".hidden", "ł\x00?", strings.Repeat("ł", 300)} {
		docs = append(docs, &doc.Document{ID: id, Text: "🎻"})
	}
	out := write(t, options("marked", emit.Document), true, docs...)
	var names []string
	for name := range out {
		names = append(names, name)
	}
	slices.Sort(names)
	want := []string{"_./_./etc/passwd.txt", "_hidden.txt", "a/Ż-2.txt", "a/ż.txt", "document.txt", "n.tar!b_c.txt", "x.txt", "ł__.txt",
		strings.Repeat("ł", 100) + ".txt"}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
}

func TestDocumentsThatDoNotFit(t *testing.T) {
	w, err := emit.New(&bytes.Buffer{}, options("marked", emit.Document))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		doc  *doc.Document
		want string
	}{
		{&doc.Document{ID: "ż", Text: "Łódź\n{"}, "ż: marked text cannot hold the curly bracket in line 2"},
		{&doc.Document{ID: "ź", Text: "Łódź"}, ""},
	} {
		err := w.Write(test.doc)
		unfit := (*emit.DocumentError)(nil)
		if test.want == "" && err != nil || test.want != "" && (!errors.As(err, &unfit) || err.Error() != test.want) {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
	err = w.Write(&doc.Document{ID: "ó", Text: "Łódź"})
	if want := "ó: a file of marked text holds one document, expected an output folder"; fmt.Sprint(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if unfit := (*emit.DocumentError)(nil); errors.As(err, &unfit) {
		t.Error("a second document is at fault")
	}
}

// TestTableOfFormats holds docs/formats.md to what the formats carry.
func TestTableOfFormats(t *testing.T) {
	const path = "../../docs/formats.md"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var formats []string
	for _, f := range emit.Formats {
		if f != "tsv" { // as csv
			formats = append(formats, f)
		}
	}
	var table strings.Builder
	table.WriteString("| | " + strings.Join(formats, " | ") + " |\n" + strings.Repeat("|---", len(formats)+1) + "|\n")
	for _, l := range emit.Layers {
		table.WriteString("| " + string(l))
		for _, f := range formats {
			if slices.Contains(emit.Lacks(f), l) {
				table.WriteString(" | –")
			} else {
				table.WriteString(" | ✓")
			}
		}
		table.WriteString(" |\n")
	}
	const head = "## What a format carries\n\n"
	before, rest, ok := strings.Cut(string(text), head)
	if !ok {
		t.Fatalf("%s has no section %q", path, head)
	}
	there, after, _ := strings.Cut(rest, "\n\n")
	if *golden.Update {
		if err := os.WriteFile(path, []byte(before+head+table.String()+"\n"+after), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if there+"\n" != table.String() {
		t.Errorf("%s has\n%s\nwant\n%s", path, there, table.String())
	}
}

func BenchmarkFormats(b *testing.B) {
	d := document(b, seed)
	for _, format := range emit.Formats {
		_, must := emit.InFolder(format)
		if must || format == "marked" {
			continue // a file a document
		}
		b.Run(format, func(b *testing.B) {
			var out bytes.Buffer
			w, err := emit.New(&out, options(format, emit.Document))
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(d.Text)))
			b.ReportAllocs()
			for b.Loop() {
				out.Reset()
				if err := w.Write(d); err != nil || out.Len() == 0 && format != "parquet" {
					b.Fatalf("%d bytes, %v", out.Len(), err)
				}
			}
		})
	}
}
