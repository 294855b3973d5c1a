// Package index folds documents into the entities of a corpus: for each its aliases, where it stands, the roles it
// holds and the entities it is most mentioned with. It takes documents of the pipeline or finished records and gives
// one line an entity; its memory grows with the entities, not with the documents.
//
// Places and organizations are one where their label and name are: case, accents, "the", the abbreviations of places
// and the designators of organizations aside, as link.Key has it. So are persons whose name has two words or more,
// unless offices of different states speak against it. A person of one word is one in its document alone: another
// document's Smith may be anybody. An abbreviation that is all a document has of an organization's name stands for the
// only organization that a document before it abbreviates so.
package index

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"roster/pipeline/doc"
	"roster/pipeline/link"
)

const (
	mostOfDocument = 30  // how many entities of a document, the most mentioned ones so far, are companions of the others
	mostKept       = 240 // how many companions an entry counts, so that memory grows with the entities alone
)

// An Index gathers entities. Its zero value is not ready; see New.
type Index struct {
	entries []*entry
	byName  map[name][]*entry
	short   map[string]*entry // abbreviation → the organization, nil where there are several
	bodies  map[string]string // key → the name that came first
}

// A name is what entities of different documents may share.
type name struct {
	label doc.Label
	key   string // see link.Key
}

// An entry is an Entity in the making.
type entry struct {
	Entity
	names     []Alias // of its documents' entities, in the order added
	spellings map[string]int
	roles     map[held]int
	with      map[*entry]int
	states    map[string]bool // countries of the offices held
}

// A held role names its body by key.
type held struct {
	role, of string
	status   doc.Status
}

// New returns an empty index.
func New() *Index {
	return &Index{byName: make(map[name][]*entry), short: make(map[string]*entry), bodies: make(map[string]string)}
}

// Add folds in a document and returns the Number of the line that each of its entities belongs to.
func (x *Index) Add(d *Document) []int {
	entries := make([]*entry, len(d.Entities))
	numbers := make([]int, len(d.Entities))
	for i := range d.Entities {
		e := &d.Entities[i]
		entries[i] = x.abbreviated(e)
		if entries[i] == nil {
			entries[i] = x.entry(e, d.states(i))
			x.abbreviate(e, entries[i])
		}
		entries[i].add(d.ID, e)
		numbers[i] = entries[i].Number
	}
	for _, p := range d.Positions {
		of := x.body(p.Of)
		for _, h := range p.Holders {
			entries[h].roles[held{strings.ToLower(p.Role), of, p.Status}]++
		}
	}
	x.accompany(entries)
	return numbers
}

// body returns the key of a body, "" for none, and remembers how the body is written.
func (x *Index) body(of string) string {
	if of == "" {
		return ""
	}
	k := link.Key(doc.Place, of)
	if x.bodies[k] == "" {
		x.bodies[k] = of
	}
	return k
}

// accompany counts the entities of a document as companions of its most mentioned ones.
func (x *Index) accompany(entries []*entry) {
	slices.SortFunc(entries, func(a, b *entry) int { return cmp.Compare(a.Number, b.Number) })
	entries = slices.Compact(entries)
	most := slices.Clone(entries)
	slices.SortStableFunc(most, func(a, b *entry) int { return cmp.Compare(b.Mentions, a.Mentions) })
	most = most[:min(len(most), mostOfDocument)]
	for _, e := range entries {
		for _, o := range most {
			if e != o {
				e.with[o]++
			}
		}
		e.forget()
	}
}

// forget keeps the companions of an entry few: the rarest go, of those the latest.
func (e *entry) forget() {
	if len(e.with) <= mostKept {
		return
	}
	all := slices.SortedFunc(maps.Keys(e.with), func(a, b *entry) int {
		return cmp.Or(cmp.Compare(e.with[b], e.with[a]), cmp.Compare(a.Number, b.Number))
	})
	for _, o := range all[mostKept/2:] {
		delete(e.with, o)
	}
}

// entry returns the entry that a document's entity belongs to.
func (x *Index) entry(e *DocumentEntity, states map[string]bool) *entry {
	k := name{e.Label, link.Key(e.Label, e.Name)}
	alone := e.Label == doc.Person && !strings.Contains(k.key, " ")
	for _, known := range x.byName[k] {
		if !alone && agree(known.states, states) {
			for s := range states {
				known.states[s] = true
			}
			return known
		}
	}
	made := &entry{
		Entity:    Entity{Name: e.Name, Label: e.Label, Number: len(x.entries)},
		spellings: make(map[string]int), roles: make(map[held]int), with: make(map[*entry]int), states: states,
	}
	x.entries = append(x.entries, made)
	if !alone {
		x.byName[k] = append(x.byName[k], made)
	}
	return made
}

// abbreviated returns the entry of an organization that has an abbreviation as its name, nil where no document before
// says what it stands for.
func (x *Index) abbreviated(e *DocumentEntity) *entry {
	if e.Label != doc.Organization || !isAbbreviation(e.Name) {
		return nil
	}
	return x.short[e.Name]
}

// abbreviate remembers the abbreviations that a document uses of an organization.
func (x *Index) abbreviate(d *DocumentEntity, e *entry) {
	if d.Label != doc.Organization || isAbbreviation(d.Name) {
		return
	}
	for _, text := range d.Texts {
		if !isAbbreviation(text) {
			continue
		}
		if known, ok := x.short[text]; ok && known != e {
			x.short[text] = nil
		} else {
			x.short[text] = e
		}
	}
}

// isAbbreviation reports whether a name is one word of capitals, two at least.
func isAbbreviation(name string) bool {
	return utf8.RuneCountInString(name) > 1 && !strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsUpper(r) })
}

// agree reports whether two sets of states share one, or one of them is empty.
func agree(a, b map[string]bool) bool {
	for s := range b {
		if a[s] {
			return true
		}
	}
	return len(a) == 0 || len(b) == 0
}

func (e *entry) add(id string, d *DocumentEntity) {
	if e.Documents == 0 {
		e.First = id
	}
	if e.Documents == 0 || e.Last != id {
		e.Documents++
	}
	e.Last = id
	e.name(d.Name)
	e.Mentions += len(d.Texts)
	if e.Country == nil && d.Country != "" {
		e.Country = &d.Country
	}
	for _, text := range d.Texts {
		e.spellings[text]++
	}
}

// name counts a document's name of the entity, and takes the one of most documents as its own; one in capitals alone
// only where there is no other.
func (e *entry) name(name string) {
	i := slices.IndexFunc(e.names, func(a Alias) bool { return a.Text == name })
	if i < 0 {
		i = len(e.names)
		e.names = append(e.names, Alias{Text: name})
	}
	e.names[i].Count++
	best := slices.MaxFunc(e.names, func(a, b Alias) int {
		return cmp.Or(cmp.Compare(lower(a.Text), lower(b.Text)), cmp.Compare(a.Count, b.Count))
	})
	e.Name = best.Text
}

// lower is 1 for a name that has a letter in lower case, else 0.
func lower(name string) int {
	if strings.ToUpper(name) == name {
		return 0
	}
	return 1
}
