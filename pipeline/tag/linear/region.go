package linear

import (
	"roster/pipeline/doc"
	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/tagset"
)

// A region is a half-open range of tokens in one sentence that may hold mentions; outside all regions tokens are O.
type region struct {
	first, end int
	starts     bool // begins its sentence
	border     border
}

// gapLimit is how many tokens in a row that can only be inside a mention a region runs over.
const gapLimit = 4

// findRegions sets the regions: each begins and ends with a token that can stand at a mention's edge.
func (s *state) findRegions(m *model.Model, sentences []doc.Sentence) {
	s.regions = s.regions[:0]
	for _, sent := range sentences {
		for i := sent.First; i < sent.End; i++ {
			if !s.edges[i] {
				continue
			}
			r := region{first: i, end: s.regionEnd(m, i, sent), starts: i == sent.First}
			if r.end < sent.End {
				r.border = border{s.words[r.end].Transition, true}
			}
			s.regions = append(s.regions, r)
			i = r.end - 1
		}
	}
}

// regionEnd is the end of the region that begins at first. It sets the sums of the tokens that are no edges.
func (s *state) regionEnd(m *model.Model, first int, sent doc.Sentence) int {
	end := first + 1
	for next := end; next < sent.End && next-end <= gapLimit; next++ {
		if !s.edges[next] {
			continue
		}
		for i := end; i < next; i++ {
			if !s.leads(m, i, sent, int(m.Inner)) {
				return end
			}
		}
		end = next + 1
	}
	return end
}

// judge tells which tokens can stand at the edge of a mention, and sets the sums of those that can.
func (s *state) judge(m *model.Model, sentences []doc.Sentence) {
	for _, sent := range sentences {
		for i := sent.First; i < sent.End; i++ {
			e := s.entries[i]
			limit := m.Plain
			if e.likely {
				limit = m.Edge
			}
			s.edges[i] = s.leads(m, i, sent, int(limit))
		}
	}
}

// leads reports whether O leads the sums of token i by no more than the limit, and sets the sums if so. Where already
// the least lead that the sums can have is above it, which is so for most tokens, they are not made.
func (s *state) leads(m *model.Model, i int, sent doc.Sentence, limit int) bool {
	e := s.entries[i]
	if e.lead > int32(m.Word) {
		return false
	}
	around := s.around(i, sent)
	least := int(e.leads[0])
	for p, n := range around {
		least += int(n.leads[p+1])
	}
	if least > limit {
		return false
	}
	s.addAll(i, around)
	return s.sums[i].lead() <= limit
}

// around returns the entries at the places about token i of a sentence.
func (s *state) around(i int, sent doc.Sentence) (around [feature.Places - 1]*entry) {
	if sent.First+2 <= i && i+2 < sent.End {
		return [...]*entry{s.entries[i-1], s.entries[i+1], s.entries[i-2], s.entries[i+2]}
	}
	for p := range around {
		switch at := i + feature.Offsets[p+1]; {
		case at < sent.First:
			around[p] = s.pads[0]
		case at >= sent.End:
			around[p] = s.pads[1]
		default:
			around[p] = s.entries[at]
		}
	}
	return around
}

// addAll sets the sums of token i to those of its word and the words around it.
func (s *state) addAll(i int, around [feature.Places - 1]*entry) {
	sum := &s.sums[i]
	sum.lanes, sum.bias = s.entries[i].at[0], feature.Places*vectorBias
	for p, n := range around {
		sum.add(&n.at[p+1])
	}
}

// addWords does so for any token.
func (s *state) addWords(i int) {
	first, end := s.document.Sentence(i)
	s.addAll(i, s.around(i, doc.Sentence{First: first, End: end}))
}

// lead is the sum of O less the best of the others.
func (s *sum) lead() int {
	e := s.unpack(s.bias)
	best := e[1]
	for _, x := range e[2:tagset.Count] {
		best = max(best, x)
	}
	return int(e[tagset.O] - best)
}
