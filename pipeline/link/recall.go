package link

import (
	"slices"
	"strings"

	"roster/pipeline/doc"
)

// A memory is what a document says of its offices: who holds a role, and what the roles that somebody holds belong to.
type memory struct {
	*scene
	positions []doc.Position
	bodies    map[office][]*doc.Body
	held      map[string][]int // role → positions with a holder, the last first
	leaders   map[string][]int // body → entities that lead it
}

// An office is a title that an entity has.
type office struct {
	holder int
	title  string
}

// mostRecalled bounds how many holders of a role are weighed against each other.
const mostRecalled = 8

// recall gives a role without a holder that of another mention of the role: "the president said" is whoever the
// document calls president, the last before it, else the first after it. A role without a body gets the one that
// another mention of the office has, if it stands in the sentence.
func (s *scene) recall(ps []doc.Position) {
	m := &memory{scene: s, positions: ps, bodies: make(map[office][]*doc.Body), leaders: make(map[string][]int)}
	for i := range ps {
		m.noteBody(&ps[i])
	}
	m.held = make(map[string][]int)
	for i := range ps {
		m.recallHolder(i)
	}
	m.held = make(map[string][]int)
	for i := len(ps) - 1; i >= 0; i-- {
		m.recallHolder(i)
	}
	for i := range ps {
		m.recallBody(&ps[i])
		m.stateBody(&ps[i])
	}
}

// noteBody remembers the body of a position.
func (m *memory) noteBody(p *doc.Position) {
	if p.Of == nil {
		return
	}
	for _, h := range p.Holders {
		o := office{h, titleOf(p.Role)}
		known := m.bodies[o]
		if len(known) < mostRecalled && !slices.ContainsFunc(known, func(b *doc.Body) bool { return bodiesAgree(b, p.Of) }) {
			m.bodies[o] = append(known, p.Of)
		}
		if l := m.leaders[p.Of.Name]; p.Status != doc.Former && leads(p) && !slices.Contains(l, h) {
			m.leaders[p.Of.Name] = append(l, h)
		}
	}
}

// leads reports whether a position makes its holder what news calls a leader: the highest offices of a country, any of
// an organization.
func leads(p *doc.Position) bool {
	return p.Of.Country == "" || highest[titleOf(p.Role)]
}

// recallHolder fills position i from the known ones, or makes it known.
func (m *memory) recallHolder(i int) {
	p := &m.positions[i]
	exact, kind := "="+titleOf(p.Role), kindOf(p.Role)
	if len(p.Holders) > 0 {
		if p.HolderRule != holderRecalled && len(p.Holders) == 1 {
			m.hold(exact, i)
			m.hold(kind, i)
		}
		return
	}
	if !m.isDefinite(p.Mention) {
		return
	}
	at := m.candidate(p, m.held[exact])
	if at < 0 && kind == exact[1:] {
		at = m.candidate(p, m.held[kind])
	}
	if at >= 0 {
		p.Holders, p.HolderRule = m.positions[at].Holders, holderRecalled
		return
	}
	if p.Of != nil && leaderWords[kind] && len(m.leaders[p.Of.Name]) == 1 {
		p.Holders, p.HolderRule = slices.Clone(m.leaders[p.Of.Name]), holderLeader
	}
}

// The rules of holders taken from another mention of the role, and from other offices of the body.
const (
	holderRecalled = "holder.recalled"
	holderLeader   = "holder.leader"
)

// hold makes position i the last that a key leads to; of one holder the last position alone is kept.
func (m *memory) hold(key string, i int) {
	holder := m.positions[i].Holders[0]
	others := slices.DeleteFunc(m.held[key], func(j int) bool { return m.positions[j].Holders[0] == holder })
	m.held[key] = slices.Insert(others[:min(len(others), mostRecalled-1)], 0, i)
}

// candidate returns the known position that p may be, or -1. Where p names a body it is one of that body, else the only
// one whose body is open. Where p names none it is the only one, or the one of this or the next sentence.
func (m *memory) candidate(p *doc.Position, known []int) int {
	open := -1
	for n, j := range known {
		q := &m.positions[j]
		switch body := m.bodyOf(q); {
		case p.Status != q.Status || !bodiesAgree(p.Of, body):
		case p.Of == nil && n+1 < len(known) && !m.near(p.Mention, q.Mention):
			return -1
		case p.Of == nil || body != nil:
			return j
		case open >= 0:
			return -1
		default:
			open = j
		}
	}
	return open
}

// bodyOf returns the body of a position with one holder, as the document names it anywhere, nil for none or several.
func (m *memory) bodyOf(p *doc.Position) *doc.Body {
	if p.Of != nil {
		return p.Of
	}
	if known := m.bodies[office{p.Holders[0], titleOf(p.Role)}]; len(known) == 1 {
		return known[0]
	}
	return nil
}

// near reports whether two mentions are in one sentence or in neighbours.
func (m *memory) near(a, b int) bool {
	d := m.sentence[a] - m.sentence[b]
	return -1 <= d && d <= 1
}

// recallBody gives a position the body that its office has elsewhere, if the sentence names it.
func (m *memory) recallBody(p *doc.Position) {
	if p.Of != nil || len(p.Holders) != 1 {
		return
	}
	found := doc.None
	for _, body := range m.bodies[office{p.Holders[0], titleOf(p.Role)}] {
		at := m.inSentence(p.Mention, body)
		switch {
		case at == doc.None || body.Country == "" && p.HolderRule == holderRecalled:
		case found != doc.None:
			return
		default:
			found = at
		}
	}
	if found != doc.None {
		p.Of, p.OfRule = m.describe(found), bodyRecalled
	}
}

// bodyRecalled is the rule of bodies taken from another mention of the office.
const bodyRecalled = "of.recalled"

// inSentence returns a mention of the body in the sentence of a role, or doc.None.
func (m *memory) inSentence(role int, body *doc.Body) int {
	for i := role - 1; i >= 0 && m.sentence[i] == m.sentence[role]; i-- {
		if m.means(i, body) {
			return i
		}
	}
	for i := role + 1; i < len(m.mentions) && m.sentence[i] == m.sentence[role]; i++ {
		if m.means(i, body) {
			return i
		}
	}
	return doc.None
}

// means reports whether mention i is of the body, or a nationality of the country that the body is.
func (m *memory) means(i int, body *doc.Body) bool {
	mention := m.mentions[i]
	switch mention.Label {
	case doc.Place, doc.Organization:
		return mention.Entity == body.Entity || mention.Label == doc.Place && m.entities[mention.Entity].Name == body.Name
	case doc.Norp:
		_, name := m.atlas.nationality(m.Slice(mention.Span))
		return name != "" && name == body.Name
	}
	return false
}

// head returns the word that says what kind of role it is: "minister" of "Minister of Health".
func head(role string) string {
	role, _, _ = strings.Cut(strings.ToLower(role), " of ")
	role, _, _ = strings.Cut(role, " for ")
	return role[strings.LastIndexByte(role, ' ')+1:]
}

// kindOf returns what mentions of one office share: the head of its title.
func kindOf(role string) string { return head(titleOf(role)) }

// titleOf returns a role in lower case, in the words that news uses most.
func titleOf(role string) string {
	role = strings.ToLower(role)
	if same := synonyms[strings.TrimSuffix(role, ".")]; same != "" {
		return same
	}
	return role
}

// isDefinite reports whether the role's noun phrase may mean a person that the document has named.
func (s *scene) isDefinite(role int) bool {
	t := s.start(role)
	if t == s.mentions[role].FirstToken && !s.Tokens[t].Shape.Capital() {
		return false
	}
	return !s.is(t, indefinite) && !s.is(t, possessors) && !s.isPlural(role)
}

// bodiesAgree reports whether two bodies may be one.
func bodiesAgree(a, b *doc.Body) bool {
	return a == nil || b == nil || a.Name == b.Name || a.Country != "" && a.Country == b.Country
}
