package feature

import "strings"

// This file has the templates of words that may name a role, which are those in the lists Title and SeenRole. Whether
// "president" is an office or somebody depends on what leads up to the word, on what follows, and on whether the
// document puts a name beside the same word elsewhere.

// Templates of a word that may name a role, and of the words shortly before and after one.
const (
	tRoleLead template = 500 + iota
	tRoleLeadWord
	tRoleLeadBefore
	tRoleFollow
	tRoleFollowLead
	tRoleFollowWord
	tRoleVerb
	tRoleVerbLead
	tRoleElsewhere
	tRoleElsewhereWord
	tRoleElsewhereLead
	tRoleNames
	tRoleNamesLead
	tBeforeRole
	tBeforeRoleWord
	tBeforeRoleCluster
	tBeforeRoleCase
	tAfterRole
	tAfterRoleWord
	tAfterRoleNext
	tAfterRoleCluster
)

const roleLists = Title | SeenRole

// A grammar is the class of a function word or mark, as far as it tells a role from an office; 0 is any other word.
type grammar uint8

const (
	gOther grammar = iota
	gStart         // no word: the sentence's start or end
	gThe
	gA
	gHis
	gAny
	gMany
	gThis
	gAs
	gOf
	gFor
	gTo
	gIn
	gBy
	gAnd
	gOr
	gBe
	gHave
	gModal
	gSay
	gWho
	gFormer
	gPossessive
	gComma
	gColon
	gBracket
	gQuote
	gMark
	gName // a capitalized word
	gNameAfterComma
	gNameAfterOf
	gLowerAfterOf
	gLowerAfterComma
)

var grammarWords = map[grammar]string{
	gThe:        `the`,
	gA:          `a an`,
	gHis:        `his her its their our my your whose`,
	gAny:        `any no every each another some which what such`,
	gMany:       `two three four five six seven eight nine ten all many several most few both other more these those`,
	gThis:       `this that`,
	gAs:         `as like than`,
	gOf:         `of`,
	gFor:        `for`,
	gTo:         `to`,
	gIn:         `in at on from with into over about after before during since until under against between among`,
	gBy:         `by`,
	gAnd:        `and & / -`,
	gOr:         `or nor`,
	gBe:         `is was are were be been being am become became becomes becoming remain remained remains`,
	gHave:       `has had have having`,
	gModal:      `will would shall should must can could may might cannot can't won't wouldn't`,
	gSay:        `said says say told tells added adds wrote asked announced stated warned insisted explained noted`,
	gWho:        `who whom`,
	gFormer:     `former ex then late outgoing incoming current new first next last`,
	gPossessive: `'s ’s ' ’`,
	gComma:      `,`,
	gColon:      `: – — -- ;`,
	gBracket:    `( ) [ ]`,
	gQuote:      `" “ ” ‘`,
}

var grammarOf = func() map[string]grammar {
	of := map[string]grammar{}
	for g, words := range grammarWords {
		for _, w := range strings.Fields(words) {
			of[w] = g
		}
	}
	return of
}()

// mayBeRole reports whether token i stands in a list of roles.
func (d *Document) mayBeRole(i int) bool {
	return d.marks[i].any()&roleLists != 0 && d.Words[i].form != casePunct
}

// How far around a word the templates look, in tokens.
const (
	leadReach  = 5
	verbReach  = 4
	nameReach  = 6
	roleBefore = 2
	roleAfter  = 3
)

// appendRoles appends the features of a word that may name a role, or of one that stands near such a word.
func (d *Document) appendRoles(dst []uint64, i int, s *sentence) []uint64 {
	if d.mayBeRole(i) {
		return d.appendRole(dst, i, s)
	}
	w := d.Words[i]
	form := uint64(w.form) << 1
	if d.marks[i].any()&Field != 0 {
		form |= 1
	}
	if k := uint64(d.roleAhead(i, s)); k > 0 {
		dst = append(dst, of(tBeforeRole, k<<8|form), of(tBeforeRoleWord, mix(w.lower, k)),
			of(tBeforeRoleCluster, uint64(w.class.Cluster[2])<<8|k), of(tBeforeRoleCase, uint64(w.class.Cluster[1])<<8|form))
	}
	if k := uint64(d.roleBehind(i, s)); k > 0 {
		n := d.at(i+1, s)
		if n.grammar == gThe {
			n = d.at(i+2, s)
		}
		dst = append(dst, of(tAfterRole, k<<8|form), of(tAfterRoleWord, mix(w.lower, k)),
			of(tAfterRoleNext, mix(w.lower, uint64(n.class.Cluster[2]))),
			of(tAfterRoleCluster, uint64(w.class.Cluster[2])<<8|form))
	}
	return dst
}

// roleAhead is the distance to the next word that may name a role, 0 where none is near in the same phrase.
func (d *Document) roleAhead(i int, s *sentence) int {
	for k := 0; k <= roleBefore && i+k < int(s.end); k++ {
		if w := d.Words[i+k]; w.form == casePunct && w.Text != "-" {
			return 0
		}
		if k > 0 && d.mayBeRole(i+k) {
			return k
		}
	}
	return 0
}

// roleBehind is the distance to the last word that may name a role, 0 where none is near in the same phrase.
func (d *Document) roleBehind(i int, s *sentence) int {
	for k := 0; k <= roleAfter && i-k >= int(s.first); k++ {
		if w := d.Words[i-k]; w.form == casePunct && w.Text != "-" && w.Text != "," && w.Text != "&" {
			return 0
		}
		if k > 0 && d.mayBeRole(i-k) {
			return k
		}
	}
	return 0
}

func (d *Document) appendRole(dst []uint64, i int, s *sentence) []uint64 {
	w := d.Words[i]
	lead, before := d.lead(i, s)
	follow, verb, elsewhere := uint64(d.follow(i, s)), uint64(d.verb(i, s)), uint64(d.elsewhere(i))
	names := uint64(d.names(i, s))
	return append(dst,
		of(tRoleLead, lead), of(tRoleLeadWord, mix(w.lower, lead)), of(tRoleLeadBefore, mix(before.lower, lead)),
		of(tRoleFollow, follow<<8|uint64(w.form)), of(tRoleFollowLead, follow<<16|lead),
		of(tRoleFollowWord, mix(w.lower, follow)),
		of(tRoleVerb, verb), of(tRoleVerbLead, verb<<16|lead),
		of(tRoleElsewhere, elsewhere<<8|uint64(w.form)), of(tRoleElsewhereWord, mix(w.lower, elsewhere)),
		of(tRoleElsewhereLead, elsewhere<<16|lead),
		of(tRoleNames, names), of(tRoleNamesLead, names<<16|lead))
}

// lead is the class of the function word before the role's phrase, with whether a capital stands between, and the word
// before that.
func (d *Document) lead(i int, s *sentence) (uint64, *Word) {
	capital := uint64(0)
	for j := i - 1; j >= max(int(s.first), i-leadReach); j-- {
		w := d.Words[j]
		if g := w.function(); g != gOther && g != gFormer {
			return uint64(g)<<1 | capital, d.at(j-1, s)
		}
		if w.Capital() {
			capital = 1
		}
	}
	return uint64(gStart)<<1 | capital, padBefore
}

// function is the grammar of a word or mark; a mark without one of its own is gMark.
func (w *Word) function() grammar {
	if w.grammar == gOther && w.form == casePunct {
		return gMark
	}
	return w.grammar
}

// follow is the class of what comes after token i.
func (d *Document) follow(i int, s *sentence) grammar {
	if i+1 >= int(s.end) {
		return gStart
	}
	n := d.Words[i+1]
	switch g := n.function(); g {
	case gOther:
		if n.Capital() {
			return gName
		}
		return gOther
	case gComma, gOf:
		m := d.at(i+2, s)
		if m.grammar == gThe {
			m = d.at(i+3, s)
		}
		switch {
		case g == gOf && m.Capital():
			return gNameAfterOf
		case g == gOf:
			return gLowerAfterOf
		case m.Capital():
			return gNameAfterComma
		}
		return gLowerAfterComma
	default:
		return g
	}
}

// verb is the class of the first auxiliary, verb of speech or "who" shortly after token i, before any mark.
func (d *Document) verb(i int, s *sentence) grammar {
	for _, w := range d.Words[i+1 : min(int(s.end), i+1+verbReach)] {
		switch w.grammar {
		case gBe, gHave, gModal, gSay, gWho:
			return w.grammar
		}
		if w.form == casePunct {
			break
		}
	}
	return gOther
}

// names tells whether a word of the list of names stands shortly before (1) or after (2).
func (d *Document) names(i int, s *sentence) uint8 {
	var in uint8
	for k := 1; k <= nameReach; k++ {
		if w := d.at(i-k, s); w.name != noName && w.Capital() {
			in |= 1
		}
		if w := d.at(i+k, s); w.name != noName && w.Capital() {
			in |= 2
		}
	}
	return in
}

// A roleStats counts how often a word that may name a role stands in the document, and how often beside a name.
type roleStats struct{ count, named uint8 }

// gatherRoles counts the words that may name a role; the lists must have been looked up.
func (d *Document) gatherRoles() {
	if d.roles == nil {
		d.roles = map[uint64]roleStats{}
	}
	clear(d.roles)
	for i, w := range d.Words {
		if d.mayBeRole(i) {
			r := d.roles[w.lower]
			bump(&r.count)
			if d.named(i) {
				bump(&r.named)
			}
			d.roles[w.lower] = r
		}
	}
}

// named reports whether a name stands beside token i: "President Putin", "the president, Ana Ruiz".
func (d *Document) named(i int) bool {
	s := &d.sentences[d.of[i]]
	f := d.follow(i, s)
	return f == gName || f == gNameAfterComma || d.at(i-1, s).grammar == gComma && d.at(i-2, s).Capital()
}

// elsewhere is how often the word of token i stands elsewhere in the document, and how often with a name beside it.
func (d *Document) elsewhere(i int) uint8 {
	r := d.roles[d.Words[i].lower]
	r.count--
	if r.named > 0 && d.named(i) {
		r.named--
	}
	return few(r.count)<<2 | few(r.named)
}
