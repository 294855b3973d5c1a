package link

import (
	"strings"

	"roster/pipeline/doc"
)

// listed: a list gives the person, then a colon or line's end, then the role.
func (s *scene) listed(role int) []int {
	m := s.mentions[role]
	t := s.start(role) - 1
	if t < 1 || s.label(m.EndToken) == doc.Person || s.isPlural(role) || s.precedesVerb(role) {
		return nil
	}
	if s.Word(t) == ":" || s.Word(t) == "." && t+1 == m.FirstToken {
		return s.lineOf(t - 1)
	}
	if s.label(t) == doc.Person && s.lineBreak(t+1) && !s.namesPerson(m.EndToken) {
		return []int{int(s.owner[t])}
	}
	return nil
}

// namesPerson reports whether a person is named from token t on in its line and sentence.
func (s *scene) namesPerson(t int) bool {
	for end := s.sentenceAt(t - 1).End; t < end && !s.lineBreak(t); t++ {
		if s.label(t) == doc.Person {
			return true
		}
	}
	return false
}

// lineOf returns the person whose mention ends at token t and begins a line, with an age between at most.
func (s *scene) lineOf(t int) []int {
	if t > 1 && s.Tokens[t].Shape == doc.Number && s.Word(t-1) == "," {
		t -= 2
	}
	if t < 0 || s.label(t) != doc.Person {
		return nil
	}
	m := s.mentions[s.owner[t]]
	start := s.lineStart(m.FirstToken, mostBullet)
	if start == doc.None {
		return nil
	}
	for ; start < m.FirstToken; start++ {
		if s.Tokens[start].Shape.Word() {
			return nil
		}
	}
	return []int{int(s.owner[t])}
}

// mostBullet is how many tokens of numbers and signs a line of a list may begin with.
const mostBullet = 4

// lineStart returns the first token of the line that token t is in, doc.None if it is more than most tokens away.
func (s *scene) lineStart(t, most int) int {
	for n := 0; t > 0 && !s.lineBreak(t); n++ {
		if n == most {
			return doc.None
		}
		t--
	}
	return t
}

// lineBreak reports whether a line ends before token t.
func (s *scene) lineBreak(t int) bool {
	return strings.ContainsRune(s.Text[s.Tokens[t-1].End:s.Tokens[t].Start], '\n')
}

// headlined: the role stands in a headline, between blank lines, that names nobody and no other role, and the text
// below begins with the person.
func (s *scene) headlined(role int) []int {
	first, end := s.bounds(role)
	if !s.isHeadline(first, end) || s.isPlural(role) {
		return nil
	}
	for t := first; t < end; t++ {
		if s.label(t) == doc.Person || s.label(t) == doc.Role && int(s.owner[t]) != role {
			return nil
		}
	}
	below := s.sentenceAt(end).End
	t := end
	for t < below && s.is(t, courtesy) {
		t++
	}
	return s.peopleAt(t, below, false)
}

// isHeadline reports whether the sentence of the tokens from first to end stands between blank lines and ends in a
// word.
func (s *scene) isHeadline(first, end int) bool {
	return end < len(s.Tokens) && s.blankLine(end) && (first == 0 || s.blankLine(first)) && s.Tokens[end-1].Shape.Word()
}

// blankLine reports whether a line without words stands before token t.
func (s *scene) blankLine(t int) bool {
	return strings.Count(s.Text[s.Tokens[t-1].End:s.Tokens[t].Start], "\n") > 1
}
