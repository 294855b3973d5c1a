package gold

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"roster/pipeline/doc"
)

// shown is a document as tests compare it: its head, and a line a span with the text that its bytes cut.
func shown(d *Document) string {
	out := fmt.Sprintf("%s|%s|%s:%d\n", d.ID, d.Source, d.File, d.Line)
	for _, s := range d.Spans {
		out += fmt.Sprintf("%s %q", s.Label, d.Slice(s.Span))
		if s.Entity != "" {
			out += " = " + s.Entity
		}
		if s.Label == doc.Role {
			out += fmt.Sprintf(" holder %q %s of %q %s %s", s.Holder, s.HolderEntity, s.Of, s.OfEntity, s.Status)
		}
		out += "\n"
	}
	return out
}

func TestRead(t *testing.T) {
	want := `a||testdata/folder/a.txt:1
PLACE "ŁÓDŹ" = L1
NORP "Polish" = L1
ROLE "President" holder "Zoé Nowak" P1 of "Polish" L1 current
PERSON "Zoé Nowak" = P1
PERSON "Ann Roe" = P2
ROLE "chief executive" holder "Ann Roe" P2 of "Acme & Söhne" O1 former
ORGANIZATION "Acme & Söhne" = O1
PERSON "Nowak" = P1
NORP "Kurdish"
MISC "Die Zeit"
ROLE "editor" holder ""  of ""  current
c1|unit|testdata/folder/c.jsonl:1
PERSON "Zoé Nowak" = Zoé_Nowak
ROLE "mayor" holder "Zoé Nowak" P1 of "Łódź"  former
MISC "mayor of Łódź"
7||testdata/folder/c.jsonl:3
c.jsonl:4||testdata/folder/c.jsonl:4
NORP "French" = 0
ROLE "President" holder "Zoé" 1 of "French" 0 acting
PERSON "Zoé" = 1
sub/b||testdata/folder/sub/b.txt:1
PERSON "Émile" = P1
`
	var got string
	for d, err := range Read("testdata/folder") {
		if err != nil {
			t.Fatal(err)
		}
		got += shown(d)
	}
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestReadStopsWhenAsked(t *testing.T) {
	for want := 1; want <= 5; want++ {
		n := 0
		for range Read("testdata/folder", "testdata/folder/a.txt") {
			if n++; n == want {
				break
			}
		}
		if n != want {
			t.Errorf("%d documents, want %d", n, want)
		}
	}
}

func TestMarkedText(t *testing.T) {
	d, err := readMarked("ż.txt", "ż", "\uFEFFa {P1:Zoé: x}\r\n{ L1 :Łódź}\r\n\n\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := "a Zoé: x\r\nŁódź\r"; d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	if want := "ż||ż.txt:1\nPERSON \"Zoé: x\" = P1\nPLACE \"Łódź\" = L1\n"; shown(d) != want {
		t.Errorf("got\n%swant\n%s", shown(d), want)
	}
}

func TestRoles(t *testing.T) {
	for _, test := range []struct{ text, holder, of string }{
		{"{R>P1@L1:mayor} {P1:Zoé} of {L1:Łódź}", "Zoé", "Łódź"},
		{"{R>1@L1:mayor} {P1:Zoé} of {L1:Łódź}", "Zoé", "Łódź"},
		{"{P1:Zoé} the {R>P1@-:mayor} or {P1:Roe}", "Roe", ""},
		{"{P1:Zoé} — {R>P1@-:mayor} — {P1:Roe}", "Zoé", ""}, // equally near: the first
		{"{P1:Zoé} łłłł {R>P1@-:mayor} aaaaa {P1:Roe}", "Zoé", ""},
		{"{L2:Łódź} {N2:Polish} {R>-@N2:consul}", "", "Polish"},
		{"{N:Kurdish} {N2:Polish} {R>-@N2:consul}", "", "Polish"},
		{"{N:Kurdish} {R>-@N2:consul}", "", "Kurdish"},
		{"{N1:Łemko} {R>-@N:consul}", "", "Łemko"},
	} {
		text, spans, faults := parseMarked(test.text)
		if len(faults) > 0 {
			t.Errorf("%s: %v", test.text, faults)
			continue
		}
		for _, s := range spans {
			if s.Label == doc.Role && (s.Holder != test.holder || s.Of != test.of) {
				t.Errorf("%s: %q holder %q of %q", test.text, text[s.Start:s.End], s.Holder, s.Of)
			}
		}
	}
}

func TestMarkedFaults(t *testing.T) {
	raw := "Zoé {P1:Roe\n" +
		"ł {X1:a} {P:b} {P1} {L1: }} {M:ok} {R>P1@L:c}\n" +
		"🎻 {R>P9@-:mayor}, {R>-@O1:ćhair}, {R>-@N:x} {R>-@-~late:y}"
	want := `ź.txt:1:5: stray bracket '{', expected {code:text}
ź.txt:2:3: unknown code "X1", expected P1, L1, O1, N1, N, M or R>P1@O1~former
ź.txt:2:10: unknown code "P", expected P1, L1, O1, N1, N, M or R>P1@O1~former
ź.txt:2:16: no colon in "{P1}", expected {code:text}
ź.txt:2:21: no text in "{L1: }", expected {code:text}
ź.txt:2:27: stray bracket '}', expected {code:text}
ź.txt:2:36: unknown code "R>P1@L", expected P1, L1, O1, N1, N, M or R>P1@O1~former
ź.txt:3:3: role "mayor": no mention is coded P9
ź.txt:3:19: role "ćhair": no mention is coded as its body
ź.txt:3:35: role "x": no mention is coded as its body
ź.txt:3:45: unknown code "R>-@-~late", expected P1, L1, O1, N1, N, M or R>P1@O1~former`
	_, err := readMarked("ź.txt", "ź", raw)
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	var e *Error
	if !errors.As(err, &e) || e.Line != 1 || e.Col != 5 {
		t.Errorf("the first error is %+v", e)
	}
	if _, err := readMarked("ź.txt", "ź", "ł\nż\xff"); fmt.Sprint(err) != "ź.txt:2:2: invalid UTF-8" {
		t.Errorf("got %v", err)
	}
}

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

func TestPaths(t *testing.T) {
	empty := t.TempDir()
	_, err := ReadAll("testdata/folder", "testdata/ź", "testdata/folder/README.md", empty)
	want := `stat testdata/ź: no such file or directory
testdata/folder/README.md: expected marked text (.txt), JSON Lines (.jsonl) or a folder
` + empty + `: no marked text (.txt) and no JSON Lines (.jsonl) in it`
	if fmt.Sprint(err) != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
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

// shared returns the path of development data, which a clone does not have.
func shared(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join("../../../shared", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no development data at %s", path)
	}
	return path
}

// TestReference holds the parser of marked text to the reference converter over a large corpus.
func TestReference(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(shared(t, "gold/written"), "*.txt"))
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the reference converter")
	}
	out, err := exec.Command(python, append([]string{shared(t, "tools/marked.py")}, files...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "written.jsonl")
	if err := os.WriteFile(path, out, 0o644); err != nil {
		t.Fatal(err)
	}
	want, err := ReadAll(path)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadAll(shared(t, "gold/written"))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) || len(got) < 980 {
		t.Fatalf("%d documents, want %d", len(got), len(want))
	}
	for i := range got {
		for j := range got[i].Spans { // the reference does not tell the entities of a role
			got[i].Spans[j].HolderEntity, got[i].Spans[j].OfEntity = "", ""
		}
		if got[i].ID != want[i].ID || got[i].Text != want[i].Text || !reflect.DeepEqual(got[i].Spans, want[i].Spans) {
			t.Errorf("got\n%swant\n%s", shown(got[i]), shown(want[i]))
		}
	}
}

func TestEverySetReads(t *testing.T) {
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

// FuzzMarked checks that parsing gives faults or spans that are the brackets' texts, in order, and that the text is the
// raw text without what the codes take.
func FuzzMarked(f *testing.F) {
	for _, s := range []string{"{P1:Zoé} {R>P1@N:ł}{N:🎻}", "{P1:a{b}:}", "}{", "{L1:\xff}", "{R>-@L1~acting:ex} {L1:a:b}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		text, spans, faults := parseMarked(raw)
		last := 0
		for _, s := range spans {
			if s.Start < last || s.Start >= s.End || s.End > len(text) {
				t.Fatalf("%q: span %v of %q", raw, s, text)
			}
			last = s.End
			if !strings.Contains(raw, ":"+text[s.Start:s.End]+"}") {
				t.Errorf("%q: %q is in no brackets", raw, text[s.Start:s.End])
			}
		}
		for _, f := range faults {
			if f.at < 0 || f.at > len(raw) {
				t.Errorf("%q: fault at %d", raw, f.at)
			}
		}
		if len(faults) == 0 && strings.Count(raw, "{") != len(spans) {
			t.Errorf("%q: %d spans", raw, len(spans))
		}
	})
}

// FuzzRecord holds the strict reader to encoding/json: what it takes, encoding/json takes, with the same text.
func FuzzRecord(f *testing.F) {
	f.Add([]byte(`{"id":"ż","text":"Łódź 🎻","spans":[{"start":0,"end":4,"label":"PLACE","entity":null}]}`))
	f.Add([]byte(`{"text":"\ud83d\ude00\\ud800","spans":[],"positions":[],"x":[{},1e9,"\u0000"]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		var d Document
		if err := (Reader{}).parseRecord(line, &d); err != nil {
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

func BenchmarkMarked(b *testing.B) {
	raw := strings.Repeat("{P1:Zoé Nowak}, {R>P1@O1:chair} of {O1:Łódź Söhne}, said so 🎻 twice in a row.\n", 20)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, spans, faults := parseMarked(raw); len(spans) != 60 || len(faults) > 0 {
			b.Fatalf("%d spans, %v", len(spans), faults)
		}
	}
}

func BenchmarkRecord(b *testing.B) {
	span := `{"start":0,"end":4,"label":"PLACE","entity":"L1"},`
	line := []byte(`{"id":"ż","text":"` + strings.Repeat("Łódź said so. ", 200) + `","spans":[` +
		strings.TrimSuffix(strings.Repeat(span, 40), ",") + `]}`)
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		var d Document
		if err := (Reader{}).parseRecord(line, &d); err != nil || len(d.Spans) != 40 {
			b.Fatalf("%d spans, %v", len(d.Spans), err)
		}
	}
}
