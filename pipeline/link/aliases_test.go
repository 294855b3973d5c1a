package link

import (
	"context"
	"slices"
	"strings"
	"testing"

	"roster/pipeline/doc"
)

// aliasCases have mentions, one a code, that join (yes) or stay apart (no): the mentions of each are joined where their
// codes are equal, and the last mention of yes joined by the rule.
var aliasCases = []struct{ rule, yes, no string }{
	{"person.same", "{P1:José Díaz} met {P1:Jose Diaz}.", "{P1:José Díaz Jr.} met {P2:José Díaz Sr.}."},
	{"person.part", "{P1:Gabriel García Márquez} is {P1:García Márquez}.", "{P1:Gabriel García Márquez} is not {P2:Ana Márquez}."},
	{"person.initials", "{P1:John Müller} is {P1:J. Müller}.", "{P1:John Müller} is not {P2:K. Müller}."},
	{"person.nickname", "{P1:William Ó Briain} is {P1:Bill Ó Briain}.", "{P1:William Ó Briain} is not {P2:Bob Ó Briain}."},
	{"person.transliteration", "{P1:Сергей Иванов} met {P2:Volodymyr Zelenskyy}, {P2:Vladimir Zelensky}.", "{P1:Oleg Zelensky} is not {P2:Ivan Zelenskyy}."},
	{"person.given-initial", "{P1:Zoë Doe} is {P1:Zoë D.}.", "{P1:Zoë Doe} is not {P2:Zoë E.}."},
	{"person.surname", "{P1:Ursula von der Leyen} is {P1:Leyen} of Köln.", "{P1:Ursula von der Leyen} is not {P2:Müller}."},
	{"person.given", "{P1:Zoë Müller} is {P1:Zoë}.", "{P1:Zoë Müller} is not {P2:Zora}."},
	{"person.given-nickname", "{P1:Victoria Kámara} is {P1:Vicky}.", "{P1:Virginia Kámara} is not {P2:Vicky}."},
	{"person.middle", "{P1:Ana Sofía Ruiz} is {P1:Sofía}.", "{P1:Ana Ruiz} is not {P2:Sofía}."},
	{"person.surname-transliteration", "{P1:Volodymyr Zelenskyy} is {P1:Zelensky}.", "{P1:Ana Müller} is not {P2:Miller}."},
	{"organization.same", "{O1:Café Noir} is {O1:the Cafe Noir}.", "{O1:Café Noir} is not {O2:Café Blanc}."},
	{"organization.designator", "{O1:Škoda Auto AG} is {O1:Škoda Auto}.", "{O1:Škoda Auto AG} is not {O2:Škoda Bank}."},
	{"organization.defined", "The {O1:Agence Française} ({O1:AFX}) and {O1:AFX} left.", "The {O1:Agence Française} met {O2:AFX}."},
	{"organization.acronym", "{O1:Société Générale de Banque} is {O1:SGB}.", "{O1:Société Générale de Banque} is not {O2:SGX}."},
	{"organization.short", "The {O1:Federal Reserve} near Łódź is the {O1:Fed}.", "The {O1:Federal Café} is not the {O2:Fed}."},
	{"organization.plural", "The {O1:Škoda Bears} have a {O1:Škoda Bear}.", "The {O1:Škoda Bears} are not {O2:Škoda Bess}."},
	{"organization.handle", "{O1:Hörby Radio} is {O1:hörbyradio}.", "{O1:Hörby Radio} is not {O2:radiohörby}."},
	{"organization.inverted", "{O1:Ministry of Éducation} is {O1:Éducation Ministry}.", "{O1:Ministry of Éducation} is not {O2:Health Ministry}."},
	{"organization.head", "{O1:Électricité du Sud} is {O1:Électricité}.", "{O1:Ministry of Éducation} is not {O2:Ministry}."},
	{"organization.tail", "{O1:Sparta München} is {O1:München}.", "{O1:Sparta München} is not {O2:Köln}."},
	{"place.same", "{L1:São Paulo} is {L1:Sao Paulo}.", "{L1:São Paulo} is not {L2:São Luís}."},
	{"place.abbreviation", "From Łódź to the {L1:United States} is to the {L1:U.S.}.", "The {L1:United Kingdom} is not the {L2:U.S.}."},
}

func TestAliasRules(t *testing.T) {
	for _, c := range aliasCases {
		t.Run(c.rule, func(t *testing.T) {
			checkClusters(t, c.yes)
			checkClusters(t, c.no)
			_, d := linked(t, c.yes)
			e := d.Entities[len(d.Entities)-1]
			if !slices.Contains(e.Rules, c.rule) {
				t.Errorf("%s\njoined by %q, want %s", c.yes, e.Rules, c.rule)
			}
		})
	}
}

// TestTitleTellsPersonsApart: of several persons of one name a title means whoever has it elsewhere.
func TestTitleTellsPersonsApart(t *testing.T) {
	for _, marked := range []string{
		"{P1:João Ruíz} is {R>-@-:president}. {P2:Marisa Ruíz}, a {R>-@-:baker}, slept. {R>-@-:President} {P1:Ruíz} left. {P1:Ruíz} ate.",
		"{P1:João Ruíz} is {R>-@-:mayor}. {P2:Marisa Ruíz}, a {R>-@-:baker}, slept. {R>-@-:President} {P2:Ruíz} left.",
		"{P1:João Ruíz} is {R>-@-:mayor}. {P2:Marisa Ruíz}, the {R>-@-:mayor}, slept. {R>-@-:Mayor} {P2:Ruíz} left.",
		"{P1:João Ruíz} is {R>-@-:mayor}. {P2:Marisa Ruíz}, a {R>-@-:baker}, slept. {P2:Ruíz} left.",
		"{R>-@-:Health minister} {P1:João Ruíz} met {P2:Marisa Ruíz}. {R>-@-:Minister} {P1:Ruíz} left.",
		"{R>-@-:Vice president} {P1:João Ruíz} met {P2:Marisa Ruíz}. {R>-@-:President} {P2:Ruíz} left.",
		"{P1:Ruíz} is an {R>-@-:actor}. {P1:João Ruíz} met {R>-@-:Mayor} {P2:Ana Ruíz}. {R>-@-:Mayor} {P2:Ruíz} left.",
	} {
		checkClusters(t, marked)
	}
}

// checkClusters reports entities that differ from the codes of the marked text.
func checkClusters(t *testing.T, marked string) {
	t.Helper()
	g, d := linked(t, marked)
	for i := range d.Mentions {
		for j := range i {
			same := d.Mentions[i].Entity == d.Mentions[j].Entity
			if want := g.Spans[i].Entity == g.Spans[j].Entity; same != want {
				t.Errorf("%s: %q and %q joined: %v, want %v", marked,
					d.Slice(d.Mentions[j].Span), d.Slice(d.Mentions[i].Span), same, want)
			}
		}
	}
}

func TestSpellings(t *testing.T) {
	for _, marked := range []string{
		"{O1:La Voz de Cádiz} is {O1:lavozcadiz}.",
		"{O1:La Voz de Cádiz} is {O1:lavozdecadiz}.",
		"{O1:La Voz de Cádiz} is {O1:vozcadiz}.",
		"{P1:zoë d.} is {P1:zoë doe}.",
		"{P1:Zoë Benítez Ayala} met {P2:Ana de Benítez}. {P2:Benítez} left.",
		"{P1:Zoë Benítez Ayala} left. {P1:Benítez} met {P2:Ana de Benítez}.",
		"{P1:Benítez} left. {P1:Zoë Benítez} slept.",
		"The {O1:Comité Noir of the National Éclair Institute} met the {O2:National Éclair Institute}, the {O1:Comité Noir} said.",
		"The {O1:Department of the Trésor} is the {O1:Trésor}.",
		"The {O1:Université of Łódź} is {O1:Łódź}.",
		"{L1:S. Korea} is {L1:South Korea}, not {L2:North Korea} or {L3:Łódź}.",
		"{L1:Côte d’Ivoire} is {L1:Ivory Coast}.",
	} {
		checkClusters(t, marked)
	}
}

func TestEveryAliasRuleHasACase(t *testing.T) {
	for _, rules := range aliasRules {
		for _, r := range rules {
			if !slices.ContainsFunc(aliasCases, func(c struct{ rule, yes, no string }) bool { return c.rule == r.id }) {
				t.Errorf("%s has no case", r.id)
			}
		}
	}
}

func TestVetoes(t *testing.T) {
	for _, marked := range []string{
		"{P1:George W. Bush} is not {P2:George H. W. Bush}.",
		"{P1:Zoë Smith} is not {P2:Ana Smith}.",
		"{P1:Sheikh Zoë Łoś} is {P1:Zoë Łoś}.",
		"{P1:Zoë Smith} met {P2:Ana Smith}. {P2:Smith} left.",
	} {
		checkClusters(t, marked)
	}
}

// TestRelatives: a bare surname is not that of a person who is only named as somebody's relative.
func TestRelatives(t *testing.T) {
	for _, marked := range []string{
		"{P1:João Ruíz} is the eldest son of the banker {P2:Ana Ruíz}. {P1:Ruíz} left.",
		"{P1:João Ruíz} is a son of {L1:Łódź}, as is {P2:Ana Ruíz}. {P2:Ruíz} left.",
		"{P1:João Ruíz} met his son and then the mayor, {P2:Ana Ruíz}. {P2:Ruíz} left.",
		"The son of {P2:Ana Ruíz} slept. {P2:Ruíz} left.",
	} {
		checkClusters(t, marked)
	}
}

func TestNameIsTheFullestMention(t *testing.T) {
	_, d := linked(t, "{P1:Müller} is {P1:ZOË MÜLLER} or {P1:Zoë Müller}, {P1:Zoë} for short.")
	e := d.Entities[0]
	if len(d.Entities) != 1 || e.Name != "Zoë Müller" || strings.Join(e.Aliases, "|") != "Müller|ZOË MÜLLER|Zoë" {
		t.Errorf("got %+v", d.Entities)
	}
}

func TestNameHasNoHonorific(t *testing.T) {
	_, d := linked(t, "{P1:Sheikh Zoë bint Łoś} is {P1:Zoë bint Łoś}.")
	if e := d.Entities; len(e) != 1 || e[0].Name != "Zoë bint Łoś" {
		t.Errorf("got %+v", e)
	}
	for text, want := range map[string]string{
		"Datuk Seri Zoë bint Łoś": "Zoë bint Łoś", "Sheikh Łoś": "Sheikh Łoś", "Sri Łoś Bâ": "Sri Łoś Bâ",
	} {
		_, d := linked(t, "{P1:"+text+"} left.")
		if e := d.Entities[0]; e.Name != want || (e.Name != text) != (len(e.Aliases) == 1) {
			t.Errorf("%s: name %q, aliases %q, want %q", text, e.Name, e.Aliases, want)
		}
	}
}

func TestCountries(t *testing.T) {
	for name, want := range map[string]string{"FRANCE": "FR", "Cote d'Ivoire": "CI", "Paris": "FR", "U.S.": "US", "Springfield": "", "Łódź": "", "Jordan": "JO", "Georgia": ""} {
		_, d := linked(t, "In {L1:"+name+"} it rained.")
		if got := d.Entities[0].Country; got != want {
			t.Errorf("%s: country %q, want %q", name, got, want)
		}
	}
}

func TestContestedPlaces(t *testing.T) {
	for marked, want := range map[string]string{
		"{L1:Georgia} and {L2:Łódź}.":                      "",
		"{L1:Georgia} is in the {L2:U.S.} of {P1:Zoë}.":    "US",
		"{L1:Georgia}, where {N:Kartvelian} is spoken.":    "GE",
		"{L1:Georgia} of {N:Kartvelian}s or of {L2:U.S.}":  "",
		"{L1:San José} lies in the {L2:U.S.}":              "US",
		"{L1:San José} lies near {L2:Łódź}.":               "",
		"{L1:Ałma}, {L2:Texas}, is small.":                 "US",
		"{L1:Ałma} and {L2:Texas} are small.":              "",
		"{L1:Andes} of the {L2:U.S.}":                      "",
		"{P1:Georgia} left {L1:Genéva} for {L2:São Tomé}.": "CH",
		"{P1:Chad} left {L1:Chad} for the {L2:U.S.}":       "TD",
	} {
		d := withMentions(readMarked(t, marked))
		atlas := NewAtlas([]Entry{{"United States", "US"}}, []Entry{{"Kartvelian", "GE"}}, []Entry{{"Andes", "CO"}})
		_, entities, _ := New(everything, atlas).Link(context.Background(), d)
		for _, e := range entities {
			if e.Label != doc.Place {
				continue
			}
			if e.Country != want {
				t.Errorf("%s: country %q, want %q", marked, e.Country, want)
			}
			break
		}
	}
}

func TestKey(t *testing.T) {
	for _, c := range []struct {
		label doc.Label
		name  string
		want  string
	}{
		{doc.Person, "Sheikh Zoë bint Łoś Jr.", "zoe bint los jr"}, {doc.Person, "ZOË ŁOŚ", "zoe los"},
		{doc.Place, "the U.S.", "united states"}, {doc.Place, "São Tomé", "sao tome"},
		{doc.Organization, "the Škoda Auto AG", "skoda auto"}, {doc.Organization, "Škoda AG & Co.", "skoda"},
	} {
		if got := Key(c.label, c.name); got != c.want {
			t.Errorf("%s: key %q, want %q", c.name, got, c.want)
		}
	}
}
