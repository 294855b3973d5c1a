package workbench

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"roster/pipeline/diff"
	"roster/pipeline/doc"
	"roster/pipeline/suggest"
	"roster/pipeline/tag/prose"
	"roster/rules"
	"roster/rules/edit"
)

// prefix starts the ids of rules that proposals make.
const prefix = "my."

// Propose lists rules that could mend what a correction says. Nothing is written.
func (s *Session) Propose(ctx context.Context, c Correction) (*Proposals, error) {
	v := s.view()
	found, err := v.correcting(c, s.options.Version)
	if err != nil {
		return nil, err
	}
	out := &Proposals{Proposals: []Proposal{}, Gold: found.words()}
	var weighed []*weighed
	for _, d := range found.drafts() {
		p, err := s.weigh(ctx, v, found, d)
		if err != nil {
			return nil, err
		}
		if p != nil {
			weighed = append(weighed, p)
		}
	}
	slices.SortStableFunc(weighed, compareWeighed)
	for _, p := range weighed {
		out.Proposals = append(out.Proposals, p.Proposal)
	}
	return out, nil
}

// compareWeighed orders proposals: what mends more of what is reviewed and breaks less, then what does not go against
// what the run is sure of elsewhere.
func compareWeighed(a, b *weighed) int {
	return cmp.Or(cmp.Compare(b.Mends-b.Breaks, a.Mends-a.Breaks), order(!a.doubtful)-order(!b.doubtful))
}

// What makes a proposal doubtful: the score from which on a run is sure of a mention, and how many articles beside the one
// that is corrected may get mentions that they did not have.
const (
	sure = 0.9
	many = 2
)

// doubtful reports whether changes, in articles other than the one that is corrected, are such as a person would hardly
// mean: most of what is taken away the run is sure of, or a new phrase is found all over or cuts other mentions.
func (c *correcting) doubtful(before *corpus, changes Changes) bool {
	away, certain := 0, 0
	added := make(map[int]bool)
	for _, x := range changes.List {
		switch {
		case x.Article == c.Article:
		case x.Kind == diff.Added:
			added[x.Article] = true
		case x.Kind == diff.Removed, x.Kind == diff.Relabelled, x.Kind == diff.Rebounded:
			away++
			d := before.docs[x.Article]
			if at, err := spanOf(d, x.Old.Start, x.Old.End); err == nil && d.Mentions[mentionAt(d, at)].Score >= sure {
				certain++
			}
		}
	}
	return 2*certain > away || len(added) > many
}

// A weighed draft is a proposal, and what comes of it.
type weighed struct {
	Proposal
	texts  map[string]string // of files, by key
	loaded *loading

	doubtful bool
}

// weigh makes a proposal of a draft: nil where it cannot be said in the rule file, or does not mend what it is to mend.
func (s *Session) weigh(ctx context.Context, v view, c *correcting, d draft) (*weighed, error) {
	target := v.files.find(func(f *file) bool { return f.target })
	wordings, err := v.wordings(ctx, c, target, d.Proposal)
	if err != nil {
		return nil, err
	}
	for _, w := range wordings {
		texts := map[string]string{target.key: w.text}
		if err := v.nameTarget(texts, target); err != nil {
			return nil, err
		}
		files := v.files
		for key, text := range texts {
			f, _ := files.keyed(key)
			files = files.replaced(f.holding(contentOf(text)))
		}
		l, err := s.load(ctx, v, files)
		if err != nil {
			return nil, err
		}
		if l.corpus == nil || failures(l.problems, target.key) > failures(v.problems, target.key) {
			continue
		}
		if !c.mendedBy(l.corpus) {
			return nil, nil
		}
		return v.weighed(c, d, w.examples, texts, l, target), nil
	}
	return nil, nil
}

// failures counts the errors of a file.
func failures(problems []Problem, key string) (n int) {
	for _, p := range problems {
		if p.File == key && p.Severity == Fault {
			n++
		}
	}
	return n
}

func (c *correcting) mendedBy(after *corpus) bool {
	return !slices.ContainsFunc(c.marks, func(m mark) bool { return !m.holds(after.docs[c.Article]) })
}

func (v *view) weighed(c *correcting, d draft, examples []string, texts map[string]string, l *loading, target *file) *weighed {
	p := Proposal{
		ID: d.id, Title: d.title, Detail: d.detail, File: target.Name, Examples: examples,
		YAML: addedLines(target.text, texts[target.key]), Changes: compare(v.corpus, l.corpus), Also: []FileAddition{},
	}
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		if f, _ := v.files.keyed(key); f != target {
			p.Also = append(p.Also, FileAddition{f.Name, addedLines(f.text, texts[key])})
		}
	}
	p.Mends, p.Breaks = tally(v.corpus, l.corpus, c.said(v.gold).marks)
	return &weighed{p, texts, l, c.doubtful(v.corpus, p.Changes)}
}

// addedLines returns the lines of a text that another does not have, of which it is that and something more.
func addedLines(before, after string) string {
	start := 0
	for start < min(len(before), len(after)) && before[start] == after[start] {
		start++
	}
	tail := 0
	for tail < min(len(before), len(after))-start && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	first := strings.LastIndexByte(after[:start], '\n') + 1
	end := len(after) - tail
	if end > 0 && after[end-1] != '\n' {
		rest, _, _ := strings.Cut(after[end:], "\n")
		end += len(rest)
	}
	return strings.Trim(after[first:end], "\r\n")
}

// A wording is a text of the rule file that says a proposal.
type wording struct {
	text     string
	examples []string // that are new
}

// wordings returns how the rule file can say a proposal, the best first: with more said by a rule that an earlier
// proposal made, and with a rule of its own.
func (v *view) wordings(ctx context.Context, c *correcting, target *file, p suggest.Proposal) ([]wording, error) {
	set := v.corpus.pipeline.Rules()
	var out []wording
	if r := v.extensible(target, p); r != nil {
		examples, err := c.examples(ctx, append(said(r, p), p))
		if err != nil {
			return nil, err
		}
		if text, err := extended(target.text, r.ID, p, examples); err == nil && len(examples) > 0 {
			out = append(out, wording{text, examples[:1]})
		}
	}
	examples, err := c.examples(ctx, []suggest.Proposal{p})
	if err != nil || len(examples) == 0 {
		return out, err
	}
	list := edit.Rules
	if isStatement(p) {
		list = edit.Entities
	}
	if text, err := edit.Item(target.text, list, p.Item(freeID(set, prefix+p.RuleName()), examples)); err == nil {
		out = append(out, wording{text, examples})
	}
	return out, nil
}

// examples returns examples of a rule that says proposals, from the article that is corrected.
func (c *correcting) examples(ctx context.Context, all []suggest.Proposal) ([]string, error) {
	never := all[len(all)-1].Kind == suggest.Never
	isRight := func(m doc.Mention) bool {
		if never { // the rule finds the entity's name, not what is denied it
			return mentionAt(c.article, m.Span) != doc.None
		}
		return m.Span == c.marks[0].Span
	}
	return suggest.Exemplify(ctx, all, prose.Speech{}, func(yield func(*doc.Document, func(doc.Mention) bool) bool) {
		yield(c.article, isRight)
	})
}

// isStatement reports whether a proposal states something of an entity.
func isStatement(p suggest.Proposal) bool { return p.Kind == suggest.Alias || p.Kind == suggest.Never }

// said returns what a rule says already, as proposals like another.
func said(r *rules.Rule, like suggest.Proposal) []suggest.Proposal {
	var out []suggest.Proposal
	add := func(k suggest.Kind, text string) {
		like.Kind, like.Text = k, text
		out = append(out, like)
	}
	if r.Entity == nil {
		for p := range r.Phrases() {
			add(like.Kind, p.Text)
		}
		return out
	}
	for _, text := range r.Entity.Aliases {
		add(suggest.Alias, text)
	}
	for _, text := range r.Entity.Never {
		add(suggest.Never, text)
	}
	return out
}

// extensible returns the rule of the file that can say a proposal too, nil where there is none.
func (v *view) extensible(target *file, p suggest.Proposal) *rules.Rule {
	for _, r := range v.corpus.pipeline.Rules().Rules() {
		switch {
		case r.Core || r.Label != p.Label || v.files.named(r.File) != target:
		case isStatement(p):
			if r.Entity != nil && r.Entity.Name == p.Entity {
				return r
			}
		case p.Kind != suggest.Pattern && r.Action == p.Action && strings.HasPrefix(r.ID, prefix+p.RuleName()):
			return r
		}
	}
	return nil
}

// extended returns a rule file whose rule says a proposal too.
func extended(text, id string, p suggest.Proposal, examples []string) (string, error) {
	key := map[suggest.Kind]string{suggest.Alias: "aliases", suggest.Never: "never"}[p.Kind]
	text, err := edit.Word(text, id, cmp.Or(key, "phrases"), p.Text)
	for _, e := range examples[:1] {
		if err == nil {
			text, err = edit.Example(text, id, e)
		}
	}
	return text, err
}

func freeID(set *rules.Set, name string) string {
	id := name
	for n := 2; set.Rule(id) != nil; n++ {
		id = fmt.Sprintf("%s-%d", name, n)
	}
	return id
}

// nameTarget adds to texts the configuration with the rule file, where it does not name it.
func (v *view) nameTarget(texts map[string]string, target *file) error {
	config := v.files.find(func(f *file) bool { return f.Kind == ConfigFile })
	if v.corpus.TargetNamed || config == nil {
		return nil
	}
	name, err := filepath.Rel(filepath.Dir(config.path), target.path)
	if err != nil || !filepath.IsLocal(name) {
		name = target.path
	}
	text, err := edit.ConfigRuleFile(config.text, filepath.ToSlash(name))
	if err != nil {
		return fmt.Errorf("%s: rules.files: %w", config.Name, err)
	}
	texts[config.key] = text
	return nil
}

// Apply writes a correction to the gold file, and a proposal of Propose to the rule file.
func (s *Session) Apply(ctx context.Context, a Acceptance) (*Outcome, error) {
	s.changing.Lock()
	defer s.changing.Unlock()
	v := s.view()
	if s.options.ReadOnly {
		return nil, ErrReadOnly
	}
	c, err := v.correcting(a.Correction, s.options.Version)
	if err != nil {
		return nil, err
	}
	l, what := &loading{v.corpus, v.problems}, c.words()
	texts := map[string]string{}
	if a.Proposal != "" {
		p, err := s.accepted(ctx, v, c, a.Proposal)
		if err != nil {
			return nil, err
		}
		l, what, texts = p.loaded, p.Title, p.texts
	}
	contents, err := v.goldContents(c.said(v.gold), l.corpus)
	if err != nil {
		return nil, err
	}
	for key, text := range texts {
		contents[key] = contentOf(text)
	}
	return s.commit(v, l, what, contents)
}

// accepted returns the proposal of that id.
func (s *Session) accepted(ctx context.Context, v view, c *correcting, id string) (*weighed, error) {
	for _, d := range c.drafts() {
		if d.id != id {
			continue
		}
		p, err := s.weigh(ctx, v, c, d)
		if err != nil || p != nil {
			return p, err
		}
	}
	return nil, fmt.Errorf("%w: no proposal %q", ErrBad, id)
}
