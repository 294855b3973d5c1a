package input

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"roster/pipeline/doc"
)

// readLines gives a document for each line of JSON. Blank lines are passed over; a bad line is an error and the next
// one is read.
func readLines(r *Reader, s *source, in *stream, yield yield) bool {
	lines := &lineReader{in: bufio.NewReaderSize(in, 64<<10), max: r.limits.maxBytes}
	c, err := startOfRows(lines.in, r.limits.charset, "JSON Lines")
	if err != nil {
		return yield(nil, s.fail(err))
	}
	for {
		line, err := lines.next()
		if err == io.EOF {
			return true
		}
		d := &doc.Document{ID: fmt.Sprintf("%s:%d", s.id, lines.n), Path: s.path}
		if err == nil {
			err = decodeLine(d, line, c, &r.fields)
		}
		if err != nil {
			if !yield(nil, s.failLine(d.ID, lines.n, err)) {
				return false
			}
		} else if !yield(d, nil) {
			return false
		}
		if lines.broken {
			return true
		}
	}
}

// startOfRows drops the byte order mark and fails on what cannot hold rows of text of that kind. It returns the
// charset of the rows: c, or what the mark declares.
func startOfRows(in *bufio.Reader, c charset, kind string) (charset, error) {
	head, err := in.Peek(8)
	if err != nil && err != io.EOF {
		return c, err
	}
	n, c := cutBOM(head, c)
	if c.unit > 1 {
		return c, at(0, "%s in %s, expected UTF-8", kind, strings.ToUpper(c.name))
	}
	if err := checkMagic(head); err != nil {
		return c, err
	}
	in.Discard(n)
	return c, nil
}

// barren is how many times the size limit may be read without coming to the end of a row that is not blank. Then the
// file is given up, so that a small compressed file of endless white space, or of one endless row, has an end.
const barren = 64

// A lineReader gives the lines of a stream that are not blank.
type lineReader struct {
	in     *bufio.Reader
	max    int64  // the most bytes of a line, without its end
	line   []byte // the buffer of next
	n      int    // the 1-based number of the line that next gave
	size   int64  // bytes read for the next line
	broken bool   // nothing more can be read
}

// next returns the next line that is not blank, until the next call. io.EOF ends the lines; other errors concern line
// number n, and end them where broken is set.
func (l *lineReader) next() ([]byte, error) {
	l.size = 0
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
		l.size += int64(len(part))
		if l.size > barren*l.max {
			return false, fmt.Errorf("no line of JSON in %d bytes, the rest of the file is not read", l.size)
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

// decodeLine sets the text of d, its id if the line has one, and the fields to keep.
func decodeLine(d *doc.Document, line []byte, c charset, f *fields) error {
	s, failed := c.decode(line)
	if failed != nil {
		return failed
	}
	if i := loneSurrogate(s); i >= 0 {
		return at(i, "%s is half a surrogate pair, expected both halves", s[i:i+6])
	}
	r, err := decodeObject(s, f)
	if err != nil {
		return err
	}
	return r.set(d, f)
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

// decodeObject reads an object with the text and the id, their keys exactly so and once each; other keys may hold
// anything.
func decodeObject(s string, f *fields) (*row, error) {
	if err := checkSyntax(s); err != nil {
		return nil, err
	}
	if start := blank(s); s[start] != '{' {
		return nil, at(start, "%s, expected an object {%q: \"…\"}", kindOf(s[start]), f.text)
	}
	r := &row{}
	for m := range members(s) {
		if err := r.addMember(m, f); err != nil {
			return nil, err
		}
	}
	switch {
	case r.text == nil:
		return nil, fmt.Errorf("no key %q%s, expected {%q: \"…\"}", f.text, foundStrings(s), f.text)
	case r.id == nil && f.strict:
		return nil, fmt.Errorf("no key %q, expected a string or a number as id", f.id)
	}
	return r, nil
}

// foundStrings names the keys of an object that have strings, one of which may be the text.
func foundStrings(s string) string {
	var keys []string
	for m := range members(s) {
		if m.value[0] == '"' {
			keys = append(keys, m.key)
		}
	}
	if keys == nil {
		return ""
	}
	return " (found " + quoted(keys) + ")"
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

// addMember takes in what f asks for.
func (r *row) addMember(m member, f *fields) error {
	if f.keeps(m.key) {
		r.add(m.key, []byte(m.value))
	}
	switch m.key {
	case f.text:
		return m.set(&r.text, "a string")
	case f.id:
		return m.set(&r.id, "a string or a number")
	}
	return nil
}

// set sets a field to a member's value, which must be a string, or a number where that is wanted too.
func (m member) set(field **string, want string) error {
	if *field != nil {
		return at(m.keyAt, "key %q is repeated, expected it once", m.key)
	}
	kind := kindOf(m.value[0])
	if !strings.Contains(want, kind) {
		return at(m.valueAt, "%q is %s, expected %s", m.key, kind, want)
	}
	value := m.value
	if value[0] == '"' {
		value = unquoteJSON(value)
	}
	*field = &value
	return nil
}

// kindOf names the kind of value that begins with a byte.
func kindOf(first byte) string {
	switch first {
	case 'n':
		return "null"
	case '[':
		return "an array"
	case '{':
		return "an object"
	case 't', 'f':
		return "a boolean"
	case '"':
		return "a string"
	}
	return "a number"
}
