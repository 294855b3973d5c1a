package link

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"roster/pipeline/doc"
)

// addNearest deals the mentions of a spelling that several clusters claim: each to the one mentioned last before it,
// else to the one mentioned first after it. A mention that only says whose relative somebody is does not count. Where the
// sentence gives the mention a title, those that have it elsewhere come before the others.
func (j *joiner) addNearest(found []*cluster, s *spelling, rule string) {
	before, titles := make([][]joined, len(found)), make([][]string, len(found))
	for i, c := range found {
		before[i] = slices.DeleteFunc(slices.SortedFunc(slices.Values(c.mentions), byMention), j.isKin)
		titles[i] = j.titlesOfAll(c)
	}
	for _, m := range s.mentions {
		holds := holding(titles, j.titlesOf(m))
		at := nearest(before, holds, m)
		c := found[at]
		if !slices.Contains(c.spellings, s) {
			c.spellings = append(c.spellings, s)
		}
		next := joined{m, s, rule}
		c.mentions = append(c.mentions, next)
		if holds != nil {
			n, _ := slices.BinarySearchFunc(before[at], next, byMention)
			before[at] = slices.Insert(before[at], n, next)
		}
	}
}

// kinDistance is how many tokens before a name the word of kinship may stand.
const kinDistance = 12

// isKin reports whether a mention only says whose relative somebody is: "the eldest son of the banker Jon Roe".
func (j *joiner) isKin(m joined) bool {
	first, of := j.doc.Mentions[m.mention].FirstToken, false
	for t := first - 1; t >= max(0, first-kinDistance); t-- {
		switch word := strings.ToLower(j.doc.Word(t)); {
		case word == "of":
			of = true
		case kin[word]:
			return of
		case word == ",", word == ".", word == ";", word == ":":
			return false
		}
	}
	return false
}

func byMention(a, b joined) int { return cmp.Compare(a.mention, b.mention) }

// nearest returns which of the clusters, each given by its mentions in text order, is mentioned last before m, else
// first after it. Where holds is not nil, only clusters that it is true of count.
func nearest(clusters [][]joined, holds []bool, m int) int {
	best, at := 0, doc.None
	next, first := 0, math.MaxInt
	for i, mentions := range clusters {
		if holds != nil && !holds[i] {
			continue
		}
		n, _ := slices.BinarySearchFunc(mentions, joined{mention: m}, byMention)
		if n > 0 && mentions[n-1].mention > at {
			best, at = i, mentions[n-1].mention
		}
		if n < len(mentions) && mentions[n].mention < first {
			next, first = i, mentions[n].mention
		}
	}
	if at == doc.None {
		return next
	}
	return best
}

// holding says of each cluster, given by its titles, whether it has one of those of a mention: the very title, or where
// nobody has that, one that it is short for. It is nil where that tells no cluster from another.
func holding(clusters [][]string, titles []string) []bool {
	if len(titles) == 0 {
		return nil
	}
	for _, same := range []func(short, full string) bool{sameTitle, isShortTitle} {
		holds, n := make([]bool, len(clusters)), 0
		for i, full := range clusters {
			if holds[i] = haveTitle(full, titles, same); holds[i] {
				n++
			}
		}
		switch n {
		case 0:
		case len(clusters):
			return nil
		default:
			return holds
		}
	}
	return nil
}

func haveTitle(full, short []string, same func(short, full string) bool) bool {
	return slices.ContainsFunc(full, func(f string) bool {
		return slices.ContainsFunc(short, func(s string) bool { return same(s, f) })
	})
}

func sameTitle(a, b string) bool { return a == b }

// isShortTitle reports whether a title of one word is short for a fuller one: "minister" for "health minister", not
// "president" for "vice president".
func isShortTitle(short, full string) bool {
	rank, _, _ := strings.Cut(full, " ")
	return short == head(full) && short == head(short) && !lesserRanks[rank]
}

// lesserRanks begin titles whose holders nobody calls by the rest of it.
var lesserRanks = set("vice", "deputy", "assistant", "associate", "former", "acting")

// titlesOfAll returns the titles of all mentions of a cluster, each once.
func (j *joiner) titlesOfAll(c *cluster) []string {
	var all []string
	for _, m := range c.mentions {
		for _, title := range j.titlesOf(m.mention) {
			if !slices.Contains(all, title) {
				all = append(all, title)
			}
		}
	}
	return all
}

// titlesOf returns the titles that the sentence of a PERSON mention gives its holder, read once for the document.
func (j *joiner) titlesOf(m int) []string {
	if j.titles == nil {
		j.titles = make(map[int][]string)
		s := newScene(j.doc, j.doc.Mentions, nil, nil, false)
		for i, role := range s.mentions {
			if role.Label != doc.Role {
				continue
			}
			people, _ := s.holders(i)
			for _, p := range people {
				j.titles[p] = append(j.titles[p], titleOf(blanks(s.Slice(role.Span))))
			}
		}
	}
	return j.titles[m]
}
