package eval

import (
	"fmt"
	"strings"

	"roster/pipeline/gold"
)

// ReadPredictions reads document records from files and folders and joins them with the gold as Pair does. Records
// without text are of the gold's.
func ReadPredictions(annotated []*gold.Document, paths ...string) (docs []Document, missing int, err error) {
	texts := make(map[string]string)
	for _, g := range annotated {
		texts[g.ID] = g.Text
	}
	r := gold.Reader{Text: func(id string) (string, bool) {
		text, ok := texts[id]
		if !ok {
			text, ok = texts[strings.TrimSuffix(id, textFile)]
		}
		return text, ok
	}}
	predictions, err := r.ReadAll(paths...)
	if err != nil {
		return nil, 0, err
	}
	return Pair(annotated, predictions)
}

// textFile is what the id of an article has more than that of its marked text: the gold "a" is of the article "a.txt".
const textFile = ".txt"

// Pair joins gold with predictions that were read from records, by id; of marked text, by the id of its article too.
// Missing is how many gold documents have no prediction: all their spans count as missed. It is an error if two
// predictions have one id, or if a prediction is of another text.
func Pair(annotated, predictions []*gold.Document) (docs []Document, missing int, err error) {
	byID := make(map[string]*gold.Document)
	for _, p := range predictions {
		if q := byID[p.ID]; q != nil {
			return nil, 0, fmt.Errorf("%s:%d: id %q stands in %s:%d too", p.File, p.Line, p.ID, q.File, q.Line)
		}
		byID[p.ID] = p
	}
	for _, g := range annotated {
		p := byID[g.ID]
		if p == nil {
			p = byID[g.ID+textFile]
		}
		d := Document{Gold: g}
		switch {
		case p == nil:
			missing++
		case !sameText(g.Text, p.Text):
			return nil, 0, fmt.Errorf("%s:%d: the text of %q is not that of the gold in %s:%d",
				p.File, p.Line, p.ID, g.File, g.Line)
		default:
			d.Predicted = Annotated(p)
		}
		docs = append(docs, d)
	}
	return docs, missing, nil
}

// sameText reports whether two texts are equal but for white space at the end, which marked text does not keep.
func sameText(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return strings.HasPrefix(b, a) && strings.TrimSpace(b[len(a):]) == ""
}
