package link

import (
	"slices"
	"strings"

	"roster/pipeline/doc"
)

// The rules that relabel mentions whose label the document contradicts, as their source names them. What they do to the
// mentions of the embedded model on the development sets: both by the title became right, of 19 by the surname 17, of 8
// by the employer 6, of 11 by the majority 6, and two of the others were wrong before.
const (
	relabelCompany  = "relabel.company"  // a company by its form: "Łoś Ltd", and "Łoś" where the text has "Łoś Ltd"
	relabelTitle    = "relabel.title"    // the person whose title stands before: "Judge Łoś Bâ"
	relabelSurname  = "relabel.surname"  // the surname of a person that the document names in full
	relabelMajority = "relabel.majority" // the label that the text has elsewhere, twice as often or more
	relabelEmployer = "relabel.employer" // an organization by the words before it: "analyst at Łoś", "the lender Łoś"
)

// What may be relabelled. A model that is surer than this is believed.
const (
	leastRelabelled = 3    // bytes of a text: signs and initials are left alone
	surestSurname   = 0.85 // mean score: a surname may be a company's name too
	surestMinority  = 0.60 // mean score
	surestEmployer  = 0.87 // mean score
)

// relabel gives mentions the label that the document speaks for and returns what is left of the spellings. How often a
// text is a place or an organization is no evidence: a city's name is a club's.
func (j *joiner) relabel(d *doc.Document, in []*spelling) []*spelling {
	surnames, companies := surnamesOf(in), companiesOf(in)
	for _, s := range in {
		switch {
		case s.label != doc.Organization && (hasForm(s) || companies[whole(s)] && meanScore(d, s) < surestSurname):
			j.relabelAs(s, doc.Organization, relabelCompany)
		case s.label == doc.Organization && meanScore(d, s) < surestSurname && !hasForm(s) && isTitled(d, s):
			j.relabelAs(s, doc.Person, relabelTitle)
		case s.label != doc.Organization && meanScore(d, s) < surestEmployer &&
			isEmployer(d, s) && j.atlas.country(s.text) == "":
			j.relabelAs(s, doc.Organization, relabelEmployer)
		case s.label != doc.Person && surnames[fold(s.text)] && meanScore(d, s) < surestSurname:
			j.relabelAs(s, doc.Person, relabelSurname)
		}
	}
	for _, s := range in {
		if s.twin != nil {
			j.settle(d, s)
		}
	}
	return slices.DeleteFunc(in, func(s *spelling) bool { return len(s.mentions) == 0 })
}

// isEmployer reports whether a role and "at", or a noun for a company, stand before a mention of the spelling.
func isEmployer(d *doc.Document, s *spelling) bool {
	return slices.ContainsFunc(s.mentions, func(m int) bool {
		t := d.Mentions[m].FirstToken - 1
		if t < 0 {
			return false
		}
		if companyNouns[strings.ToLower(d.Word(t))] {
			return m == 0 || d.Mentions[m-1].EndToken <= t
		}
		if t > 0 && d.Word(t) == "the" {
			t--
		}
		return d.Word(t) == "at" && m > 0 && d.Mentions[m-1].Label == doc.Role && d.Mentions[m-1].EndToken == t
	})
}

// companyNouns stand before the name of a company, never before a person's.
var companyNouns = set("lender", "drugmaker", "carmaker", "automaker", "chipmaker", "retailer", "insurer", "startup",
	"conglomerate", "brewer", "brokerage", "consultancy", "airline", "supermarket", "steelmaker", "shipbuilder",
	"planemaker", "broadcaster")

// companyForms are legal forms of companies, as written: an ending like "As" or "Ou" is a name's too.
var companyForms = set("Inc", "Inc.", "Ltd", "Ltd.", "Corp", "Corp.", "PLC", "Plc", "plc", "LLC", "LLP", "GmbH", "AG",
	"KG", "OÜ", "Oy", "Oyj", "A/S", "ApS", "ASA", "AB", "SpA", "S.p.A.", "SRL", "S.r.l.", "NV", "N.V.", "BV",
	"B.V.", "Pty", "Bhd", "Tbk", "PJSC", "OJSC", "JSC", "Kft", "Zrt", "d.o.o.", "s.r.o.", "S.A.", "K.K.")

// hasForm reports whether a name ends with a legal form of companies.
func hasForm(s *spelling) bool { return withoutForm(s.text) != "" }

// withoutForm returns a name without the legal form at its end, "" where it has none.
func withoutForm(name string) string {
	at := strings.LastIndexByte(name, ' ')
	if at <= 0 || !companyForms[name[at+1:]] {
		return ""
	}
	return strings.TrimRight(name[:at], ", ")
}

// companiesOf returns the names that the document gives with a legal form, without it; nil for none.
func companiesOf(in []*spelling) map[string]bool {
	var companies map[string]bool
	for _, s := range in {
		if name := withoutForm(s.text); name != "" {
			if companies == nil {
				companies = make(map[string]bool)
			}
			companies[whole(newSpelling(doc.Organization, name))] = true
		}
	}
	return companies
}

// isTitled reports whether the spelling is a name of several words and a role in capitals, perhaps in brackets, stands
// before a mention of it.
func isTitled(d *doc.Document, s *spelling) bool {
	return len(s.words) > 1 && slices.ContainsFunc(s.mentions, func(m int) bool {
		t := d.Mentions[m].FirstToken
		if t > 0 && closing[d.Word(t-1)] {
			t--
		}
		if m == 0 || d.Mentions[m-1].Label != doc.Role || d.Mentions[m-1].EndToken != t {
			return false
		}
		return d.Tokens[d.Mentions[m-1].FirstToken].Shape.Capital()
	})
}

// surnamesOf returns the surnames of the persons named in full, folded; nil where every mention is a PERSON or none is.
func surnamesOf(in []*spelling) map[string]bool {
	var surnames map[string]bool
	for _, s := range in {
		if s.label == doc.Person && len(s.words) > 1 && strings.Contains(s.text, " ") {
			if surnames == nil {
				surnames = make(map[string]bool)
			}
			surnames[s.family()] = true
		}
	}
	return surnames
}

// family returns the last word of a name, folded, or the words that hyphens join to it: of "Zoë Stott-Łoś" it is "stott los".
func (s *spelling) family() string {
	last := s.words[len(s.words)-1]
	if joined := fold(s.text[strings.LastIndexByte(s.text, ' ')+1:]); strings.HasSuffix(joined, " "+last) {
		return joined
	}
	return last
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

// move relabels the mentions of a spelling as those of another.
func (j *joiner) move(from, to *spelling, rule string) {
	j.note(from, rule)
	to.mentions = append(to.mentions, from.mentions...)
	slices.Sort(to.mentions)
	from.mentions = nil
}

// relabelAs gives a spelling another label.
func (j *joiner) relabelAs(s *spelling, label doc.Label, rule string) {
	j.note(s, rule)
	again := newSpelling(label, s.text)
	again.mentions, again.twin = s.mentions, s.twin
	*s = *again
}

// note records which rule relabels the mentions of a spelling.
func (j *joiner) note(s *spelling, rule string) {
	if j.relabelled == nil {
		j.relabelled = make(map[int]string)
	}
	for _, m := range s.mentions {
		j.relabelled[m] = rule
	}
}

func meanScore(d *doc.Document, s *spelling) float64 {
	sum := 0.0
	for _, m := range s.mentions {
		sum += d.Mentions[m].Score
	}
	return sum / float64(len(s.mentions))
}

// Relabels reports whether a rule is one of those by which linking relabels mentions.
func Relabels(rule string) bool {
	switch rule {
	case relabelCompany, relabelTitle, relabelSurname, relabelMajority, relabelEmployer:
		return true
	}
	return false
}
