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
	{"holder.phrase", (*scene).afterItsPhrase},        // "head of the team, Vladimir Ushakov", "CEO of Acme Jane Roe"
	{"holder.bracket", (*scene).bracketed},            // "Ana Ruiz (captain)", "the captain (Ana Ruiz)"
	{"holder.listed", (*scene).listed},                // "Ana Ruiz: treasurer"
	{"holder.named", (*scene).named},                  // "a deckhand named Cleveland"
	{"holder.copula", (*scene).predicatedOf},          // "Merz is chancellor", "was sworn in as chancellor"
	{"holder.inverse", (*scene).inverse},              // "his co-founder is Kavitha Muniandy"
}

func (s *scene) holders(role int) (people []int, rule string) {
	for _, r := range holderRules {
		if people = r.find(s, role); len(people) > 0 {
			return people, r.id
		}
	}
	return nil, ""
}

// titled: a person follows the role at once, or after other roles and courtesy words.
func (s *scene) titled(role int) []int {
	_, end := s.bounds(role)
	return s.peopleAt(s.behindTitles(s.mentions[role].EndToken, end), end, s.isPlural(role))
}

// behindTitles walks over roles, courtesy words, "-elect" and a word in brackets, as in "Maj. Gen. (retd)".
func (s *scene) behindTitles(t, end int) int {
	for t < end {
		switch {
		case s.label(t) == doc.Role:
			t = s.mentions[s.owner[t]].EndToken
		case s.is(t, courtesy):
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
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "men") || strings.HasSuffix(w, "women")
}

// apposedBefore: a person stands before the role's noun phrase, behind a comma or dash: "Jane Roe, 45, a teacher".
func (s *scene) apposedBefore(role int) []int {
	first, _ := s.bounds(role)
	start := s.start(role)
	t := s.beforeAdverbs(start-1, first)
	if t > first && t == start-1 && s.is(start, determiners) && s.label(t) == doc.Person {
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
	if s.label(t) == doc.Person {
		return []int{int(s.owner[t])}
	}
	return nil
}

// beforeAdverbs walks left over words of time: ", once a pilot", ", until now director".
func (s *scene) beforeAdverbs(t, first int) int {
	for t > first && (s.is(t, adverbs) || s.is(t, timeWords)) {
		t--
	}
	return t
}

// listed: a list gives the person, then a colon or line's end, then the role.
func (s *scene) listed(role int) []int {
	m := s.mentions[role]
	t := s.start(role) - 1
	if t < 1 || s.label(m.EndToken) == doc.Person {
		return nil
	}
	if s.Word(t) == ":" || s.Word(t) == "." && t+1 == m.FirstToken {
		return s.lineOf(t - 1)
	}
	if s.label(t) == doc.Person && strings.ContainsRune(s.Text[s.Tokens[t].End:s.Tokens[t+1].Start], '\n') {
		return []int{int(s.owner[t])}
	}
	return nil
}

// lineOf returns the person whose mention ends at token t and begins a line, with an age between at most.
func (s *scene) lineOf(t int) []int {
	if t > 1 && s.Tokens[t].Shape == doc.Number && s.Word(t-1) == "," {
		t -= 2
	}
	if t < 0 || s.label(t) != doc.Person {
		return nil
	}
	m := s.mentions[s.owner[t]]
	line := s.Text[strings.LastIndexByte(s.Text[:m.Start], '\n')+1 : m.Start]
	if strings.Trim(line, "•-*–— 0123456789.)\t") != "" {
		return nil
	}
	return []int{int(s.owner[t])}
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

// apposedAfter: the person follows the role behind a comma, and something closes the apposition.
func (s *scene) apposedAfter(role int) []int {
	_, end := s.bounds(role)
	return s.closedApposition(s.mentions[role].EndToken, end, s.isPlural(role))
}

// closedApposition returns the people behind a comma at t.
func (s *scene) closedApposition(t, end int, plural bool) []int {
	if t+1 >= end || !commas[s.Word(t)] && s.Word(t) != ":" {
		return nil
	}
	return s.peopleAt(s.behindTitles(t+1, end), end, plural)
}

// afterItsPhrase: what the role belongs to stands between it and the person.
func (s *scene) afterItsPhrase(role int) []int {
	_, end := s.bounds(role)
	at := s.mentions[role].EndToken
	t := s.afterPhrase(at, end)
	for t < end && s.label(t) == doc.Role && t > at {
		t = s.mentions[s.owner[t]].EndToken
	}
	if t == at {
		return nil
	}
	if people := s.peopleAt(s.behindTitles(t, end), end, s.isPlural(role)); people != nil {
		return people
	}
	return s.closedApposition(t, end, s.isPlural(role))
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

// predicatedOf: the role is what a copula, an appointment or "as" says of a person before it.
func (s *scene) predicatedOf(role int) []int {
	first, _ := s.bounds(role)
	t := s.start(role) - 1
	for t > first && s.is(t, adverbs) {
		t--
	}
	if t < first || !(s.is(t, copulas) || s.is(t, appointing) || s.Word(t) == "as" || s.label(t) == doc.Person) {
		return nil
	}
	if s.label(t) == doc.Person {
		if t = s.mentions[s.owner[t]].FirstToken - 1; t < first || !s.is(t, appointing) {
			return nil
		}
		return []int{int(s.owner[t+1])}
	}
	return s.subject(role, t)
}

// subject returns the person nearest before token t in the sentence. A pronoun there means the person named last.
func (s *scene) subject(role, t int) []int {
	first, _ := s.bounds(role)
	for ; t >= first; t-- {
		switch {
		case s.label(t) == doc.Person:
			if m := s.mentions[s.owner[t]]; m.EndToken < len(s.Tokens) && genitives[s.Word(m.EndToken)] {
				return nil
			}
			return []int{int(s.owner[t])}
		case s.is(t, subjectPronouns):
			return s.lastPerson(t)
		}
	}
	return nil
}

// lastPerson returns the person named last before token t.
func (s *scene) lastPerson(t int) []int {
	for t--; t >= 0; t-- {
		if s.label(t) == doc.Person {
			return []int{int(s.owner[t])}
		}
	}
	return nil
}

// inverse: a copula and the person follow the role.
func (s *scene) inverse(role int) []int {
	_, end := s.bounds(role)
	t := s.afterPhrase(s.mentions[role].EndToken, end)
	if t+1 >= end || !s.is(t, copulas) {
		return nil
	}
	return s.peopleAt(s.behindTitles(t+1, end), end, s.isPlural(role))
}
