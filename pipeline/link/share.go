package link

import (
	"strings"

	"roster/pipeline/doc"
)

// share gives coordinated roles what their neighbours have: in "CEO and founder Jane Roe" both are hers.
func (s *scene) share(ps []doc.Position) {
	for i := len(ps) - 2; i >= 0; i-- {
		s.shareBetween(&ps[i], &ps[i+1])
	}
	for i := 1; i < len(ps); i++ {
		s.shareBetween(&ps[i], &ps[i-1])
	}
}

// shareBetween fills what p lacks from its neighbour q.
func (s *scene) shareBetween(p, q *doc.Position) {
	a, b := min(p.Mention, q.Mention), max(p.Mention, q.Mention)
	if s.sentence[a] != s.sentence[b] {
		return
	}
	if len(p.Holders) == 0 && len(q.Holders) > 0 && s.coordinated(s.phraseEnd(a, b), s.start(b)) {
		p.Holders, p.HolderRule = q.Holders, "holder.coordinated"
	}
}

// phraseEnd returns the token behind role a with what it belongs to, at most the start of role b.
func (s *scene) phraseEnd(a, b int) int {
	t := s.mentions[a].EndToken
	end := max(t, min(s.afterPhrase(t, s.mentions[b].FirstToken), s.start(b)))
	for end > t && (s.is(end-1, conjunctions) || s.Word(end-1) == ",") {
		end--
	}
	return end
}

// coordinated reports whether the tokens from t to end are a conjunction or comma and modifiers.
func (s *scene) coordinated(t, end int) bool {
	joint := false
	for ; t < end; t++ {
		switch {
		case s.is(t, conjunctions) || s.Word(t) == ",":
			joint = true
		case s.owner[t] != doc.None || !s.isModifier(t):
			return false
		}
	}
	return joint
}

// recall gives a role without a holder that of another mention of the same role: "the president said" is whoever the
// document calls president, the last before it, else the first after it.
func (s *scene) recall(ps []doc.Position) {
	last := make(map[string]int)
	for i := range ps {
		s.recallFrom(ps, i, last)
	}
	first := make(map[string]int)
	for i := len(ps) - 1; i >= 0; i-- {
		s.recallFrom(ps, i, first)
	}
}

// recallFrom fills position i from the known ones, or makes it known.
func (s *scene) recallFrom(ps []doc.Position, i int, known map[string]int) {
	p := &ps[i]
	keys := [...]string{"=" + strings.ToLower(p.Role), head(p.Role)}
	if len(p.Holders) > 0 {
		if p.HolderRule != "holder.recalled" {
			known[keys[0]], known[keys[1]] = i, i
		}
		return
	}
	if !s.isDefinite(p.Mention) {
		return
	}
	for n, k := range keys {
		j, ok := known[k]
		if ok && (n == 0 || len(strings.Fields(p.Role)) == 1) && bodiesAgree(p.Of, ps[j].Of) && p.Status == ps[j].Status && len(ps[j].Holders) == 1 {
			p.Holders, p.HolderRule = ps[j].Holders, "holder.recalled"
			return
		}
	}
}

// head returns the word that says what kind of role it is: "minister" of "Minister of Health".
func head(role string) string {
	role, _, _ = strings.Cut(strings.ToLower(role), " of ")
	role, _, _ = strings.Cut(role, " for ")
	return role[strings.LastIndexByte(role, ' ')+1:]
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
