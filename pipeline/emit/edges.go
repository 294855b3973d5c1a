package emit

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"

	"roster/pipeline/doc"
)

// edgesHeader starts with the columns that Gephi knows.
var edgesHeader = []string{
	"Source", "Target", "Type", "Label", "Weight", "SourceLabel", "TargetLabel", "Status", "Country", "Document",
}

// edges writes a graph as a CSV of edges between names. "with" joins two persons or organizations, its weight is the
// number of sentences of the document that name both. Any other label is a role, which leads from its holder to what it
// belongs to, or to the role itself where the text does not say; its weight is how often the document tells so.
type edges struct {
	view
	out  io.Writer
	buf  bytes.Buffer
	rows *csv.Writer // to buf
}

func newEdges(w io.Writer, opt Options) Writer {
	e := &edges{view: newView(opt.Labels, Codepoint), out: w}
	e.rows = csv.NewWriter(&e.buf)
	e.rows.Write(edgesHeader) // a buffer takes everything
	return e
}

func (e *edges) Write(d *doc.Document) error {
	e.set(d)
	e.writeCompany()
	e.writeRoles()
	return e.Close()
}

// Close hands on what is in the buffer, if anything is.
func (e *edges) Close() error {
	e.rows.Flush()
	if e.buf.Len() == 0 {
		return nil
	}
	defer e.buf.Reset()
	_, err := e.out.Write(e.buf.Bytes())
	return err
}

// writeCompany writes who is named with whom, in order of the sentences.
func (e *edges) writeCompany() {
	weights := map[[2]int]int{}
	var pairs [][2]int
	for _, together := range e.company() {
		for i, a := range together {
			for _, b := range together[i+1:] {
				pair := [2]int{min(a, b), max(a, b)}
				if weights[pair] == 0 {
					pairs = append(pairs, pair)
				}
				weights[pair]++
			}
		}
	}
	for _, pair := range pairs {
		a, b := e.entities[pair[0]], e.entities[pair[1]]
		e.rows.Write([]string{a.Name, b.Name, "Undirected", "with", strconv.Itoa(weights[pair]),
			string(a.Label), string(b.Label), "", "", e.ID})
	}
}

// company returns, a sentence each, the persons and organizations that it names, each once.
func (e *edges) company() [][]int {
	var out [][]int
	next := 0
	for _, s := range e.Sentences {
		var together []int
		seen := map[int]bool{}
		for ; next < len(e.spans) && e.spans[next].FirstToken < s.End; next++ {
			id := e.spans[next].entity
			if id != doc.None && !seen[id] && named(e.entities[id].Label) {
				seen[id] = true
				together = append(together, id)
			}
		}
		out = append(out, together)
	}
	return out
}

func named(l doc.Label) bool { return l == doc.Person || l == doc.Organization }

// writeRoles writes who holds what.
func (e *edges) writeRoles() {
	for _, o := range e.offices() {
		target, label, country := o.Role, string(doc.Role), ""
		if o.Of != nil {
			target, label, country = o.Of.Name, e.bodyLabel(o.Of), o.Of.Country
		}
		holder := e.Entities[o.holder]
		e.rows.Write([]string{holder.Name, target, "Directed", o.Role, strconv.Itoa(o.times),
			string(holder.Label), label, string(o.Status), country, e.ID})
	}
}

// bodyLabel returns the label of a body, PLACE where it is no entity of the document: then it is a country.
func (e *edges) bodyLabel(of *doc.Body) string {
	if of.Entity == doc.None {
		return string(doc.Place)
	}
	return string(e.Entities[of.Entity].Label)
}
