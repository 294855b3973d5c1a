package input

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// FuzzDecode checks that every charset gives text, or the place of what is none.
func FuzzDecode(f *testing.F) {
	names := []string{"utf-8", "utf-16le", "utf-16be", "utf-32", "utf-32be", "windows-1252", "iso-8859-2", "koi8-r", "shift_jis",
		"euc-kr", "gb18030", "big5", "iso-2022-jp"}
	f.Add(uint8(0), []byte("Zoë\xff"))
	f.Add(uint8(1), []byte("Z\x00\xeb\x00\x3c\xd8\x89\xdf\x00"))
	f.Add(uint8(3), []byte("Z\x00\x00\x00\x89\xf3\x01\x00\x00\xd8"))
	f.Add(uint8(5), []byte("\x93Zo\xeb\x94\x81"))
	f.Add(uint8(8), []byte("\x93\xfa\x96{\xff"))
	f.Fuzz(func(t *testing.T, which uint8, b []byte) {
		c, err := charsetNamed(names[int(which)%len(names)])
		if err != nil {
			t.Fatal(err)
		}
		text, failed := c.decode(b)
		if failed != nil {
			if failed.Offset < -1 || failed.Offset >= int64(len(b)) {
				t.Errorf("%s: error at byte %d of %d", c.name, failed.Offset, len(b))
			}
			return
		}
		if !utf8.ValidString(text) {
			t.Errorf("%s: %q", c.name, text)
		}
		if units := len(utf16.Encode([]rune(text))); c.unit == 2 && 2*units != len(b) {
			t.Errorf("%s: %d units of %d bytes", c.name, units, len(b))
		}
		if runes := utf8.RuneCountInString(text); c.unit == 4 && 4*runes != len(b) {
			t.Errorf("%s: %d characters of %d bytes", c.name, runes, len(b))
		}
	})
}
