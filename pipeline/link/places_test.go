package link

import (
	"os"
	"testing"

	"roster/internal/golden"
	"roster/rules"
)

// TestEmbeddedPlaces holds the embedded table equal to what the rules' lists say.
func TestEmbeddedPlaces(t *testing.T) {
	var places []Entry
	for _, name := range []string{"cities.txt", "regions.txt"} {
		entries, err := readEntries(rules.Lists(), name)
		if err != nil {
			t.Fatal(err)
		}
		places = append(places, entries...)
	}
	table := compilePlaces(places)
	if *golden.Update {
		if err := os.WriteFile("places.txt", []byte(table), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if table != embeddedPlaces {
		t.Error("places.txt is not what the lists say; go generate makes it anew")
	}
}

func TestPlaceTable(t *testing.T) {
	table := compilePlaces([]Entry{{"Łódź", "PL"}, {"Aba", "NG"}, {"Springfield", "US"}, {"Springfield", "CA"}, {"St. John’s", "CA"}, {"Zürich", "CH"}})
	for name, want := range map[string]string{
		"Lodz": "PL", "ABA": "NG", "ZÜRICH": "CH", "Springfield": "", "St. John's": "CA", "Ab": "", "Abab": "", "Zz": "", "A": "",
	} {
		if got := table.country(placeKey(name)); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := placeTable("").country("lodz"); got != "" {
		t.Errorf("an empty table has %q", got)
	}
}
