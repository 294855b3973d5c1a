package gold

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"
)

// columns yields the documents of a file of CoNLL columns: the token first, the tag last, between them whatever; a
// blank line ends a sentence, -DOCSTART- starts a document. Tags are IOB1, IOB2, IOBES or BILOU. The text is the
// tokens, a blank between two, and a line a sentence.
func (r Reader) columns(buf *bufio.Reader, path, name string, yield func(*Document, error) bool) bool {
	var c *columnDocument
	for n := 1; ; n++ {
		line, end := buf.ReadString('\n')
		if end != nil && end != io.EOF {
			return yield(nil, fmt.Errorf("%s:%d: %w", path, n, end))
		}
		if n == 1 {
			line = strings.TrimPrefix(line, "\uFEFF")
		}
		fields := strings.Fields(line)
		start := len(fields) > 0 && fields[0] == "-DOCSTART-"
		if start && !r.yieldColumns(c, path, yield) {
			return false
		}
		switch {
		case start:
			c = newColumnDocument(name, n)
		case len(fields) == 0:
			c.endSentence()
		default:
			if c == nil {
				c = newColumnDocument(name, n)
			}
			c.add(fields, line, n)
		}
		if end == io.EOF {
			return r.yieldColumns(c, path, yield)
		}
	}
}

// A columnDocument is a document of columns in the making.
type columnDocument struct {
	id    string
	line  int // its first
	text  strings.Builder
	runes int // code points in text
	a     annotation
	open  string // the label of the mark that the last token is in, "" where it is in none
	first bool   // no token of the sentence is there
	err   *Error // the first fault
}

func newColumnDocument(name string, line int) *columnDocument {
	return &columnDocument{id: fmt.Sprintf("%s:%d", name, line), line: line}
}

func (c *columnDocument) endSentence() {
	if c != nil {
		c.first, c.open = true, ""
	}
}

var iobTag = regexp.MustCompile(`^(?:O|([BIESLU])-(.+))$`)

// add adds a token with its tag.
func (c *columnDocument) add(fields []string, line string, n int) {
	word, tag := fields[0], iobTag.FindStringSubmatch(fields[len(fields)-1])
	switch {
	case c.err != nil:
		return
	case !utf8.ValidString(line):
		c.err = &Error{Line: n, Err: errors.New("invalid UTF-8")}
		return
	case len(fields) < 2 || tag == nil:
		found := strings.TrimSpace(line)
		c.err = &Error{Line: n, Err: fmt.Errorf("found %q, expected a token and a tag: O, B-LABEL or I-LABEL", found)}
		return
	}
	if c.runes > 0 {
		mark := byte(' ')
		if c.first {
			mark = '\n'
		}
		c.text.WriteByte(mark)
		c.runes++
	}
	c.first = false
	start := c.runes
	c.text.WriteString(word)
	c.runes += utf8.RuneCountInString(word)
	c.tag(tag[1], tag[2], start, n)
}

// tag makes the last token, which starts at that code point, part of a mark.
func (c *columnDocument) tag(prefix, label string, start, n int) {
	inside := (prefix == "I" || prefix == "E" || prefix == "L") && c.open == label
	switch {
	case prefix == "":
	case inside:
		c.a.marks[len(c.a.marks)-1].end = c.runes
	default:
		c.a.marks = append(c.a.marks, mark{at: n, start: start, end: c.runes, label: label})
	}
	c.open = label
	if prefix == "E" || prefix == "L" || prefix == "S" || prefix == "U" {
		c.open = ""
	}
}

// yieldColumns yields a document, if there is one.
func (r Reader) yieldColumns(c *columnDocument, path string, yield func(*Document, error) bool) bool {
	if c == nil || c.runes == 0 && c.err == nil {
		return true
	}
	if c.err != nil {
		c.err.File = path
		return yield(nil, c.err)
	}
	d := &Document{ID: c.id, File: path, Line: c.line}
	text := c.text.String()
	c.a.text = &text
	if err := r.finish(&c.a, d); err != nil {
		return yield(nil, located(err, path))
	}
	return yield(d, nil)
}
