package gold

import (
	"fmt"
	"os"
	"path/filepath"
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

func TestPaths(t *testing.T) {
	empty := t.TempDir()
	_, err := ReadAll("testdata/folder", "testdata/ź", "testdata/folder/README.md", empty)
	want := `stat testdata/ź: no such file or directory
testdata/folder/README.md: expected annotated text (.ann, .bio, .conll, .iob, .iob2, .jsonl, .ndjson, .txt) or a folder
` + empty + `: no annotated text (.ann, .bio, .conll, .iob, .iob2, .jsonl, .ndjson, .txt) in it`
	if fmt.Sprint(err) != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
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
