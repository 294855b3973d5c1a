package link

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Łódź's", "lodzs"}, {"Jean-Luc", "jean luc"}, {"U.S.", "us"}, {"O’Brien", "obrien"}, {"İzmir", "izmir"},
		{"Straße", "strasse"}, {"New\nYork", "new york"}, {"Ñandú", "nandu"}, {"A\u00a0B", "a b"}, {"", ""},
	} {
		if got := fold(c.in); got != c.want {
			t.Errorf("fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// FuzzFold holds that ASCII is folded as all text is.
func FuzzFold(f *testing.F) {
	f.Add("Jean-Luc O'Brien Jr.\t\v\x00")
	f.Fuzz(func(t *testing.T, s string) {
		if !isASCII(s) {
			return
		}
		var want strings.Builder
		foldUnicode(&want, s)
		if got := fold(s); got != want.String() {
			t.Errorf("fold(%q) = %q, want %q", s, got, want.String())
		}
	})
}
