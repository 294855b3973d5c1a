package diff

import (
	"slices"
	"strings"
	"testing"

	"roster/pipeline/doc"
)

func TestRebase(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // the mentions where they stand in the new text
	}{
		{"nothing", text, []string{"Łódź", "mayor", "José Álvarez", "Álvarez", "Łódź"}},
		{"a word more", strings.Replace(text, "saw", "öfter saw", 1), []string{"Łódź", "mayor", "José Álvarez", "Álvarez", "Łódź"}},
		{"a name edited", strings.Replace(text, "José Álvarez", "José Álvares", 1), []string{"Łódź", "mayor", "Álvarez", "Łódź"}},
		{"a role gone", strings.Replace(text, "mayor ", "", 1), []string{"Łódź", "José Álvarez", "Álvarez", "Łódź"}},
		{"another text", "北京", nil},
		{"none", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Rebase(linked(t), c.text)
			var got []string
			for _, m := range d.Mentions {
				got = append(got, string([]rune(c.text)[m.Start:m.End]))
			}
			if !slices.Equal(got, c.want) || d.Text != c.text {
				t.Errorf("got %q, want %q", got, c.want)
			}
			for _, p := range d.Positions {
				if d.Mentions[p.Mention].Label != doc.Role {
					t.Errorf("a position of %s", d.Mentions[p.Mention].Text)
				}
			}
			if has := slices.Contains(c.want, "mayor"); has != (len(d.Positions) == 1) {
				t.Errorf("%d positions", len(d.Positions))
			}
		})
	}
}

// FuzzRebase: mentions that are kept have their text where they stand.
func FuzzRebase(f *testing.F) {
	f.Add("Łódź's mayor", "Łódź and 北京", 0, 4)
	f.Add("aaa", "aa", 1, 1)
	f.Fuzz(func(t *testing.T, before, after string, start, length int) {
		runes := []rune(before)
		if start < 0 || length < 1 || length > len(runes) || start > len(runes)-length {
			return
		}
		m := Mention{Span: doc.Span{Start: start, End: start + length}, Text: string(runes[start : start+length])}
		for _, m := range Rebase(&Document{Text: string(runes), Mentions: []Mention{m}}, after).Mentions {
			if got := string([]rune(after)[m.Start:m.End]); got != m.Text {
				t.Errorf("%q moved to %q", m.Text, got)
			}
		}
	})
}
