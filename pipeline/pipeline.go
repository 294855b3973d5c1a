// Package pipeline runs documents through the stages that find who is in them:
//
//	input → tokenize → tag → match → resolve → link → emit
//
// It takes documents (id and text) and returns them with every layer filled in. A stage is a folder below; it reads
// the layers of the stages before it and returns its own, which the runner here alone stores. Whatever can be wrong
// with a configuration, a rule file or a model is found by New; Extract fails only where its time is up. The package
// holds no state but a Pipeline's, and logs nothing.
package pipeline

import (
	"cmp"
	"context"
	"sync"
	"time"

	"roster/pipeline/doc"
	"roster/pipeline/link"
	"roster/pipeline/match"
	"roster/pipeline/resolve"
	"roster/pipeline/tag"
	"roster/pipeline/tag/prose"
	"roster/pipeline/tokenize"
	"roster/rules"
)

// A Config says what is found in documents. Its zero value uses no engine and no rules.
type Config struct {
	Rules   rules.Config
	Tagger  TaggerConfig
	Link    link.Config
	Timeout time.Duration // the most that Extract may take for a document; 0: no limit
}

// Default is the configuration of the command line: the embedded rules, our own tagger with its news model, all links.
func Default() Config {
	return Config{
		Rules:   rules.Config{Core: true},
		Tagger:  TaggerConfig{Engine: "linear", Model: "news"},
		Link:    link.Config{Aliases: true, Positions: true, Countries: true},
		Timeout: 10 * time.Minute,
	}
}

// A Pipeline extracts mentions, entities and positions. It is safe for concurrent use.
type Pipeline struct {
	cfg      TaggerConfig
	rules    *rules.Set
	tagger   tag.Tagger
	atlas    *link.Atlas
	minScore map[doc.Label]float64
	matcher  *match.Matcher
	linker   *link.Linker
	timeout  time.Duration
}

// New builds the stages, side by side where there are cores. Its errors name the rule file, model or key at fault.
func New(cfg Config) (*Pipeline, error) {
	var (
		running           sync.WaitGroup
		tagger            tag.Tagger
		atlas             *link.Atlas
		noTagger, noAtlas error
	)
	running.Go(func() { tagger, noTagger = newTagger(cfg.Tagger) })
	running.Go(func() { atlas, noAtlas = link.LoadAtlas(rules.Lists()) })
	set, matcher, noRules := newMatcher(cfg)
	running.Wait()
	if err := cmp.Or(noRules, noTagger, noAtlas); err != nil {
		return nil, err
	}
	return assemble(cfg, tagger, atlas, set, matcher), nil
}

func assemble(cfg Config, tagger tag.Tagger, atlas *link.Atlas, set *rules.Set, matcher *match.Matcher) *Pipeline {
	return &Pipeline{
		cfg:      cfg.Tagger,
		rules:    set,
		tagger:   tagger,
		atlas:    atlas,
		minScore: cfg.Tagger.thresholds(),
		matcher:  matcher,
		linker:   link.New(cfg.Link, atlas, known(set)...),
		timeout:  cfg.Timeout,
	}
}

// LoadRules loads the rules that are in force: beside a trained model those that stand in for one are not.
func (cfg Config) LoadRules() (*rules.Set, error) {
	set, err := rules.Load(cfg.Rules)
	if err != nil || cfg.Tagger.Engine != "linear" {
		return set, err
	}
	return set.WithoutFallback(), nil
}

// newMatcher loads the rules and compiles those in force.
func newMatcher(cfg Config) (*rules.Set, *match.Matcher, error) {
	set, err := cfg.LoadRules()
	if err != nil {
		return nil, nil, err
	}
	matcher, err := match.New(set, prose.Speech{})
	return set, matcher, err
}

// known returns what the rules in force state of persons, places and organizations.
func known(set *rules.Set) []link.Known {
	var out []link.Known
	for _, r := range set.Rules() {
		if e := r.Entity; e != nil {
			out = append(out, link.Known{
				ID: r.ID, Name: e.Name, Label: r.Label, Aliases: e.Aliases, Never: e.Never, Country: e.Country,
			})
		}
	}
	return out
}

// Rules returns the rules that the pipeline applies.
func (p *Pipeline) Rules() *rules.Set { return p.rules }

// A stage fills in its layer of a document, or as much of it as it can before ctx ends.
type stage struct {
	name string
	run  func(p *Pipeline, ctx context.Context, d *doc.Document)
}

// stages lists the stages between input and emit, in their order.
var stages = []stage{
	{"tokenize", func(_ *Pipeline, _ context.Context, d *doc.Document) {
		d.Tokens, d.Sentences = tokenize.Tokenize(d.Text)
	}},
	{"tag", func(p *Pipeline, ctx context.Context, d *doc.Document) {
		d.Tagged, d.Losers = p.split(p.tagger.Tag(ctx, d))
	}},
	{"match", func(p *Pipeline, ctx context.Context, d *doc.Document) {
		matched, unmet := p.matcher.Match(ctx, d)
		d.Matched, d.Losers = matched, append(d.Losers, unmet...)
	}},
	{"resolve", func(_ *Pipeline, _ context.Context, d *doc.Document) {
		mentions, losers := resolve.Resolve(d)
		d.Mentions, d.Losers = mentions, append(losers, d.Losers...)
	}},
	{"link", func(p *Pipeline, ctx context.Context, d *doc.Document) {
		d.Mentions, d.Entities, d.Positions = p.linker.Link(ctx, d)
	}},
}

// behindTag is the index of the first stage that rules can change.
const behindTag = 2

// Extract fills in the layers of a document whose ID and Text are set. It fails with an *Error where ctx ends, where
// Config.Timeout passes, or where a stage panics, which is a bug of ours; the document is then incomplete.
func (p *Pipeline) Extract(ctx context.Context, d *doc.Document) error { return p.run(ctx, d, stages) }

// run fills in the layers of some stages.
func (p *Pipeline) run(ctx context.Context, d *doc.Document, some []stage) (err error) {
	if p.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, p.timeout, timeoutError(p.timeout))
		defer cancel()
	}
	var at stage
	defer func() {
		if v := recover(); v != nil {
			err = NewPanic(d, at.name, v)
		}
	}()
	for _, at = range some {
		at.run(p, ctx, d)
		if ctx.Err() != nil {
			return &Error{ID: d.ID, Path: d.Path, Stage: at.name, Err: context.Cause(ctx)}
		}
	}
	return nil
}
