package gold

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestRecordFaults(t *testing.T) {
	span := func(s string) string { return `{"id":"ż","text":"Łódź 🎻","spans":[` + s + `]}` }
	for _, test := range []struct{ line, want string }{
		{`{"TEXT":"ż","spans":[]}`, `1:1: no key "text"`},
		{`{"text":"ż","Spans":[]}`, `1:1: no key "spans", expected a document record`},
		{`{"text":null,"spans":[]}`, `1:9: found null, expected a string`},
		{`["ż"]`, `1:1: found [, expected an object`},
		{`{"id":"ż","id":"ż","text":"","spans":[]}`, `1:11: key "id" stands twice`},
		{`{"id":1.5,"text":"","spans":[]}`, `1:7: found 1.5, expected a whole number`},
		{`{"text":"\ud800","spans":[]}`, `1:10: not valid UTF-8, or half of a surrogate pair`},
		{`{"text":"\ud83d\ude00\udc00","spans":[]}`, `1:22: not valid UTF-8, or half of a surrogate pair`},
		{"{\"text\":\"ż\xff\",\"spans\":[]}", `1:11: not valid UTF-8, or half of a surrogate pair`},
		{`{"text":"ż","spans":[]} {}`, `1:25: a line holds one object, but more follows`},
		{`{"text":"ż","spans":[}`, `1:22: invalid character '}' looking for beginning of value`},
		{`{"text":"ż","spans":[]`, `1:23: the JSON ends too early`},
		{`{"text":"ż`, `1:11: the JSON ends too early`},
		{span(`{"start":0,"end":4,"label":"GPE"}`),
			`1:63: unknown label "GPE", expected one of [PERSON ROLE PLACE ORGANIZATION NORP MISC]`},
		{span(`{"start":0,"label":"PLACE"}`), `1:36: a span without "end"`},
		{span(`{"start":0,"end":7,"label":"PLACE"}`), `1:36: span 0..7 of a text of 6 code points`},
		{span(`{"start":4,"end":4,"label":"PLACE"}`), `1:36: span 4..4 is empty`},
		{span(`{"start":-1,"end":4,"label":"PLACE"}`), `1:45: found -1, expected a whole number`},
		{span(`{"start":1,"end":2,"label":"PLACE"},{"start":0,"end":2,"label":"PLACE"}`),
			`1:72: span 0..2 after one that starts at 1`},
		{span(`{"start":5,"end":6,"label":"PLACE","text":"ź"}`),
			`1:36: span 5..6 is "ź" by its text, "🎻" in the document: offsets must be in code points`},
		{span(`{"start":0,"end":4,"label":"ROLE","status":"late"}`),
			`1:79: unknown status "late", expected current, former, acting or designate`},
		{span(`{"start":0,"end":4,"label":"PLACE","unsure":"ja"}`),
			`1:80: found "ja", expected true or false`},
		{`{"text":"ż","spans":[{"start":0,"end":1,"label":"PLACE"}],"positions":[{"span":0}]}`,
			`1:72: a position whose "span" is no index of a ROLE in "spans"`},
	} {
		path := filepath.Join(t.TempDir(), "ż.jsonl")
		if err := os.WriteFile(path, []byte(test.line+"\n"+span("")), 0o644); err != nil {
			t.Fatal(err)
		}
		var faults []string
		good := 0
		for _, err := range Read(path) {
			if err == nil {
				good++
				continue
			}
			faults = append(faults, strings.TrimPrefix(err.Error(), path+":"))
		}
		if want := []string{test.want}; !reflect.DeepEqual(faults, want) || good != 1 {
			t.Errorf("%s: %d good documents and errors\n%q, want\n%q", test.line, good, faults, want)
		}
	}
}

func TestTextFromElsewhere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ż.jsonl")
	line := `{"id":"ź","spans":[{"start":1,"end":2,"label":"PLACE"}]}`
	if err := os.WriteFile(path, []byte(line), 0o644); err != nil {
		t.Fatal(err)
	}
	r := Reader{Text: func(id string) (string, bool) { return "🎻Ł", id == "ź" }}
	docs, err := r.ReadAll(path)
	if err != nil || len(docs) != 1 || docs[0].Slice(docs[0].Spans[0].Span) != "Ł" {
		t.Errorf("got %v, %v", docs, err)
	}
}

func TestUnsure(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ż.jsonl")
	line := `{"text":"🎻Łódź","spans":[{"start":0,"end":1,"label":"MISC","unsure":true},` +
		`{"start":1,"end":2,"label":"PERSON","unsure":false},{"start":1,"end":5,"label":"PLACE"}]}`
	if err := os.WriteFile(path, []byte(line), 0o644); err != nil {
		t.Fatal(err)
	}
	docs, err := ReadAll(path)
	if err != nil || len(docs) != 1 {
		t.Fatalf("got %v, %v", docs, err)
	}
	var got []bool
	for _, s := range docs[0].Spans {
		got = append(got, s.Unsure)
	}
	if want := []bool{true, false, false}; !reflect.DeepEqual(got, want) {
		t.Errorf("unsure: %v, want %v", got, want)
	}
}

func TestEverySetReads(t *testing.T) {
	if testing.Short() {
		t.Skip("30 MB of JSON")
	}
	files, _ := filepath.Glob(filepath.Join(shared(t, "gold"), "*.jsonl"))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		docs, err := ReadAll(file)
		if err != nil || len(docs) != bytes.Count(data, []byte("\n")) {
			t.Errorf("%s: %d documents, %v", file, len(docs), err)
		}
	}
}

// FuzzRecord holds the strict reader to encoding/json: what it takes, encoding/json takes, with the same text.
func FuzzRecord(f *testing.F) {
	f.Add([]byte(`{"id":"ż","text":"Łódź 🎻","spans":[{"start":0,"end":4,"label":"PLACE","entity":null}]}`))
	f.Add([]byte(`{"text":"\ud83d\ude00\\ud800","spans":[],"positions":[],"x":[{},1e9,"\u0000"]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		var d Document
		if err := (Reader{}).record(line, &d); err != nil {
			var at *jsonError
			if !errors.As(err, &at) || at.at < 0 || at.column(line) < 1 {
				t.Fatalf("%q: error %#v", line, err)
			}
			return
		}
		var want map[string]any
		if err := json.Unmarshal(line, &want); err != nil || want["text"] != d.Text {
			t.Errorf("%q: text %q (%v)", line, d.Text, err)
		}
	})
}

func BenchmarkRecord(b *testing.B) {
	span := `{"start":0,"end":4,"label":"PLACE","entity":"L1"},`
	line := []byte(`{"id":"ż","text":"` + strings.Repeat("Łódź said so. ", 200) + `","spans":[` +
		strings.TrimSuffix(strings.Repeat(span, 40), ",") + `]}`)
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		var d Document
		if err := (Reader{}).record(line, &d); err != nil || len(d.Spans) != 40 {
			b.Fatalf("%d spans, %v", len(d.Spans), err)
		}
	}
}

// TestEmitted reads what package emit writes.
func TestEmitted(t *testing.T) {
	docs, err := ReadAll("../emit/testdata/norp.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	want := "ńews/a.txt||../emit/testdata/norp.jsonl:1\n" +
		"PERSON \"Zoe\u0301 Łukasz\" = 0\n" +
		"NORP \"French\" = 1\n" +
		"ROLE \"President\" holder \"Zoe\u0301 Łukasz\" 0 of \"French\" 1 former\n" +
		"ROLE \"Chair\" holder \"Zoe\u0301 Łukasz\" 0 of \"Acme & Söhne\" 2 current\n" +
		"ORGANIZATION \"Acme & Söhne\" = 2\n" +
		"ORGANIZATION \"UN\" = 3\n" +
		"PERSON \"Zoe\u0301\" = 0\n"
	if got := shown(docs[0]); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if _, err = ReadAll("../emit/testdata/utf16.jsonl"); err == nil || !strings.Contains(err.Error(), "code points") {
		t.Errorf("offsets in UTF-16: %v", err)
	}
}

func TestUnreviewed(t *testing.T) {
	span := func(more string) string { return `{"start":0,"end":4,"label":"PLACE"` + more + `}` }
	right, corrected, own := span(`,"reviewed":"right"`), span(`,"reviewed":"corrected"`), span("")
	for _, test := range []struct {
		name, spans, more string
		want              int
	}{
		{"a line of another maker", own + "," + own, "", 0},
		{"one of three", right + "," + own + "," + own, `,"removed":[]`, 2},
		{"all", right + "," + corrected, `,"removed":[]`, 0},
		{"none, but one that was removed", own, `,"removed":[{"start":5,"end":6,"text":"🎻","label":"PLACE"}]`, 1},
		{"without what was removed", corrected + "," + own, "", 1},
		{"a key of that name with other values", span(`,"reviewed":true`) + "," + span(`,"reviewed":["né"]`), "", 0},
		{"nothing", "", `,"removed":null`, 0},
	} {
		path := filepath.Join(t.TempDir(), "ż.jsonl")
		line := `{"id":"ż","text":"Łódź 🎻","spans":[` + test.spans + `]` + test.more + `}`
		if err := os.WriteFile(path, []byte(line), 0o644); err != nil {
			t.Fatal(err)
		}
		docs, err := ReadAll(path)
		if err != nil || len(docs) != 1 || docs[0].Unreviewed != test.want {
			t.Errorf("%s: got %v, %v, want %d unreviewed", test.name, docs, err, test.want)
		}
	}
}
