package link

import (
	"slices"
	"strings"

	"roster/pipeline/doc"
)

// settled are places whose names are persons' or common words too, so that the rules' lists leave them out, or that
// have an English or an older name that the lists lack: as a PLACE they are meant. The states of the US are among them.
var settled = table(`
jordan = JO
chad = TD
alabama, arizona, colorado, florida, indiana, louisiana, maryland, missouri, montana, nevada, tennessee, texas = US
virginia, arlington, irvine, orlando, jackson, madison, hollywood, reno, savannah = US
vancouver, yukon, ontario, alberta, labrador = CA
geneva, berne, basle = CH
nice, lyons, marseilles, brittany, normandy, provence, burgundy = FR
venice, florence, tuscany, leghorn = IT
cologne, hesse = DE
saragossa, corunna, majorca = ES
kiev, odessa, kharkov, lvov, dnepropetrovsk, chernobyl, donbas, donbass = UA
bombay, calcutta, madras, bangalore, goa, benares, poona = IN
baluchistan = PK
saigon = VN
rangoon = MM
peking, inner mongolia, nanking, tientsin, manchuria = CN
nara = JP
west bank = PS
golan heights = SY
constantinople, smyrna, anatolia = TR
dacca = BD
kent, essex, sussex, surrey, norfolk, suffolk, devon, cornwall, yorkshire, merseyside = GB
flanders, ghent, bruges = BE
jutland, zealand = DK
crete, rhodes, salonica = GR
darfur = SD
biafra = NG
transvaal = ZA
bali = ID
mindanao, luzon, visayas = PH
sabah = MY
chechnya, siberia = RU
`)

// unsettled are names of the lists that mean something else more often: they have no country.
var unsettled = set("andes", "zongo", "st petersburg", "la libertad", "san jose")

// contested are places of one name; where the document's other places and nationalities speak for one of their
// countries alone, it is that.
var contested = lists(`
georgia = GE US
san jose = CR US
st petersburg = RU US
cambridge = GB US
newcastle = GB AU ZA
victoria = AU CA SC
hamilton = CA NZ BM GB
santiago = CL DO ES CU
valencia = ES VE
la libertad = SV PE EC
granada = ES NI
leon = MX NI ES
punjab = IN PK
georgetown = GY US MY
guadalajara = MX ES
barcelona = ES VE
concepcion = CL PY
florence = IT US
boston = US GB
bristol = GB US
richmond = US GB AU CA
durham = GB US
worcester = GB US ZA
`)

// lists reads lines of "name = code code".
func lists(lines string) map[string][]string {
	out := make(map[string][]string)
	for name, codes := range table(lines) {
		out[name] = strings.Fields(codes)
	}
	return out
}

// settle gives places that have no country one by what stands around them: the place behind a comma ("Springfield,
// Illinois"), or, of those contested, what else the document names.
func (a *Atlas) settle(d *doc.Document, entities []doc.Entity, mentions []doc.Mention) {
	var open []int
	for i := range entities {
		e := &entities[i]
		if e.Label != doc.Place || e.Country != "" {
			continue
		}
		if e.Country = behindComma(d, entities, mentions, e); e.Country == "" && contested[placeKey(e.Name)] != nil {
			open = append(open, i)
		}
	}
	if len(open) == 0 {
		return
	}
	seen := a.countriesOf(d, entities)
	for _, i := range open {
		candidates := slices.DeleteFunc(slices.Clone(contested[placeKey(entities[i].Name)]), func(code string) bool {
			return !seen[code]
		})
		if len(candidates) == 1 {
			entities[i].Country = candidates[0]
		}
	}
}

// behindComma returns the country of the place that follows a mention of e behind a comma, "" for none.
func behindComma(d *doc.Document, entities []doc.Entity, mentions []doc.Mention, e *doc.Entity) string {
	for _, m := range e.Mentions {
		if m+1 == len(mentions) || mentions[m+1].Label != doc.Place || mentions[m+1].FirstToken != mentions[m].EndToken+1 {
			continue
		}
		if d.Word(mentions[m].EndToken) == "," {
			return entities[mentions[m+1].Entity].Country
		}
	}
	return ""
}

// countriesOf returns the countries of a document's places and nationalities.
func (a *Atlas) countriesOf(d *doc.Document, entities []doc.Entity) map[string]bool {
	seen := make(map[string]bool)
	for _, e := range entities {
		seen[e.Country] = true
	}
	for _, m := range d.Mentions {
		if m.Label == doc.Norp {
			code, _ := a.nationality(d.Slice(m.Span))
			seen[code] = true
		}
	}
	return seen
}
