package main

import (
	"maps"
	"slices"

	"roster/pipeline/gold"
)

// readGold reads annotated articles of any form, and warns of what is left out of those of other tools.
func (a *app) readGold(paths ...string) ([]*gold.Document, error) {
	left := leftOut{}
	docs, err := gold.Reader{Left: left.add}.ReadAll(paths...)
	a.logLeftOut(left)
	return docs, err
}

// leftOut counts what gold of other tools has and we have no place for.
type leftOut map[string]int

func (l leftOut) add(what string) { l[what]++ }

func (a *app) logLeftOut(left leftOut) {
	for _, what := range slices.Sorted(maps.Keys(left)) {
		a.log.Warn().Int("count", left[what]).Msg("left out: " + what)
	}
}
