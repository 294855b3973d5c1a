package link

import (
	"strings"

	"roster/pipeline/doc"
)

// A holderRule finds the persons who hold a role in its sentence: indexes of mentions, none where it does not apply.
type holderRule struct {
	id   string
	find func(s *scene, role int) []int
}

// holderRules are tried in order; the first that finds somebody decides.
var holderRules = []holderRule{
	{"holder.title", (*scene).titled},                 // "President Putin", "Prime Minister Gen Prayut"
	{"holder.apposed-before", (*scene).apposedBefore}, // "Olaf Scholz, the German chancellor"
	{"holder.apposed-after", (*scene).apposedAfter},   // "the bank's chief economist, Ana Ruiz,"
	{"holder.phrase", (*scene).afterItsPhrase},        // "head of the team, Vladimir Ushakov", "CEO of Acme Jane Roe", "CEO Acme Jane Roe"
	{"holder.bracket", (*scene).bracketed},            // "Ana Ruiz (captain)", "the captain (Ana Ruiz)"
	{"holder.listed", (*scene).listed},                // "Ana Ruiz: treasurer"
	{"holder.named", (*scene).named},                  // "a deckhand named Cleveland"
	{"holder.exampled", (*scene).exampled},            // "lawmakers such as Jane Roe"
	{"holder.fronted", (*scene).fronted},              // "A welder by trade, he left"
	{"holder.relative", (*scene).related},             // "the baker who reported him, Ana Ruiz, said"
	{"holder.copula", (*scene).predicatedOf},          // "Merz is chancellor", "was sworn in as chancellor"
	{"holder.inverse", (*scene).inverse},              // "his co-founder is Kavitha Muniandy"
	{"holder.headline", (*scene).headlined},           // "Café Promotes a Cook", and below "Ana Ruiz is"
}

func (s *scene) holders(role int) (people []int, rule string) {
	for _, r := range holderRules {
		if people = r.find(s, role); len(people) > 0 {
			return people, r.id
		}
	}
	return nil, ""
}

// titled: a person follows the role at once, or after other roles and courtesy words. A sentence that ends with the
// role's own full stop ("Const. Jane Roe") does not.
func (s *scene) titled(role int) []int {
	_, end := s.bounds(role)
	at := s.mentions[role].EndToken
	if at == end && at < len(s.Tokens) && strings.HasSuffix(s.Word(at-1), ".") && !s.lineBreak(at) {
		end = at + 1
	}
	if at < end && closing[s.Word(at)] && opening[s.Word(s.mentions[role].FirstToken-1)] {
		at++
	}
	return s.peopleAt(s.behindTitles(at, end), end, s.isPlural(role))
}

// behindTitles walks over roles, courtesy words, styles such as "His Highness", "-elect" and a word in brackets, as in
// "Maj. Gen. (retd)".
func (s *scene) behindTitles(t, end int) int {
	for t < end {
		switch {
		case s.label(t) == doc.Role:
			t = s.mentions[s.owner[t]].EndToken
		case s.is(t, courtesy) || s.is(t, styles) || s.is(t, possessors) && s.is(t+1, styles):
			t++
		case opening[s.Word(t)] && t+2 < end && closing[s.Word(t+2)]:
			t += 3
		case s.Word(t) == "-" && t+1 < end && (s.lower(t+1) == "elect" || s.lower(t+1) == "designate"):
			t += 2
		default:
			return t
		}
	}
	return t
}

// peopleAt returns the person whose mention begins at t, and, for a plural, those coordinated with it.
func (s *scene) peopleAt(t, end int, plural bool) []int {
	var people []int
	for t < end && s.label(t) == doc.Person && s.mentions[s.owner[t]].FirstToken == t {
		m := int(s.owner[t])
		people = append(people, m)
		if !plural {
			break
		}
		t = s.mentions[m].EndToken
		for t < end && (s.Word(t) == "," || s.is(t, conjunctions) || s.is(t, courtesy)) {
			t++
		}
	}
	return people
}

// isPlural reports whether the role is one of several people: "Ministers".
func (s *scene) isPlural(role int) bool {
	w := s.lower(s.mentions[role].EndToken - 1)
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") ||
		strings.HasSuffix(w, "men") || strings.HasSuffix(w, "women")
}

// apposedBefore: a person stands before the role's noun phrase, behind a comma or dash: "Jane Roe, 45, a teacher". It
// is somebody else's where a name follows that the role is the title of: "Ann Poe, President of Acme Jane Roe, ...".
func (s *scene) apposedBefore(role int) []int {
	first, end := s.bounds(role)
	at := s.mentions[role].EndToken
	start := s.start(role)
	t := s.beforeAdverbs(start-1, first)
	if at < end && genitives[s.Word(at)] || s.isTitleOfPhrase(role, start) {
		return nil
	}
	if t >= first && t == start-1 && s.is(start, determiners) && s.label(t) == doc.Person {
		return []int{int(s.owner[t])}
	}
	if t > first+1 && s.lower(t) == "of" && s.lower(t-1) == "one" {
		t -= 2
	}
	if t <= first || !commas[s.Word(t)] {
		return nil
	}
	t--
	if closing[s.Word(t)] {
		t = s.beforeBracket(t, first)
	}
	if s.Tokens[t].Shape == doc.Number && t-1 > first && s.Word(t-1) == "," {
		t -= 2
	}
	if s.label(t) != doc.Person || s.inList(int(s.owner[t]), role) {
		return nil
	}
	return s.peopleUpTo(t, first, s.isPlural(role))
}

// isTitleOfPhrase reports whether the role has no determiner and its phrase leads to a name without a comma.
func (s *scene) isTitleOfPhrase(role, start int) bool {
	_, end := s.bounds(role)
	at := s.mentions[role].EndToken
	if determiners[s.lower(start)] {
		return false
	}
	t := s.afterPhrase(at, end)
	if t == at {
		t = s.behindArea(role)
	}
	return t > at && t < end && s.label(t) == doc.Person && !s.isObject(at, t)
}

// inList reports whether person m is in apposition itself and the role's phrase is followed by another name: "his wife,
// Ann Poe, the mayor, Jane Roe, and".
func (s *scene) inList(m, role int) bool {
	t := s.mentions[m].FirstToken - 1
	for t > 0 && s.is(t, courtesy) {
		t--
	}
	return t > 0 && s.Word(t) == "," && s.apposedBehindPhrase(role) != nil
}

// peopleUpTo returns the person whose mention ends with token t, for a plural those coordinated with it too.
func (s *scene) peopleUpTo(t, first int, plural bool) []int {
	people := []int{int(s.owner[t])}
	for plural {
		t = s.mentions[people[0]].FirstToken - 1
		for t > first && (s.Word(t) == "," || s.is(t, conjunctions) || s.is(t, courtesy)) {
			t--
		}
		if t < first || s.label(t) != doc.Person {
			break
		}
		people = append([]int{int(s.owner[t])}, people...)
	}
	return people
}

// beforeAdverbs walks left over words of time: ", once a pilot", ", until June a teacher".
func (s *scene) beforeAdverbs(t, first int) int {
	at := t
	for t > first && (s.is(t, adverbs) || s.is(t, timeWords) || s.is(t, months) || s.Tokens[t].Shape == doc.Number) {
		t--
	}
	if t < at && s.Tokens[t+1].Shape == doc.Number && s.Word(t) == "," {
		return at
	}
	return t
}

// named: "named" or "called" and the person follow the role's phrase.
func (s *scene) named(role int) []int {
	_, end := s.bounds(role)
	t := s.afterPhrase(s.mentions[role].EndToken, end)
	if t < end && s.Word(t) == "," {
		t++
	}
	if t+1 >= end || !s.is(t, namingWords) {
		return nil
	}
	return s.peopleAt(t+1, end, false)
}

// apposedAfter: the person follows the role behind a comma. It is somebody else whom the sentence quotes, where a
// preposition governs the role.
func (s *scene) apposedAfter(role int) []int {
	first, end := s.bounds(role)
	if s.isPredicate(role) {
		return nil
	}
	before := s.start(role) - 1
	people := s.behindComma(s.mentions[role].EndToken, end, s.isPlural(role))
	if before >= first && s.is(before, prepositions) && (s.speaks(people) || s.serves(before)) {
		return nil
	}
	return people
}

// serves reports whether the preposition at token t leads from one role to whom it serves: "the secretary to the
// prince, Jane Roe".
func (s *scene) serves(t int) bool {
	return t > 0 && (s.lower(t) == "to" || s.lower(t) == "for") && s.owner[t] == doc.None && s.label(t-1) == doc.Role
}

// isPredicate reports whether "as" makes the role what the sentence says of somebody named before.
func (s *scene) isPredicate(role int) bool {
	first, _ := s.bounds(role)
	before := s.start(role) - 1
	return before >= first && s.lower(before) == "as" && s.subject(before) != nil
}

// speaks reports whether a verb of speech follows the last of the people at once: "an appeal by the prosecutor, Ana
// Ruiz said".
func (s *scene) speaks(people []int) bool {
	return len(people) > 0 && s.is(s.mentions[people[len(people)-1]].EndToken, speechVerbs)
}

// behindComma returns the people behind a comma at t.
func (s *scene) behindComma(t, end int, plural bool) []int {
	if t+1 >= end || !commas[s.Word(t)] && s.Word(t) != ":" {
		return nil
	}
	people := s.peopleAt(s.behindTitles(t+1, end), end, plural)
	if s.Word(t) == ":" && len(people) == 1 && s.precedesVerb(people[0]) {
		return nil
	}
	return people
}

// afterItsPhrase: what the role belongs to stands between it and the person.
func (s *scene) afterItsPhrase(role int) []int {
	_, end := s.bounds(role)
	at := s.mentions[role].EndToken
	t := s.afterPhrase(at, end)
	if t == at {
		t = s.behindArea(role)
	}
	if t == at || s.isPredicate(role) {
		return nil
	}
	person := s.behindTitles(t, end)
	if person == end || s.label(person) != doc.Person || s.isObject(at, person) {
		return s.apposedBehindPhrase(role)
	}
	return s.peopleAt(person, end, s.isPlural(role))
}

// apposedBehindPhrase returns the people behind a comma that follows the role's phrase, whose object may be a person:
// "a lawyer for Ann Poe, Jane Roe, said".
func (s *scene) apposedBehindPhrase(role int) []int {
	_, end := s.bounds(role)
	at := s.mentions[role].EndToken
	t := s.afterPhrase(at, end)
	if t > at && s.label(t) == doc.Role && s.serves(at) {
		t = s.mentions[s.owner[t]].EndToken
	}
	if person := s.behindTitles(t, end); t > at && person < end &&
		s.label(person) == doc.Person && s.isObject(at, person) {
		t = s.mentions[s.owner[person]].EndToken
	}
	return s.behindComma(t, end, s.isPlural(role))
}

// isObject reports whether the person at token t is what a preposition in the phrase from token at on governs, alone or
// as the holder of another role: "a spokesman for Jane Roe", "an aide to President Jane Roe".
func (s *scene) isObject(at, t int) bool {
	before := t - 1
	for before > at && s.is(before, courtesy) {
		before--
	}
	if s.is(before, prepositions) || genitives[s.Word(before)] {
		return true
	}
	for ; before > at; before-- {
		if s.label(before) == doc.Role {
			m := s.mentions[s.owner[before]]
			return !personal[s.lower(m.FirstToken)]
		}
	}
	return false
}

// bracketed: one of role and person stands in brackets behind the other.
func (s *scene) bracketed(role int) []int {
	first, end := s.bounds(role)
	m := s.mentions[role]
	if m.EndToken+1 < end && opening[s.Word(m.EndToken)] {
		return s.peopleAt(m.EndToken+1, end, false)
	}
	if t := s.start(role) - 1; t > first && opening[s.Word(t)] && s.label(t-1) == doc.Person {
		return []int{int(s.owner[t-1])}
	}
	return nil
}
