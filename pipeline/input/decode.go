package input

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// A charset says how bytes stand for text. Name is its canonical one in the WHATWG Encoding Standard, or one of UTF-32,
// which is not in there.
type charset struct {
	name  string
	unit  int              // bytes of a code unit in UTF-16 and UTF-32, else 1
	order binary.ByteOrder // of those
	enc   encoding.Encoding
}

var (
	utf8Charset    = charset{name: "utf-8", unit: 1}
	utf16LECharset = charset{name: "utf-16le", unit: 2, order: binary.LittleEndian}
	utf16BECharset = charset{name: "utf-16be", unit: 2, order: binary.BigEndian}
	utf32LECharset = charset{name: "utf-32le", unit: 4, order: binary.LittleEndian}
	utf32BECharset = charset{name: "utf-32be", unit: 4, order: binary.BigEndian}
)

// unicodeCharsets are the charsets that are decoded here, by all the names of UTF-32 and the canonical others.
var unicodeCharsets = map[string]charset{
	"utf-8": utf8Charset, "utf-16le": utf16LECharset, "utf-16be": utf16BECharset,
	"utf-32": utf32LECharset, "utf-32le": utf32LECharset, "utf-32be": utf32BECharset,
}

// charsetNamed returns the charset of a label such as "utf-8", "latin1" or "Shift_JIS".
func charsetNamed(label string) (charset, error) {
	if c, ok := unicodeCharsets[strings.ToLower(strings.TrimSpace(label))]; ok {
		return c, nil
	}
	enc, err := htmlindex.Get(label)
	if err != nil {
		return charset{}, fmt.Errorf("unknown encoding %q, expected a name such as utf-8 or windows-1252", label)
	}
	name, err := htmlindex.Name(enc)
	if err != nil || name == "replacement" {
		return charset{}, fmt.Errorf("encoding %q cannot be read, expected a name such as utf-8 or windows-1252", label)
	}
	if c, ok := unicodeCharsets[name]; ok {
		return c, nil
	}
	return charset{name: name, unit: 1, enc: enc}, nil
}

// boms are the byte order marks and what they declare, the longer before those that they begin with.
var boms = []struct {
	mark    string
	charset charset
}{
	{"\xef\xbb\xbf", utf8Charset},
	{"\xff\xfe\x00\x00", utf32LECharset},
	{"\x00\x00\xfe\xff", utf32BECharset},
	{"\xff\xfe", utf16LECharset},
	{"\xfe\xff", utf16BECharset},
}

// cutBOM returns the length of the byte order mark at the start of b, and the charset: the one it declares, else c.
func cutBOM(b []byte, c charset) (int, charset) {
	for _, bom := range boms {
		if bytes.HasPrefix(b, []byte(bom.mark)) {
			return len(bom.mark), bom.charset
		}
	}
	return 0, c
}

// plainText returns the text of a file that is in c, unless a byte order mark says otherwise.
func plainText(b []byte, c charset) (string, error) {
	start, c := cutBOM(b, c)
	if c.unit == 1 {
		if err := checkBinary(b); err != nil {
			return "", err
		}
	}
	text, err := c.decode(b[start:])
	if err != nil {
		err.Offset += int64(start)
		return "", err
	}
	return text, nil
}

// decode turns bytes into text. Bytes that stand for no text are an error at their offset.
func (c charset) decode(b []byte) (string, *Error) {
	if c.name == "utf-8" {
		if i := invalidUTF8(b); i >= 0 {
			return "", at(i, "0x%02X is not UTF-8, expected UTF-8 or another encoding to be named", b[i])
		}
		return string(b), nil
	}
	switch c.unit {
	case 2:
		return decodeUTF16(b, c.order)
	case 4:
		return decodeUTF32(b, c.order)
	}
	out, err := c.enc.NewDecoder().Bytes(b)
	if err != nil {
		return "", &Error{Offset: -1, Err: fmt.Errorf("not in the encoding %s: %w", c.name, err)}
	}
	if end := bytes.IndexFunc(out, undecoded); end >= 0 {
		_, i, _ := c.enc.NewDecoder().Transform(make([]byte, end), b, true)
		i = min(i, len(b)-1)
		return "", at(i, "0x%02X stands for no character here in the encoding %s", b[i], c.name)
	}
	return string(out), nil
}

// undecoded reports whether a decoder other than UTF's wrote a character for what stands for none: U+FFFD, for which
// only gb18030 has a code, or one of the controls U+0080 to U+009F, to which the standard maps bytes without meaning.
func undecoded(r rune) bool { return r == utf8.RuneError || r >= 0x80 && r < 0xa0 }

// invalidUTF8 returns the offset of the first byte that is not valid UTF-8, or -1.
func invalidUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	i := 0
	for {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
}

func decodeUTF16(b []byte, order binary.ByteOrder) (string, *Error) {
	var text strings.Builder
	text.Grow(len(b))
	for i := 0; i < len(b); i += 2 {
		if i+1 == len(b) {
			return "", at(i, "half a code unit of UTF-16 at the end, expected an even number of bytes")
		}
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			pair := utf8.RuneError
			if i+3 < len(b) {
				pair = utf16.DecodeRune(r, rune(order.Uint16(b[i+2:])))
			}
			if pair == utf8.RuneError {
				return "", at(i, "lone surrogate U+%04X in UTF-16, expected a pair", r)
			}
			r = pair
			i += 2
		}
		text.WriteRune(r)
	}
	return text.String(), nil
}

func decodeUTF32(b []byte, order binary.ByteOrder) (string, *Error) {
	var text strings.Builder
	text.Grow(len(b) / 2)
	for i := 0; i < len(b); i += 4 {
		if i+4 > len(b) {
			return "", at(i, "part of a code unit of UTF-32 at the end, expected a multiple of 4 bytes")
		}
		r := order.Uint32(b[i:])
		if r > utf8.MaxRune || !utf8.ValidRune(rune(r)) {
			return "", at(i, "0x%08X is no character, expected UTF-32", r)
		}
		text.WriteRune(rune(r))
	}
	return text.String(), nil
}

// magics start files that are no text, whatever their name.
var magics = []struct{ start, kind string }{
	{"%PDF-", "a PDF file"},
	{"PK\x03\x04", "a zip file (also .docx, .odt, .epub)"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Microsoft Office file"},
	{"{\\rtf", "an RTF file"},
	{"\x1f\x8b", "gzip data without the name .gz"},
	{"\x28\xb5\x2f\xfd", "zstd data without the name .zst"},
	{"\x89PNG\r\n", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"GIF87a", "a GIF image"},
	{"GIF89a", "a GIF image"},
	{"\x7fELF", "a program"},
	{"PAR1", "a Parquet file without the name .parquet"},
}

// checkMagic fails on the first bytes of a file that is no text.
func checkMagic(b []byte) error {
	for _, m := range magics {
		if bytes.HasPrefix(b, []byte(m.start)) {
			return at(0, "this is %s, expected text", m.kind)
		}
	}
	return nil
}

// checkBinary fails on a file that is no text in any encoding but UTF-16 and UTF-32.
func checkBinary(b []byte) error {
	if err := checkMagic(b); err != nil {
		return err
	}
	if i := slices.Index(b, 0); i >= 0 {
		return at(i, "NUL byte, so this is a binary file, expected text")
	}
	return nil
}

// checkText fails on text that has nothing to read in it, or a NUL character.
func checkText(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("empty document, expected more than white space")
	}
	if strings.Contains(s, "\x00") {
		return errors.New("NUL character in the text, so this is binary, expected text")
	}
	return nil
}
