package link

import (
	"strings"

	"roster/pipeline/doc"
)

// A spelling is a distinct text of one label in a document, taken apart.
type spelling struct {
	label    doc.Label
	text     string    // as it stands, white space as single blanks
	words    []string  // folded, without a leading "the", and a PERSON's honorifics and suffix
	whole    string    // the words in one, once somebody asked for it
	honoured int       // how many words of honorifics were left out
	suffix   string    // of a PERSON: "jr", "sr", "ii", "iii", "iv"
	mentions []int     // indexes into Document.Mentions, ascending
	gender   gender    // of a PERSON, as the text states it
	twin     *spelling // the one before it of the same text
	defined  string    // of an ORGANIZATION: the folded abbreviation that stands in brackets after it
}

// newSpelling takes a mention's text apart.
func newSpelling(label doc.Label, text string) *spelling {
	s := &spelling{label: label, text: blanks(text)}
	s.words = strings.Fields(fold(text))
	if len(s.words) > 1 && s.words[0] == "the" {
		s.words = s.words[1:]
	}
	if label == doc.Person {
		s.withoutHonorifics()
	}
	if n := len(s.words); label == doc.Person && n > 1 && suffixes[strings.Trim(s.words[n-1], ",")] {
		s.suffix = strings.Trim(s.words[n-1], ",")
		s.words = s.words[:n-1]
		s.words[n-2] = strings.TrimRight(s.words[n-2], ",")
	}
	return s
}

// withoutHonorifics leaves out the honorifics before a name of two words and more.
func (s *spelling) withoutHonorifics() {
	for len(s.words) > 2 {
		switch {
		case len(s.words) > 3 && honorifics[key(s.words[:2]...)]:
			s.words = s.words[2:]
			s.honoured += 2
		case honorifics[s.words[0]]:
			s.words = s.words[1:]
			s.honoured++
		default:
			return
		}
	}
}

// name returns the text without the honorifics that were left out.
func (s *spelling) name() string {
	return strings.Join(strings.Fields(s.text)[s.honoured:], " ")
}

// honorifics may stand within a PERSON before a name of two words and more. "Don" and "Tan" are names.
var honorifics = set("mr", "mrs", "ms", "miss", "dr", "sir", "dame", "sheikh", "sheikha", "shaikh", "datuk", "dato",
	"shri", "smt", "ustad", "padre", "khunying", "daw", "ratu", "monsieur", "madame", "señor", "señora", "herr",
	"frau", "tan sri", "datuk seri", "his excellency", "her excellency")

var suffixes = set("jr", "sr", "ii", "iii", "iv")

// particles start a surname of several words.
var particles = set("al", "el", "bin", "bint", "ibn", "ben", "von", "van", "der", "den", "de", "del", "della", "di",
	"da", "dos", "das", "du", "la", "le", "ter", "ten", "zu", "zur", "abu", "ould", "st", "san", "af", "av", "mac",
	"dela")

// surname returns the index of the first word of a PERSON's surname: the last word, with the particles before it.
func (s *spelling) surname() int {
	i := len(s.words) - 1
	for i > 1 && particles[s.words[i-1]] {
		i--
	}
	return i
}

// given returns the words before the surname.
func (s *spelling) given() []string { return s.words[:s.surname()] }

// key joins folded words.
func key(words ...string) string { return strings.Join(words, " ") }

// set returns the words as a set.
func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// Key returns what the spellings of a name have in common in any document: case, accents, "the", honorifics, the
// abbreviations of places and the designators of organizations are left out.
func Key(label doc.Label, name string) string {
	s := newSpelling(label, name)
	switch label {
	case doc.Place:
		return expanded(s)
	case doc.Organization:
		return bareName(s)
	}
	if s.suffix != "" {
		return key(s.words...) + " " + s.suffix
	}
	return whole(s)
}
