package link

import (
	"slices"

	"roster/pipeline/doc"
)

// The rules that relabel mentions whose label the document contradicts, as their source names them. What they do to the
// mentions of the embedded model on the development sets: of 19 by the first 17 became right, of 11 by the second 6, and
// two of the others were wrong before.
const (
	relabelSurname  = "relabel.surname"  // the surname of a person that the document names in full
	relabelMajority = "relabel.majority" // the label that the text has elsewhere, twice as often or more
)

// What may be relabelled. A model that is surer than this is believed.
const (
	leastRelabelled = 3    // bytes of a text: signs and initials are left alone
	surestSurname   = 0.85 // mean score: a surname may be a company's name too
	surestMinority  = 0.60 // mean score
)

// relabel gives mentions the label that the document speaks for and returns what is left of the spellings. Between
// places and organizations there is no evidence: a city's name is a club's.
func (j *joiner) relabel(d *doc.Document, in []*spelling) []*spelling {
	surnames := surnamesOf(in)
	for _, s := range in {
		if s.label != doc.Person && len(s.words) == 1 && surnames[s.words[0]] && meanScore(d, s) < surestSurname {
			j.move(s, nil, relabelSurname)
		}
	}
	for _, s := range in {
		if s.twin != nil {
			j.settle(d, s)
		}
	}
	return slices.DeleteFunc(in, func(s *spelling) bool { return len(s.mentions) == 0 })
}

// surnamesOf returns the last words of the names of several words, nil where every mention is a PERSON or none is.
func surnamesOf(in []*spelling) map[string]bool {
	var surnames map[string]bool
	for _, s := range in {
		if s.label == doc.Person && len(s.words) > 1 {
			if surnames == nil {
				surnames = make(map[string]bool)
			}
			surnames[s.words[len(s.words)-1]] = true
		}
	}
	return surnames
}

// settle moves the mentions of the weaker of two spellings of one text, one a PERSON, to the other.
func (j *joiner) settle(d *doc.Document, s *spelling) {
	t := s.twin
	if t.twin != nil || len(s.text) < leastRelabelled || (s.label == doc.Person) == (t.label == doc.Person) {
		return
	}
	weak, strong := s, t
	if len(weak.mentions) > len(strong.mentions) {
		weak, strong = strong, weak
	}
	if len(strong.mentions) >= 2*len(weak.mentions) && meanScore(d, weak) < min(surestMinority, meanScore(d, strong)) {
		j.move(weak, strong, relabelMajority)
	}
}

// move relabels the mentions of a spelling: to be those of another, or PERSON where that is nil.
func (j *joiner) move(from, to *spelling, rule string) {
	if j.relabelled == nil {
		j.relabelled = make(map[int]string)
	}
	for _, m := range from.mentions {
		j.relabelled[m] = rule
	}
	if to == nil {
		from.label = doc.Person
		return
	}
	to.mentions = append(to.mentions, from.mentions...)
	slices.Sort(to.mentions)
	from.mentions = nil
}

func meanScore(d *doc.Document, s *spelling) float64 {
	sum := 0.0
	for _, m := range s.mentions {
		sum += d.Mentions[m].Score
	}
	return sum / float64(len(s.mentions))
}

// Relabels reports whether a rule is one of those by which linking relabels mentions.
func Relabels(rule string) bool { return rule == relabelSurname || rule == relabelMajority }
