package gold

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A jsonError is an error at a byte offset of a line.
type jsonError struct {
	at  int
	err error
}

func (e *jsonError) Error() string { return e.err.Error() }

// column returns the 1-based column in code points.
func (e *jsonError) column(line []byte) int { return 1 + utf8.RuneCount(line[:min(e.at, len(line))]) }

// A decoder walks the tokens of one JSON value, strictly: encoding/json alone takes keys in any case, and makes U+FFFD
// of what is no text. All its errors are *jsonError.
type decoder struct {
	*json.Decoder
	line []byte
}

func newDecoder(line []byte) (*decoder, error) {
	if at := notText(line); at >= 0 {
		return nil, &jsonError{at, errors.New("not valid UTF-8, or half of a surrogate pair")}
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	return &decoder{d, line}, nil
}

// notText returns the offset of the first byte that is no UTF-8 or first escape that is half of a surrogate pair, -1
// where there is none.
func notText(line []byte) int {
	if at := invalidUTF8(string(line)); at >= 0 {
		return at
	}
	for i := 0; i < len(line); i++ {
		if line[i] != '\\' {
			continue
		}
		if first := escape(line[i:]); first>>10 != 0xD800>>10 && first>>10 != 0xDC00>>10 {
			i++
		} else if second := escape(line[min(i+6, len(line)):]); first>>10 != 0xD800>>10 || second>>10 != 0xDC00>>10 {
			return i
		} else {
			i += 11
		}
	}
	return -1
}

// escape returns the number of the \uXXXX that b starts with, or 0.
func escape(b []byte) uint64 {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0
	}
	n, _ := strconv.ParseUint(string(b[2:6]), 16, 16)
	return n
}

// start returns the offset at which the next token starts.
func (d *decoder) start() int {
	at := int(d.InputOffset())
	for at < len(d.line) && strings.IndexByte(" \t\r\n,:", d.line[at]) >= 0 {
		at++
	}
	return at
}

// next returns the next token, nil for null.
func (d *decoder) next() (json.Token, error) {
	at := d.start()
	token, err := d.Token()
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return nil, &jsonError{max(at, int(syntax.Offset)-1), err}
	case err != nil:
		return nil, &jsonError{len(bytes.TrimRight(d.line, " \t\r\n")), errors.New("the JSON ends too early")}
	}
	return token, nil
}

// read returns the next token, which must be one of type T.
func read[T any](d *decoder, what string) (T, error) {
	at := d.start()
	token, err := d.next()
	value, ok := token.(T)
	if err == nil && !ok {
		err = &jsonError{at, fmt.Errorf("found %s, expected %s", show(token), what)}
	}
	return value, err
}

// show returns a token as an error names it.
func show(token json.Token) string {
	switch t := token.(type) {
	case nil:
		return "null"
	case string:
		return strconv.Quote(t)
	}
	return fmt.Sprint(token)
}

// open reads the bracket that starts an object or array.
func (d *decoder) open(bracket json.Delim, what string) error {
	at := d.start()
	token, err := d.next()
	if err == nil && token != bracket {
		err = &jsonError{at, fmt.Errorf("found %s, expected %s", show(token), what)}
	}
	return err
}

// object calls field with each key of an object; field reads its value.
func (d *decoder) object(field func(key string) error) error {
	if err := d.open('{', "an object"); err != nil {
		return err
	}
	seen := make(map[string]bool)
	for d.More() {
		at := d.start()
		key, err := read[string](d, "a key")
		if err == nil && seen[key] {
			err = &jsonError{at, fmt.Errorf("key %q stands twice", key)}
		}
		if err == nil {
			err = field(key)
		}
		if err != nil {
			return err
		}
		seen[key] = true
	}
	_, err := d.next()
	return err
}

// array calls item before each item of an array; item reads it.
func (d *decoder) array(item func() error) error {
	if err := d.open('[', "an array"); err != nil {
		return err
	}
	for d.More() {
		if err := item(); err != nil {
			return err
		}
	}
	_, err := d.next()
	return err
}

// skip reads any value.
func (d *decoder) skip() error {
	var any json.RawMessage
	at := d.start()
	if err := d.Decode(&any); err != nil {
		return &jsonError{at, err}
	}
	return nil
}

// end reports what stands behind the value, if anything does.
func (d *decoder) end() error {
	at := d.start()
	if _, err := d.Token(); err != io.EOF {
		return &jsonError{at, errors.New("a line holds one object, but more follows")}
	}
	return nil
}

// text reads a string.
func (d *decoder) text() (string, error) { return read[string](d, "a string") }

// optional reads a string, "" for null.
func (d *decoder) optional() (string, error) {
	if d.null() {
		return "", d.skip()
	}
	return read[string](d, "a string or null")
}

// null reports whether null comes next.
func (d *decoder) null() bool { return d.ahead("null") }

// ahead reports whether what comes next starts so.
func (d *decoder) ahead(start string) bool { return bytes.HasPrefix(d.line[d.start():], []byte(start)) }

// name reads a string or a whole number, as text.
func (d *decoder) name() (string, error) {
	if d.ahead(`"`) {
		return d.text()
	}
	n, err := d.index()
	return strconv.Itoa(n), err
}

// index reads a whole number that is not negative.
func (d *decoder) index() (int, error) {
	at := d.start()
	number, err := read[json.Number](d, "a whole number")
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(string(number))
	if err != nil || n < 0 {
		return 0, &jsonError{at, fmt.Errorf("found %s, expected a whole number", number)}
	}
	return n, nil
}
