package emit

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func TestAppendString(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"", `""`},
		{"Łódź 🎻 e\u0301", "\"Łódź 🎻 e\u0301\""},
		{`a "b" \c`, `"a \"b\" \\c"`},
		{"a\nb\r\n\tc", `"a\nb\r\n\tc"`},
		{"\x00\x1f\x7f", "\"\\u0000\\u001f\x7f\""},
		{"<a href='x'>&\u2028\u2029", "\"<a href='x'>&\u2028\u2029\""},
		{"é\xffé", "\"é\uFFFDé\""},
	} {
		if got := string(appendString(nil, test.in)); got != test.want {
			t.Errorf("%q: got %s, want %s", test.in, got, test.want)
		}
	}
}

func TestAppendScore(t *testing.T) {
	for _, test := range []struct {
		in   float64
		want string
	}{
		{0, "0"}, {1, "1"}, {0.98, "0.98"}, {0.5, "0.5"}, {0.0004, "0"}, {0.0005, "0.001"}, {0.9994, "0.999"},
		{0.9995, "1"}, {0.05, "0.05"}, {0.102, "0.102"}, {1.0000001, "1"}, {-1e-9, "0"},
	} {
		if got := string(appendScore(nil, test.in)); got != test.want {
			t.Errorf("%v: got %s, want %s", test.in, got, test.want)
		}
	}
}

// FuzzString holds appendString to encoding/json's reading of it.
func FuzzString(f *testing.F) {
	for _, s := range []string{"", "Łódź \"x\"\\\n", "\x7f\u2028<&>", "a\xffb\xed\xa0\x80", "🎻"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got string
		line := appendString(nil, s)
		if err := json.Unmarshal(line, &got); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if want := strings.ToValidUTF8(s, "\uFFFD"); got != want {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	})
}

// FuzzOffsets cuts a text at two places, and holds the converted places to the cuts of the text as code points and as
// UTF-16.
func FuzzOffsets(f *testing.F) {
	f.Add("Zoe\u0301 said 🎻 in Łódź", 5, 11)
	f.Add("\r\n🇵🇱", 2, 6)
	f.Add("", 0, 0)
	f.Fuzz(func(t *testing.T, text string, first, second int) {
		text = strings.ToValidUTF8(text, "?")
		first, second = border(text, first), border(text, second)
		first, second = min(first, second), max(first, second)
		cut := func(unit Offset) (int, int) {
			c := cursor{text: text, unit: unit}
			return c.to(first), c.to(second)
		}
		want := text[first:second]
		if i, j := cut(Byte); text[i:j] != want {
			t.Errorf("byte: %q, want %q", text[i:j], want)
		}
		if i, j := cut(Codepoint); string([]rune(text)[i:j]) != want {
			t.Errorf("codepoint: %q, want %q", string([]rune(text)[i:j]), want)
		}
		i, j := cut(UTF16)
		if got := string(utf16.Decode(utf16.Encode([]rune(text))[i:j])); got != want {
			t.Errorf("utf16: %q, want %q", got, want)
		}
	})
}

// border returns a place in the text where a code point starts.
func border(text string, at int) int {
	at = max(at, 0) % (len(text) + 1)
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return at
}
