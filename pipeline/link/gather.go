package link

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A gatherer lists the spellings of a document.
type gatherer struct {
	*doc.Document
	byText map[string]*spelling // the first of a text; others are its twins
	all    []*spelling
}

// spellings lists the distinct spellings of a document's entity mentions, in order of first appearance: one for each
// text, label and gender.
func spellings(d *doc.Document) []*spelling {
	g := &gatherer{d, make(map[string]*spelling), nil}
	for i, m := range d.Mentions {
		if !isEntity(m.Label) {
			continue
		}
		s := g.spelling(m.Label, d.Slice(m.Span), genderOf(d, m))
		s.mentions = append(s.mentions, i)
		if i > 0 && m.Label == doc.Organization {
			g.define(d.Mentions[i-1], m)
		}
	}
	return g.all
}

// spelling returns the spelling of a text, made if it is new.
func (g *gatherer) spelling(label doc.Label, text string, as gender) *spelling {
	first := g.byText[text]
	for s := first; s != nil; s = s.twin {
		if s.label == label && s.gender == as {
			return s
		}
	}
	s := newSpelling(label, text)
	s.gender, s.twin = as, first
	g.byText[text] = s
	g.all = append(g.all, s)
	return s
}

// define notes the abbreviation that a document introduces in brackets: "World Health Organization (WHO)".
func (g *gatherer) define(before, m doc.Mention) {
	if before.Label != doc.Organization || before.EndToken+1 != m.FirstToken || g.Word(before.EndToken) != "(" {
		return
	}
	if m.EndToken < len(g.Tokens) && g.Word(m.EndToken) == ")" {
		g.spelling(before.Label, g.Slice(before.Span), unknown).defined = fold(g.Slice(m.Span))
	}
}

// byFullness orders spellings so that a fuller one comes before those that may be short for it.
func byFullness(in []*spelling) []*spelling {
	slices.SortStableFunc(in, func(a, b *spelling) int {
		return cmp.Or(cmp.Compare(len(b.words), len(a.words)), compareBool(!b.endsInInitial(), !a.endsInInitial()))
	})
	return in
}

// endsInInitial reports whether the last word is one letter: "Zoë D.".
func (s *spelling) endsInInitial() bool {
	return len(s.words) > 1 && utf8.RuneCountInString(s.words[len(s.words)-1]) == 1
}

// A gender is what courtesy words and kinship say of a person. Nothing is concluded from a name.
type gender uint8

const (
	unknown gender = iota
	male
	female
)

// genderOf returns the gender that the word before a PERSON states: "Mrs. Smith", "his wife, Ana Smith".
func genderOf(d *doc.Document, m doc.Mention) gender {
	if m.Label != doc.Person || m.FirstToken == 0 {
		return unknown
	}
	t := m.FirstToken - 1
	if word := d.Word(t); word == "," && t > 0 {
		return kinGenders[strings.ToLower(d.Word(t-1))]
	} else if len(word) <= longestTitle {
		return titleGenders[strings.TrimSuffix(strings.ToLower(word), ".")]
	}
	return unknown
}

// longestTitle is the length in bytes of the longest key of titleGenders, with a full stop.
const longestTitle = 9

var titleGenders = map[string]gender{
	"mr": male, "sir": male, "monsieur": male, "herr": male, "señor": male, "sr": male, "signor": male, "husband": male,
	"brother": male, "son": male, "father": male, "mrs": female, "ms": female, "miss": female, "madam": female,
	"madame": female, "mme": female, "dame": female, "lady": female, "frau": female, "señora": female, "sra": female,
	"signora": female, "smt": female, "wife": female, "sister": female, "daughter": female, "mother": female,
	"widow": female,
}

// kinGenders are the words of kinship that a comma and the name may follow.
var kinGenders = map[string]gender{
	"husband": male, "brother": male, "son": male, "father": male,
	"wife": female, "sister": female, "daughter": female, "mother": female, "widow": female,
}
