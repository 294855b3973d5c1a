package link

import (
	"strings"

	"roster/pipeline/doc"
)

// labelled are countries whose names persons bear too, so that the rules' lists leave them out: as a PLACE they are
// meant. The states of the US are among them; Georgia is not.
var labelled = table(`
jordan = JO
chad = TD
alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, hawaii, idaho, illinois = US
indiana, iowa, kansas, kentucky, louisiana, maine, maryland, massachusetts, michigan, minnesota, mississippi = US
missouri, montana, nebraska, nevada, new hampshire, new jersey, new mexico, new york, north carolina, north dakota = US
ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina, south dakota, tennessee, texas, utah, vermont = US
virginia, washington, west virginia, wisconsin, wyoming = US
`)

// georgias are what Georgia may be: the country or the US state.
var georgias = []string{"GE", "US"}

// locateGeorgia decides by the document's other places and nationalities what Georgia is; where they speak for both or
// for neither it stays open.
func (a *Atlas) locateGeorgia(d *doc.Document, entities []doc.Entity) {
	at := -1
	seen := make(map[string]bool)
	for i, e := range entities {
		if e.Label == doc.Place && strings.EqualFold(e.Name, "Georgia") && e.Country == "" {
			at = i
		}
		seen[e.Country] = true
	}
	if at < 0 {
		return
	}
	for _, m := range d.Mentions {
		if m.Label == doc.Norp {
			code, _ := a.nationality(d.Slice(m.Span))
			seen[code] = true
		}
	}
	for i, code := range georgias {
		if seen[code] && !seen[georgias[1-i]] {
			entities[at].Country = code
		}
	}
}
