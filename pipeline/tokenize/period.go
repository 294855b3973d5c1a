package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// period returns the end of the word text[i:end] that a period follows.
func (s *scanner) period(i, end int) int {
	if e := acronymEnd(s.text, i, end); e > 0 {
		return e
	}
	if strings.HasPrefix(s.text[end:], "..") {
		return end
	}
	if s.isAbbreviation(i, end) {
		return end + 1
	}
	if e := siteEnd(s.text, end); e > 0 {
		return e
	}
	return end
}

// acronymEnd returns the end of an acronym at byte i whose first word ends at byte end: letters with a period after
// each ("U.S.", "a.m."), the last of which may lack ("U.N"). It returns 0 where there is none.
func acronymEnd(text string, i, end int) int {
	if text[i:end] == "Ph" && strings.HasPrefix(text[end:], ".D.") {
		return end + len(".D.")
	}
	letters := 0
	for {
		_, size := runeAt(text, i)
		if !letterAt(text, i) || wordAt(text, i+size) {
			break
		}
		letters++
		i += size
		if i == len(text) || text[i] != '.' {
			break
		}
		i++
	}
	if letters < 2 {
		return 0
	}
	return i
}

// isAbbreviation reports whether the period after text[i:end] belongs to it.
func (s *scanner) isAbbreviation(i, end int) bool {
	word := s.text[i:end]
	if utf8.RuneCountInString(word) == 1 && wordShape(word) == doc.Title {
		return isInitial(s.text, end+1)
	}
	switch abbreviations[word] {
	case title, usual:
		return true
	case numbered:
		return digitAt(s.text, skipSpace(s.text, end+1))
	case state:
		return s.afterMark(",(-")
	}
	return false
}

// isInitial reports whether a capital and a period before byte i are an initial: a name goes on after it, and not a
// sentence.
func isInitial(text string, i int) bool {
	if i < len(text) && text[i] == ',' {
		return true
	}
	i = skipSpace(text, i)
	r, _ := runeAt(text, i)
	end := wordEnd(text, i)
	return unicode.IsUpper(r) && (!starters[text[i:end]] || strings.HasPrefix(text[end:], "."))
}

// afterMark reports whether the last token is one of the marks.
func (s *scanner) afterMark(marks string) bool {
	if len(s.tokens) == 0 {
		return false
	}
	last := s.tokens[len(s.tokens)-1]
	return last.Len() == 1 && strings.IndexByte(marks, s.text[last.Start]) >= 0
}
