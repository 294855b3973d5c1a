package gold

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// readTool reads what a tool wrote, as a file of that name, and returns the documents and errors as text, and what was
// left out.
func readTool(t testing.TB, form, name, content string) (got string, left []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	r := Reader{Form: form, Left: func(what string) { left = append(left, what) }}
	for d, err := range r.Read(path) {
		if err != nil {
			got += strings.ReplaceAll(err.Error(), path, name) + "\n"
			continue
		}
		got += strings.ReplaceAll(shown(d), path, name)
	}
	return got, left
}

// tools are files of annotation tools and corpora, what is read of them, and what is left out.
var tools = []struct {
	name, file, content, want string
	left                      string
}{
	{
		"spaCy with groups of spans alone", "ż.jsonl",
		`{"text":"🎻 Łódź, Zoë","ents":[],"tokens":[],"spans":{"sc":[{"start":8,"end":11,"label":"PERSON","kb_id":"Q1"},{"start":2,"end":6,"label":"GPE","kb_id":""}]}}`,
		"ż.jsonl:1||ż.jsonl:1\nPLACE \"Łódź\"\nPERSON \"Zoë\"\n", "[]",
	},
	{
		"spaCy with what emit adds", "ż.jsonl",
		`{"text":"Zoë is mayor.","ents":[{"start":0,"end":3,"label":"PERSON"},{"start":7,"end":12,"label":"ROLE"}],"tokens":[],` +
			`"roster":{"id":"ń","spans":[{"start":0,"end":3,"label":"PERSON","entity":0},{"start":7,"end":12,"label":"ROLE","entity":null}],` +
			`"entities":[],"positions":[{"span":1,"holder":{"entity":0,"name":"Zoë"},"of":null,"status":"former"}]}}`,
		"ń||ż.jsonl:1\nPERSON \"Zoë\" = 0\nROLE \"mayor\" holder \"Zoë\" 0 of \"\"  former\n", "[]",
	},
	{
		"spaCy whose spans were corrected", "ż.jsonl",
		`{"text":"Zoë is mayor.","ents":[{"start":0,"end":3,"label":"PERSON"}],"tokens":[],` +
			`"roster":{"id":"ń","spans":[{"start":0,"end":3,"label":"PLACE","entity":0}],"entities":[],"positions":[]}}`,
		"ń||ż.jsonl:1\nPERSON \"Zoë\"\n", "[]",
	},
	{
		"Prodigy", "ż.jsonl",
		`{"text":"🎻 Zoë, mayor of Łódź","tokens":[{"text":"🎻","start":0,"end":1,"id":0},{"text":"Zoë","start":2,"end":5,"id":1}],` +
			`"spans":[{"start":7,"end":12,"label":"ROLE","status":"acting"},{"start":2,"end":5,"label":"PERSON"},{"start":16,"end":20,"label":"GPE"}],` +
			`"relations":[{"head":9,"child":1,"label":"holder","head_span":{"start":7,"end":12},"child_span":{"start":2,"end":5}},` +
			`{"head":9,"child":9,"label":"OF","head_span":{"start":7,"end":12},"child_span":{"start":16,"end":20}}],"answer":"accept"}` + "\n" +
			`{"text":"Zoë","spans":[{"start":0,"end":3,"label":"PERSON"}],"answer":"reject"}`,
		"ż.jsonl:1||ż.jsonl:1\nPERSON \"Zoë\" = m0\nROLE \"mayor\" holder \"Zoë\" m0 of \"Łódź\" m2 acting\nPLACE \"Łódź\" = m2\n",
		"[a task whose answer is reject]",
	},
	{
		"Prodigy by tokens", "ż.jsonl",
		`{"text":"Zoë mayor","tokens":[{"start":0,"end":3,"id":0},{"start":4,"end":9,"id":1}],"spans":[{"start":0,"end":3,"label":"PERSON"},` +
			`{"start":4,"end":9,"label":"ROLE"}],"relations":[{"head":1,"child":0,"label":"holder"},{"head":1,"child":7,"label":"of"}],"meta":{"id":7}}`,
		"7||ż.jsonl:1\nPERSON \"Zoë\" = m0\nROLE \"mayor\" holder \"Zoë\" m0 of \"\"  current\n", "[]",
	},
	{
		"Label Studio's export", "ż.json",
		`[{"id": 3, "data": {"article": "🎻 Zoë of Łódź"}, "annotations": [
  {"was_cancelled": true, "result": []},
  {"was_cancelled": false, "result": [
    {"id": "b", "type": "labels", "value": {"start": 9, "end": 14, "text": "Łódź", "labels": ["LOC", "Town"]}},
    {"id": "a", "type": "labels", "value": {"start": 2, "end": 5, "labels": ["PER"]}}]}]},
 {"data": {"id": "ń", "text": "Zoë"}, "annotations": [], "predictions": []},
 {"data": {"text": "Zoë met 7"}, "predictions": [{"result": [{"type": "choices", "value": {"choices": ["news"]}},
    {"type": "labels", "value": {"start": 0, "end": 3, "labels": ["Person"]}, "meta": {"entity": 4}, "score": 0.5},
    {"type": "labels", "value": {"start": 8, "end": 9, "labels": ["CARDINAL"]}}]}]}]`,
		"ż.json:4:5: span 9..14 of a text of 13 code points\nż.json:3||ż.json:7\nPERSON \"Zoë\" = 4\n",
		"[the further label Town of a region a task without annotation a region of type choices without a label of text label CARDINAL]",
	},
	{
		"doccano", "ż.jsonl",
		`{"id":3,"text":"🎻 Łódź Zoë","label":[[7,10,"PER"],[2,6,"LOC"]]}` + "\n" +
			`{"document":"ń","text":"Zoë, Zoë: mayor","entities":[{"id":9,"start_offset":5,"end_offset":8,"label":"PERSON"},` +
			`{"id":4,"start_offset":0,"end_offset":3,"label":"PERSON"},{"id":5,"start_offset":10,"end_offset":15,"label":"ROLE"}],` +
			`"relations":[{"id":1,"from_id":9,"to_id":4,"type":"same"},{"id":2,"from_id":5,"to_id":9,"type":"holder"},{"id":3,"from_id":4,"to_id":5,"type":"likes"}]}`,
		"3||ż.jsonl:1\nPLACE \"Łódź\"\nPERSON \"Zoë\"\n" +
			"ń||ż.jsonl:2\nPERSON \"Zoë\" = m0\nPERSON \"Zoë\" = m0\nROLE \"mayor\" holder \"Zoë\" m0 of \"\"  current\n", "[relation likes]",
	},
	{
		"CoNLL, two documents, IOB1", "ż.conll",
		"-DOCSTART- -X- O O\n\nŁódź -X- _ I-LOC\nZoë -X- _ I-PER\nRoe -X- _ I-PER\nAnn -X- _ B-PER\n\n. O\n-DOCSTART- -X- O O\n\n🎻 O\nACME\tB-ORG\n",
		"ż.conll:1||ż.conll:1\nPLACE \"Łódź\"\nPERSON \"Zoë Roe\"\nPERSON \"Ann\"\nż.conll:9||ż.conll:9\nORGANIZATION \"ACME\"\n", "[]",
	},
	{
		"CoNLL, BILOU without a start", "ż.bio",
		"Zoë U-PER\nUN B-ORG\nin I-ORG\nŁódź L-ORG\nŁódź I-ORG\nmuch O\n",
		"ż.bio:1||ż.bio:1\nPERSON \"Zoë\"\nORGANIZATION \"UN in Łódź\"\nORGANIZATION \"Łódź\"\n", "[]",
	},
	{"CoNLL, faults", "ż.conll", "Zoë\n-DOCSTART- O\nŁódź X\n-DOCSTART- O\nŁódź B-DATE\n",
		"ż.conll:1: found \"Zoë\", expected a token and a tag: O, B-LABEL or I-LABEL\n" +
			"ż.conll:3: found \"Łódź X\", expected a token and a tag: O, B-LABEL or I-LABEL\nż.conll:4||ż.conll:4\n", "[label DATE]"},
	{"faults of an array", "ż.json", `[{"data": {"text": "Zoë"}, "annotations": [{"result": [` + "\n" + `{"type": "labels", "value": {"start": "0"}}]}]}, 7]`,
		"ż.json:2:39: found \"0\", expected a whole number\nż.json:2:50: found 7, expected an object\n", "[]"},
	{"an array that ends early", "ż.json", `[{"text": "Zoë", "label": []}`, "ż.json:1||ż.json:1\nż.json:1:30: the JSON ends too early\n", "[]"},
	{"text of another place", "ż.jsonl", `{"text":"🎻 Zoë","spans":[{"start":4,"end":6,"text":"Zoë","label":"PERSON"}],"answer":"accept"}`,
		"ż.jsonl:1:26: span 4..6 of a text of 5 code points\n", "[]"},
}

func TestTools(t *testing.T) {
	for _, test := range tools {
		got, left := readTool(t, "", test.file, test.content)
		if got != test.want || fmt.Sprint(left) != test.left {
			t.Errorf("%s: got\n%s%v\nwant\n%s%s", test.name, got, left, test.want, test.left)
		}
	}
}

// TestStrict holds that what would be left out is an error where nobody is told.
func TestStrict(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ż.conll")
	if err := os.WriteFile(path, []byte("Łódź B-LOC\nMonday B-DATE\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := ReadAll(path)
	if want := path + ":2: label DATE has no place here"; fmt.Sprint(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// bratFiles are a text of brat and its annotations.
const bratText, bratLines = "🎻 Zoë\nŁukasz, mayor of Łódź. Łukasz left.\r\n", "T1\tPERSON 2 5;6 12\tZoë Łukasz\n" +
	"T2\tROLE 14 19\tmayor\nT3\tPLACE 23 27\tŁódź\nT4\tPERSON 29 35\tŁukasz\n\n" +
	"R1\tHolder Arg1:T2 Arg2:T1\nR2\tOf Arg1:T2 Arg2:T3\nA1\tStatus T2 former\n*\tEquiv T1 T4\n" +
	"#1\tAnnotatorNotes T1\tsure?\nE1\tMove:T2\nA2\tNegated T2\nT5\tDATE 36 40\tleft\n"

func readBrat(t testing.TB, text, lines string) (got string, left []string) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{"ż.txt": text, "ż.ann": lines} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := Reader{Left: func(what string) { left = append(left, what) }}
	for d, err := range r.Read(dir) {
		if err != nil {
			got += err.Error()
			continue
		}
		got += shown(d)
	}
	return strings.ReplaceAll(got, dir+"/", ""), left
}

func TestBrat(t *testing.T) {
	got, left := readBrat(t, bratText, bratLines)
	want := "ż||ż.ann:1\nPERSON \"Zoë\\nŁukasz\" = m0\nROLE \"mayor\" holder \"Zoë\\nŁukasz\" m0 of \"Łódź\" m2 former\n" +
		"PLACE \"Łódź\" = m2\nPERSON \"Łukasz\" = m0\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if want := "[brat's annotation # brat's annotation E brat's attribute Negated label DATE]"; fmt.Sprint(left) != want {
		t.Errorf("left out %v, want %s", left, want)
	}
	for _, test := range []struct{ lines, want string }{
		{"T1\tPERSON 2 5\tZoe\n", `ż.ann:1: span 2..5 is "Zoe" by its text, "Zoë" in the document: offsets must be in code points`},
		{"\nT1\tPERSON 2 99\tZoë\n", "ż.ann:2: span 2..99 of a text of 43 code points"},
		{"T1 PERSON 2 5 Zoë\n", "ż.ann:1: no text-bound annotation, expected T1 PERSON 2 5 Zoë<tab>LABEL start end<tab>text"},
		{"T1\tPERSON 2 é\tZoë\n", `ż.ann:1: found offsets "2 é", expected two whole numbers`},
		{"T1\tROLE 14 19\tmayor\nA1\tStatus T1 läte\n", `ż.ann:2: unknown status "läte", expected current, former, acting or designate`},
		{"ł\n", `ż.ann:1: no annotation of brat: "ł"`},
	} {
		if got, _ := readBrat(t, bratText, test.lines); got != test.want {
			t.Errorf("%q: got %s, want %s", test.lines, got, test.want)
		}
	}
}

// checkDocument holds what must be true of every document that is read.
func checkDocument(t *testing.T, d *Document) {
	t.Helper()
	last := 0
	for _, s := range d.Spans {
		if s.Start < last || s.Start >= s.End || s.End > len(d.Text) || !utf8.ValidString(d.Slice(s.Span)) {
			t.Fatalf("span %v of a text of %d bytes", s.Span, len(d.Text))
		}
		last = s.Start
		if _, err := doc.ParseLabel(string(s.Label)); err != nil {
			t.Fatal(err)
		}
		if s.Label == doc.Role && s.Status == "" {
			t.Fatalf("a role without status: %+v", s)
		}
	}
	if !utf8.ValidString(d.Text) {
		t.Fatalf("text %q", d.Text)
	}
}

// fuzzObject fuzzes the reader of one form of JSON objects.
func fuzzObject(f *testing.F, form string) {
	for _, test := range tools {
		for _, line := range strings.Split(test.content, "\n") {
			f.Add([]byte(line))
		}
		var tasks []json.RawMessage
		if json.Unmarshal([]byte(test.content), &tasks) == nil {
			for _, task := range tasks {
				f.Add([]byte(task))
			}
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d := &Document{ID: "ż"}
		r := Reader{Left: func(string) {}}
		err := formNamed(form).object(r, raw, d)
		var at *jsonError
		switch {
		case err == nil:
			checkDocument(t, d)
		case errors.Is(err, errRefused):
		case !errors.As(err, &at) || at.column(raw) < 1:
			t.Fatalf("%q: error %#v", raw, err)
		}
	})
}

func FuzzSpacy(f *testing.F)       { fuzzObject(f, "spacy") }
func FuzzProdigy(f *testing.F)     { fuzzObject(f, "prodigy") }
func FuzzLabelStudio(f *testing.F) { fuzzObject(f, "labelstudio") }
func FuzzDoccano(f *testing.F)     { fuzzObject(f, "doccano") }

func FuzzStandoff(f *testing.F) {
	f.Add(bratText, bratLines)
	f.Add("Łódź", "T1\tLOC 0 4;9 -1\tŁódź\n*\tEquiv T1 T1 T2\nR1\tHolder Arg1:T1 Arg2:T1")
	f.Fuzz(func(t *testing.T, text, lines string) {
		valid := strings.ToValidUTF8(text, "?")
		d, a := &Document{}, annotation{text: &valid}
		r := Reader{Left: func(string) {}}
		err := r.standoff(&a, lines)
		if err == nil {
			err = r.finish(&a, d)
		}
		var at *Error
		if err == nil {
			checkDocument(t, d)
		} else if !errors.As(located(err, "ż.ann"), &at) || at.Line < 1 {
			t.Fatalf("%q: error %#v", lines, err)
		}
	})
}

func FuzzColumns(f *testing.F) {
	for _, test := range tools {
		f.Add(test.content)
	}
	f.Fuzz(func(t *testing.T, content string) {
		r := Reader{Form: "conll", Stdin: strings.NewReader(content), Left: func(string) {}}
		for d, err := range r.Read("-") {
			var at *Error
			if err == nil {
				checkDocument(t, d)
			} else if !errors.As(err, &at) || at.Line < 1 {
				t.Fatalf("%q: error %#v", content, err)
			}
		}
	})
}
