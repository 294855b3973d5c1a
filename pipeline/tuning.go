package pipeline

import (
	"context"
	"slices"
	"time"

	"roster/pipeline/doc"
	"roster/pipeline/match"
	"roster/pipeline/resolve"
	"roster/pipeline/tag"
	"roster/rules"
)

// Opinion says how the engine reads the tokens [first, end) of an extracted document, and how else it could: nil where
// the engine gives no reasons.
func (p *Pipeline) Opinion(d *doc.Document, first, end int) *tag.Opinion {
	e, ok := p.tagger.(tag.Explainer)
	if !ok {
		return nil
	}
	o := e.Explain(d, first, end)
	return &o
}

// Near returns the rules that came near to a mention over one of the tokens [first, end) of an extracted document.
func (p *Pipeline) Near(d *doc.Document, first, end int) []match.NearMiss {
	return p.matcher.Near(d, first, end)
}

// Profile adds to costs what the token patterns of each rule take on an extracted document, by rule id.
func (p *Pipeline) Profile(ctx context.Context, d *doc.Document, costs map[string]time.Duration) {
	p.matcher.Profile(ctx, d, costs)
}

// Redo resolves and links an extracted document once more, as if some candidates and actions, and what the rules of a
// set state of entities where it is not nil, had been there too. The document stays as it is.
func (p *Pipeline) Redo(ctx context.Context, d *doc.Document, matched []doc.Mention, stated *rules.Set) *doc.Document {
	again := *d
	again.Matched = slices.Concat(d.Matched, matched)
	again.Mentions, again.Losers = resolve.Resolve(&again)
	linker := p.linker
	if stated != nil {
		linker = linker.With(known(stated)...)
	}
	again.Mentions, again.Entities, again.Positions = linker.Link(ctx, &again)
	return &again
}

// Renew returns a pipeline of another configuration. It has the engine and model of p where they are the same, so that
// they are not loaded again. Errors are as those of New.
func (p *Pipeline) Renew(cfg Config) (*Pipeline, error) {
	if cfg.Tagger.Engine != p.cfg.Engine || cfg.Tagger.Model != p.cfg.Model {
		return New(cfg)
	}
	set, matcher, err := newMatcher(cfg)
	if err != nil {
		return nil, err
	}
	return assemble(cfg, p.tagger, p.atlas, set, matcher), nil
}

// Rematch returns an extracted document as p finds it: the stages behind tag are done again on what the engine said,
// which must be the same engine. The document stays as it is. Errors are as those of Extract.
func (p *Pipeline) Rematch(ctx context.Context, d *doc.Document) (*doc.Document, error) {
	again := &doc.Document{
		ID: d.ID, Path: d.Path, Text: d.Text, Fields: d.Fields, Warnings: d.Warnings,
		Tokens: d.Tokens, Sentences: d.Sentences,
	}
	again.Tagged, again.Losers = p.split(said(d))
	return again, p.run(ctx, again, stages[behindTag:])
}

// SameEngine reports whether two pipelines tag alike, so that what one has extracted the other can rematch.
func (p *Pipeline) SameEngine(o *Pipeline) bool {
	return p.tagger.Fingerprint() == o.tagger.Fingerprint()
}

// said returns what the engine proposed for a document, weak candidates among it, in text order.
func said(d *doc.Document) []doc.Mention {
	all := slices.Clone(d.Tagged)
	for _, l := range d.Losers {
		if l.Reason == belowMinScore {
			all = append(all, l.Mention)
		}
	}
	slices.SortFunc(all, func(a, b doc.Mention) int { return a.Start - b.Start })
	return all
}
