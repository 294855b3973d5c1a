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
