package link

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"roster/pipeline/doc"
)

// isEntity reports whether mentions of the label stand for entities.
func isEntity(l doc.Label) bool {
	return l == doc.Person || l == doc.Place || l == doc.Organization
}

// A cluster is an entity in the making.
type cluster struct {
	label     doc.Label
	known     *Known // nil for what nobody stated
	gender    gender
	spellings []*spelling
	mentions  []joined
}

// A joined mention is one of a cluster's, with the alias rule that brought it there.
type joined struct {
	mention  int
	spelling *spelling
	rule     string
}

// A joiner finds the cluster of every spelling of a document.
type joiner struct {
	rules    map[doc.Label][]aliasRule
	known    map[knownText]*Known
	atlas    *Atlas
	clusters []*cluster
	offers   map[offer]int32 // the last candidate of a key, as an index into candidates
	// candidates of one key are a ring: the last leads to the first.
	candidates []candidate
	keys       []string       // scratch
	relabelled map[int]string // mention → the rule that relabelled it
	doc        *doc.Document
	titles     map[int][]string // see titlesOf
}

// An offer is a key that a spelling of a cluster has under a rule.
type offer struct {
	rule *aliasRule
	key  string
}

// A candidate is a cluster that a key leads to, and its spelling that has the key.
type candidate struct {
	cluster *cluster
	full    *spelling
	next    int32
}

// keysOfSpelling is about how many keys a spelling offers.
const keysOfSpelling = 5

// join gives every PERSON, PLACE and ORGANIZATION mention an entity: set in the returned copies of the mentions.
func (l *Linker) join(ctx context.Context, d *doc.Document, rules map[doc.Label][]aliasRule) (
	[]doc.Mention, []doc.Entity) {
	all := spellings(d)
	j := &joiner{
		doc: d, rules: rules, known: l.known, atlas: l.atlas,
		offers: make(map[offer]int32, keysOfSpelling*len(all)), candidates: make([]candidate, 0, keysOfSpelling*len(all)),
	}
	all = j.placeKnown(all)
	if len(rules) > 0 {
		all = j.relabel(d, all)
	}
	for _, s := range byFullness(all) {
		if ctx.Err() != nil {
			break
		}
		j.place(s)
	}
	return j.entities(d)
}

// place puts a spelling's mentions into the clusters that the first fitting rule finds, else into one of its own.
func (j *joiner) place(s *spelling) {
	var later []*cluster
	var laterRule string
	for i := range j.rules[s.label] {
		r := &j.rules[s.label][i]
		found := j.find(r, s)
		if len(found) == 0 || len(found) > 1 && !r.nearest {
			continue
		}
		if r.nearest && !namedBefore(found, s) {
			if later == nil {
				later, laterRule = found, r.id
			}
			continue
		}
		j.deal(found, s, r.id)
		return
	}
	if later != nil {
		j.deal(later, s, laterRule)
		return
	}
	c := &cluster{label: s.label}
	j.clusters = append(j.clusters, c)
	j.add(c, s, "")
}

// namedBefore reports whether one of the clusters has a mention before those of a spelling.
func namedBefore(found []*cluster, s *spelling) bool {
	return slices.ContainsFunc(found, func(c *cluster) bool {
		return slices.ContainsFunc(c.spellings, func(o *spelling) bool { return o.mentions[0] < s.mentions[0] })
	})
}

// deal puts the mentions of a spelling into the one cluster found, or each into the nearest of several.
func (j *joiner) deal(found []*cluster, s *spelling, rule string) {
	if len(found) == 1 {
		j.add(found[0], s, rule)
	} else {
		j.addNearest(found, s, rule)
	}
}

// find returns the clusters that a rule leads the spelling to, each once.
func (j *joiner) find(r *aliasRule, s *spelling) []*cluster {
	k := r.ask(s)
	if k == "" {
		return nil
	}
	last, ok := j.offers[offer{r, k}]
	if !ok {
		return nil
	}
	var found []*cluster
	for i := j.candidates[last].next; ; i = j.candidates[i].next {
		c := &j.candidates[i]
		if (r.fits == nil || r.fits(s, c.full)) && !slices.Contains(found, c.cluster) &&
			!c.cluster.excludes(s) && !c.cluster.contradicts(s) {
			found = append(found, c.cluster)
		}
		if i == last || len(found) == mostCandidates {
			return preferred(found, s)
		}
	}
}

// contradicts reports whether the text makes a man of one and a woman of the other.
func (c *cluster) contradicts(s *spelling) bool {
	return c.gender != unknown && s.gender != unknown && c.gender != s.gender
}

// preferred returns those of the clusters that have the gender of a spelling, all where none has it.
func preferred(found []*cluster, s *spelling) []*cluster {
	if len(found) < 2 || s.gender == unknown {
		return found
	}
	same := slices.DeleteFunc(slices.Clone(found), func(c *cluster) bool { return c.gender != s.gender })
	if len(same) == 0 {
		return found
	}
	return same
}

// mostCandidates bounds how many entities of one key are weighed against each other.
const mostCandidates = 32

// add puts all mentions of a spelling into a cluster and lets the spelling's keys lead there.
func (j *joiner) add(c *cluster, s *spelling, rule string) {
	c.spellings = append(c.spellings, s)
	if c.gender == unknown {
		c.gender = s.gender
	}
	c.mentions = slices.Grow(c.mentions, len(s.mentions))
	for _, m := range s.mentions {
		c.mentions = append(c.mentions, joined{m, s, rule})
	}
	j.offer(c, s)
}

// offer lets the keys of a spelling lead to a cluster.
func (j *joiner) offer(c *cluster, s *spelling) {
	for i := range j.rules[s.label] {
		r := &j.rules[s.label][i]
		j.keys = r.offer(j.keys[:0], s)
		for _, k := range j.keys {
			j.lead(offer{r, k}, c, s)
		}
	}
}

// lead adds a candidate to those of an offer.
func (j *joiner) lead(o offer, c *cluster, s *spelling) {
	at := int32(len(j.candidates))
	next := at
	if last, ok := j.offers[o]; ok {
		next, j.candidates[last].next = j.candidates[last].next, at
	}
	j.candidates = append(j.candidates, candidate{c, s, next})
	j.offers[o] = at
}

// entities numbers the clusters by first mention.
func (j *joiner) entities(d *doc.Document) ([]doc.Mention, []doc.Entity) {
	mentions := slices.Clone(d.Mentions)
	for i := range mentions {
		mentions[i].Entity = doc.None
	}
	for _, c := range j.clusters {
		if len(c.spellings) == 1 {
			continue
		}
		slices.SortFunc(c.mentions, func(a, b joined) int { return cmp.Compare(a.mention, b.mention) })
	}
	slices.SortFunc(j.clusters, func(a, b *cluster) int {
		return cmp.Compare(a.mentions[0].mention, b.mentions[0].mention)
	})
	entities := make([]doc.Entity, len(j.clusters))
	for i, c := range j.clusters {
		entities[i] = c.entity()
		for _, m := range c.mentions {
			mentions[m.mention].Entity = i
		}
	}
	for m, rule := range j.relabelled {
		if at := mentions[m].Entity; at != doc.None {
			mentions[m].Label, mentions[m].Source = entities[at].Label, doc.Source{Rule: rule, Core: true}
		}
	}
	return mentions, entities
}

// entity describes a finished cluster.
func (c *cluster) entity() doc.Entity {
	e := doc.Entity{Label: c.label, Mentions: make([]int, 0, len(c.mentions)), Rules: make([]string, 0, len(c.mentions))}
	for _, m := range c.mentions {
		e.Mentions = append(e.Mentions, m.mention)
		e.Rules = append(e.Rules, m.rule)
	}
	if c.known != nil {
		e.Name, e.Country = c.known.Name, c.known.Country
	} else {
		e.Name = c.name()
	}
	for _, m := range c.mentions {
		text := m.spelling.text
		if text != e.Name && !slices.Contains(e.Aliases, text) {
			e.Aliases = append(e.Aliases, text)
		}
	}
	return e
}

// name returns the first of the fullest spellings, one in mixed case if there is one. A place that stands in capitals
// alone, as in datelines, gets the case of a name.
func (c *cluster) name() string {
	name := c.fullest().name()
	if c.label == doc.Place && isDateline(name) {
		return properCase(name)
	}
	return name
}

func (c *cluster) fullest() *spelling {
	return slices.MaxFunc(c.spellings, func(a, b *spelling) int {
		return cmp.Or(
			cmp.Compare(len(a.words), len(b.words)),
			cmp.Compare(b.honoured, a.honoured),
			compareBool(mixedCase(a.text), mixedCase(b.text)),
			cmp.Compare(len(a.text), len(b.text)),
			cmp.Compare(b.mentions[0], a.mentions[0]),
		)
	})
}

func mixedCase(s string) bool { return strings.ToUpper(s) != s }

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
