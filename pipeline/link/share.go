package link

import "roster/pipeline/doc"

// share gives coordinated roles what their neighbours have: in "CEO and founder Jane Roe" both are hers, in "chairman
// and chief executive of Acme" both are Acme's.
func (s *scene) share(ps []doc.Position) {
	for i := len(ps) - 2; i >= 0; i-- {
		s.shareHolder(&ps[i], &ps[i+1])
	}
	for i := 1; i < len(ps); i++ {
		s.shareStatus(&ps[i], &ps[i-1])
		s.shareHolder(&ps[i], &ps[i-1])
		s.shareBodyBefore(&ps[i], &ps[i-1])
	}
	for i := len(ps) - 2; i >= 0; i-- {
		s.shareBodyBehind(&ps[i], &ps[i+1])
	}
}

// shareStatus gives p the status of the role before it where a conjunction alone stands between and a verb says it of
// both, or where p is that role's abbreviation in brackets: "was chairman and director", "former secretary (GS)".
func (s *scene) shareStatus(p, q *doc.Position) {
	t := s.mentions[q.Mention].EndToken
	at := s.mentions[p.Mention].FirstToken
	if p.Status != doc.Current || q.Status == doc.Current || s.sentence[p.Mention] != s.sentence[q.Mention] || t+1 != at {
		return
	}
	if s.is(t, conjunctions) && q.StatusRule != statusFormerWord || s.inBrackets(p.Mention, t) {
		p.Status, p.StatusRule = q.Status, statusCoordinated
	}
}

// inBrackets reports whether a mention stands alone in the brackets that open at t.
func (s *scene) inBrackets(mention, t int) bool {
	m := s.mentions[mention]
	return m.FirstToken == t+1 && opening[s.Word(t)] && closing[s.Word(m.EndToken)]
}

// shareHolder fills what p lacks from its neighbour q.
func (s *scene) shareHolder(p, q *doc.Position) {
	a, b := min(p.Mention, q.Mention), max(p.Mention, q.Mention)
	if len(p.Holders) > 0 || len(q.Holders) == 0 || s.sentence[a] != s.sentence[b] || s.serves(s.start(a)-1) {
		return
	}
	if s.coordinated(s.phraseEnd(a, b), s.start(b)) {
		p.Holders, p.HolderRule = q.Holders, holderCoordinated
	}
}

// shareBodyBehind gives p the body that stands behind its neighbour q: "chairman and chief executive of Acme".
func (s *scene) shareBodyBehind(p, q *doc.Position) {
	if p.Of != nil || q.Of == nil || s.sentence[p.Mention] != s.sentence[q.Mention] || !sharedBehind[q.OfRule] {
		return
	}
	if s.joined(s.mentions[p.Mention].EndToken, p, q) {
		p.Of, p.OfRule = q.Of, bodyCoordinated
	}
}

// shareBodyBefore gives p the body that stands before its neighbour q: "the Greek president and prime minister", with
// the holder of q between or not.
func (s *scene) shareBodyBefore(p, q *doc.Position) {
	if p.Of != nil || q.Of == nil || s.sentence[p.Mention] != s.sentence[q.Mention] || !sharedBefore[q.OfRule] {
		return
	}
	t := s.mentions[q.Mention].EndToken
	if s.label(t) == doc.Person {
		t = s.mentions[s.owner[t]].EndToken
	}
	if s.joined(t, q, p) || s.inBrackets(p.Mention, t) {
		p.Of, p.OfRule = q.Of, bodyCoordinated
	}
}

// joined reports whether a conjunction and "former" alone stand between token t and q, and both p and q are offices
// that one body may have: not "a driver and former teacher".
func (s *scene) joined(t int, p, q *doc.Position) bool {
	at := s.mentions[q.Mention].FirstToken
	if t < at && s.Word(t) == "," && t+1 < at {
		t++
	}
	for at > t+1 && s.is(at-1, formerWords) {
		at--
	}
	joint := s.is(t, conjunctions) || s.Word(t) == "," && q.OfRule == bodyCoordinated
	return t+1 == at && joint && offices[s.roleHead(p.Mention)] && offices[s.roleHead(q.Mention)]
}

// The rules of what coordinated roles share.
const (
	holderCoordinated = "holder.coordinated"
	bodyCoordinated   = "of.coordinated"
	statusCoordinated = "status.coordinated"
)

var (
	sharedBehind = set("of.phrase", "of.weak-phrase", "of.holder", "of.signature", bodyCoordinated)
	sharedBefore = set("of.modifier", bodyCoordinated)
)

// phraseEnd returns the token behind role a with what it belongs to, at most the start of role b.
func (s *scene) phraseEnd(a, b int) int {
	t := s.mentions[a].EndToken
	end := max(t, min(s.afterPhrase(t, s.mentions[b].FirstToken), s.start(b)))
	for end > t && (s.is(end-1, conjunctions) || s.Word(end-1) == ",") {
		end--
	}
	return end
}

// coordinated reports whether the tokens from t to end are a conjunction or comma and words of time behind it.
func (s *scene) coordinated(t, end int) bool {
	joint := false
	for ; t < end; t++ {
		switch {
		case s.is(t, conjunctions) || s.Word(t) == ",":
			joint = true
		case !joint, !s.is(t, adverbs) && !s.is(t, formerWords) && !s.is(t, onceWords):
			return false
		}
	}
	return joint
}
