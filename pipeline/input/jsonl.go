package input

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"roster/pipeline/doc"
)

// readLines gives a document for each line of JSON. Blank lines are passed over; a bad line is an error and the next
// one is read.
func readLines(s *source, in io.Reader, lim limits) iter.Seq2[*doc.Document, error] {
	return func(yield func(*doc.Document, error) bool) {
		lines := &lineReader{in: bufio.NewReaderSize(in, 64<<10), max: lim.maxBytes}
		c, err := lines.start(lim.charset)
		if err != nil {
			yield(nil, s.fail(err))
			return
		}
		for {
			line, err := lines.next()
			if err == io.EOF {
				return
			}
			d := &doc.Document{ID: fmt.Sprintf("%s:%d", s.id, lines.n), Path: s.path}
			if err == nil {
				err = decodeLine(d, line, c)
			}
			if err == nil {
				if !yield(d, nil) {
					return
				}
				continue
			}
			if !yield(nil, s.failLine(d.ID, lines.n, err)) || lines.broken {
				return
			}
		}
	}
}

// failLine makes err the error of a line of s.
func (s *source) failLine(id string, line int, err error) *Error {
	e := fail(s.path, id, err)
	e.Line = line
	if e.Offset >= 0 {
		e.Column = int(e.Offset) + 1
		e.Offset = -1
	}
	return e
}

// barrenLines is how many times the size limit may be read without coming to the end of a line that is not blank. Then
// the file is given up, so that a small compressed file of endless white space, or of one endless line, has an end.
const barrenLines = 64

// A lineReader gives the lines of a stream that are not blank.
type lineReader struct {
	in     *bufio.Reader
	max    int64  // the most bytes of a line, without its end
	line   []byte // the buffer of next
	n      int    // the 1-based number of the line that next gave
	barren int64  // bytes read for the next line
	broken bool   // nothing more can be read
}

// start drops the byte order mark and fails on what cannot hold lines of JSON. It returns the charset of the lines: c,
// or what the mark declares.
func (l *lineReader) start(c charset) (charset, error) {
	head, err := l.in.Peek(8)
	if err != nil && err != io.EOF {
		return c, err
	}
	n, c := cutBOM(head, c)
	if c.utf16Order() != nil {
		return c, at(0, "JSON Lines in UTF-16, expected UTF-8")
	}
	if err := checkMagic(head); err != nil {
		return c, err
	}
	l.in.Discard(n)
	return c, nil
}

// next returns the next line that is not blank, until the next call. io.EOF ends the lines; other errors concern line
// number n, and end them where broken is set.
func (l *lineReader) next() ([]byte, error) {
	l.barren = 0
	for {
		l.n++
		fits, err := l.readLine()
		switch {
		case err != nil && (err != io.EOF || len(l.line) == 0):
			l.broken = true
			return nil, err
		case !fits:
			return nil, errTooLarge(l.max)
		case len(bytes.TrimSpace(l.line)) > 0:
			return l.line, nil
		}
	}
}

// readLine reads to the end of a line, and keeps what of it is within the limit. It reports whether that is all. With
// io.EOF it may have read a last line.
func (l *lineReader) readLine() (fits bool, err error) {
	l.line = l.line[:0]
	fits = true
	for {
		part, err := l.in.ReadSlice('\n')
		l.barren += int64(len(part))
		if l.barren > barrenLines*l.max {
			return false, fmt.Errorf("no line of JSON in %d bytes, the rest of the file is not read", l.barren)
		}
		content := bytes.TrimSuffix(part, []byte("\n"))
		room := min(int64(len(content)), l.max-int64(len(l.line)))
		fits = fits && room == int64(len(content))
		l.line = append(l.line, content[:room]...)
		if err != bufio.ErrBufferFull {
			return fits, err
		}
	}
}

// decodeLine sets the text of d, and its id if the line has one.
func decodeLine(d *doc.Document, line []byte, c charset) error {
	s, failed := c.decode(line)
	if failed != nil {
		return failed
	}
	if i := loneSurrogate(s); i >= 0 {
		return at(i, "%s is half a surrogate pair, expected both halves", s[i:i+6])
	}
	rec, err := decodeRecord(s)
	if err != nil {
		return err
	}
	if rec.id != nil {
		d.ID = *rec.id
	}
	d.Text = *rec.text
	return checkText(d.Text)
}

// loneSurrogate returns the offset of the first \u escape in JSON that is half a surrogate pair, or -1. encoding/json
// would read it as U+FFFD.
func loneSurrogate(s string) int {
	for i := 0; ; {
		n := strings.IndexByte(s[i:], '\\')
		if n < 0 || i+n+1 == len(s) {
			return -1
		}
		i += n
		switch half := surrogate(s[i:]); {
		case half == 0:
			i += 2
		case half == 'h' && surrogate(s[i+6:]) == 'l':
			i += 12
		default:
			return i
		}
	}
}

// surrogate says what escape s begins with: 'h' a high surrogate's, 'l' a low one's, 0 neither.
func surrogate(s string) byte {
	if len(s) < 6 || s[:2] != `\u` || s[2]|0x20 != 'd' {
		return 0
	}
	switch s[3] | 0x20 {
	case '8', '9', 'a', 'b':
		return 'h'
	case 'c', 'd', 'e', 'f':
		return 'l'
	}
	return 0
}

// A record is what is read of a line; nil is absent.
type record struct{ text, id *string }

// decodeRecord reads an object with the keys text and id, exactly so, each once; other keys may hold anything.
func decodeRecord(s string) (record, error) {
	var r record
	if err := checkSyntax(s); err != nil {
		return r, err
	}
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	if t, err := dec.Token(); t != json.Delim('{') || err != nil {
		return r, at(blank(s), "%s, expected an object {\"text\": \"…\"}", kindOf(t))
	}
	hint := ""
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return r, err
		}
		key := t.(string) // the syntax is known to be good
		if err := r.decodeValue(dec, key, s); err != nil {
			return r, err
		}
		if strings.EqualFold(key, "text") {
			hint = fmt.Sprintf(" (%q is another key)", key)
		}
	}
	if r.text == nil {
		return r, fmt.Errorf("no key \"text\"%s, expected {\"text\": \"…\"}", hint)
	}
	return r, nil
}

// checkSyntax fails on what is not one JSON value.
func checkSyntax(s string) error {
	b := []byte(s)
	if json.Valid(b) {
		return nil
	}
	var value json.RawMessage
	err := json.Unmarshal(b, &value)
	var bad *json.SyntaxError
	if errors.As(err, &bad) {
		return at(int(max(bad.Offset-1, 0)), "not JSON: %w", err)
	}
	return err
}

// decodeValue reads the value of a key, the decoder being behind the key in s.
func (r *record) decodeValue(dec *json.Decoder, key, s string) error {
	behind := int(dec.InputOffset())
	var field **string
	switch key {
	case "text":
		field = &r.text
	case "id":
		field = &r.id
	default:
		var other json.RawMessage
		return dec.Decode(&other)
	}
	if *field != nil {
		return at(strings.LastIndexByte(s[:behind-1], '"'), "key %q is repeated, expected it once", key)
	}
	t, err := dec.Token()
	if err != nil {
		return err
	}
	want := "a string"
	switch v := t.(type) {
	case string:
		*field = &v
		return nil
	case json.Number:
		if key == "id" {
			id := v.String()
			*field = &id
			return nil
		}
	}
	if key == "id" {
		want = "a string or a number"
	}
	colon := behind + strings.IndexByte(s[behind:], ':') + 1
	return at(colon+blank(s[colon:]), "%q is %s, expected %s", key, kindOf(t), want)
}

// blank returns how many bytes of JSON's white space s begins with.
func blank(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\r\n")) }

// kindOf names the kind of value that a token begins.
func kindOf(t json.Token) string {
	switch t {
	case nil:
		return "null"
	case json.Delim('['):
		return "an array"
	case json.Delim('{'):
		return "an object"
	}
	switch t.(type) {
	case bool:
		return "a boolean"
	case json.Number:
		return "a number"
	}
	return "a string"
}
