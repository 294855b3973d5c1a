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
// document; a Person, Organization or Address an entity, and a Mention for each of the first two; for each office that
// someone holds a Position, and an Occupancy a holder, with the sentence that tells so as its summary. An entity is
// what one article names: the same name in two articles is two entities, which those tools can match. Ids follow from
// the document's id and the entity's number.
func newFTM(w io.Writer, opt Options) Writer {
	f := &ftm{page: newPage(w, opt)}
	f.append = f.lines
	return f
}

type ftm struct {
	*page
	article string
	ids     []string // by entity
	held    []office
	posts   []string // ids of the offices written
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
	f.held, f.posts = f.offices(), f.posts[:0]
	b = f.appendArticle(b)
	for i, e := range f.entities {
		b = f.appendThing(b, i, e)
	}
	for i, o := range f.held {
		b = f.appendOccupancy(b, i, o)
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
			{"position", f.titles(i)},
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
		{"detectedSchema", []string{schemas[e.Label]}},
		{"contextCountry", f.countries()},
	})
}

// schemas name the kinds of entities that mentions are of.
var schemas = map[doc.Label]string{doc.Person: "Person", doc.Organization: "Organization"}

func filter(items []string, keep func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(items), func(s string) bool { return !keep(s) })
}

func manyWords(s string) bool { return strings.Contains(s, " ") }
func oneWord(s string) bool   { return !manyWords(s) }

// titles returns what a person holds, for people to read.
func (f *ftm) titles(person int) []string {
	var out []string
	for _, o := range f.held {
		if f.entityID(o.holder) == person && !slices.Contains(out, o.title()) {
			out = append(out, o.title())
		}
	}
	return out
}

// occupancies are the values of Occupancy:status.
var occupancies = map[doc.Status]string{
	doc.Current: "current", doc.Acting: "current", doc.Former: "ended", doc.Designate: "unknown",
}

// appendOccupancy appends who holds an office, with the office where it is the first to hold it. A holder is a person,
// as FollowTheMoney has it.
func (f *ftm) appendOccupancy(b []byte, i int, o office) []byte {
	holder := f.entityID(o.holder)
	if holder == doc.None || f.entities[holder].Label != doc.Person {
		return b
	}
	post := f.id("position", strings.ToLower(o.title()))
	if !slices.Contains(f.posts, post) {
		f.posts = append(f.posts, post)
		b = f.appendPost(b, post, o)
	}
	detail := ""
	if o.Status == doc.Acting || o.Status == doc.Designate {
		detail = string(o.Status)
	}
	return appendFTM(b, f.id("occupancy", number64(int64(i))), "Occupancy", properties{
		{"holder", []string{f.ids[holder]}},
		{"post", []string{post}},
		{"status", []string{occupancies[o.Status]}},
		{"description", []string{detail}},
		{"summary", []string{f.sentence(f.spans[o.span].Mention)}},
		{"proof", []string{f.article}},
	})
}

// appendPost appends an office.
func (f *ftm) appendPost(b []byte, id string, o office) []byte {
	country, organization := "", ""
	if o.Of != nil {
		country = countryCode(o.Of.Country)
		if body := f.entityID(o.Of.Entity); body != doc.None && f.entities[body].Label == doc.Organization {
			organization = f.ids[body]
		}
	}
	return appendFTM(b, id, "Position", properties{{"name", []string{o.title()}}, {"country", []string{country}},
		{"organization", []string{organization}}, {"proof", []string{f.article}}})
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
