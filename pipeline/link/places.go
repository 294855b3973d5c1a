package link

import (
	_ "embed" // for the table
	"maps"
	"slices"
	"strings"
)

// A placeTable has a line for each place that lies in one country: its key, a tab, the code of the country; sorted by
// key. It is searched as it stands, so that a run does not begin with making a map of it.
type placeTable string

// embeddedPlaces are the cities and regions of the rules' lists.
//
//go:generate go test . -run TestEmbeddedPlaces -update
//go:embed places.txt
var embeddedPlaces placeTable

// compilePlaces makes a table of entries. Of places of one key, those that are spelled without accents are meant; where
// several countries have one, it is left out.
func compilePlaces(places []Entry) placeTable {
	codes := make(map[string]string, len(places))
	plain := make(map[string]bool)
	for _, e := range places {
		k := placeKey(e.Name)
		have, known := codes[k]
		switch isPlain := isASCII(e.Name); {
		case !known || isPlain && !plain[k]:
			codes[k], plain[k] = e.Country, isPlain
		case have != e.Country && isPlain == plain[k]:
			codes[k] = ""
		}
	}
	var table strings.Builder
	for _, k := range slices.Sorted(maps.Keys(codes)) {
		if codes[k] != "" {
			table.WriteString(k + "\t" + codes[k] + "\n")
		}
	}
	return placeTable(table.String())
}

// country returns the code of the country that the place of a key lies in, "" where unknown.
func (t placeTable) country(key string) string {
	for low, high := 0, len(t); low < high; {
		middle := low + (high-low)/2
		start := low + strings.LastIndexByte(string(t[low:middle]), '\n') + 1
		end := middle + strings.IndexByte(string(t[middle:]), '\n')
		name, code, _ := strings.Cut(string(t[start:end]), "\t")
		switch strings.Compare(key, name) {
		case 0:
			return code
		case -1:
			high = start
		default:
			low = end + 1
		}
	}
	return ""
}
