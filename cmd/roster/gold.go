package main

import (
	"errors"
	"maps"
	"slices"

	"roster/internal/count"
	"roster/pipeline/gold"
)

// readGold reads annotated articles of any form, and warns of what is left out of those of other tools and of what no
// person has looked at.
func (a *app) readGold(paths ...string) ([]*gold.Document, error) { return a.readGoldOf(nil, paths...) }

// readGoldOf is as readGold; records without text are of the texts that known gives by id, where it is not nil.
func (a *app) readGoldOf(known func(id string) (string, bool), paths ...string) ([]*gold.Document, error) {
	left := leftOut{}
	docs, err := gold.Reader{Text: known, Left: left.add}.ReadAll(paths...)
	a.logLeftOut(left)
	a.logUnreviewed(docs)
	return docs, err
}

// logUnreviewed warns of each file that has articles whose spans no person has looked at, in the order of the files.
func (a *app) logUnreviewed(docs []*gold.Document) {
	type tally struct{ articles, spans, unreviewed int }
	files, tallies := []string{}, map[string]tally{}
	for _, d := range docs {
		if d.Unreviewed == 0 {
			continue
		}
		t, seen := tallies[d.File]
		if !seen {
			files = append(files, d.File)
		}
		tallies[d.File] = tally{t.articles + 1, t.spans + len(d.Spans), t.unreviewed + d.Unreviewed}
	}
	for _, file := range files {
		t := tallies[file]
		a.log.Warn().Msgf("%s: %d of %s of %s were never looked at: they are the run's own, so figures flatter it",
			file, t.unreviewed, count.Of(t.spans, "span"), count.Of(t.articles, "article"))
	}
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
