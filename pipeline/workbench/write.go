package workbench

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"roster/internal/replace"
)

// A content is what a file holds; nil is no file.
type content *string

func contentOf(text string) content { return &text }

func (f *file) content() content {
	if !f.exists {
		return nil
	}
	return contentOf(f.text)
}

// shown is the text as an editor has it, whose lines end with \n.
func (f *file) shown() string { return strings.ReplaceAll(f.text, "\r\n", "\n") }

// typed returns what the file is to hold where an editor that shows it has a text: what was not edited stays as it is,
// and new lines end as the first one of the file does.
func (f *file) typed(text string) content {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	before := f.shown()
	start, tail := shared(before, text)
	typed := text[start : len(text)-tail]
	if first, _, ok := strings.Cut(f.text, "\n"); ok && strings.HasSuffix(first, "\r") {
		typed = strings.ReplaceAll(typed, "\n", "\r\n")
	}
	return contentOf(f.text[:f.behind(start)] + typed + f.text[f.behind(len(before)-tail):])
}

// behind returns where in the text is what stands behind so many bytes of what is shown.
func (f *file) behind(shown int) (at int) {
	for ; shown > 0; shown-- {
		if strings.HasPrefix(f.text[at:], "\r\n") {
			at++
		}
		at++
	}
	return at
}

// holds reports whether the file has a content.
func (f *file) holds(c content) bool { return f.exists == (c != nil) && (c == nil || f.text == *c) }

// holding returns the file as it is once it has a content.
func (f *file) holding(c content) *file {
	out := *f
	out.exists = c != nil
	out.text = ""
	if c != nil {
		out.text = *c
	}
	return &out
}

// write gives files of the set another content, by key: all or, where one fails, none. It returns the set then, and
// the keys of the files that had another content. It fails with *ChangedError where a file is not on disk as the set
// has it.
func (s fileSet) write(contents map[string]content) (after fileSet, written []string, err error) {
	keys := slices.Sorted(maps.Keys(contents))
	for _, key := range keys {
		f, err := s.keyed(key)
		if err == nil {
			err = f.checkDisk(contents[key])
		}
		if err != nil {
			return s, nil, err
		}
	}
	after = s
	for _, key := range keys {
		f, _ := s.keyed(key)
		if f.holds(contents[key]) {
			continue
		}
		if err := f.put(contents[key]); err != nil {
			return s, nil, errors.Join(err, s.putBack(written))
		}
		after, written = after.replaced(f.holding(contents[key])), append(written, key)
	}
	return after, written, nil
}

// putBack gives files that were written what the set has.
func (s fileSet) putBack(keys []string) error {
	var errs []error
	for _, key := range keys {
		f, _ := s.keyed(key)
		errs = append(errs, f.put(f.content()))
	}
	return errors.Join(errs...)
}

// checkDisk fails where the file is not on disk as it was read, or its path leads elsewhere, or a text is none.
func (f *file) checkDisk(c content) error {
	if real, err := resolve(f.Path); err != nil || real != f.real {
		return &ChangedError{File: f.Name}
	}
	now := *f
	if err := now.read(); err != nil {
		return err
	}
	if now.exists != f.exists || now.text != f.text {
		return &ChangedError{File: f.Name}
	}
	if now.locked {
		return fmt.Errorf("%s is write-protected: nothing was written: %w", f.Name, fs.ErrPermission)
	}
	if c != nil && !utf8.ValidString(*c) {
		return bad("the text of %s is not UTF-8", f.Name)
	}
	return nil
}

// put writes a content to the file as a whole, or removes it.
func (f *file) put(c content) error {
	if c == nil {
		return os.Remove(f.real)
	}
	return replace.Write(f.real, []byte(*c))
}
