package index

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"

	"roster/pipeline/doc"
)

// An Entity is a line of the index.
type Entity struct {
	Name      string      `json:"name"` // the spelling of most documents, one in capitals only where there is no other
	Label     doc.Label   `json:"label"`
	Country   *string     `json:"country"`
	Aliases   []Alias     `json:"aliases"`
	Mentions  int         `json:"mentions"`
	Documents int         `json:"documents"`
	First     string      `json:"first"` // ids of the first and the last document, in the order added
	Last      string      `json:"last"`
	Roles     []Role      `json:"roles"`
	With      []Companion `json:"with"`
	Number    int         `json:"-"` // 0, 1, 2 … in the order added, as Add gives it
}

// An Alias is another spelling and how often it stands.
type Alias struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// A Role is what an entity holds, and how often that is said.
type Role struct {
	Role   string     `json:"role"`
	Of     *string    `json:"of"`
	Status doc.Status `json:"status"`
	Count  int        `json:"count"`
}

// A Companion is an entity of the same documents.
type Companion struct {
	Name      string    `json:"name"`
	Label     doc.Label `json:"label"`
	Documents int       `json:"documents"`
}

// mostCompanions is how many of the entities it is most mentioned with a line names.
const mostCompanions = 10

// Entities returns the lines: by label in the order of doc.Labels, then those of most documents and mentions, then by
// name and first document.
func (x *Index) Entities() []Entity {
	out := make([]Entity, len(x.entries))
	for i, e := range x.entries {
		out[i] = x.finish(e)
	}
	slices.SortStableFunc(out, func(a, b Entity) int {
		return cmp.Or(
			cmp.Compare(slices.Index(doc.Labels, a.Label), slices.Index(doc.Labels, b.Label)),
			cmp.Compare(b.Documents, a.Documents), cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Name, b.Name),
		)
	})
	return out
}

// Write writes the lines as JSON Lines.
func (x *Index) Write(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, e := range x.Entities() {
		if err := enc.Encode(e); err != nil {
			return err
		}
	}
	return nil
}

// written returns the name of a body of a key: that of the place or organization, if it has an entry.
func (x *Index) written(key string) string {
	for _, n := range [...]name{{doc.Place, key}, {doc.Organization, key}} {
		if known := x.byName[n]; len(known) > 0 {
			return known[0].Name
		}
	}
	return x.bodies[key]
}

func (x *Index) finish(e *entry) Entity {
	out := e.Entity
	out.Aliases, out.Roles, out.With = []Alias{}, []Role{}, []Companion{}
	for text, n := range e.spellings {
		if text != e.Name {
			out.Aliases = append(out.Aliases, Alias{text, n})
		}
	}
	slices.SortFunc(out.Aliases, func(a, b Alias) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
	})
	for h, n := range e.knownRoles() {
		r := Role{h.role, nil, h.status, n}
		if h.of != "" {
			of := x.written(h.of)
			r.Of = &of
		}
		out.Roles = append(out.Roles, r)
	}
	slices.SortFunc(out.Roles, compareRoles)
	for o, n := range e.with {
		out.With = append(out.With, Companion{o.Name, o.Label, n})
	}
	slices.SortFunc(out.With, func(a, b Companion) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Label, b.Label))
	})
	out.With = out.With[:min(len(out.With), mostCompanions)]
	return out
}

// knownRoles returns the roles held, those without a body counted as the one of their name and status that has a body,
// if there is but one.
func (e *entry) knownRoles() map[held]int {
	known := make(map[held]int)
	for h, n := range e.roles {
		if h.of == "" {
			h.of = e.onlyBody(h)
		}
		known[h] += n
	}
	return known
}

// onlyBody returns the body that a role of that name and status has elsewhere, "" for none or several.
func (e *entry) onlyBody(role held) string {
	only := ""
	for h := range e.roles {
		if h.role != role.role || h.status != role.status || h.of == "" {
			continue
		}
		if only != "" {
			return ""
		}
		only = h.of
	}
	return only
}

func compareRoles(a, b Role) int {
	return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Role, b.Role), cmp.Compare(text(a.Of), text(b.Of)),
		cmp.Compare(a.Status, b.Status))
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
