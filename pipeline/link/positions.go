package link

import (
	"context"

	"roster/pipeline/doc"
)

// positions returns one position for each ROLE mention. A rule looks at the role's own sentence first; what that does
// not tell is taken from coordinated roles, then from other mentions of the role in the document.
func (s *scene) positions(ctx context.Context) []doc.Position {
	var out []doc.Position
	for i, m := range s.mentions {
		if ctx.Err() != nil {
			return nil
		}
		if m.Label == doc.Role {
			out = append(out, s.position(i))
		}
	}
	s.share(out)
	s.recall(out)
	return out
}

// position reads what the role's own noun phrase and clause say.
func (s *scene) position(i int) doc.Position {
	p := doc.Position{Mention: i, Role: blanks(s.Slice(s.mentions[i].Span))}
	var people []int
	people, p.HolderRule = s.holders(i)
	for _, m := range people {
		p.Holders = append(p.Holders, s.mentions[m].Entity)
	}
	body, rule := s.body(i, people)
	if body != doc.None {
		p.Of, p.OfRule = s.describe(body), rule
	} else if first, end := s.unnamedBody(i); end > 0 {
		text := blanks(s.Slice(s.SpanOf(first, end)))
		p.Of, p.OfRule = &doc.Body{Entity: doc.None, Name: text, Text: text}, bodyUnnamed
	}
	p.Status, p.StatusRule = s.status(i)
	return p
}

// describe says what a body mention means: a nationality stands for its country.
func (s *scene) describe(m int) *doc.Body {
	mention := s.mentions[m]
	text := blanks(s.Slice(mention.Span))
	if b := s.wholePlace(m); b != nil {
		return b
	}
	if mention.Label != doc.Norp {
		e := s.entities[mention.Entity]
		return &doc.Body{Entity: mention.Entity, Name: e.Name, Text: text, Country: e.Country}
	}
	b := &doc.Body{Entity: doc.None, Name: text, Text: text}
	code, name := s.atlas.nationality(text)
	if code == "" {
		return b
	}
	b.Name = name
	if s.codes {
		b.Country = code
	}
	if e, ok := s.countryEntities()[code]; ok {
		b.Entity, b.Name = e, s.entities[e].Name
	}
	return b
}

// wholePlace returns the known place of which mention m is a half, "Jammu and Kashmir", or nil.
func (s *scene) wholePlace(m int) *doc.Body {
	for _, first := range [...]int{m - 1, m} {
		if first < 0 || first+1 >= len(s.mentions) {
			continue
		}
		a, b := s.mentions[first], s.mentions[first+1]
		if a.Label != doc.Place || b.Label != doc.Place || a.EndToken+1 != b.FirstToken || !s.is(a.EndToken, conjunctions) {
			continue
		}
		text := blanks(s.Slice(doc.Span{Start: a.Start, End: b.End}))
		if code := s.atlas.country(text); code != "" {
			whole := &doc.Body{Entity: doc.None, Name: text, Text: text}
			if s.codes {
				whole.Country = code
			}
			return whole
		}
	}
	return nil
}

// countryEntities returns the entities that are countries, by code.
func (s *scene) countryEntities() map[string]int {
	if s.countries != nil {
		return s.countries
	}
	s.countries = make(map[string]int)
	for i, e := range s.entities {
		if e.Label != doc.Place {
			continue
		}
		code := s.atlas.codes[placeKey(e.Name)]
		if _, ok := s.countries[code]; !ok && code != "" {
			s.countries[code] = i
		}
	}
	return s.countries
}
