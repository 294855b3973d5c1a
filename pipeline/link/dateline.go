package link

import (
	"strings"
	"unicode/utf8"
)

// leastDateline is the length in bytes from which capitals are a name and no abbreviation: "OSLO", not "UAE".
const leastDateline = 4

// isDateline reports whether a place's name stands in capitals and is no abbreviation.
func isDateline(name string) bool {
	return len(name) >= leastDateline && !mixedCase(name) && !strings.Contains(name, ".") &&
		abbreviations[fold(name)] == ""
}

// properCase writes a name in capitals as a name: "PORT-AU-PRINCE" is "Port-au-Prince", "CÔTE D’IVOIRE" "Côte
// d’Ivoire".
func properCase(name string) string {
	var b strings.Builder
	for start, first := 0, true; start < len(name); first = false {
		end := strings.IndexAny(name[start:], " -‐")
		if end < 0 {
			end = len(name) - start
		}
		word := strings.ToLower(name[start : start+end])
		b.WriteString(properWord(word, first))
		if start += end; start < len(name) {
			_, size := utf8.DecodeRuneInString(name[start:])
			b.WriteString(name[start : start+size])
			start += size
		}
	}
	return b.String()
}

// properWord capitalizes a word in lower case, and what follows an elision in it; small words and elisions stay small
// within a name.
func properWord(word string, first bool) string {
	if !first && smallWords[word] {
		return word
	}
	head, rest, elided := strings.Cut(word, "'")
	mark := "'"
	if !elided {
		head, rest, elided = strings.Cut(word, "’")
		mark = "’"
	}
	if !elided || len(head) != 1 {
		return capitalized(word)
	}
	if first || !smallWords[head] {
		head = capitalized(head)
	}
	return head + mark + capitalized(rest)
}

func capitalized(word string) string {
	_, size := utf8.DecodeRuneInString(word)
	return strings.ToUpper(word[:size]) + word[size:]
}

// smallWords are written small within names of places.
var smallWords = set("of", "the", "and", "de", "da", "do", "dos", "das", "du", "des", "la", "le", "les", "el", "al",
	"y", "di", "del", "au", "aux", "sur", "sous", "en", "am", "an", "der", "upon", "on", "d", "l", "in", "es", "ash",
	"ad")
