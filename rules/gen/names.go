package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const (
	censusGiven    = 1200 // the most frequent given names of each sex that are taken from the US census
	censusSurnames = 4000 // the same for surnames
)

// readNames returns the given names and the surnames of all packages.
func readNames(packages string) (given, surnames map[string]string, err error) {
	given, surnames = map[string]string{}, map[string]string{}
	census := filepath.Join(packages, "names-0.3.0", "names")
	for _, t := range []struct {
		file string
		max  int
		into map[string]string
	}{
		{"dist.male.first", censusGiven, given},
		{"dist.female.first", censusGiven, given},
		{"dist.all.last", censusSurnames, surnames},
	} {
		if err := readCensus(filepath.Join(census, t.file), t.max, t.into); err != nil {
			return nil, nil, err
		}
	}
	files, err := filepath.Glob(filepath.Join(packages, "faker", "faker", "providers", "person", "*", "__init__.py"))
	if err != nil || len(files) == 0 {
		return nil, nil, fmt.Errorf("no person providers of faker below %s", packages)
	}
	for _, file := range files {
		if err := readProvider(file, given, surnames); err != nil {
			return nil, nil, err
		}
	}
	return given, surnames, nil
}

// readCensus adds the first max names of a table of the 1990 US census, a name in capitals and figures a line.
func readCensus(path string, max int, into map[string]string) error {
	return eachLine(path, func(n int, line string) {
		fields := strings.Fields(line)
		if n <= max && len(fields) > 0 {
			name := fields[0][:1] + strings.ToLower(fields[0][1:])
			if rest, ok := strings.CutPrefix(name, "Mc"); ok && rest != "" {
				name = "Mc" + strings.ToUpper(rest[:1]) + rest[1:]
			}
			if latin(name) {
				into[name] = ""
			}
		}
	})
}

var (
	assigned = regexp.MustCompile(`^    (\w+)(?::[^=]*)? = `)
	quoted   = regexp.MustCompile(`"([^"]+)"`)
)

// readProvider adds the names in the tables of one locale of faker: the strings of variables called first_… or
// last_….
func readProvider(path string, given, surnames map[string]string) error {
	var into map[string]string
	return eachLine(path, func(_ int, line string) {
		if m := assigned.FindStringSubmatch(line); m != nil {
			switch name := m[1]; {
			case strings.HasPrefix(name, "first_"):
				into = given
			case strings.HasPrefix(name, "last_"):
				into = surnames
			default:
				into = nil
			}
		}
		if into == nil {
			return
		}
		for _, m := range quoted.FindAllStringSubmatch(line, -1) {
			if latin(m[1]) && !strings.ContainsAny(m[1], " .") {
				into[m[1]] = ""
			}
		}
	})
}

// eachLine calls do with every line of a file and its number from 1.
func eachLine(path string, do func(n int, line string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		do(n, s.Text())
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
