package explain

import (
	"strings"
	"testing"
	"unicode/utf8"

	"roster/pipeline/doc"
)

func TestPlaces(t *testing.T) {
	const text = "Łódź\r\n\n北京 é\n"
	tests := []struct {
		name  string
		place func() (Place, error)
		want  string // the text with | at both ends of the place
		err   string
	}{
		{"first line, without its end", func() (Place, error) { return Line(text, 1) }, "|Łódź|\r\n\n北京 é\n", ""},
		{"empty line", func() (Place, error) { return Line(text, 2) }, "Łódź\r\n||\n北京 é\n", ""},
		{"last line", func() (Place, error) { return Line(text, 3) }, "Łódź\r\n\n|北京 é|\n", ""},
		{"no line behind the last line break", func() (Place, error) { return Line(text, 4) }, "", "line 4 of a text of 3 lines"},
		{"no line 0", func() (Place, error) { return Line(text, 0) }, "", "line 0 of a text of 3 lines"},
		{"first column", func() (Place, error) { return Column(text, 3, 1) }, "Łódź\r\n\n||北京 é\n", ""},
		{"columns are code points", func() (Place, error) { return Column(text, 3, 4) }, "Łódź\r\n\n北京 ||é\n", ""},
		{"column at the end of the line", func() (Place, error) { return Column(text, 1, 5) }, "Łódź||\r\n\n北京 é\n", ""},
		{"column behind the line", func() (Place, error) { return Column(text, 1, 6) }, "", "column 6 of line 1, which has 4 code points"},
		{"column 0", func() (Place, error) { return Column(text, 1, 0) }, "", "column 0 of line 1, which has 4 code points"},
		{"column of no line", func() (Place, error) { return Column(text, 9, 1) }, "", "line 9 of a text of 3 lines"},
		{"offset", func() (Place, error) { return Offset(text, 8) }, "Łódź\r\n\n北||京 é\n", ""},
		{"offset at the end", func() (Place, error) { return Offset(text, 12) }, "Łódź\r\n\n北京 é\n||", ""},
		{"offset behind the end", func() (Place, error) { return Offset(text, 13) }, "", "offset 13 of a text of 12 code points"},
		{"stretch", func() (Place, error) { return Stretch(text, 7, 10) }, "Łódź\r\n\n|北京 |é\n", ""},
		{"stretch to the end", func() (Place, error) { return Stretch(text, 10, 12) }, "Łódź\r\n\n北京 |é\n|", ""},
		{"empty stretch", func() (Place, error) { return Stretch(text, 7, 7) }, "", "offsets 7-7 of a text of 12 code points"},
		{"stretch behind the end", func() (Place, error) { return Stretch(text, 7, 13) }, "", "offsets 7-13 of a text of 12 code points"},
		{"offset below 0", func() (Place, error) { return Offset(text, -1) }, "", "offset -1 of a text of 12 code points"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := test.place()
			if err != nil || test.err != "" {
				if err == nil || err.Error() != test.err {
					t.Fatalf("error %v, want %q", err, test.err)
				}
				return
			}
			if got := text[:p.Start] + "|" + text[p.Start:p.End] + "|" + text[p.End:]; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestHolds(t *testing.T) {
	const text = "é Łódź ñ"
	city := doc.Span{Start: strings.Index(text, "Ł"), End: strings.Index(text, " ñ")}
	tests := []struct {
		name   string
		offset int
		want   bool
	}{
		{"before", 1, false}, {"at its start", 2, true}, {"in it", 4, true}, {"at its end", 6, true}, {"behind", 7, false},
	}
	for _, test := range tests {
		if p, err := Offset(text, test.offset); err != nil || p.Holds(city) != test.want {
			t.Errorf("%s: holds %v (%v), want %v", test.name, p.Holds(city), err, test.want)
		}
	}
	if !Whole(text).Holds(city) {
		t.Error("the whole text does not hold a span of it")
	}
}

func TestMark(t *testing.T) {
	tests := []struct{ text, span, want string }{
		{"In Łódź today", "Łódź", "   ^^^^"},
		{"北京市, Łódź", "Łódź", "        ^^^^"},
		{"in 北京", "北京", "   ^^^^"},
		{"Cafe\u0301 Ana", "Ana", "     ^^^"},
		{"a\tb\nÉ", "É", "    ^"},
		{"👍 Ana", "Ana", "   ^^^"},
	}
	for _, test := range tests {
		at := strings.Index(test.text, test.span)
		span := doc.Span{Start: at, End: at + len(test.span)}
		if got := snippetOf(test.text, span).mark(span); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestSnippetIsShortAndOnOneLine(t *testing.T) {
	text := strings.Repeat("é\n", 100) + "Łódź" + strings.Repeat("\tñ", 100)
	at := strings.Index(text, "Ł")
	s := snippetOf(text, doc.Span{Start: at, End: at + len("Łódź")})
	if want := strings.Repeat("é ", around/2) + "Łódź" + strings.Repeat(" ñ", around/2); s.text != want {
		t.Errorf("got %q, want %q", s.text, want)
	}
}

func FuzzPlaces(f *testing.F) {
	f.Add("Łódź\r\n\n北京 é\n", 3, 2)
	f.Add("", 1, 1)
	f.Fuzz(func(t *testing.T, text string, line, col int) {
		if !utf8.ValidString(text) {
			return
		}
		p, err := Column(text, line, col)
		if err != nil {
			return
		}
		if l, c := Position(text, p.Start); l != line || c != col {
			t.Errorf("%d:%d of %q is found at %d:%d", line, col, text, l, c)
		}
		if o, err := Offset(text, utf8.RuneCountInString(text[:p.Start])); err != nil || o != p {
			t.Errorf("%d:%d of %q is %v as an offset (%v)", line, col, text, o, err)
		}
	})
}
