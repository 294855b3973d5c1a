package emit

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strings"

	"roster/pipeline/doc"
)

// newFTM writes FollowTheMoney entities as JSON Lines, for Aleph, OpenSanctions' tools and their kin: an Article a
// document; a Person, Organization or Address an entity, and a Mention for each of the first two; for each role that
// someone holds a Position, and an Occupancy a holder, with the sentence as its summary. An entity is what one article
// names: the same name in two articles is two entities, which those tools can match. Ids follow from the document's id
// and the entity's number.
func newFTM(w io.Writer, opt Options) Writer {
	f := &ftm{page: newPage(w, opt)}
	f.append = f.lines
	return f
}

type ftm struct {
	*page
	article string
	ids     []string // by entity
}

// properties are those of an entity, in the order of writing; empty values are left out.
type properties []struct {
	name   string
	values []string
}

func (f *ftm) lines(b []byte) []byte {
	f.article = f.id("article")
	f.ids = f.ids[:0]
	for i := range f.entities {
		f.ids = append(f.ids, f.id("entity", number64(int64(i))))
	}
	b = f.appendArticle(b)
	for i, e := range f.entities {
		b = f.appendThing(b, i, e)
	}
	for i, p := range f.positions {
		b = f.appendOccupancies(b, i, p)
	}
	return b
}

// id returns a key of the document.
func (f *ftm) id(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(append([]string{f.ID}, parts...), "\x00")))
	return "roster-" + hex.EncodeToString(sum[:20])
}

func (f *ftm) appendArticle(b []byte) []byte {
	text := ""
	if f.opt.Text {
		text = f.Text
	}
	people, bodies := f.names(doc.Person), f.names(doc.Organization)
	return appendFTM(b, f.article, "Article", properties{
		{"fileName", []string{f.ID}},
		{"bodyText", []string{text}},
		{"processingAgent", []string{"roster " + f.opt.Version}},
		{"namesMentioned", append(slices.Clone(people), bodies...)},
		{"peopleMentioned", people},
		{"companiesMentioned", bodies},
		{"locationMentioned", f.names(doc.Place)},
		{"detectedCountry", f.countries()},
	})
}

// countries returns the codes of the places' countries, each once.
func (f *ftm) countries() []string {
	var out []string
	for _, e := range f.entities {
		if c := countryCode(e.Country); c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// countryCode returns a country as FollowTheMoney writes it.
func countryCode(c string) string { return strings.ToLower(c) }

func (f *ftm) appendThing(b []byte, i int, e entity) []byte {
	country := []string{countryCode(e.Country)}
	switch e.Label {
	case doc.Place:
		return appendFTM(b, f.ids[i], "Address", properties{
			{"full", []string{e.Name}}, {"country", country}, {"proof", []string{f.article}}})
	case doc.Person:
		b = appendFTM(b, f.ids[i], "Person", properties{
			{"name", []string{e.Name}},
			{"alias", filter(e.Aliases, manyWords)},
			{"weakAlias", filter(e.Aliases, oneWord)},
			{"position", f.offices(i)},
			{"proof", []string{f.article}},
		})
	case doc.Organization:
		b = appendFTM(b, f.ids[i], "Organization", properties{
			{"name", []string{e.Name}}, {"alias", e.Aliases}, {"country", country}, {"proof", []string{f.article}}})
	default:
		return b
	}
	return appendFTM(b, f.id("mention", number64(int64(i))), "Mention", properties{
		{"document", []string{f.article}},
		{"name", append([]string{e.Name}, e.Aliases...)},
		{"resolved", []string{f.ids[i]}},
		{"detectedSchema", []string{map[doc.Label]string{doc.Person: "Person", doc.Organization: "Organization"}[e.Label]}},
		{"contextCountry", f.countries()},
	})
}

func filter(items []string, keep func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(items), func(s string) bool { return !keep(s) })
}

func manyWords(s string) bool { return strings.Contains(s, " ") }
func oneWord(s string) bool   { return !manyWords(s) }

// offices returns what a person holds, for people to read.
func (f *ftm) offices(person int) []string {
	var out []string
	for _, p := range f.positions {
		if slices.Contains(p.holders, person) && !slices.ContainsFunc(out, p.isOffice) {
			out = append(out, office(p))
		}
	}
	return out
}

// office returns a role with its body: "President (France)".
func office(p position) string {
	if p.Of == nil {
		return p.Role
	}
	return p.Role + " (" + p.Of.Name + ")"
}

// isOffice reports whether a position is of that office, in any case of letters.
func (p position) isOffice(o string) bool { return strings.EqualFold(office(p), o) }

// occupancies are the values of Occupancy:status.
var occupancies = map[doc.Status]string{
	doc.Current: "current", doc.Acting: "current", doc.Former: "ended", doc.Designate: "unknown",
}

// appendOccupancies appends a role's Position and who holds it: persons alone, as FollowTheMoney has it.
func (f *ftm) appendOccupancies(b []byte, i int, p position) []byte {
	holders := slices.DeleteFunc(slices.Clone(p.holders), func(h int) bool { return f.entities[h].Label != doc.Person })
	if len(holders) == 0 {
		return b
	}
	post, country, organization := f.id("position", strings.ToLower(office(p))), "", ""
	if p.Of != nil {
		country = countryCode(p.Of.Country)
		if id := f.entityID(p.Of.Entity); id != doc.None && f.entities[id].Label == doc.Organization {
			organization = f.ids[id]
		}
	}
	if f.firstOf(i) {
		b = appendFTM(b, post, "Position", properties{{"name", []string{office(p)}}, {"country", []string{country}},
			{"organization", []string{organization}}, {"proof", []string{f.article}}})
	}
	detail := ""
	if p.Status == doc.Acting || p.Status == doc.Designate {
		detail = string(p.Status)
	}
	for _, h := range holders {
		b = appendFTM(b, f.id("occupancy", number64(int64(i)), number64(int64(h))), "Occupancy", properties{
			{"holder", []string{f.ids[h]}},
			{"post", []string{post}},
			{"status", []string{occupancies[p.Status]}},
			{"description", []string{detail}},
			{"summary", []string{f.sentence(f.spans[p.span].Mention)}},
			{"proof", []string{f.article}},
		})
	}
	return b
}

// firstOf reports whether no position before i, with a person for holder, is of the same office.
func (f *ftm) firstOf(i int) bool {
	for _, p := range f.positions[:i] {
		held := slices.ContainsFunc(p.holders, func(h int) bool { return f.entities[h].Label == doc.Person })
		if held && p.isOffice(office(f.positions[i])) {
			return false
		}
	}
	return true
}

// appendFTM appends an entity as a line of JSON.
func appendFTM(b []byte, id, schema string, all properties) []byte {
	b = appendString(append(b, `{"id":`...), id)
	b = appendString(append(b, `,"schema":`...), schema)
	b = append(b, `,"properties":{`...)
	first := true
	for _, p := range all {
		values := filter(p.values, func(s string) bool { return s != "" })
		if len(values) == 0 {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = appendString(b, p.name)
		b = appendList(append(b, ':'), values, appendString)
	}
	return append(b, "}}\n"...)
}
