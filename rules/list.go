package rules

import (
	"fmt"
	"io/fs"
	"iter"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// A list is the text of a list file, or the phrases of a rule: large lists are kept as they stand in their file and
// parsed as they are read, which costs no memory an entry.
type list struct {
	file  string
	text  string   // of a list file
	given []Phrase // of a rule's phrases
}

// readList reads and checks a list file.
func readList(fsys fs.FS, path, name string) (*list, Errors) {
	data, err := fs.ReadFile(fsys, path)
	if err != nil {
		return nil, Errors{{File: name, Err: fmt.Errorf("list file: %w", reason(err))}}
	}
	// The bytes are ours alone and do not change again.
	l := &list{file: name, text: strings.TrimPrefix(unsafe.String(unsafe.SliceData(data), len(data)), "\ufeff")}
	return l, l.check()
}

// check returns the faults of a list file.
func (l *list) check() (errs Errors) {
	utf := utf8.ValidString(l.text)
	for line, entry := range l.lines() {
		phrase, country, coded := strings.Cut(entry, "\t")
		var err error
		col := 1
		switch {
		case !utf && !utf8.ValidString(entry):
			err = fmt.Errorf("not UTF-8: %q", entry)
		case strings.TrimSpace(phrase) == "":
			err = fmt.Errorf("a country code without a phrase: %q, expected the phrase, a TAB and the code", entry)
		case coded && !isCountry(country):
			col = utf8.RuneCountInString(phrase) + 2
			err = fmt.Errorf("country code %q, expected two capital letters as in FR", country)
		}
		if err != nil {
			errs = append(errs, &Error{File: l.file, Line: line, Col: col, Err: err})
		}
	}
	return errs
}

func isCountry(s string) bool {
	return len(s) == 2 && 'A' <= s[0] && s[0] <= 'Z' && 'A' <= s[1] && s[1] <= 'Z'
}

// lines yields the entries of a list file with their 1-based line, without comments, blank lines and trailing blanks.
func (l *list) lines() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		rest, line := l.text, 0
		for rest != "" {
			end := strings.IndexByte(rest, '\n')
			entry := rest
			if end < 0 {
				rest = ""
			} else {
				entry, rest = rest[:end], rest[end+1:]
			}
			line++
			entry = strings.TrimRight(entry, " \t\r")
			if entry == "" || entry[0] == '#' {
				continue
			}
			if !yield(line, entry) {
				return
			}
		}
	}
}

func (l *list) phrases() iter.Seq[Phrase] {
	return func(yield func(Phrase) bool) {
		for _, p := range l.given {
			if !yield(p) {
				return
			}
		}
		for line, entry := range l.lines() {
			phrase, country, _ := strings.Cut(entry, "\t")
			if !yield(Phrase{Text: phrase, Country: country, File: l.file, Line: line}) {
				return
			}
		}
	}
}
