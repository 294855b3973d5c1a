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

// A charset says how bytes stand for text. Name is its canonical one in the WHATWG Encoding Standard.
type charset struct {
	name string
	enc  encoding.Encoding
}

// charsetNamed returns the charset of a label such as "utf-8", "latin1" or "Shift_JIS".
func charsetNamed(label string) (charset, error) {
	enc, err := htmlindex.Get(label)
	if err != nil {
		return charset{}, fmt.Errorf("unknown encoding %q, expected a name such as utf-8 or windows-1252", label)
	}
	name, err := htmlindex.Name(enc)
	if err != nil || name == "replacement" {
		return charset{}, fmt.Errorf("encoding %q cannot be read, expected a name such as utf-8 or windows-1252", label)
	}
	return charset{name, enc}, nil
}

// utf16Order returns the byte order if c is UTF-16, else nil.
func (c charset) utf16Order() binary.ByteOrder {
	switch c.name {
	case "utf-16le":
		return binary.LittleEndian
	case "utf-16be":
		return binary.BigEndian
	}
	return nil
}

var utf8Charset = charset{name: "utf-8"}

// boms are the byte order marks and what they declare.
var boms = []struct {
	mark    string
	charset charset
}{
	{"\xef\xbb\xbf", utf8Charset},
	{"\xff\xfe", charset{name: "utf-16le"}},
	{"\xfe\xff", charset{name: "utf-16be"}},
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
	if c.utf16Order() == nil {
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
	if order := c.utf16Order(); order != nil {
		return decodeUTF16(b, order)
	}
	out, err := c.enc.NewDecoder().Bytes(b)
	if err != nil {
		return "", &Error{Offset: -1, Err: fmt.Errorf("not in the encoding %s: %w", c.name, err)}
	}
	// The decoders write U+FFFD for what they cannot read, and none of these encodings but gb18030 has a code for it.
	if end := bytes.Index(out, []byte("\uFFFD")); end >= 0 {
		_, i, _ := c.enc.NewDecoder().Transform(make([]byte, end), b, true)
		i = min(i, len(b)-1)
		return "", at(i, "0x%02X stands for no character here in the encoding %s", b[i], c.name)
	}
	return string(out), nil
}

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
	{"PAR1", "a Parquet file"},
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

// checkBinary fails on a file that is no text in any encoding but UTF-16.
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
