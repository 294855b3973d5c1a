package rules

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"roster/pipeline/tokenize"
)

// A Config says which rules are in force.
type Config struct {
	Core     bool            // the embedded rules
	Dir      string          // what Files are relative to; "" is the working directory
	Files    []string        // rule files, folders of them, and globs: .yaml and .yml, and spaCy's .jsonl
	Disable  []string        // ids or patterns of ids in which * stands for any characters, as org.*
	Priority []PriorityValue // the last that names a rule decides

	// Read stands for the disk where the user's rule files and lists are read; a file that it knows need not be there.
	// nil is the disk.
	Read func(path string) ([]byte, error)

	// Split appends the words of a phrase to words; nil cuts as package tokenize does.
	Split func(words []string, phrase string) []string
}

// A PriorityValue sets the priority of all rules whose id matches.
type PriorityValue struct {
	ID    string // an id, or a pattern as in Config.Disable
	Value int
}

// Load reads all rules. Its error is Errors: every fault of every file.
func Load(cfg Config) (*Set, error) {
	l := &loader{set: &Set{named: map[string]*Rule{}, split: cfg.Split}, read: cfg.Read}
	if cfg.Split == nil {
		l.set.split = splitText
	}
	if cfg.Core {
		l.readAll(l.find(coreSource()))
	}
	for _, name := range cfg.Files {
		l.readAll(l.userSources(cfg.Dir, name))
	}
	l.checkIDs()
	l.checkLists()
	l.checkConditions()
	l.prioritize(cfg.Priority)
	l.disable(cfg.Disable)
	if err := l.errs.sorted(); err != nil {
		return nil, err
	}
	l.set.fingerprint = fingerprint(l.set)
	return l.set, nil
}

// A loader gathers the rules of all files.
type loader struct {
	set  *Set
	errs Errors
	read func(path string) ([]byte, error) // nil is the disk
	seen map[string]bool                   // absolute paths of user files, so that a file named twice is read once
	next int                               // the number of groups so far
}

func (l *loader) readAll(sources []source) {
	for _, src := range sources {
		data, err := fs.ReadFile(src.fsys, src.path)
		if err != nil {
			l.errs = append(l.errs, &Error{File: src.name, Err: reason(err)})
			continue
		}
		read := readYAML
		if src.isJSONL() {
			read = l.readEntityRuler
		}
		rules, errs := read(src, data)
		l.set.rules = append(l.set.rules, rules...)
		l.errs = append(l.errs, errs...)
	}
}

// checkIDs indexes the rules by id, which is unique; entries of EntityRuler files may share one.
func (l *loader) checkIDs() {
	for _, r := range l.set.rules {
		first, ok := l.set.named[r.ID]
		switch {
		case !ok:
			l.set.named[r.ID] = r
		case first.Group == 0 || first.Group != r.Group:
			l.fail(r, "the id is taken by %s:%d, expected one of its own", first.File, first.Line)
		}
	}
}

// checkLists finds LIST names that name no list.
func (l *loader) checkLists() {
	for _, r := range l.set.rules {
		l.checkListsOf(r, r.Patterns)
	}
}

// checkListsOf records faults at the place of r.
func (l *loader) checkListsOf(r *Rule, patterns []Pattern) {
	for _, p := range patterns {
		for _, t := range p {
			for _, id := range t.Lists {
				if named := l.set.named[id]; named == nil || !named.HasPhrases() {
					l.fail(r, "LIST: %s: no rule of that id has phrases or a list", id)
				}
			}
		}
	}
}

func (l *loader) fail(r *Rule, format string, args ...any) {
	l.errs = append(l.errs, &Error{File: r.File, Line: r.Line, Col: r.Col, Rule: r.ID, Err: fmt.Errorf(format, args...)})
}

var errNoRule = errors.New("no rule has such an id")

func (l *loader) prioritize(values []PriorityValue) {
	for _, v := range values {
		found := false
		for _, r := range l.set.rules {
			if matchID(v.ID, r.ID) {
				r.Priority, found = v.Value, true
			}
		}
		if !found {
			l.errs = append(l.errs, &Error{File: "rules.priority", Err: fmt.Errorf("%q: %w", v.ID, errNoRule)})
		}
	}
}

func (l *loader) disable(patterns []string) {
	off := map[*Rule]bool{}
	for _, p := range patterns {
		found := false
		for _, r := range l.set.rules {
			if matchID(p, r.ID) {
				off[r], found = true, true
			}
		}
		if !found {
			l.errs = append(l.errs, &Error{File: "rules.disable", Err: fmt.Errorf("%q: %w", p, errNoRule)})
		}
	}
	l.set.rules = slices.DeleteFunc(l.set.rules, func(r *Rule) bool { return off[r] })
}

// matchID reports whether an id is like a pattern, in which * stands for any characters.
func matchID(pattern, id string) bool {
	for i := 0; i < len(pattern); i++ {
		if pattern[i] == '*' {
			for j := i; j <= len(id); j++ {
				if matchID(pattern[i+1:], id[j:]) {
					return true
				}
			}
			return false
		}
		if i >= len(id) || pattern[i] != id[i] {
			return false
		}
	}
	return len(pattern) == len(id)
}

// splitText cuts a phrase as the texts are cut.
func splitText(words []string, phrase string) []string {
	if isPlain(phrase) {
		return splitPlain(words, phrase)
	}
	tokens, _ := tokenize.Tokenize(phrase)
	for _, t := range tokens {
		words = append(words, phrase[t.Start:t.End])
	}
	return words
}

// isPlain reports whether a phrase is of Latin letters, digits behind letters, blanks, and hyphens between letters
// alone.
func isPlain(phrase string) bool {
	letter, digit := false, false
	for i, r := range phrase {
		switch {
		case 'a' <= r|0x20 && r|0x20 <= 'z', 0xc0 <= r && r <= 0x24f && r != '×' && r != '÷':
			if digit {
				return false
			}
			letter = true
			continue
		case '0' <= r && r <= '9' && (letter || digit):
			letter, digit = false, true
			continue
		case r == '-' && (!letter || i+1 == len(phrase) || phrase[i+1] == ' '), r != ' ' && r != '-':
			return false
		}
		letter, digit = false, false
	}
	return true
}

// splitPlain cuts a plain phrase at blanks and around hyphens, as package tokenize would in more time.
func splitPlain(words []string, phrase string) []string {
	start := 0
	for i := range len(phrase) {
		if c := phrase[i]; c == ' ' || c == '-' {
			if start < i {
				words = append(words, phrase[start:i])
			}
			if c == '-' {
				words = append(words, "-")
			}
			start = i + 1
		}
	}
	if start < len(phrase) {
		words = append(words, phrase[start:])
	}
	return words
}
