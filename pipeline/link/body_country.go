package link

import "roster/pipeline/doc"

// bodyCountry is the rule of offices of state in a document that is about one country alone.
const bodyCountry = "of.country"

// stateBody gives a held office of state without a body the country, if the sentence names it and the document no
// other.
func (s *scene) stateBody(p *doc.Position) {
	if p.Of != nil || len(p.Holders) == 0 || !stateOffices[kindOf(p.Role)] || s.is(s.start(p.Mention), indefinite) {
		return
	}
	code := s.onlyCountry()
	if code == "" {
		return
	}
	if m := s.countryBeside(p.Mention, code); m != doc.None {
		p.Of, p.OfRule = s.describe(m), bodyCountry
	}
}

// onlyCountry returns the code of the only country that the document's places and nationalities belong to, "" for none
// or several.
func (s *scene) onlyCountry() string {
	if s.only != nil {
		return *s.only
	}
	only := ""
	s.only = &only
	for i := range s.mentions {
		switch code := s.countryOf(i); {
		case code == "" || code == only:
		case only != "":
			only = ""
			return only
		default:
			only = code
		}
	}
	return only
}

// countryOf returns the code of the country that a mention is, lies in or is the nationality of, "" for any other.
func (s *scene) countryOf(m int) string {
	switch mention := s.mentions[m]; mention.Label {
	case doc.Place:
		return s.atlas.country(s.entities[mention.Entity].Name)
	case doc.Norp:
		code, _ := s.atlas.nationality(s.Slice(mention.Span))
		return code
	}
	return ""
}

// countryBeside returns the mention nearest to a role in its sentence that is a country or its nationality, one before
// it first, or doc.None.
func (s *scene) countryBeside(role int, code string) int {
	for i := role - 1; i >= 0 && s.sentence[i] == s.sentence[role]; i-- {
		if s.isCountry(i, code) {
			return i
		}
	}
	for i := role + 1; i < len(s.mentions) && s.sentence[i] == s.sentence[role]; i++ {
		if s.isCountry(i, code) {
			return i
		}
	}
	return doc.None
}

// isCountry reports whether mention m is the country of a code, or its nationality; a city is not.
func (s *scene) isCountry(m int, code string) bool {
	return s.countryOf(m) == code &&
		(s.mentions[m].Label == doc.Norp || s.atlas.isCountry(s.Slice(s.mentions[m].Span)))
}
