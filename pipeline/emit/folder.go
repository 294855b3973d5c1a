package emit

import (
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A lazy writer makes the files of a folder when it is first needed: an error of theirs is one of writing.
type lazy struct {
	make   func() (Writer, error)
	writer Writer
}

func (l *lazy) open() (err error) {
	if l.writer == nil {
		l.writer, err = l.make()
	}
	return err
}

func (l *lazy) Write(d *doc.Document) error {
	if err := l.open(); err != nil {
		return err
	}
	return l.writer.Write(d)
}

func (l *lazy) Close() error {
	if err := l.open(); err != nil {
		return err
	}
	return l.writer.Close()
}

// A naming gives every document of a folder a file name of its own, made of its id: without .txt, with no way out of
// the folder, and of characters that all file systems take. Of two that would be one the second ends with -2.
type naming struct{ taken map[string]bool }

func newNaming() naming { return naming{map[string]bool{}} }

// name returns the path of a document without extension, with slashes.
func (n naming) name(id string) string {
	parts := strings.FieldsFunc(strings.TrimSuffix(id, ".txt"), func(r rune) bool { return r == '/' })
	for i, part := range parts {
		parts[i] = fileName(part)
	}
	base := path.Join(parts...)
	if base == "" {
		base = "document"
	}
	unique := base
	for i := 2; n.taken[strings.ToLower(unique)]; i++ {
		unique = fmt.Sprintf("%s-%d", base, i)
	}
	n.taken[strings.ToLower(unique)] = true
	return unique
}

// fileName replaces what file systems or shells take for something else.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`\:*?"<>|`+"\x7f", r) {
			return '_'
		}
		return r
	}, s)
	if strings.HasPrefix(s, ".") {
		s = "_" + s[1:] // no hidden file, no "." and no ".."
	}
	for len(s) > longestName {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return s
}

// longestName is what file systems take, in bytes, less room for a number and an extension.
const longestName = 200

// writeFile makes a file with that text.
func writeFile(create Create, name string, text []byte) error {
	f, err := create(name)
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		f.Close() // what it holds is given up
		return err
	}
	return f.Close()
}
