package workbench

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// FuzzUnits: offsets are those of the text in UTF-16, there and back.
func FuzzUnits(f *testing.F) {
	f.Add("🌱 Éva Kiss", 3)
	f.Add("", 0)
	f.Add("né\x00\u2028", 9)
	f.Fuzz(func(t *testing.T, text string, unit int) {
		if !utf8.ValidString(text) {
			return
		}
		units := utf16.Encode([]rune(text))
		if unitsIn(text) != len(units) {
			t.Fatalf("%d units, want %d", unitsIn(text), len(units))
		}
		at, ok := byteAt(text, unit)
		inside := unit >= 0 && unit <= len(units) &&
			!(unit > 0 && unit < len(units) && utf16.IsSurrogate(rune(units[unit])) && units[unit] >= 0xDC00)
		if ok != inside {
			t.Fatalf("unit %d of %q: ok is %v", unit, text, ok)
		}
		if ok && unitsIn(text[:at]) != unit {
			t.Fatalf("unit %d of %q is byte %d", unit, text, at)
		}
	})
}

// TestGoldOfFailed: what was said of an article stays where its extraction fails.
func TestGoldOfFailed(t *testing.T) {
	docs := []*doc.Document{{ID: "é", Text: "Łódź"}}
	line := `{"id":"é","text":"Łódź","spans":[{"start":0,"end":4,"text":"Łódź","label":"PLACE","reviewed":"right"}],` +
		`"removed":[]}` + "\n"
	g, err := readGold("né", line, docs)
	if err != nil || len(g.marks[0]) != 1 {
		t.Fatalf("%+v, %v", g, err)
	}
	got, err := g.text(&corpus{docs: docs}, func(int) bool { return true })
	if err != nil || got != line {
		t.Errorf("%s, %v", got, err)
	}
}

// FuzzGold: whatever the gold file holds, it is refused with a place, or written again as it was.
func FuzzGold(f *testing.F) {
	docs := []*doc.Document{{ID: "é", Text: "🌱 Łódź"}}
	f.Add(`{"id":"é","text":"🌱 Łódź","spans":[{"start":2,"end":6,"label":"PLACE","entity":"Łódź",` +
		`"reviewed":"right","same":"Łódź"}],"removed":[]}`)
	f.Add(`{"id":"é","text":"🌱 Łódź","spans":[],"removed":[{"start":0,"end":1,"text":"🌱","label":"PERSON"}]}` +
		"\n\n{\"id\":\"né\"}")
	f.Add(`{"id":"é","text":"Ł","removed":[]}`)
	f.Add("{\"id\":\"é\",\"text\":\"🌱 Łódź\",\"spans\":[{\"start\":9,\"end\":1,\"reviewed\":\"right\"}],\"removed\":[]}")
	f.Fuzz(func(t *testing.T, text string) {
		g, err := readGold("né", text, docs)
		if err != nil {
			if fault, ok := err.(*FileFault); !ok || fault.Line == 0 {
				t.Fatalf("%v", err)
			}
			return
		}
		again, err := g.text(&corpus{docs: docs}, func(int) bool { return false })
		if err != nil {
			t.Fatal(err)
		}
		if h, err := readGold("né", again, docs); err != nil || len(h.marks[0]) != len(g.marks[0]) ||
			len(h.other) != len(g.other) {
			t.Fatalf("%q becomes %q: %v", text, again, err)
		}
	})
}
