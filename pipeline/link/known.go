package link

import (
	"slices"

	"roster/pipeline/doc"
)

// A Known is what a user states of one thing. It wins over what the alias rules guess: mentions that are the name or
// an alias are one entity of that name, and no mention that is one of Never joins it.
type Known struct {
	ID      string // the rule that the links name
	Name    string
	Label   doc.Label // PERSON, PLACE or ORGANIZATION
	Aliases []string
	Never   []string
	Country string // ISO 3166-1 alpha-2, "" where not stated
}

// A knownText is a spelling that a Known claims.
type knownText struct {
	label doc.Label
	text  string
}

// indexKnown returns the known things by each of their spellings; the first that states one has it.
func indexKnown(known []Known) map[knownText]*Known {
	index := make(map[knownText]*Known)
	for i := range known {
		k := &known[i]
		for _, text := range append([]string{k.Name}, k.Aliases...) {
			if at := (knownText{k.Label, blanks(text)}); index[at] == nil {
				index[at] = k
			}
		}
	}
	return index
}

// placeKnown puts the spellings that are known into clusters and returns the rest.
func (j *joiner) placeKnown(in []*spelling) []*spelling {
	if len(j.known) == 0 {
		return in
	}
	clusters := make(map[*Known]*cluster)
	return slices.DeleteFunc(in, func(s *spelling) bool {
		k := j.known[knownText{s.label, s.text}]
		if k == nil {
			return false
		}
		c := clusters[k]
		if c == nil {
			c = &cluster{label: k.Label, known: k}
			clusters[k] = c
			j.clusters = append(j.clusters, c)
			j.offer(c, newSpelling(k.Label, k.Name))
		}
		j.add(c, s, k.ID)
		return true
	})
}

// excludes reports whether the user forbids the spelling in the cluster.
func (c *cluster) excludes(s *spelling) bool {
	return c.known != nil && slices.Contains(c.known.Never, s.text)
}
