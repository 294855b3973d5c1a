package link

import (
	"strings"

	"roster/pipeline/doc"
)

// An Entry is a line of a list of places or nationalities.
type Entry struct {
	Name    string
	Country string // ISO 3166-1 alpha-2
}

// An Atlas knows the countries that names belong to. Look-ups fold case and accents. It is safe for concurrent use.
type Atlas struct {
	codes         map[string]string // country name → code
	names         map[string]string // code → usual name of the country
	nationalities map[string]string // "french" → code
	places        placeTable        // capitals, cities, subdivisions
}

// NewAtlas builds an atlas. The first entry of a country is its usual name. A place that several countries have is
// nobody's.
func NewAtlas(countries, nationalities, places []Entry) *Atlas {
	return newAtlas(countries, nationalities, compilePlaces(places))
}

func newAtlas(countries, nationalities []Entry, places placeTable) *Atlas {
	a := &Atlas{
		codes:         make(map[string]string),
		names:         make(map[string]string),
		nationalities: make(map[string]string),
		places:        places,
	}
	for _, e := range countries {
		if a.names[e.Country] == "" {
			a.names[e.Country] = e.Name
		}
		a.codes[placeKey(e.Name)] = e.Country
	}
	for _, e := range nationalities {
		a.nationalities[fold(e.Name)] = e.Country
	}
	return a
}

// placeKey is what spellings of a place share.
func placeKey(name string) string {
	k := fold(blanks(name))
	if strings.Contains(k, "  ") {
		k = blanks(k)
	}
	return inFull(strings.TrimPrefix(k, "the "))
}

// nationality returns the code and usual name of the country that a nationality means, "" for any other word.
func (a *Atlas) nationality(word string) (code, name string) {
	code = a.nationalities[fold(word)]
	return code, a.names[code]
}

// isCountry reports whether a place is a country, or one of the regions of the lists that are as one.
func (a *Atlas) isCountry(place string) bool {
	_, ok := a.codes[placeKey(place)]
	return ok
}

// country returns the code of the country that a place is or lies in, "" where unknown.
func (a *Atlas) country(place string) string {
	k := placeKey(place)
	if code, ok := a.codes[k]; ok {
		return code
	}
	if code := settled[k]; code != "" || unsettled[k] {
		return code
	}
	return a.places.country(k)
}

// locate sets the Country of every PLACE that has none. The mentions are those of the document with their entities.
func (a *Atlas) locate(d *doc.Document, mentions []doc.Mention, entities []doc.Entity) {
	for i := range entities {
		if e := &entities[i]; e.Label == doc.Place && e.Country == "" {
			e.Country = a.country(e.Name)
		}
	}
	a.settle(d, entities, mentions)
}
