package workbench

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"roster/pipeline/doc"
	"roster/pipeline/suggest"
	"roster/pipeline/tag/prose"
	"roster/rules"
	"roster/rules/edit"
)

// prefix starts the ids of rules that proposals make.
const prefix = "my."

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

// nameTarget adds to texts the configuration with the rule file, where it does not name it. One that cannot be edited
// so stays, and has a problem that says what it lacks.
func (v *view) nameTarget(texts map[string]string, target *file) {
	config := v.files.kind(ConfigFile)
	if v.corpus.TargetNamed || config == nil {
		return
	}
	name, err := filepath.Rel(filepath.Dir(config.path), target.path)
	if err != nil || !filepath.IsLocal(name) {
		name = target.path
	}
	if text, err := edit.ConfigRuleFile(config.text, filepath.ToSlash(name)); err == nil {
		texts[config.key] = text
	}
}

// whyTo says why rules go to a file that the configuration does not name, where it names another; "" elsewhere.
func (v *view) whyTo(target *file) string {
	config := v.files.kind(ConfigFile)
	if v.corpus.TargetNamed || config == nil {
		return ""
	}
	other := ""
	for _, f := range v.corpus.Files {
		if v.files.named(f.Name) != target {
			other = f.Name // the last one decides
		}
	}
	if other == "" {
		return ""
	}
	return fmt.Sprintf("Rules go to %s, as was settled when roster view began, though %s names %s. "+
		"To have them there, start again with --rules %[3]s.", target.Name, config.Name, other)
}

// addedLines returns the lines of a text that another does not have, of which it is that and something more. Lines that
// both have stand as one "…" between them.
func addedLines(before, after string) string {
	old, now := strings.Split(before, "\n"), strings.Split(after, "\n")
	for len(old) > 0 && len(now) > 0 && old[0] == now[0] {
		old, now = old[1:], now[1:]
	}
	for len(old) > 0 && len(now) > 0 && old[len(old)-1] == now[len(now)-1] {
		old, now = old[:len(old)-1], now[:len(now)-1]
	}
	var added []string
	for _, line := range now {
		switch {
		case len(old) == 0 || line != old[0]:
			added = append(added, line)
			continue
		case len(added) > 0 && added[len(added)-1] != "…":
			added = append(added, "…")
		}
		old = old[1:]
	}
	return strings.Trim(strings.Join(added, "\n"), "\r\n")
}
