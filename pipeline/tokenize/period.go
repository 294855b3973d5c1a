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
		return s.isInitial(end + 1)
	}
	switch abbreviations[word] {
	case title:
		return true
	case usual:
		return !endsParagraph(s.text, end+1)
	case numbered:
		return digitAt(s.text, skipSpace(s.text, end+1))
	case state:
		return s.afterMark(",(-")
	}
	return false
}

// isInitial reports whether a capital and a period before byte i are an initial: a name goes on after it, and not a
// sentence.
func (s *scanner) isInitial(i int) bool {
	if i < len(s.text) && s.text[i] == ',' {
		return true
	}
	i = skipSpace(s.text, i)
	if r, _ := runeAt(s.text, i); !unicode.IsUpper(r) {
		return false
	}
	end := wordEnd(s.text, i)
	return !starters[s.text[i:end]] || strings.HasPrefix(s.text[end:], ".") || s.afterMark(";,(")
}

// endsParagraph reports whether nothing but white space with a blank line stands from byte i on, or nothing at all.
func endsParagraph(text string, i int) bool {
	gap := text[i:skipSpace(text, i)]
	return i+len(gap) == len(text) || strings.Count(gap, "\n") > 1
}

// afterMark reports whether the last token is one of the marks.
func (s *scanner) afterMark(marks string) bool {
	if len(s.tokens) == 0 {
		return false
	}
	last := s.tokens[len(s.tokens)-1]
	return last.Len() == 1 && strings.IndexByte(marks, s.text[last.Start]) >= 0
}
