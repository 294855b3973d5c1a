// Command gen makes the large name lists of rules/core/lists from data packages: cities.txt, regions.txt,
// given-names.txt and surnames.txt. Its input is a folder that holds the unpacked packages, each in a folder of its
// name (rules/core/README.md says which, how to fetch them, and their licences); its output is the lists' folder.
//
//	go run ./rules/gen PACKAGES rules/core/lists
//
// words.txt, beside this file, holds capitalised forms that are left out of every list because they are English
// words first; people-first.txt the city names that are left out because they are people first.
package main

import (
	"bufio"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

//go:embed words.txt
var wordsText string

//go:embed people-first.txt
var peopleText string

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: gen PACKAGES LISTS")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// run reads the packages below the folder packages and writes the lists into the folder lists.
func run(packages, lists string) error {
	words := phraseSet(wordsText)
	given, surnames, err := readNames(packages)
	if err != nil {
		return err
	}
	given, surnames = without(given, words), without(surnames, words)
	people := phraseSet(peopleText)
	for name := range given {
		people[name] = ""
	}
	for name := range surnames {
		people[name] = ""
	}
	cities, err := readCities(packages, words, people)
	if err != nil {
		return err
	}
	regions, err := readRegions(packages, words, people)
	if err != nil {
		return err
	}
	for _, l := range []struct {
		file, head string
		names      map[string]string
	}{
		{"given-names.txt", "Given names (Latin script).", given},
		{"surnames.txt", "Surnames (Latin script).", surnames},
		{"cities.txt", "Cities with the ISO 3166-1 code of their country.", cities},
		{"regions.txt", "States, provinces and other first divisions of countries.", regions},
	} {
		if err := writeList(filepath.Join(lists, l.file), l.head, l.names); err != nil {
			return err
		}
	}
	return nil
}

// phraseSet returns the lines of a list that are neither empty nor comments.
func phraseSet(text string) map[string]string {
	set := map[string]string{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			set[line] = ""
		}
	}
	return set
}

// without returns the names that are not words.
func without(names, words map[string]string) map[string]string {
	kept := map[string]string{}
	for name, code := range names {
		if _, word := words[name]; !word {
			kept[name] = code
		}
	}
	return kept
}

// latin reports whether name is a capitalised name of at least three bytes in Latin letters.
func latin(name string) bool {
	for i, r := range name {
		if i == 0 && !unicode.IsUpper(r) {
			return false
		}
		if !unicode.Is(unicode.Latin, r) && !strings.ContainsRune(" .'’-", r) {
			return false
		}
	}
	return len(name) >= 3
}

// writeList writes names in byte order, a name's country code behind a tab where it has one.
func writeList(path, head string, names map[string]string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprintf(w, "# %s Made by rules/gen; sources and licences: rules/core/README.md.\n", head)
	keys := make([]string, 0, len(names))
	for name := range names {
		keys = append(keys, name)
	}
	slices.Sort(keys)
	for _, name := range keys {
		if code := names[name]; code != "" {
			fmt.Fprintf(w, "%s\t%s\n", name, code)
		} else {
			fmt.Fprintln(w, name)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}
