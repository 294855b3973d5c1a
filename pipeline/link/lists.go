package link

import (
	"bufio"
	"fmt"
	"io/fs"
	"strings"
)

// LoadAtlas reads an atlas from lists in the form of the rules' lists: countries.txt, nationalities.txt, cities.txt and
// regions.txt, one entry a line with its ISO code behind a tab. Entries without a code say nothing and are left out.
func LoadAtlas(lists fs.FS) (*Atlas, error) {
	read := make(map[string][]Entry)
	for _, name := range []string{"countries.txt", "nationalities.txt", "cities.txt", "regions.txt"} {
		entries, err := readEntries(lists, name)
		if err != nil {
			return nil, fmt.Errorf("atlas: %w", err)
		}
		read[name] = entries
	}
	places := append(read["cities.txt"], read["regions.txt"]...)
	return NewAtlas(read["countries.txt"], read["nationalities.txt"], places), nil
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
