package train

import (
	"slices"

	"roster/pipeline/gold"
	"roster/pipeline/tag/linear/tagset"
)

// A layered is one text with what all corpora that have it annotate there.
type layered struct {
	doc    *gold.Document
	labels uint32 // label indexes that are annotated, as bits
}

// layer joins the annotations of texts that stand in several corpora. Of each text it gives, at its place in the corpus
// that annotates the most labels, the first among equals, the document of that corpus, with the spans of such labels as
// other corpora alone annotate. There is one list a corpus.
func layer(corpora []Corpus) [][]layered {
	type copyOf struct {
		corpus int
		doc    *gold.Document
	}
	sets := make([]uint32, len(corpora))
	copies := map[string][]copyOf{}
	for i, c := range corpora {
		sets[i] = labelsOf(c.Docs)
		for _, d := range c.Docs {
			copies[d.Text] = append(copies[d.Text], copyOf{i, d})
		}
	}
	all := make([][]layered, len(corpora))
	for i, c := range corpora {
		for _, d := range c.Docs {
			same := copies[d.Text]
			best := slices.MaxFunc(same, func(a, b copyOf) int { return ones(sets[a.corpus]) - ones(sets[b.corpus]) })
			if best.doc != d {
				continue
			}
			out := layered{d, sets[i]}
			for _, o := range same {
				out.add(o.doc, sets[o.corpus])
			}
			all[i] = append(all[i], out)
		}
	}
	return all
}

// add adds the spans of a document of the same text whose labels are not annotated yet.
func (l *layered) add(d *gold.Document, labels uint32) {
	more := labels &^ l.labels
	if more == 0 {
		return
	}
	both := *l.doc
	both.Spans = slices.Clone(both.Spans)
	for _, s := range d.Spans {
		if more>>tagset.IndexOf(s.Label)&1 == 1 {
			both.Spans = append(both.Spans, s)
		}
	}
	slices.SortStableFunc(both.Spans, func(a, b gold.Span) int { return a.Start - b.Start })
	l.doc, l.labels = &both, l.labels|labels
}

func labelsOf(docs []*gold.Document) (set uint32) {
	for _, d := range docs {
		for _, s := range d.Spans {
			set |= 1 << tagset.IndexOf(s.Label)
		}
	}
	return set
}

func ones(set uint32) (n int) {
	for ; set != 0; set &= set - 1 {
		n++
	}
	return n
}
