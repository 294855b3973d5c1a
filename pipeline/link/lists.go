package link

import (
	"bufio"
	"fmt"
	"io/fs"
	"strings"
)

// LoadAtlas reads countries.txt and nationalities.txt in the form of the rules' lists: one entry a line with its ISO
// code behind a tab. Entries without a code say nothing and are left out. Other places are those of the embedded table.
func LoadAtlas(lists fs.FS) (*Atlas, error) {
	countries, err := readEntries(lists, "countries.txt")
	if err != nil {
		return nil, fmt.Errorf("atlas: %w", err)
	}
	nationalities, err := readEntries(lists, "nationalities.txt")
	if err != nil {
		return nil, fmt.Errorf("atlas: %w", err)
	}
	return newAtlas(countries, nationalities, embeddedPlaces), nil
}

func readEntries(lists fs.FS, name string) ([]Entry, error) {
	f, err := lists.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var entries []Entry
	for lines := bufio.NewScanner(f); ; {
		if !lines.Scan() {
			return entries, lines.Err()
		}
		name, country, ok := strings.Cut(lines.Text(), "\t")
		if ok && !strings.HasPrefix(name, "#") {
			entries = append(entries, Entry{Name: name, Country: strings.TrimSpace(country)})
		}
	}
}
