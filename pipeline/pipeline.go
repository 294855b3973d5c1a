// Package pipeline runs documents through the stages that find who is in them:
//
//	input → tokenize → tag → match → resolve → link → emit
//
// It takes documents (id and text) and returns them with every layer filled in. A stage is a folder below; it reads
// the layers of the stages before it and returns its own, which the runner here alone stores. Whatever can be wrong
// with a configuration, a rule file or a model is found by New; Extract fails only where its context ends.
package pipeline

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"roster/pipeline/doc"
	"roster/pipeline/link"
	"roster/pipeline/match"
	"roster/pipeline/resolve"
	"roster/pipeline/tag"
	"roster/pipeline/tag/prose"
	"roster/pipeline/tokenize"
	"roster/rules"
)

// A Config says how documents are read. Its zero value uses no engine and no rules.
type Config struct {
	Rules  rules.Config
	Tagger TaggerConfig
	Link   link.Config
}

// A Pipeline extracts mentions, entities and positions. It is safe for concurrent use.
type Pipeline struct {
	rules    *rules.Set
	tagger   tag.Tagger
	minScore map[doc.Label]float64
	matcher  *match.Matcher
	linker   *link.Linker
}

// New builds the stages. Its errors name the rule file, model or key at fault.
func New(cfg Config) (*Pipeline, error) {
	set, err := rules.Load(cfg.Rules)
	if err != nil {
		return nil, err
	}
	if cfg.Tagger.Engine == "linear" {
		set = set.WithoutFallback()
	}
	matcher, err := match.New(set, prose.Speech{})
	if err != nil {
		return nil, err
	}
	tagger, err := newTagger(cfg.Tagger)
	if err != nil {
		return nil, err
	}
	atlas, err := link.LoadAtlas(rules.Lists())
	if err != nil {
		return nil, err
	}
	return &Pipeline{
		rules:    set,
		tagger:   tagger,
		minScore: cfg.Tagger.thresholds(),
		matcher:  matcher,
		linker:   link.New(cfg.Link, atlas, known(set)...),
	}, nil
}

// known returns what the rules in force state of persons, places and organizations.
func known(set *rules.Set) []link.Known {
	var out []link.Known
	for _, r := range set.Rules() {
		if e := r.Entity; e != nil {
			out = append(out, link.Known{ID: r.ID, Name: e.Name, Label: r.Label, Aliases: e.Aliases, Never: e.Never, Country: e.Country})
		}
	}
	return out
}

// Rules returns the rules that the pipeline applies.
func (p *Pipeline) Rules() *rules.Set { return p.rules }

// Extract fills in the layers of a document whose ID and Text are set. Its error is the context's, or says that a
// stage panicked, which is a bug of ours; the document is then incomplete.
func (p *Pipeline) Extract(ctx context.Context, d *doc.Document) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: a bug in the pipeline: %v\n%s", d.ID, r, debug.Stack())
		}
	}()
	d.Tokens, d.Sentences = tokenize.Tokenize(d.Text)
	tagged, weak := p.split(p.tagger.Tag(ctx, d))
	d.Tagged = tagged
	matched, unmet := p.matcher.Match(ctx, d)
	d.Matched = matched
	d.Mentions, d.Losers = resolve.Resolve(d)
	d.Losers = slices.Concat(d.Losers, weak, unmet)
	d.Mentions, d.Entities, d.Positions = p.linker.Link(d)
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", d.ID, context.Cause(ctx))
	}
	return nil
}
