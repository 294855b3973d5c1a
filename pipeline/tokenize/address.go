package tokenize

import (
	"strings"
	"unicode"
)

// maxLocal is the longest local part of an e-mail address, in bytes (RFC 5321, 4.5.3.1.1).
const maxLocal = 64

// address returns the end of the e-mail address at byte i, 0 where there is none.
func (s *scanner) address(i int) int {
	if s.at < i {
		s.at = i + strings.IndexByte(s.text[i:], '@')
		if s.at < i {
			s.at = len(s.text)
		}
	}
	if s.at == len(s.text) || s.at-i > maxLocal {
		return 0
	}
	for _, c := range []byte(s.text[i:s.at]) {
		if classes[c]&word == 0 && strings.IndexByte(".+-%", c) < 0 {
			return 0
		}
	}
	return domainEnd(s.text, s.at+1)
}

// domainEnd returns the end of the host name of two labels or more at byte i, 0 where there is none.
func domainEnd(text string, i int) int {
	dots := 0
	for {
		start := i
		for i < len(text) && (classes[text[i]]&word != 0 || text[i] == '-') {
			i++
		}
		if i == start {
			return 0
		}
		if i+1 >= len(text) || text[i] != '.' || classes[text[i+1]]&word == 0 {
			break
		}
		dots++
		i++
	}
	if dots == 0 {
		return 0
	}
	return i
}

// url returns the end of the web address at byte i whose first word ends at byte end, 0 where there is none.
func (s *scanner) url(i, end int) int {
	first, rest := s.text[i:end], s.text[end:]
	switch {
	case strings.HasPrefix(rest, "://") && len(rest) > 3 && wordAt(rest, 3):
	case strings.EqualFold(first, "www") && len(rest) > 1 && rest[0] == '.' && wordAt(rest, 1):
	default:
		return 0
	}
	return urlEnd(s.text, end)
}

// urlEnd returns the end of the web address that has byte i in it: the next white space, quote or angle bracket, less
// the punctuation before it that belongs to the sentence.
func urlEnd(text string, i int) int {
	end := len(text)
	if n := strings.IndexFunc(text[i:], endsURL); n >= 0 {
		end = i + n
	}
	trailing := ".,;:!?'’]}*…"
	if !strings.Contains(text[i:end], "(") {
		trailing += ")"
	}
	return i + len(strings.TrimRight(text[i:end], trailing))
}

func endsURL(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("<>\"“”‘«»", r)
}

// siteEnd returns the end of a site's name, "example.com" or "example.com/a", whose first label ends at the period at
// byte i, 0 where there is none.
func siteEnd(text string, i int) int {
	end := i
	for range maxLabels {
		if end+1 >= len(text) || text[end] != '.' || classes[text[end+1]]&(lower|digit) == 0 {
			break
		}
		i, end = end, wordEnd(text, end+1)
	}
	if !topLevel[text[min(i+1, end):end]] {
		return 0
	}
	if end+1 < len(text) && text[end] == '/' && classes[text[end+1]]&word != 0 {
		return urlEnd(text, end)
	}
	return end
}

// maxLabels bounds the labels after the first that are read in search of a top-level domain.
const maxLabels = 4

// topLevel holds the top-level domains that make "name.tld" a site's name even without "www".
var topLevel = set("com org net edu gov mil int info biz io ai tv uk ca au nz ie za ng ke de fr eu ru jp cn")
