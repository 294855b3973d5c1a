package emit

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"roster/pipeline/doc"
)

// The rows of the flat records, as tables show them: the keys of the JSON records are the columns, and what is null
// there is null here.

type spanRow struct {
	ID     string  `parquet:"id,dict"`
	Start  int64   `parquet:"start"`
	End    int64   `parquet:"end"`
	Text   string  `parquet:"text"`
	Label  string  `parquet:"label,dict"`
	Score  float64 `parquet:"score"`
	Source string  `parquet:"source,dict"`
	Entity *int64  `parquet:"entity,optional"`
	Name   *string `parquet:"name,optional"`
}

type entityRow struct {
	ID       string   `parquet:"id,dict"`
	Entity   int64    `parquet:"entity"`
	Label    string   `parquet:"label,dict"`
	Name     string   `parquet:"name"`
	Aliases  []string `parquet:"aliases,list"`
	Mentions int64    `parquet:"mentions"`
	Country  *string  `parquet:"country,optional,dict"`
}

type positionRow struct {
	ID       string  `parquet:"id,dict"`
	Start    int64   `parquet:"start"`
	End      int64   `parquet:"end"`
	Role     string  `parquet:"role"`
	Holder   *string `parquet:"holder,optional"`
	Of       *string `parquet:"of,optional"`
	OfText   *string `parquet:"of_text,optional"`
	Country  *string `parquet:"country,optional,dict"`
	Status   string  `parquet:"status,dict"`
	Sentence *string `parquet:"sentence,optional"`
}

func (v *view) spanRows() []spanRow {
	rows := make([]spanRow, len(v.spans))
	for i, s := range v.spans {
		rows[i] = spanRow{
			ID: v.ID, Start: int64(s.start), End: int64(s.end), Text: v.Slice(s.Span), Label: string(s.Label),
			Score: rounded(s.Score), Source: s.Source.String(), Entity: index(s.entity), Name: v.nameOf(s),
		}
	}
	return rows
}

func (v *view) entityRows() []entityRow {
	rows := make([]entityRow, len(v.entities))
	for i, e := range v.entities {
		rows[i] = entityRow{
			ID: v.ID, Entity: int64(e.id), Label: string(e.Label), Name: e.Name, Aliases: e.Aliases,
			Mentions: int64(len(e.spans)), Country: some(e.Country),
		}
	}
	return rows
}

func (v *view) positionRows() []positionRow {
	rows := make([]positionRow, len(v.positions))
	for i, p := range v.positions {
		s := v.spans[p.span]
		rows[i] = positionRow{
			ID: v.ID, Start: int64(s.start), End: int64(s.end), Role: p.Role, Holder: some(v.holderName(p)),
			Status: string(p.Status), Sentence: some(v.sentence(s.Mention)),
		}
		if of := p.Of; of != nil {
			rows[i].Of, rows[i].OfText, rows[i].Country = some(of.Name), some(of.Text), some(of.Country)
		}
	}
	return rows
}

func (v *view) nameOf(s span) *string {
	if s.entity == doc.None {
		return nil
	}
	return &v.entities[s.entity].Name
}

// holderName returns the name of a position's first holder, emitted or not, "" where there is none.
func (v *view) holderName(p position) string {
	if len(p.Holders) == 0 {
		return ""
	}
	return v.Entities[p.Holders[0]].Name
}

// rounded returns a score of 0..1 with three decimals.
func rounded(score float64) float64 { return math.Round(1000*min(max(score, 0), 1)) / 1000 }

// some returns nil for "".
func some(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// index returns nil for doc.None.
func index(i int) *int64 {
	if i == doc.None {
		return nil
	}
	n := int64(i)
	return &n
}

// The rows as cells of text: null is empty, lists are joined by "; ".

var (
	spanHeader     = []string{"id", "start", "end", "text", "label", "score", "source", "entity", "name"}
	entityHeader   = []string{"id", "entity", "label", "name", "aliases", "mentions", "country"}
	positionHeader = []string{"id", "start", "end", "role", "holder", "of", "of_text", "country", "status", "sentence"}
)

func (r spanRow) cells() []string {
	return []string{r.ID, number64(r.Start), number64(r.End), r.Text, r.Label,
		strconv.FormatFloat(r.Score, 'f', -1, 64), r.Source, deref(r.Entity, number64), deref(r.Name, same)}
}

func (r entityRow) cells() []string {
	return []string{r.ID, number64(r.Entity), r.Label, r.Name, strings.Join(r.Aliases, listMark), number64(r.Mentions),
		deref(r.Country, same)}
}

func (r positionRow) cells() []string {
	return []string{r.ID, number64(r.Start), number64(r.End), r.Role, deref(r.Holder, same), deref(r.Of, same),
		deref(r.OfText, same), deref(r.Country, same), r.Status, deref(r.Sentence, same)}
}

// listMark stands between the items of a list in one cell.
const listMark = "; "

func number64(n int64) string { return strconv.FormatInt(n, 10) }
func same(s string) string    { return s }

func deref[T any](p *T, text func(T) string) string {
	if p == nil {
		return ""
	}
	return text(*p)
}

// documentHeader is the header of the table of documents: a column a label, then the text if it is asked for.
func documentHeader(opt Options) []string {
	header := []string{"id"}
	for _, l := range labelsOf(opt) {
		header = append(header, strings.ToLower(string(l)))
	}
	if opt.Text {
		header = append(header, "text")
	}
	return header
}

// labelsOf returns the labels asked for in their fixed order.
func labelsOf(opt Options) []doc.Label {
	return slices.DeleteFunc(slices.Clone(doc.Labels), func(l doc.Label) bool { return !slices.Contains(opt.Labels, l) })
}

// documentCells returns a document as a row: of each label the names, each once, in order of appearance.
func (v *view) documentCells(opt Options) []string {
	cells := []string{v.ID}
	for _, l := range labelsOf(opt) {
		cells = append(cells, strings.Join(v.names(l), listMark))
	}
	if opt.Text {
		cells = append(cells, v.Text)
	}
	return cells
}

// names returns the names of what the spans of a label mean: of entities their name, else the text.
func (v *view) names(l doc.Label) []string {
	var names []string
	for _, s := range v.spans {
		if s.Label != l {
			continue
		}
		name := squeeze(v.Slice(s.Span))
		if n := v.nameOf(s); n != nil && l != doc.Norp {
			name = *n
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
