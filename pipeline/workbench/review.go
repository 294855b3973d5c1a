package workbench

import (
	"context"
	"slices"

	"roster/pipeline/doc"
)

// Review writes to the gold file that a person found a mention right, or takes that back.
func (s *Session) Review(ctx context.Context, j Judgement) (*Review, error) {
	s.changing.Lock()
	defer s.changing.Unlock()
	v := s.view()
	d, err := v.corpus.article(j.Article)
	if err != nil {
		return nil, err
	}
	at, err := spanOf(d, j.Start, j.End)
	if err != nil {
		return nil, err
	}
	marks := v.gold.marks[j.Article]
	what := quoted(short(oneLine(d.Slice(at))))
	switch i := mentionAt(d, at); {
	case s.options.ReadOnly:
		return nil, ErrReadOnly
	case j.Verdict == "":
		marks, what = unmarked(marks, at), what+" is to be looked at again"
	case j.Verdict != Right:
		return nil, bad("verdict %q, expected %q or none", j.Verdict, Right)
	case i == doc.None:
		return nil, bad("there is no mention at %d-%d", j.Start, j.End)
	default:
		marks, what = marked(marks, mark{Span: at, Label: d.Mentions[i].Label, Verdict: Right}), what+" is right"
	}
	gold := v.gold.with(j.Article, marks)
	contents, err := v.goldContents(gold, v.corpus, j.Article)
	if err != nil {
		return nil, err
	}
	if _, err := s.commit(v, &loading{v.corpus, v.problems}, what, contents); err != nil {
		return nil, err
	}
	now := s.view()
	r := review(now.corpus, now.gold.marks)
	return &r, nil
}

// goldContents is what the gold file is to hold after a correction or review of an article: its line is written anew,
// and where the corpus is another all are. It fails where the file is not one that a session wrote.
func (v *view) goldContents(g *goldFile, c *corpus, article int) (map[string]content, error) {
	f := v.files.kind(GoldFile)
	if f == nil {
		return nil, bad("no gold file")
	}
	if len(v.misread) > 0 {
		p := v.misread[0]
		return nil, bad("%s:%d: %s: nothing was written", f.Name, p.Line, p.Message)
	}
	text, err := g.text(c, func(i int) bool { return i == article || c != v.corpus && len(g.marks[i]) > 0 })
	if text == "" && !f.exists {
		return map[string]content{}, err
	}
	return map[string]content{f.key: contentOf(text)}, err
}

// review says what of a corpus is reviewed.
func review(c *corpus, marks [][]mark) Review {
	out := Review{Verdicts: []VerdictPlace{}}
	for i, d := range c.docs {
		for _, m := range d.Mentions {
			if slices.Contains(c.Labels, m.Label) {
				out.Total++
			}
		}
		last := doc.Span{Start: -1}
		for _, m := range marks[i] {
			if m.Span == last {
				continue // of another label
			}
			last = m.Span
			start, end := unitsOf(d, m.Span)
			out.Verdicts = append(out.Verdicts, VerdictPlace{i, start, end, m.Verdict})
			out.Reviewed++
			if at := mentionAt(d, m.Span); at == doc.None || !slices.Contains(c.Labels, d.Mentions[at].Label) {
				out.Total++
			}
		}
	}
	return out
}
