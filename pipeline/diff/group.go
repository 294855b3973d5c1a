package diff

import (
	"cmp"
	"slices"
)

// A Group is the changes that one source is responsible for.
type Group struct {
	Source  string
	Changes []Change // in the order of Result.Changes
}

// Groups returns the changes by source: the most changes first, of as many the source that sorts first.
func (r *Result) Groups() []Group {
	var groups []Group
	index := make(map[string]int)
	for _, c := range r.Changes {
		i, ok := index[c.Source]
		if !ok {
			i = len(groups)
			index[c.Source] = i
			groups = append(groups, Group{Source: c.Source})
		}
		groups[i].Changes = append(groups[i].Changes, c)
	}
	slices.SortFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(len(b.Changes), len(a.Changes)), cmp.Compare(a.Source, b.Source))
	})
	return groups
}

// A Tally counts changes, by kind and by verdict.
type Tally struct {
	Kinds    map[Kind]int
	Verdicts map[Verdict]int
}

// Count counts changes.
func Count(changes []Change) Tally {
	t := Tally{make(map[Kind]int), make(map[Verdict]int)}
	for _, c := range changes {
		t.Kinds[c.Kind]++
		t.Verdicts[c.Verdict]++
	}
	return t
}
