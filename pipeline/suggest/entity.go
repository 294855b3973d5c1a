package suggest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
	"roster/pipeline/match"
	"roster/rules"
)

// A statement is what the proposals say of one entity.
type statement struct {
	label          doc.Label
	name           string
	aliases, never []string
}

// entities chooses the proposals that mend which mentions are one entity, on top of those that mend mentions.
func (w *work) entities(ctx context.Context) ([]*candidate, error) {
	l := linking{work: w}
	if err := l.begin(ctx); err != nil {
		return nil, err
	}
	var made []*candidate
	for {
		best, err := l.best(ctx)
		if err != nil || best == nil {
			return made, err
		}
		l.state(best.Proposal)
		if err := l.begin(ctx); err != nil {
			return made, err
		}
		made = append(made, best)
	}
}

// A linking is the entities of all cases with some statements.
type linking struct {
	*work
	statements []statement
	cases      []*linked
}

// A linked case is a case with its entities, and what is wrong with them.
type linked struct {
	*state
	run    *doc.Document
	faults map[pairFault]bool
}

// A pairFault is two mentions that are one entity and should not be (joined), or should be and are not.
type pairFault struct {
	a, b   doc.Span
	joined bool
}

// begin links all cases anew.
func (l *linking) begin(ctx context.Context) error {
	l.cases = nil
	finder, set, err := compileStatements(l.statements)
	if err != nil {
		return err
	}
	for _, s := range l.states {
		if !slices.ContainsFunc(s.Gold.Spans, func(g gold.Span) bool { return g.Entity != "" }) {
			continue
		}
		l.cases = append(l.cases, l.link(ctx, s, finder, set))
	}
	return ctx.Err()
}

// link links a case by the statements of a set.
func (l *linking) link(ctx context.Context, s *state, finder *match.Matcher, set *rules.Set) *linked {
	found, _ := finder.Match(ctx, s.Doc)
	c := &linked{state: s, run: l.p.Redo(ctx, s.Doc, slices.Concat(s.extra, found), set), faults: make(map[pairFault]bool)}
	pairs := c.common()
	for i, a := range pairs {
		for _, b := range pairs[i+1:] {
			if joined := a.entity == b.entity; a.label == b.label && joined != (a.gold == b.gold) {
				c.faults[pairFault{a.at, b.at, joined}] = true
			}
		}
	}
	return c
}

// A commonMention is one that the run and the gold have, with its entities in both.
type commonMention struct {
	at     doc.Span
	label  doc.Label
	text   string
	entity int
	gold   string
}

// common lists the mentions that the run and the gold share, in text order.
func (c *linked) common() []commonMention {
	type key struct {
		doc.Span
		label doc.Label
	}
	entities := make(map[key]string)
	for _, g := range c.Gold.Spans {
		entities[key{g.Span, g.Label}] = g.Entity
	}
	var out []commonMention
	for _, m := range c.run.Mentions {
		if e := entities[key{m.Span, m.Label}]; e != "" && m.Entity != doc.None && isNamed(m.Label) {
			out = append(out, commonMention{m.Span, m.Label, oneLine(c.Doc.Slice(m.Span)), m.Entity, e})
		}
	}
	return out
}

// isNamed reports whether rule files can state an entity of the label.
func isNamed(l doc.Label) bool { return l == doc.Person || l == doc.Place || l == doc.Organization }

// best returns the statement that mends the most, nil where none is worth it.
func (l *linking) best(ctx context.Context) (*candidate, error) {
	var best *candidate
	for _, c := range l.gatherEntities() {
		effect, err := l.effect(ctx, c.Proposal)
		if err != nil {
			return nil, err
		}
		c.Effect = effect
		if c.worth() && (best == nil || cmp.Or(cmp.Compare(c.net(), best.net()), cmp.Compare(best.Losses, c.Losses)) > 0) {
			best = c
		}
	}
	return best, nil
}

// gatherEntities lists what could mend the entities.
func (l *linking) gatherEntities() []*candidate {
	g := &gathering{index: make(map[string]*candidate)}
	add := func(k Kind, m commonMention, entity string) {
		if m.text != entity {
			g.add(entity, candidate{Proposal: Proposal{Kind: k, Label: m.label, Text: m.text, Entity: entity}})
		}
	}
	for _, c := range l.cases {
		if len(c.faults) == 0 {
			continue
		}
		mentions := c.common()
		fullest := make(map[string]commonMention) // by entity of the gold
		for _, m := range mentions {
			if len(m.text) > len(fullest[m.gold].text) {
				fullest[m.gold] = m
			}
		}
		for _, m := range mentions {
			full, name := fullest[m.gold], c.run.Entities[m.entity].Name
			if full.entity != m.entity {
				add(Alias, m, full.text)
			}
			if slices.ContainsFunc(mentions, func(o commonMention) bool {
				return o.entity == m.entity && o.gold != m.gold && o.text == name
			}) {
				add(Never, m, name)
			}
		}
	}
	return g.found
}

// effect is what stating one thing more changes: pairs of mentions, and mentions.
func (l *linking) effect(ctx context.Context, p Proposal) (Effect, error) {
	var e Effect
	finder, set, err := compileStatements(stated(l.statements, p))
	if err != nil {
		return e, err
	}
	for _, c := range l.cases {
		if !strings.Contains(c.Doc.Text, p.Text) && !strings.Contains(c.Doc.Text, p.Entity) {
			continue
		}
		after := l.link(ctx, c.state, finder, set)
		e.comparePairs(c, after)
		e.compare(c.state, l.faultsOf(c.state, c.run.Mentions), l.faultsOf(c.state, after.run.Mentions))
	}
	slices.SortStableFunc(e.Samples, func(a, b Sample) int { return cmp.Compare(rank(a.Gain), rank(b.Gain)) })
	return e, nil
}

// comparePairs adds what changed between two linkings of a case.
func (e *Effect) comparePairs(before, after *linked) {
	for _, side := range []struct {
		from, to *linked
		gain     bool
	}{{before, after, true}, {after, before, false}} {
		var changed []pairFault
		for f := range side.from.faults {
			if !side.to.faults[f] {
				changed = append(changed, f)
			}
		}
		slices.SortFunc(changed, func(a, b pairFault) int {
			return cmp.Or(cmp.Compare(a.b.Start, b.b.Start), cmp.Compare(a.a.Start, b.a.Start))
		})
		for _, f := range changed {
			if side.gain {
				e.Gains++
			} else {
				e.Losses++
			}
			e.sample(before.state, f.b, side.gain)
		}
	}
}

// unstated returns the proposals without the phrases that are the name or an alias of an entity, whose rule finds them
// too. What they change counts for the entity.
func unstated(mentions, entities []*candidate) []*candidate {
	return slices.DeleteFunc(mentions, func(c *candidate) bool {
		i := slices.IndexFunc(entities, func(e *candidate) bool {
			return c.Kind == List && c.Label == e.Label && (c.Text == e.Entity || c.Text == e.Text && e.Kind == Alias)
		})
		if i < 0 {
			return false
		}
		e := entities[i]
		e.Gains, e.Losses = e.Gains+c.Gains, e.Losses+c.Losses
		return true
	})
}

// state makes a proposal part of the statements.
func (l *linking) state(p Proposal) { l.statements = stated(l.statements, p) }

// stated returns the statements with one thing more.
func stated(all []statement, p Proposal) []statement {
	all = slices.Clone(all)
	i := slices.IndexFunc(all, func(s statement) bool { return s.label == p.Label && s.name == p.Entity })
	if i < 0 {
		i = len(all)
		all = append(all, statement{label: p.Label, name: p.Entity})
	}
	if s := &all[i]; p.Kind == Alias {
		s.aliases = append(slices.Clone(s.aliases), p.Text)
	} else {
		s.never = append(slices.Clone(s.never), p.Text)
	}
	return all
}

// compileStatements returns what finds the names and aliases, and the rules.
func compileStatements(all []statement) (*match.Matcher, *rules.Set, error) {
	var b strings.Builder
	b.WriteString("version: 1\nentities:\n")
	if len(all) == 0 {
		b.WriteString("  []\n")
	}
	for i, s := range all {
		fmt.Fprintf(&b, "  - id: e%d\n%s    examples: {match: [\"[a]\"]}\n", i, s.body())
	}
	set, err := rules.Read("candidates", []byte(b.String()))
	if err != nil {
		return nil, nil, err
	}
	m, err := match.New(set, nil)
	return m, set, err
}

// body is the entity without id and examples, in YAML.
func (s *statement) body() string {
	var b strings.Builder
	fmt.Fprintf(&b, "    name: %s\n    label: %s\n", strconv.Quote(s.name), s.label)
	for _, words := range []struct {
		key  string
		list []string
	}{{"aliases", s.aliases}, {"never", s.never}} {
		if len(words.list) > 0 {
			quoted := make([]string, len(words.list))
			for i, w := range words.list {
				quoted[i] = strconv.Quote(w)
			}
			fmt.Fprintf(&b, "    %s: [%s]\n", words.key, strings.Join(quoted, ", "))
		}
	}
	return b.String()
}
