package input

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzMembers compares the members of objects with those that encoding/json finds.
func FuzzMembers(f *testing.F) {
	for _, s := range []string{`{}`, ` {"é" : "ü" , "a":[{"b":"]}"},-1e5, null],"":true}`, `{"a":"\"\\\/\b\f\n\r\t\u00e9\ud83c\udf89"}`,
		`{"a\\":{"\"}":"{"},"b":1}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || !json.Valid([]byte(s)) || loneSurrogate(s) >= 0 || !strings.HasPrefix(strings.TrimSpace(s), "{") {
			return
		}
		var got []string
		for m := range members(s) {
			if s[m.keyAt] != '"' || s[m.valueAt:m.valueAt+len(m.value)] != m.value {
				t.Errorf("%q at %d, value %q at %d of %q", m.key, m.keyAt, m.value, m.valueAt, s)
			}
			value := m.value
			if value[0] == '"' {
				value = unquoteJSON(value)
			}
			got = append(got, m.key, value)
		}
		if want := decodedMembers(t, s); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	})
}

// decodedMembers lists keys and values, strings decoded.
func decodedMembers(t *testing.T, s string) []string {
	t.Helper()
	var out []string
	dec := json.NewDecoder(strings.NewReader(s))
	if _, err := dec.Token(); err != nil {
		t.Fatal(err)
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			t.Fatal(err)
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			t.Fatal(err)
		}
		value := string(raw)
		if raw[0] == '"' {
			if err := json.Unmarshal(raw, &value); err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, key.(string), value)
	}
	return out
}
