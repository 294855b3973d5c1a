package main

import (
	"errors"
	"maps"
	"slices"

	"roster/pipeline/gold"
)

// readGold reads annotated articles of any form, and warns of what is left out of those of other tools.
func (a *app) readGold(paths ...string) ([]*gold.Document, error) { return a.readGoldOf(nil, paths...) }

// readGoldOf is as readGold; records without text are of the texts that known gives by id, where it is not nil.
func (a *app) readGoldOf(known func(id string) (string, bool), paths ...string) ([]*gold.Document, error) {
	left := leftOut{}
	docs, err := gold.Reader{Text: known, Left: left.add}.ReadAll(paths...)
	a.logLeftOut(left)
	return docs, err
}

// annotated fails where articles have nothing to measure by or to learn from.
func annotated(docs []*gold.Document) error {
	if len(docs) == 0 {
		return errors.New("the gold has no documents")
	}
	if !slices.ContainsFunc(docs, func(d *gold.Document) bool { return len(d.Spans) > 0 }) {
		return errors.New("the gold has no spans, expected annotated articles")
	}
	return nil
}

// leftOut counts what gold of other tools has and we have no place for.
type leftOut map[string]int

func (l leftOut) add(what string) { l[what]++ }

func (a *app) logLeftOut(left leftOut) {
	for _, what := range slices.Sorted(maps.Keys(left)) {
		a.log.Warn().Int("count", left[what]).Msg("left out: " + what)
	}
}
