package link

import (
	"strings"

	"roster/pipeline/doc"
)

// furthest is how many tokens a rule walks over before it gives up: noun phrases of news are shorter.
const furthest = 14

// start returns the first token of the noun phrase whose head the role is, walking left over adjectives, bodies and
// genitives: in "Olaf Scholz, the embattled German chancellor" it is "the", in "Ann Poe, Ana Ruiz's lawyer" "Ana". The
// determiner, if any, is included.
func (s *scene) start(role int) int {
	if s.starts[role] == doc.None {
		s.starts[role] = int32(s.findStart(role))
	}
	return int(s.starts[role])
}

func (s *scene) findStart(role int) int {
	first, _ := s.bounds(role)
	t := s.mentions[role].FirstToken
	for n := 0; t > first && n < furthest; n++ {
		switch before := t - 1; {
		case s.owner[before] != doc.None:
			if o := int(s.owner[before]); !s.isBody(o) && !s.isPossessor(o) {
				return t
			}
			t = s.mentions[s.owner[before]].FirstToken
		case determiners[s.lower(before)]:
			return before
		case closing[s.Word(before)] && s.opens(before, first):
			t = s.beforeBracket(before, first) + 1
		case genitives[s.Word(before)], s.isModifier(before), s.joinsBodies(before):
			t = before
		default:
			return t
		}
	}
	return t
}

// isPossessor reports whether mention m is a person in the genitive, or the title of one.
func (s *scene) isPossessor(m int) bool {
	if behind := s.mentions[m].EndToken; s.mentions[m].Label == doc.Role && s.label(behind) == doc.Person {
		m = int(s.owner[behind])
	}
	return s.mentions[m].Label == doc.Person && genitives[s.Word(s.mentions[m].EndToken)]
}

// opens reports whether the bracket that closes at t opens behind token first.
func (s *scene) opens(t, first int) bool { return s.beforeBracket(t, first) > first }

// joinsBodies reports whether token t is a conjunction between two bodies of one label: "Jammu and Kashmir".
func (s *scene) joinsBodies(t int) bool {
	return t > 0 && s.is(t, conjunctions) && s.label(t-1) == s.label(t+1) && s.owner[t-1] != doc.None &&
		s.isBody(int(s.owner[t-1]))
}

// isModifier reports whether token t may stand between a noun and its determiner.
func (s *scene) isModifier(t int) bool {
	w := s.lower(t)
	if w == "-" || appointing[w] && (strings.HasSuffix(s.lower(t-1), "ly") || s.Word(t-1) == "-") {
		return true
	}
	if s.isHyphenated(t) || t > 1 && s.isHyphenated(t-2) {
		return true
	}
	return s.Tokens[t].Shape.Word() && !verbs[w] && !copulas[w] && !ofWords[w] && !conjunctions[w] && !clauseWords[w]
}

// isHyphenated reports whether a hyphen ties word or number t to the next: "left" of "left-wing".
func (s *scene) isHyphenated(t int) bool {
	return t >= 0 && t+2 < len(s.Tokens) && s.Word(t+1) == "-" && s.Tokens[t].End == s.Tokens[t+1].Start &&
		s.Tokens[t+1].End == s.Tokens[t+2].Start && (s.Tokens[t].Shape.Word() || s.Tokens[t].Shape == doc.Number)
}

// afterPhrase returns the token behind a prepositional phrase that begins at t, or t where none does: behind "of the
// Salvadoran Association of Industrialists (ASI)". It ends before a person, a role, a comma or a verb.
func (s *scene) afterPhrase(t, end int) int {
	if t+1 >= end || !s.is(t, ofWords) || s.lower(t) == "to" && !s.beginsPhrase(t+1) {
		return t
	}
	named := false
	for n := 0; t < end && n < furthest; n++ {
		switch label := s.label(t); {
		case label == doc.Person || label == doc.Role, named && s.is(t, conjunctions):
			return t
		case label != "":
			t, named = s.mentions[s.owner[t]].EndToken, true
		case opening[s.Word(t)]:
			t = s.behindBracket(t, end)
		case s.Tokens[t].Shape.Word() && !verbs[s.lower(t)] && !clauseWords[s.lower(t)],
			genitives[s.Word(t)], s.Word(t) == "-":
			t++
		default:
			return t
		}
	}
	return t
}

// behindArea returns the token of the person's name that follows a role and its area or organization at once, without a
// preposition between: "LG Ladakh Manoj Sinha", "LG J&K Manoj Sinha". Else, and behind a determiner, it returns the token
// behind the role.
func (s *scene) behindArea(role int) int {
	at := s.mentions[role].EndToken
	_, end := s.bounds(role)
	if determiners[s.lower(s.start(role))] {
		return at
	}
	short := false
	for t := at; t < end && t < at+mostModifiers && !s.lineBreak(t); {
		switch {
		case s.label(t) == doc.Person:
			if short && !mixedCase(s.Slice(s.mentions[s.owner[t]].Span)) {
				return at
			}
			return t
		case s.label(t) == doc.Place || s.label(t) == doc.Organization:
			t = s.mentions[s.owner[t]].EndToken
		case t > at && s.joinsBodies(t):
			t++
		case s.owner[t] == doc.None && (s.Tokens[t].Shape.Word() && !mixedCase(s.Word(t)) || t > at && s.Word(t) == "&"):
			t, short = t+1, true
		default:
			return at
		}
	}
	return at
}

// behindBracket returns the token behind the bracket that opens at t, or end where it does not close.
func (s *scene) behindBracket(t, end int) int {
	for ; t < end; t++ {
		if closing[s.Word(t)] {
			return t + 1
		}
	}
	return end
}

// beforeBracket returns the token before the bracket that closes at t, or first where it does not open.
func (s *scene) beforeBracket(t, first int) int {
	for ; t > first; t-- {
		if opening[s.Word(t)] {
			return t - 1
		}
	}
	return first
}

// verbs are frequent verb forms of news that no noun phrase holds.
var verbs = set("is", "was", "are", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could",
	"may", "might", "must", "should", "said", "says", "told", "added", "did", "does", "do", "met", "called", "made",
	"became", "won", "lost", "took", "announced", "declared", "warned", "denied", "asked", "named", "appointed",
	"elected", "accused", "argued", "noted", "claimed", "cited", "cites", "quoted", "quotes", "heard", "hears", "jailed",
	"jails", "clears", "cleared", "names", "tells", "urges", "meets", "visits", "wins", "signs", "lands", "hires",
	"hired", "dumps", "appoints", "elects", "denies", "warns", "calls", "sent", "sends", "found", "finds", "arrested",
	"arrests", "backs", "wrote", "gave", "got", "went", "came", "left", "led", "visited", "welcomed", "urged", "vowed",
	"wants", "plans", "hopes", "believes")

// clauseWords begin a clause.
var clauseWords = set("that", "who", "which", "when", "where", "while", "because", "if", "but", "as", "after",
	"before", "since", "until", "by", "than", "so", "then", "not", "it", "he", "she", "they", "we", "i", "you", "there",
	"also", "however", "meanwhile", "against", "during", "over", "into", "through", "among", "near", "inside", "behind",
	"beside", "about", "across", "around")
