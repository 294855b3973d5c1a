package link

import (
	"strings"

	"roster/pipeline/doc"
)

// status reads the words before and behind a role, and its own: "former", "acting", "-elect".
func (s *scene) status(role int) doc.Status {
	first, end := s.bounds(role)
	m := s.mentions[role]
	for t := m.First; t < m.End; t++ {
		if actingWords[s.lower(t)] {
			return doc.Acting
		}
	}
	if m.End+1 < end && s.Word(m.End) == "-" && designateWords[s.lower(m.End+1)] || m.End < end && s.is(m.End, set("designate", "elect", "nominee")) {
		return doc.Designate
	}
	for t, n := m.First-1, 0; t >= first && n < mostModifiers; t, n = t-1, n+1 {
		switch w := strings.TrimSuffix(s.lower(t), "-"); {
		case formerWords[w]:
			return doc.Former
		case actingWords[w]:
			return doc.Acting
		case designateWords[w]:
			return doc.Designate
		case s.owner[t] == doc.None && !s.isModifier(t) && !genitives[s.Word(t)]:
			return doc.Current
		}
	}
	return doc.Current
}
