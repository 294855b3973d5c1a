package report

import (
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"roster/pipeline/doc"
)

var all = []doc.Label{doc.Person, doc.Role, doc.Place, doc.Organization}

// talks is a document with a supplementary character before its mentions.
func talks() *doc.Document {
	text := "🌱 Mayor Zoë Müller of ŁÓDŹ met Ana."
	at := func(s string) doc.Span {
		i := strings.Index(text, s)
		return doc.Span{Start: i, End: i + len(s)}
	}
	linear := doc.Source{Engine: "linear"}
	return &doc.Document{
		ID: "2024-05-06 é.txt", Text: text,
		Mentions: []doc.Mention{
			{Span: at("Mayor"), Label: doc.Role, Score: 0.98, Source: linear, Entity: doc.None},
			{Span: at("Zoë Müller"), Label: doc.Person, Score: 0.5, Source: doc.Source{Rule: "person.zoë"}, Entity: 0},
			{Span: at("ŁÓDŹ"), Label: doc.Place, Score: 1, Source: linear, Entity: 1},
			{Span: at("Ana"), Label: doc.Person, Score: 0.25, Source: linear, Entity: 2},
		},
		Entities: []doc.Entity{
			{Label: doc.Person, Name: "Zoë Müller", Mentions: []int{1}},
			{Label: doc.Place, Name: "ŁÓDŹ", Mentions: []int{2}, Country: "PL"},
			{Label: doc.Person, Name: "Ana", Mentions: []int{3}},
		},
		Positions: []doc.Position{{
			Mention: 0, Role: "Mayor", Holders: []int{0}, Status: doc.Current,
			Of: &doc.Body{Entity: 1, Name: "Łódź", Text: "ŁÓDŹ", Country: "PL"},
		}},
	}
}

// page writes documents and returns the page and what its islands hold.
func page(t testing.TB, labels []doc.Label, docs ...*doc.Document) (html string, documents []Document, r Run) {
	t.Helper()
	var out strings.Builder
	w := New(&out, Options{Labels: labels, Version: "1.2.3"})
	for _, d := range docs {
		if err := w.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	html = out.String()
	for id, v := range map[string]any{"documents": &documents, "run": &r} {
		_, rest, _ := strings.Cut(html, `<script type="application/json" id="`+id+`">`)
		island, _, found := strings.Cut(rest, "</script>")
		if !found {
			t.Fatalf("no island %q", id)
		}
		if err := json.Unmarshal([]byte(island), v); err != nil {
			t.Fatalf("island %q: %v", id, err)
		}
	}
	return html, documents, r
}

func TestIslands(t *testing.T) {
	second := talks()
	second.ID = "b"
	_, documents, r := page(t, all, talks(), second)
	want := Document{
		ID: "2024-05-06 é.txt", Date: "2024-05-06", Text: talks().Text,
		Spans: []int{
			3, 8, 1, 980, 0, -1,
			9, 19, 0, 500, 1, 0,
			23, 27, 2, 1000, 0, 1,
			32, 35, 0, 250, 0, 2,
		},
		Positions: []Position{{Span: 0, Holders: []int{0}, Of: &Body{1, "Łódź", "ŁÓDŹ", "PL"}, Status: doc.Current}},
	}
	if !reflect.DeepEqual(documents[0], want) {
		t.Errorf("got\n%+v\nwant\n%+v", documents[0], want)
	}
	units := utf16.Encode([]rune(documents[0].Text))
	for i, surface := range []string{"Mayor", "Zoë Müller", "ŁÓDŹ", "Ana"} {
		s := documents[0].Spans[6*i:]
		if got := string(utf16.Decode(units[s[0]:s[1]])); got != surface {
			t.Errorf("mention %d is %q, want %q", i, got, surface)
		}
	}
	s := documents[1].Spans
	if got := []int{s[11], s[17], s[23]}; !reflect.DeepEqual(got, []int{0, 1, 3}) {
		t.Errorf("entities of the second document %v: a person of two words and a place are known, one of a word is not", got)
	}
	wantRun := Run{
		Version: "1.2.3", Labels: all, Sources: []string{"linear", "rule:person.zoë"},
		Entities: []Entity{{0, "Zoë Müller", ""}, {2, "ŁÓDŹ", "PL"}, {0, "Ana", ""}, {0, "Ana", ""}},
		Together: Together{People: []int{2, 0, 3}, Shared: [][]int{{}, {1}, {0, 1}}},
	}
	if !reflect.DeepEqual(r, wantRun) {
		t.Errorf("got\n%+v\nwant\n%+v", r, wantRun)
	}
}

func TestLabels(t *testing.T) {
	d := talks()
	_, documents, r := page(t, []doc.Label{doc.Role, doc.Person}, d)
	got := documents[0]
	if want := []int{3, 8, 0, 980, 0, -1, 9, 19, 1, 500, 1, 0, 32, 35, 1, 250, 0, 1}; !reflect.DeepEqual(got.Spans, want) {
		t.Errorf("spans %v, want %v", got.Spans, want)
	}
	p := got.Positions[0]
	if p.Of.Entity != doc.None || p.Of.Name != "Łódź" || !reflect.DeepEqual(p.Holders, []int{0}) {
		t.Errorf("position %+v of %+v", p, p.Of)
	}
	if len(r.Entities) != 2 {
		t.Errorf("entities %+v", r.Entities)
	}
	_, documents, _ = page(t, []doc.Label{doc.Place, doc.Role}, d)
	if got := documents[0].Positions[0]; got.Holders != nil || got.Of.Entity != 0 {
		t.Errorf("position %+v", got)
	}
	if !reflect.DeepEqual(d, talks()) {
		t.Error("the document given was changed")
	}
}

func TestNoDocuments(t *testing.T) {
	html, documents, r := page(t, all)
	if len(documents) != 0 || r.Entities == nil || r.Together.People == nil || r.Sources == nil {
		t.Errorf("documents %v, run %+v", documents, r)
	}
	if !strings.HasPrefix(html, "<!doctype html>") {
		t.Errorf("page begins with %.40s", html)
	}
}

// attacks are texts that would leave the place where they stand, if they were markup.
var attacks = []string{
	"</script><script>alert(1)</script>", "<!--<script>", "]]></textarea>", `"'><img src=x onerror=alert(1)>`,
	"\u202Egnirts\u202C\u2067", "é\x00\u2028\u2029\uFEFF🌱",
}

// hostile is a document in which a text stands wherever a text can.
func hostile(s string) *doc.Document {
	source := doc.Source{Rule: s}
	return &doc.Document{
		ID: s, Text: s + s,
		Mentions: []doc.Mention{
			{Span: doc.Span{Start: 0, End: len(s)}, Label: doc.Role, Source: source, Entity: doc.None},
			{Span: doc.Span{Start: len(s), End: 2 * len(s)}, Label: doc.Person, Source: source, Entity: 0},
		},
		Entities: []doc.Entity{{Label: doc.Person, Name: s, Aliases: []string{s}, Country: s, Mentions: []int{1}}},
		Positions: []doc.Position{{
			Mention: 0, Role: s, Holders: []int{0}, Status: doc.Status(s),
			Of: &doc.Body{Entity: doc.None, Name: s, Text: s, Country: s},
		}},
	}
}

// checkHostile fails where a text of a document changed or is not inside an island.
func checkHostile(t *testing.T, s string) {
	t.Helper()
	html, documents, r := page(t, all, hostile(s))
	d := documents[0]
	for what, got := range map[string]string{
		"id": d.ID, "name": r.Entities[0].Name, "country": r.Entities[0].Country,
		"source": strings.TrimPrefix(r.Sources[0], "rule:"),
		"body":   d.Positions[0].Of.Name, "status": string(d.Positions[0].Status),
	} {
		if got != s {
			t.Errorf("%s of %q is %q", what, s, got)
		}
	}
	if d.Text != s+s {
		t.Errorf("text of %q is %q", s, d.Text)
	}
	own := strings.Replace(strings.Replace(html, script, "", 1), style, "", 1)
	for _, mark := range []string{"<script", "</script>"} {
		if n := strings.Count(strings.ToLower(own), mark); n != 3 {
			t.Errorf("%q: %s stands %d times, want 3", s, mark, n)
		}
	}
	_, islands, _ := strings.Cut(own, `id="documents">`)
	islands, _, _ = strings.Cut(islands, "<script>")
	islands = strings.Replace(islands, "</script>\n<script type=\"application/json\" id=\"run\">", "", 1)
	if i := strings.IndexAny(strings.TrimSuffix(islands, "</script>\n"), "<>&"); i >= 0 {
		t.Errorf("%q: markup in an island: %.60s", s, islands[i:])
	}
}

func TestHostile(t *testing.T) {
	for _, s := range attacks {
		checkHostile(t, s)
	}
}

func FuzzPage(f *testing.F) {
	for _, s := range attacks {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if s != "" && utf8.ValidString(s) {
			checkHostile(t, s)
		}
	})
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("voll") }

func TestWriteFails(t *testing.T) {
	w := New(full{}, Options{Labels: all})
	if err := errors.Join(w.Add(talks()), w.Close()); err == nil || !strings.Contains(err.Error(), "voll") {
		t.Errorf("error %v", err)
	}
}

func BenchmarkWriter(b *testing.B) {
	d := talks()
	d.Text += strings.Repeat(" Zażółć gęślą jaźń.", 150)
	w := New(io.Discard, Options{Labels: all})
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		if err := w.Add(d); err != nil {
			b.Fatal(err)
		}
	}
	if r := w.encoder.Run(); len(r.Entities) < 3 || r.Entities[0].Name != "Zoë Müller" {
		b.Errorf("entities %+v", r.Entities[:1])
	}
}
