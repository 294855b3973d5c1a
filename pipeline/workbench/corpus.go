package workbench

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/report"
)

// A corpus is the articles as a configuration finds them. It does not change.
type corpus struct {
	*Loaded
	pipeline *pipeline.Pipeline
	docs     []*doc.Document // one that failed has no layers
	failed   []Failure

	encode    sync.Once
	documents []Article
	run       report.Run
}

// An identity is what an article is known by: ids may stand twice.
type identity struct{ id, path, text, fields string }

func identityOf(d *doc.Document) identity { return identity{d.ID, d.Path, d.Text, d.Fields} }

// extract makes a corpus of articles, of which those that are known are rematched.
func extract(ctx context.Context, l *Loaded, p *pipeline.Pipeline, articles, known []*doc.Document, workers int,
) (*corpus, error) {
	before := make(map[identity]*doc.Document)
	for _, d := range known {
		before[identityOf(d)] = d
	}
	return newCorpus(ctx, l, p, len(articles), workers, func(i int) (*doc.Document, error) {
		a := articles[i]
		if k := before[identityOf(a)]; k != nil && k.Tokens != nil {
			return p.Rematch(ctx, k)
		}
		d := &doc.Document{ID: a.ID, Path: a.Path, Text: a.Text, Fields: a.Fields, Warnings: a.Warnings}
		return d, p.Extract(ctx, d)
	})
}

// A filter tells which articles a change can concern; nil is all.
type filter func(*doc.Document) bool

// with returns the articles of a corpus as another configuration finds them. Those that it does not concern stay.
func (c *corpus) with(ctx context.Context, l *Loaded, workers int, concerned filter) (*corpus, error) {
	p, err := c.pipeline.Renew(l.Pipeline)
	if err != nil {
		return nil, err
	}
	switch {
	case !c.pipeline.SameEngine(p):
		return extract(ctx, l, p, c.docs, nil, workers)
	case concerned == nil:
		return extract(ctx, l, p, c.docs, c.docs, workers)
	}
	return newCorpus(ctx, l, p, len(c.docs), workers, func(i int) (*doc.Document, error) {
		if d := c.docs[i]; !concerned(d) {
			return d, nil
		}
		return p.Rematch(ctx, c.docs[i])
	})
}

// newCorpus makes each document on several workers. The error is that of ctx.
func newCorpus(ctx context.Context, l *Loaded, p *pipeline.Pipeline, n, workers int,
	document func(i int) (*doc.Document, error)) (*corpus, error) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	c := &corpus{Loaded: l, pipeline: p, docs: make([]*doc.Document, n), failed: []Failure{}}
	errs := make([]error, n)
	todo := make(chan int)
	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			for i := range todo {
				if ctx.Err() == nil {
					c.docs[i], errs[i] = document(i)
				}
			}
		})
	}
	for i := range n {
		todo <- i
	}
	close(todo)
	running.Wait()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	for i, err := range errs {
		if err != nil {
			d := c.docs[i]
			c.docs[i] = &doc.Document{ID: d.ID, Path: d.Path, Text: d.Text, Fields: d.Fields, Warnings: d.Warnings}
			c.failed = append(c.failed, Failure{d.ID, err.Error()})
		}
	}
	return c, nil
}

// page returns the corpus as the page has it.
func (c *corpus) page(version string) ([]Article, report.Run) {
	c.encode.Do(func() {
		e := report.NewEncoder(report.Options{Labels: c.Labels, Version: version})
		c.documents = make([]Article, len(c.docs))
		for i, d := range c.docs {
			c.documents[i] = Article{e.Add(d), compounds(d)}
		}
		c.run = e.Run()
	})
	return c.documents, c.run
}

// compounds returns the start and end, in code units, of each token of an article that has more than one code point, and
// others among them than letters, marks and digits.
func compounds(d *doc.Document) []int {
	out := []int{}
	at, unit := 0, 0
	for _, t := range d.Tokens {
		text := d.Text[t.Start:t.End]
		if utf8.RuneCountInString(text) < 2 || !strings.ContainsFunc(text, func(r rune) bool {
			return !unicode.In(r, unicode.L, unicode.M, unicode.N)
		}) {
			continue
		}
		start := unit + unitsIn(d.Text[at:t.Start])
		at, unit = t.End, start+unitsIn(text)
		out = append(out, start, unit)
	}
	return out
}

func (c *corpus) article(n int) (*doc.Document, error) {
	if n < 0 || n >= len(c.docs) {
		return nil, bad("article %d of %d", n, len(c.docs))
	}
	return c.docs[n], nil
}

// redo returns an article as it is with what a person said of it.
func (c *corpus) redo(article int, marks []mark) *doc.Document {
	d := c.docs[article]
	return c.pipeline.Redo(context.Background(), d, actions(d, marks), nil)
}
