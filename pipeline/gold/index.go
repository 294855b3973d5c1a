package gold

import (
	"fmt"
	"strings"
	"unicode"

	"roster/pipeline/doc"
)

// An Index finds annotated documents by the ids of the articles that they annotate.
type Index struct {
	docs   map[string]*Document
	labels map[doc.Label]bool
}

// NewIndex returns the index of documents, whose ids must differ.
func NewIndex(docs []*Document) (*Index, error) {
	x := &Index{make(map[string]*Document), make(map[doc.Label]bool)}
	for _, d := range docs {
		if o := x.docs[d.ID]; o != nil {
			return nil, fmt.Errorf("%s:%d: id %q stands in %s:%d too", d.File, d.Line, d.ID, o.File, o.Line)
		}
		x.docs[d.ID] = d
		for _, s := range d.Spans {
			x.labels[s.Label] = true
		}
	}
	return x, nil
}

// Has reports whether some document has a mention of the label. Of other labels the gold is taken to be silent.
func (x *Index) Has(l doc.Label) bool { return x.labels[l] }

// textFile is what the id of an article has more than that of its marked text: the gold "a" is of the article "a.txt".
const textFile = ".txt"

// Find returns the annotated document of an article, nil where there is none. It is an error if its text is another,
// but for white space at the end, which marked text does not keep. A text that is "" is not known.
func (x *Index) Find(id, text string) (*Document, error) {
	d := x.docs[id]
	if d == nil {
		d = x.docs[strings.TrimSuffix(id, textFile)]
	}
	if d == nil || text == "" {
		return d, nil
	}
	trim := func(s string) string { return strings.TrimRightFunc(s, unicode.IsSpace) }
	if trim(text) != trim(d.Text) {
		return nil, fmt.Errorf("%s:%d: the text of the gold %q is not that of the run", d.File, d.Line, d.ID)
	}
	return d, nil
}
