package diff

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/link"
	"roster/rules"
)

func TestReadFile(t *testing.T) {
	const good = `{"id": "é", "text": "In Łódź.", "spans": [{"start": 3, "end": 7, "label": "PLACE"}]}`
	tests := []struct{ name, lines, err string }{
		{"a record", good, ""},
		{"a byte order mark and blank lines", "\uFEFF" + good + "\n \n", ""},
		{"no object", good + "\n[]", "2: json: cannot unmarshal array"},
		{"no JSON", `{"id": "é`, "1: unexpected end of JSON input"},
		{"no UTF-8", "{\"id\": \"\xff\"}", "1: not UTF-8"},
		{"a key in another case", `{"ID": "é", "spans": []}`, `1: no "id", expected a document record`},
		{"a flat record", `{"id": "é", "start": 3, "end": 7, "text": "Łódź"}`, `1: no "spans", expected a document record`},
		{"a span without end", `{"id": "é", "spans": [{"start": 3, "label": "PLACE"}]}`, `1: no "end"`},
		{"a start that is no number", `{"id": "é", "spans": [{"start": "3", "end": 7, "label": "PLACE"}]}`, `1: "start": json:`},
		{"an empty span", `{"id": "é", "spans": [{"start": 3, "end": 3, "label": "PLACE"}]}`, "1: span 3..3, expected spans that are not empty"},
		{"a span behind the text", `{"id": "é", "text": "Łódź", "spans": [{"start": 3, "end": 5, "label": "PLACE"}]}`,
			"1: span 3..5 of a text of 4 code points"},
		{"offsets in bytes", `{"id": "é", "text": "Ü Łódź Łódź", "spans": [{"start": 3, "end": 10, "text": "Łódź", "label": "PLACE"}]}`,
			`1: span 3..10 is "Łódź" by its text, "ódź Łód" in the document: offsets must be in code points`},
		{"an entity that is not there", `{"id": "é", "spans": [{"start": 3, "end": 7, "label": "PLACE", "entity": 0}], "entities": []}`,
			"1: span 3..7 has entity 0 of 0"},
		{"a position of no span", `{"id": "é", "spans": [], "positions": [{"span": 0}]}`, "1: a position of span 0 of 0"},
		{"a holder that is not there",
			`{"id": "é", "spans": [{"start": 0, "end": 1, "label": "ROLE"}], "positions": [{"span": 0, "holders": [2]}]}`,
			"1: holder 2 of 0 entities"},
		{"an id twice", good + "\n" + good, `2: id "é" stands in line 1 too`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "run.jsonl")
			if err := os.WriteFile(path, []byte(test.lines), 0o666); err != nil {
				t.Fatal(err)
			}
			docs, err := ReadFile(path)
			if test.err != "" {
				if err == nil || !strings.HasPrefix(err.Error(), path+":"+test.err) {
					t.Fatalf("got error %v, want %s:%s…", err, path, test.err)
				}
				return
			}
			want := &Document{ID: "é", Text: "In Łódź.",
				Mentions:   []Mention{{Span: doc.Span{Start: 3, End: 7}, Text: "Łódź", Label: doc.Place, Entity: doc.None}},
				NoEntities: true, NoPositions: true}
			if err != nil || len(docs) != 1 || !reflect.DeepEqual(docs[0], want) {
				t.Errorf("got %+v (%v), want %+v", docs, err, want)
			}
		})
	}
}

// TestCorrectedCopy: of a copy whose spans were corrected, and whose entities and positions were taken out, the
// mentions alone are compared.
func TestCorrectedCopy(t *testing.T) {
	const start = `{"id": "é", "text": "Łódź's mayor", "spans": [{"start": 0, "end": 4, "label": `
	run, err := parse([]byte(start + `"PLACE", "entity": 0}, {"start": 7, "end": 12, "label": "ROLE", "entity": null}],
		"entities": [{"name": "Łódź", "country": "PL"}], "positions": [{"span": 1, "holders": [], "of": {"name": "Łódź"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	corrected, err := parse([]byte(start + `"ORGANIZATION", "entity": 0}, {"start": 7, "end": 12, "label": "ROLE"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	r := new(Result)
	r.Add(run, corrected, nil)
	if len(r.Changes) != 1 || r.Changes[0].Kind != Relabelled {
		t.Errorf("got %+v, want one relabelled", r.Changes)
	}
}

// TestExtractedIsAsItsRecord holds what a document gives against what its record gives.
func TestExtractedIsAsItsRecord(t *testing.T) {
	p, err := pipeline.New(pipeline.Config{
		Rules: rules.Config{Core: true},
		Link:  link.Config{Aliases: true, Positions: true, Countries: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	labels := []doc.Label{doc.Person, doc.Role, doc.Place, doc.Organization}
	for _, text := range []string{
		"", "ü",
		"French President Emmanuel Macron met Łódź's former mayor José Álvarez in Paris.\n\nMacron left for 北京.",
		"Dr. Ada Obi, chairwoman of Göteborg Energi AB, and the U.S. ambassador spoke. Obi laughed.",
	} {
		d := &doc.Document{ID: "é.txt", Text: text}
		if err := p.Extract(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		w, err := emit.New(&b, emit.Options{
			Record: emit.Document, Format: "jsonl", Labels: labels, Offsets: emit.Codepoint, Text: true,
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(d); err != nil {
			t.Fatal(err)
		}
		record, err := parse(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		extracted := Extracted(d, labels)
		r, err := Compare([]*Document{record}, []*Document{extracted}, nil)
		if err != nil || !r.Empty() || len(record.Mentions) != len(extracted.Mentions) {
			t.Errorf("%q: %+v (%v)", text, r, err)
		}
		silent := len(record.Positions) == 0 || len(extracted.Removed) == 0 || extracted.Positions[0].HolderRule == ""
		if silent && len(text) > 10 {
			t.Errorf("%q: nothing to compare: %+v", text, extracted)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"id": "é", "text": "Łódź's mayor", "spans": [{"start": 0, "end": 4, "label": "PLACE", "entity": 0}, ` +
		`{"start": 7, "end": 12, "label": "ROLE"}], "entities": [{"name": "Łódź", "country": "PL"}], ` +
		`"positions": [{"span": 1, "holders": [0], "of": {"name": "Łódź", "text": "Łódź"}, "status": "current"}]}`))
	f.Add([]byte(`{"id": "ü", "spans": [{"start": 2, "end": 1}]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		d, err := parse(line)
		if err != nil {
			return
		}
		// What is read can be compared, with itself and with nothing, and the spans are of the text.
		empty := &Document{ID: d.ID, Text: d.Text}
		r := new(Result)
		r.Add(d, d, nil)
		if !r.Empty() {
			t.Errorf("a run differs from itself: %+v", r.Changes)
		}
		r.Add(empty, d, nil)
		r.Add(d, empty, nil)
		if len(r.Changes) != 2*len(d.Mentions) {
			t.Errorf("%d changes of %d mentions", len(r.Changes), len(d.Mentions))
		}
		for _, c := range r.Changes {
			if m := c.mention(); d.Text != "" && !strings.Contains(d.Text, m.Text) {
				t.Errorf("%q is not in the text", m.Text)
			}
		}
	})
}
