package gold

import (
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

func TestFaultsOfWhatIsNotMarked(t *testing.T) {
	_, err := readMarked("ż.json", "ż", strings.Repeat("{\"é\": 1}\n", maxFaults+3))
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	if want := "ż.json: 3 more faults: is it marked text?"; len(lines) != maxFaults+1 || lines[maxFaults] != want {
		t.Errorf("%d lines, the last %q, want %d, %q", len(lines), lines[len(lines)-1], maxFaults+1, want)
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

func BenchmarkMarked(b *testing.B) {
	raw := strings.Repeat("{P1:Zoé Nowak}, {R>P1@O1:chair} of {O1:Łódź Söhne}, said so 🎻 twice in a row.\n", 20)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, spans, faults := parseMarked(raw); len(spans) != 60 || len(faults) > 0 {
			b.Fatalf("%d spans, %v", len(spans), faults)
		}
	}
}
