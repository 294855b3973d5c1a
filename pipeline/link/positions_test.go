package link

import (
	"context"
	"slices"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
)

// positionCases have a case and a counter-case for each rule. The first ROLE of yes has the links that its code says, and
// the rule makes a link of it or another; it makes none of no.
var positionCases = []struct{ rule, yes, no string }{
	{"holder.title", "{R>P1@-:President} {P1:Zoë Müller} left.", "The {R>-@-:president} met {P1:Zoë Müller}."},
	{"holder.apposed-before", "{P1:Łukasz Żak}, 45, the {R>P1@-:baker}, left.", "{P1:Łukasz Żak} met the {R>-@-:baker}."},
	{"holder.apposed-after", "The {R>P1@-:chief economist}, {P1:Ana Ruiz}, said so.", "The {R>-@-:chief economist} told {P1:Ana Ruiz}."},
	{"holder.phrase", "{R>P1@O1:Head} of the {O1:Ahmed Bâ Institute}, {P1:Vladimir Ushakov}, left.", "The {R>-@O1:head} of {O1:Acme} met {P1:Ana Ruiz}."},
	{"holder.bracket", "{P1:José Díaz} ({R>P1@-:captain}) scored.", "{P1:José Díaz} scored (the {R>-@-:captain} did not)."},
	{"holder.listed", "{P1:Nusrat Jahān}: {R>P1@-:auditor}.", "He told {P1:Nusrat Jahān}: {R>-@-:auditor} wanted."},
	{"holder.named", "A {R>P1@-:deckhand} named {P1:Ångström} waved.", "A {R>-@-:deckhand} knew {P1:Ångström}."},
	{"holder.exampled", "{R>P1@-:Bakers} such as {P1:Ångström} and {P2:Añez} left.", "A {R>-@-:baker} likes {P1:Ångström}."},
	{"holder.fronted", "{P1:Brahim Oussaïd} left. A {R>P1@-:welder} by trade, he slept.", "{P1:Brahim Oussaïd} left. A {R>-@-:welder} at work, he said, slept."},
	{"holder.relative", "The {R>P1@-:baker} who saw him, {P1:Hatidža Ljajić}, left.", "The {R>-@-:baker} who saw him, {P1:Hatidža Ljajić} said, left."},
	{"holder.copula", "{P1:Merz} was sworn in as {R>P1@-:chancellor} in Köln.", "{P1:Merz} was told of the {R>-@-:chancellor}."},
	{"holder.inverse", "His {R>P1@-:co-founder} is {P1:Kavitha Muniandy} of Málaga.", "His {R>-@-:co-founder} left {P1:Kavitha Muniandy}."},
	{"holder.headline", "Café Łoś promotes a {R>P1@-:cook}\n\n{P1:Zoë Müller} left.", "Café Łoś promotes a {R>-@-:cook}.\n\n{P1:Zoë Müller} left."},
	{"holder.coordinated", "{R>P1@-:CEO} and {R>P1@-:founder} of the café, {P1:Jane Roe}, left.", "A {R>-@-:baker} saw the {R>P1@-:founder}, {P1:Jane Roe}."},
	{"holder.recalled", "The {R>P1@-:mayor} said “sí”. {R>P1@-:Mayor} {P1:Ana Ruiz} left.", "A {R>-@-:mayor} said so. {R>P1@-:Mayor} {P1:Ana Ruiz} left."},
	{"holder.leader", "The {N1:Ivorian} {R>P1@N1:leader} left. {N1:Ivorian} {R>P1@N1:President} {P1:Aya Koné} slept in {L1:Côte d’Ivoire}.", "The {N1:Ivorian} {R>-@N1:leader} left. {N1:Ivorian} {R>P1@N1:captain} {P1:Aya Koné} slept in {L1:Côte d’Ivoire}."},

	{"of.phrase", "{P1:Ana Ruiz}, {R>P1@L1:mayor} of {L1:Łódź}, left.", "{P1:Ana Ruiz}, {R>P1@-:mayor}, left {L1:Łódź}."},
	{"of.modifier", "The {N1:Ivorian} {R>P1@N1:president}, {P1:Aya Koné}, left {L1:Côte d’Ivoire}.", "The {N1:Ivorian} met {R>P1@-:President} {P1:Aya Koné} in {L1:Côte d’Ivoire}."},
	{"of.holder", "{R>P1@L1:President} {P1:Aya Koné} of {L1:Côte d’Ivoire} left.", "{R>P1@-:Dr.} {P1:Aya Koné} of {L1:Côte d’Ivoire} left."},
	{"of.weak-phrase", "{P1:Émile Tran}, a {R>P1@O1:nurse} with {O1:Médecins}, left.", "{P1:Émile Tran}, a {R>P1@-:nurse} in {L1:Lagos}, left."},
	{"of.constituency", "{P1:Zoë Müller}, a {R>P1@L1:senator} from {L1:Łódź}, left.", "{P1:Zoë Müller}, a {R>P1@-:baker} from {L1:Łódź}, left."},
	{"of.district", "{R>P1@L1:Rep.} {P1:Zoë Müller} (D-{L1:Calif.}) left.", "{R>P1@-:Rep.} {P1:Zoë Müller} (in {L1:Calif.}) left."},
	{"of.joined", "{P1:Zoë Müller} joined {O1:Škoda} as {R>P1@O1:clerk}.", "{P1:Zoë Müller} left {L1:Köln} as {R>P1@-:clerk}."},
	{"of.front", "At {O1:Café Noir}, {R>P1@O1:director} {P1:Zoë Müller} left.", "At {O1:Café Noir}, {R>P1@-:Rev.} {P1:Zoë Müller} left."},
	{"of.reporting", "{O1:Škoda}, the carmaker, said {R>P1@O1:director} {P1:Zoë Müller} left.", "{O1:Škoda} said {R>P1@-:President} {P1:Zoë Müller} left."},
	{"of.workplace", "He left the {O1:Café Noir}, where {P1:Zoë Müller} is {R>P1@O1:cook}.", "He left the {O1:Café Noir}, where {P1:Zoë Müller} met a {R>-@-:cook}."},
	{"of.appointer", "{O1:Škoda} has named {P1:Zoë Müller} as {R>P1@O1:director}.", "{O1:Škoda} has met {P1:Zoë Müller}, {R>P1@-:director}."},
	{"of.relative", "The {O1:União}, whose {R>-@O1:secretary} left, is here.", "The {O1:União} met a {R>-@-:secretary}."},
	{"of.possessive", "{O1:Škoda} said that its {R>P1@O1:director}, {P1:Ana Ruiz}, left.", "{O1:Škoda} named {P1:Ana Ruiz} {R>P1@-:director}."},
	{"of.agent", "The {O1:Città}, represented by the {R>-@O1:bishop}, left.", "The {O1:Città} was seen by the {R>-@-:bishop}."},
	{"of.signature", "{P1:Ana Ruiz}, {R>P1@O1:director}, {O1:Café Ålesund}, said so.", "{P1:Ana Ruiz}, {R>P1@-:director}, visited {O1:Café Ålesund}."},
	{"of.heading", "{O1:Électricité du Sud} — {P1:Ana Ruiz}, {R>P1@O1:treasurer}.", "{O1:Électricité du Sud} met {P1:Ana Ruiz}, {R>P1@-:treasurer}."},
	{"of.coordinated", "{P1:Ana Ruiz}, {R>P1@O1:chairwoman} and {R>P1@O1:director} of {O1:Café Noir}, left.", "{P1:Ana Ruiz}, {R>P1@-:baker} and {R>P1@O1:director} of {O1:Café Noir}, left."},
	{"of.recalled", "{R>P1@L1:President} {P1:Aya Koné} went around {L1:Côte d’Ivoire}. {P1:Aya Koné}, {R>P1@L1:president} of {L1:Côte d’Ivoire}, left.", "{R>P1@-:President} {P1:Aya Koné} went around. {P1:Aya Koné}, {R>P1@L1:president} of {L1:Côte d’Ivoire}, left."},

	{"of.country", "{R>P1@N1:President} {P1:Aya Koné} met {N1:Ivorian} bakers.", "{R>P1@-:President} {P1:Aya Koné} met {N1:Ivorian} and {N2:French} bakers."},

	{"status.elect", "{R>P1@-~designate:President}-elect {P1:Zoë Müller} left.", "{R>P1@-:President} {P1:Zoë Müller} was elected."},
	{"status.former-word", "The former {N1:French} {R>P1@N1~former:minister} {P1:Zoë Müller} left {L1:France}.", "The {R>P1@-:minister}, {P1:Zoë Müller}, formerly of Köln, left."},
	{"status.retired", "{R>P1@-~former:Brig.} {P1:Zoë Müller} (Rtd) left.", "{R>P1@-:Brig.} {P1:Zoë Müller} (a pilot) left."},
	{"status.coming", "{P1:Zoë Müller} becomes {R>P1@-~designate:director} in May.", "{P1:Zoë Müller} became {R>P1@-:director} in May."},
	{"status.acting-word", "{P1:Zoë Müller}, {R>P1@-~acting:acting director}, left.", "{P1:Zoë Müller}, {R>P1@-:director}, was acting oddly."},
	{"status.incoming-word", "The incoming {R>P1@-~designate:chancellor}, {P1:Zoë Müller}, left.", "The {R>P1@-:chancellor}, {P1:Zoë Müller}, saw incoming fire."},
	{"status.past-verb", "{P1:Zoë Müller}, who was {R>P1@-~former:minister}, left.", "Among them was {R>P1@-:Minister} {P1:Zoë Müller}."},
	{"status.left", "{P1:Zoë Müller} resigned as {R>P1@-~former:minister}.", "{P1:Zoë Müller} spoke as {R>P1@-:minister}."},
	{"status.coordinated", "{P1:Zoë Müller} was {R>P1@-~former:chair} and {R>P1@-~former:editor}.", "{P1:Zoë Müller} was {R>P1@-~former:chair}, not an {R>P1@-:editor}."},
	{"status.replaced", "{P1:Zoë Müller} succeeds {P2:Ana Ruiz}, the {R>P2@-~former:director}.", "{P1:Zoë Müller} met {P2:Ana Ruiz}, the {R>P2@-:director}."},
	{"status.term", "{P1:Zoë Müller}, {R>P1@L1~former:ambassador} of {L1:France} from 2009 to 2017.", "{P1:Zoë Müller}, {R>P1@L1:ambassador} of {L1:France}, born in 1960."},
	{"status.begins", "{P1:Zoë Müller} was named {R>P1@-~designate:director}, effective 1 June.", "{P1:Zoë Müller} was named {R>P1@-:director} on Monday."},
}

func TestPositionRules(t *testing.T) {
	for _, c := range positionCases {
		t.Run(c.rule, func(t *testing.T) {
			g, d := linked(t, c.yes)
			if !uses(d, c.rule) {
				t.Errorf("%s\nfound by %+v, want %s", c.yes, d.Positions, c.rule)
			}
			checkPosition(t, g, d)
			if _, d = linked(t, c.no); uses(d, c.rule) {
				t.Errorf("%s\n%s applies", c.no, c.rule)
			}
		})
	}
}

// uses reports whether a rule made a link of a document.
func uses(d *doc.Document, rule string) bool {
	return slices.ContainsFunc(d.Positions, func(p doc.Position) bool {
		return p.HolderRule == rule || p.OfRule == rule || p.StatusRule == rule
	})
}

// checkPosition compares the first position with what the text's marks say.
func checkPosition(t *testing.T, g *gold.Document, d *doc.Document) {
	t.Helper()
	p := d.Positions[0]
	want := g.Spans[slices.IndexFunc(g.Spans, func(s gold.Span) bool { return s.Label == doc.Role })]
	holder, of := "", ""
	if len(p.Holders) > 0 {
		holder = d.Entities[p.Holders[0]].Name
	}
	if p.Of != nil {
		of = p.Of.Text
	}
	if holder != want.Holder || of != want.Of || p.Status != want.Status {
		t.Errorf("%s: got %q, %q, %s, want %q, %q, %s", g.Text, holder, of, p.Status, want.Holder, want.Of, want.Status)
	}
}

// positionRuleIDs lists the rules that have a case in positionCases.
func positionRuleIDs() []string {
	ids := []string{holderCoordinated, holderRecalled, holderLeader, bodyCoordinated, bodyRecalled, bodyCountry,
		statusCoordinated}
	for _, r := range holderRules {
		ids = append(ids, r.id)
	}
	for _, r := range bodyRules {
		ids = append(ids, r.id)
	}
	for _, r := range statusRules {
		ids = append(ids, r.id)
	}
	return ids
}

// TestEveryPositionRuleHasACase keeps the tables of rules and of cases together.
func TestEveryPositionRuleHasACase(t *testing.T) {
	for _, rule := range positionRuleIDs() {
		if !slices.ContainsFunc(positionCases, func(c struct{ rule, yes, no string }) bool { return c.rule == rule }) {
			t.Errorf("%s has no case", rule)
		}
	}
}

func TestSeveralHolders(t *testing.T) {
	_, d := linked(t, "{R>P1@-:Ministers} {P1:Añez}, {P2:Obi} and {P3:Eze} left.")
	if got := d.Positions[0].Holders; !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("holders %v, want all three", got)
	}
}

// TestWholePlace: a known place whose name the engine has split is one body.
func TestWholePlace(t *testing.T) {
	atlas := NewAtlas([]Entry{{"India", "IN"}, {"Côte and Ivoire", "CI"}}, nil, []Entry{{"Łódź & Köln", "PL"}})
	for marked, want := range map[string]string{
		"The {L1:Côte} and {L2:Ivoire} {R>-@L2:premier} left.":     "Côte and Ivoire/CI",
		"The {R>-@L1:premier} of {L1:Côte} and {L2:Ivoire} left.":  "Côte and Ivoire/CI",
		"The {R>-@L1:mayor} of {L1:Łódź} & {L2:Köln} left.":        "Łódź & Köln/PL",
		"The {R>-@L1:mayor} of {L1:Łódź} or {L2:Köln} left.":       "Łódź/",
		"The {R>-@L1:premier} of {L1:Côte} met {L2:Ivoire}.":       "Côte/",
		"The {R>-@L1:president} of {L1:India} and {L2:Łódź} left.": "India/IN",
	} {
		d := withMentions(readMarked(t, marked))
		_, _, positions := New(everything, atlas).Link(context.Background(), d)
		if len(positions) != 1 || positions[0].Of == nil {
			t.Errorf("%s: got %+v", marked, positions)
			continue
		}
		if of := positions[0].Of; of.Text+"/"+of.Country != want {
			t.Errorf("%s: got %s/%s, want %s", marked, of.Text, of.Country, want)
		}
	}
}

func TestNationalityOfABody(t *testing.T) {
	_, d := linked(t, "The {N1:French} {R>P1@N1:president}, {P1:Zoë Müller}, left {L1:Paris}.")
	want := doc.Body{Entity: doc.None, Name: "France", Text: "French", Country: "FR"}
	if got := d.Positions[0].Of; got == nil || *got != want {
		t.Errorf("body %+v, want %+v", got, want)
	}
}

func TestUnnamedBody(t *testing.T) {
	for marked, want := range map[string]string{
		"{P1:Ana Ruiz}, {R>P1@-:president} of the République du Sud, left.": "République du Sud",
		"{P1:Ana Ruiz}, {R>P1@-:president} of the café, left.":              "",
		"The Senate {R>P1@-:leader}, {P1:Ana Ruiz}, left Łódź.":             "Senate",
		"On Friday {R>P1@-:Mayor} {P1:Ana Ruiz} left Łódź.":                 "",
	} {
		_, d := linked(t, marked)
		got := ""
		if p := d.Positions[0]; p.Of != nil {
			got = p.Of.Text
			if p.OfRule != bodyUnnamed || p.Of.Entity != doc.None {
				t.Errorf("%s: %q by %s, entity %d", marked, got, p.OfRule, p.Of.Entity)
			}
		}
		if got != want {
			t.Errorf("%s: body %q, want %q", marked, got, want)
		}
	}
}

// phraseCases have more of what holders, bodies and statuses are told by. The first ROLE has the links of its code.
var phraseCases = []string{
	"{P1:Yehuda Łoś}, {P2:Leifer}’s {R>P1@-:lawyer}, left.",
	"A {R>P1@-:spokesman} for {P2:Zoë}, {P1:Ana Ruiz}, left.",
	"An {R>-@-:aide} to {R>P2@-:President} {P2:Zoë Müller} left.",
	"An appeal by the {R>-@-:prosecutor}, {P1:Zoë Müller} said, is near.",
	"They made {P1:Zoë} leave, making her the first {R>P1@-:mayor}.",
	"{P1:Zoë}, who served as {R>P1@-~former:clerk} in a café, {P2:Ana}, and he left.",
	"The {L1:Łódź} {R>P1@L1:police chief} ({R>P1@L1:PC}) {P1:Zoë} left.",
	"They saw the {R>-@-:coach} in {O1:Škoda}’s stadium.",
	"{P1:Zoë}, the {R>P1@O1:chair} of {O1:Café Łoś}, thanked the {R>-@-:mayor} there.",
	"They thanked the {R>-@-:mayor}, and {P1:Zoë}, the {R>P1@O1:chair} of {O1:Café Łoś}, thanked the {R>-@-:cook}.",
	"If the {R>-@-:mayor} goes, {R>P1@-:President} {P1:Zoë} stays.",
	"They asked the {R>-@-:speaker} to invite {P1:Zoë Müller}.",
	"{P1:Zoë} replaces {P2:Ana} as {R>P1@-:mayor}.",
	"{P1:Zoë} said her husband, who is a {R>-@-:plasterer}, left.",
	"{R>P1@-:Const.} {P1:Rosé Müller} said so.",
	"The judge ({R>P1@-:Judge}) {P1:Müller} left the café.",
	"{P1:Zoë} and {P2:Ana}, both {R>P1@-:engineers}, left.",
	"{P1:Zoë Müller}, the {R>-@-:baker}’s daughter, left.",
	"{P1:Zoë} left. As the {R>-@-:governor} asks, {P2:Ana} stays.",
	"{P1:Zoë}, until June a {R>P1@-~former:baker}, left.",
	"{P1:Zoë} was for six years {R>P1@-~former:baker} there.",

	"{P1:Zoë} and {P2:Ana}, a {R>P2@-:student} and left-wing {R>P2@-:activist}, left.",
	"He met {P1:Zoë}, a 66-year-old {R>P1@-:baker}.",
	"{P1:Zoë}, an {O1:Ålesund Film Society} (ÅFS) {R>P1@O1:member}, left.",
	"{P1:Zoë}, who came as {R>P2@-:Mayor} {P2:Ana Ruiz}’s {R>P1@-:envoy}, left.",
	"{P1:Zoë} the {R>P1@-:baker} left.",
	"{R>P1@-:President} His Highness Sheikh {P1:Müller} left.",
	"As {R>P1@O1:head} of {O1:Škoda}, {P1:Zoë} left.",
	"{P1:Zoë} left the post of {R>P1@-~former:director}.",
	"{P1:Zoë} moves up from {R>P1@-~former:clerk} to {R>P1@-:director}.",
	"“I am a {R>P1@-:baker},” {P1:Zoë} said.",
	"“I’m a {R>P1@-:baker},” said {P1:Zoë}.",
	"Their {R>P1@-~designate:assistant} will be former {N1:French} {R>P1@N1~former:captain} {P1:Zoë}.",
	"Their {R>-@-:assistant} is {P1:Zoë} ally {P2:Ana}.",
	"The {R>P1@-:secretary} to the {R>-@-:prince}, {R>P1@-:Dr.} {P1:Zoë}, left.",
	"{R>-@-:Bishop}: {P1:Zoë} wants silence.",
	"{R>P1@-:Captain}: {P1:Zoë}",

	"{P1:Petra}, {R>P1@O1:restorer} at {L1:Vienna}’s {O1:Musée Noir}, left.",
	"{P1:Petra}, {R>P1@O1:editor} of the {N1:Croatian} daily {O1:Jutarnji list}, left {L1:Köln}.",
	"{P1:Petra}, {R>P1@O1:head} of the {L1:Oceania} desk at {O1:Café Noir}, left.",
	"{O1:Škoda}’s {R>P1@O1:director} for {L1:Africa}, {P1:Zoë}, left.",
	"{O1:Škoda}’s {L1:Lagos} {R>P1@O1:clerk}, {P1:Zoë}, left.",
	"{P1:Zoë}, {O1:Škoda}’s {N:French} {R>P1@O1:keeper}, left.",
	"{P1:Zoë}, the visitors’ {N:French} {R>P1@-:keeper}, left.",
	"{P1:Zoë}, the firm’s {N:French} {R>P1@-:director}, left.",
	"{P1:Zoë} is {R>P1@O2:president} of {O2:Café Noir}, not of the {O1:Comité of the Café Noir}.",
	"{P2:Ana}, {R>P1@L1:Lieutenant Governor} {L1:Łódź} {P1:Zoë Müller} and others left.",
	"{P2:Ana}, {R>P1@L1:LG} {L1:Łódź} and {L2:Köln} {P1:Zoë Müller} left.",
	"{P2:Ana Ruiz}, {R>P1@-:LG} J&Ł {P1:Zoë Müller} left.",
	"{P1:Ana Ruiz}, {R>P1@-:LG}, met {L2:Łódź} {P2:Zoë Müller}.",
	"{P1:Ana Ruiz}, the {R>P1@-:mayor} {L1:Łódź} {P2:Zoë Müller} saw, left.",
	"{P1:ANA}, {R>P1@-:ŁAWYER} OF {P2:ZOË MÜLLER}, LEFT",
	"{P1:ANA}, {R>P1@-:MAYOR} MET {P2:ZOË}",
	"{R>P1@-:Dr.} {L1:Łódź} {P1:Zoë Müller} left.",
	"{L1:Łódź} ex-{R>-@L1~former:sheriff} left.",
	"{R>P1@L1:Deputy mayor} {P1:Zoë} of {L1:Łódź} left.",
	"{R>P1@-:Major} {P1:Zoë} of {L1:Łódź} left.",
	"{P1:Zoë}, a {R>P1@O1:clerk} formerly at {O1:Škoda}, left.",
	"{O1:Škoda} hired {P1:Zoë} as {R>P1@O1:head} of its {L1:Łódź} office.",
	"{O1:Škoda}, the carmaker, hired {P1:Zoë} as {R>P1@O1:director}.",
	"{O1:Škoda} raised {P1:Zoë} to the post of {R>P1@-:director}.",
	"{O1:Škoda} promotes {P1:Zoë} to the post of {R>P1@O1:director}.",
	"{R>P1@O1:Founder}, {R>P1@O1:chairwoman} and {R>P1@O1:director} of {O1:Café Noir} {P1:Zoë} left.",
	"{L1:Łódź} {R>P1@L1:Senator} {P1:Zoë} left.",
	"{L1:Łódź} {R>P1@-:Rev.} {P1:Zoë} left.",
	"{L1:Łódź} {R>P1@L1:Gov.} {P1:Zoë} left.",
	"{O1:Café Noir} (CN) has appointed {P1:Zoë} as the company’s {R>P1@O1:director}.",
	"{O1:Škoda} grew as {O1:Škoda} had, the group {R>-@O1:chairman} said.",
	"{O1:Škoda} met {O2:Café Noir}, the group {R>-@-:chairman} said.",
	"{O1:Škoda} won; its {R>P1@O1:director}, {P1:Zoë}, left.",
	"{O1:Škoda} met {O2:Café Noir}; its {R>P1@-:director}, {P1:Zoë}, left.",
	"{R>P1@L1:Rep.} {P1:Zoë Müller}, {N:Republican} of {L1:Łódź}, left.",
	"In {L1:Nigeria}, {R>P1@L1:President} {P1:Zoë} left.",
	"In {L1:Lagos}, {R>P1@-:President} {P1:Zoë} left.",
	"{O1:CAFÉ NOIR} ({L1:Lagos}) - {P1:Zoë} was elected {R>P1@O1:director}.",
	"{L1:Lagos}-based {R>P1@-:mayor} {P1:Zoë} left.",
	"The pro-{N1:French} {R>P1@-:mayor}, {P1:Zoë}, left {L1:Lagos}.",
	"The {L1:Lagos} {R>P1@-:hairdresser}, {P1:Zoë}, left.",
	"{R>P1@-:Welder} {P1:Zoë Müller} of {L1:Łódź} left.",
	"{P1:Zoë}, a {N1:Ivorian} {R>P1@N1:hairdresser}, left.",
	"{L1:Nigeria}’s newly elected {R>P1@L1:president}, {P1:Zoë Müller}, left.",
	"The {N1:Kurdish} {R>P1@N1:leader}, {P1:Zoë}, left {L1:Łódź}.",
	"The {N:Muslim} {R>P1@-:leader}, {P1:Zoë}, left.",
	"{O1:Škoda} heard {R>P1@-:Prof.} {P1:Zoë}.",
	"{O1:Škoda} cited {R>P1@-:President} {P1:Zoë}.",

	"Then-{R>P1@-~former:President} {P1:Zoë Müller} left.",
	"Then {R>P1@-:President} {P1:Zoë Müller} left.",
	"“Then {R>P1@-:President} {P1:Zoë Müller} left,” he said.",
	"He met then {R>P1@-~former:minister} {P1:Zoë Müller} in Łódź.",
	"It was signed by then {N1:French} {R>P1@N1~former:President} {P1:Zoë Müller}.",
	"By then {R>P1@-:President} {P1:Zoë Müller} slept.",
	"Since then {R>P1@-:President} {P1:Zoë Müller} has slept.",
	"He slept and then {R>P1@-:President} {P1:Zoë Müller} left.",
	"{P1:Zoë Müller} was then {R>P1@-~former:minister}.",
	"{P1:Zoë} was named {R>P1@-:director}, effective immediately.",
	"{P1:Zoë} was hired as {R>P1@-~designate:director}. She starts in May.",
	"{P1:Zoë} is the first to become {R>P1@-:director}.",
	"{P1:Zoë} has served as {R>P1@-:director} since May.",
	"{P1:Zoë}, former {R>P1@-~former:general secretary} (ÅS), left.",
	"The former {O1:Škoda} (SKD) {R>P1@O1~former:director}, {P1:Zoë}, left.",
	"The former centre-left {R>P1@-~former:minister}, {P1:Zoë}, left.",
	"{P1:Zoë}’s predecessor, {R>P2@-~former:Mayor} {P2:Ana}, left.",
	"The {R>P1@-:caretaker}, {P1:Zoë}, left.",
	"{P1:Zoë}, {R>P1@-~acting:director} (in-charge), left.",
	"The toppled {R>P1@-~former:president}, {P1:Zoë}, left.",
	"{P1:Zoë} was dropped as {R>P1@-~former:minister}.",
	"{P1:Zoë} has resigned as {R>P1@-~former:minister}.",
	"{P1:Zoë} has worked as {R>P1@-:minister} since May.",
	"{P1:Zoë} was employed until June as a {R>P1@-~former:polisher}.",
	"{P1:Zoë} left a job as a {R>P1@-~former:clerk}.",
	"{P1:Zoë} takes up the post of {R>P1@-~designate:director} on 1 September.",
	"{P1:Zoë} was named {R>P1@-~designate:director} from July.",
	"{P1:Zoë} was named {R>P1@-:director} from afar.",
	"They announced the appointment of {P1:Zoë} as {R>P1@-~designate:director}, effective 1 April.",
	"Their next {R>P1@-~designate:director} would be {P1:Zoë}.",
	"{P1:Zoë}, tipped as {R>P1@-~designate:director}, left.",
	"{O1:Škoda} will name {P1:Zoë} as {R>P1@O1~designate:director}.",
	"{P1:Zoë} takes over as {R>P1@-~designate:director} on Monday.",
	"{P1:Zoë} takes over as {R>P1@-:director} with joy.",
	"{P1:Zoë} joins on Monday as {R>P1@-~designate:director}.",
	"{P1:Zoë}, a {R>P1@-~former:judge} before she was famous, left Łódź.",
}

func TestPhrases(t *testing.T) {
	for _, marked := range phraseCases {
		g, d := linked(t, marked)
		checkPosition(t, g, d)
	}
}
