package workbench

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"roster/pipeline/diff"
	"roster/pipeline/doc"
	"roster/pipeline/suggest"
	"roster/pipeline/tokenize"
)

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
		p, err := s.weigh(ctx, v, found, d, concernedBy(d.Proposal, found.text()))
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

// compareWeighed orders proposals: what does what is asked and no harm, then what mends more of what is reviewed and
// breaks less, then what does not go against what the run is sure of elsewhere.
func compareWeighed(a, b *weighed) int {
	return cmp.Or(order(a.Default)-order(b.Default), cmp.Compare(b.Mends-b.Breaks, a.Mends-a.Breaks),
		order(!a.doubtful)-order(!b.doubtful))
}

// What makes a proposal doubtful: the score from which on a run is sure of a mention, and how many articles beside the
// one that is corrected may get mentions that they did not have.
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
			at, err := spanOf(d, x.Old.Start, x.Old.End)
			if i := mentionAt(d, at); err == nil && i != doc.None && d.Mentions[i].Score >= sure {
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

// concernedBy tells the articles that a proposal on a text can concern: those that have its first word, and all where
// it states something of an entity.
func concernedBy(p suggest.Proposal, text string) filter {
	tokens, _ := tokenize.Tokenize(text)
	if isStatement(p) || len(tokens) == 0 {
		return nil
	}
	first := text[tokens[0].Start:tokens[0].End]
	return func(d *doc.Document) bool { return strings.Contains(d.Text, first) }
}

// weigh makes a proposal of a draft, by the articles concerned: nil where it cannot be said in the rule file, or does
// not mend what it is to mend.
func (s *Session) weigh(ctx context.Context, v view, c *correcting, d draft, concerned filter) (*weighed, error) {
	target := v.files.target()
	if target == nil {
		return nil, nil
	}
	wordings, err := v.wordings(ctx, c, target, d.Proposal)
	if err != nil {
		return nil, err
	}
	for _, w := range wordings {
		texts := map[string]string{target.key: w.text}
		v.nameTarget(texts, target)
		files := v.files
		for key, text := range texts {
			f, _ := files.keyed(key)
			files = files.replaced(f.holding(contentOf(text)))
		}
		l, err := s.load(ctx, v, files, concerned)
		if err != nil {
			return nil, err
		}
		if l.corpus == nil || failures(l.problems, target.key) > failures(v.problems, target.key) {
			continue
		}
		if !c.mendedBy(l.corpus) && !(d.parts && c.parted(l.corpus, d.Entity)) {
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

// mendedBy reports whether a corpus says what the person said. That a mention is one with what another article names
// its own article cannot show.
func (c *correcting) mendedBy(after *corpus) bool {
	d := after.docs[c.Article]
	if c.Kind == Join && entityNamed(c.article, c.other) == doc.None {
		return true
	}
	return !slices.ContainsFunc(c.marks, func(m mark) bool { return !m.holds(d) })
}

// parted reports whether a corpus takes the mention for something else than an entity of that name.
func (c *correcting) parted(after *corpus, name string) bool {
	m := c.marks[0]
	m.Same, m.Apart = "", name
	return m.holds(after.docs[c.Article])
}

// joined reports whether a corpus shows the mention as one with the other entity, in its own article.
func (c *correcting) joined(after *corpus) bool {
	return entityNamed(c.article, c.other) != doc.None && c.mendedBy(after)
}

func (v *view) weighed(c *correcting, d draft, examples []string, texts map[string]string, l *loading, target *file,
) *weighed {
	p := Proposal{
		ID: d.id, Title: d.title, Detail: d.detail, File: target.Name, Why: v.whyTo(target), Examples: examples,
		YAML: addedLines(target.text, texts[target.key]), Changes: compare(v.corpus, l.corpus), Also: []FileAddition{},
	}
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		if f, _ := v.files.keyed(key); f != target {
			p.Also = append(p.Also, FileAddition{f.Name, addedLines(f.text, texts[key])})
		}
	}
	p.Mends, p.Breaks = tally(v.corpus, l.corpus, c.said(v.gold).marks)
	harm := c.harm(v.corpus, p.Changes)
	p.Default = harm == "" && (!d.parts || c.joined(l.corpus))
	if d.parts && !c.joined(l.corpus) {
		p.Detail += " That alone does not make it " + c.other + "."
	}
	if harm != "" {
		p.Detail += " It " + harm + "."
	}
	return &weighed{p, texts, l, c.doubtful(v.corpus, p.Changes)}
}
