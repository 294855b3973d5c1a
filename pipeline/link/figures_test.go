package link

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"roster/internal/golden"
	"roster/pipeline/doc"
	"roster/pipeline/gold"
)

// A figure counts how often a rule was right of how often it decided.
type figure struct{ right, said int }

func (f figure) String() string {
	if f.said == 0 {
		return "rare"
	}
	return fmt.Sprintf("%d of %d", f.right, f.said)
}

type figures map[string]figure

func (f figures) add(rule string, right bool) {
	n := f[rule]
	n.said++
	if right {
		n.right++
	}
	f[rule] = n
}

// addPositions counts the rules of a document's positions.
func (f figures) addPositions(g *gold.Document, d *doc.Document) {
	at := make(map[doc.Span]gold.Span)
	for _, s := range g.Spans {
		at[s.Span] = s
	}
	for _, p := range d.Positions {
		want, ok := at[d.Mentions[p.Mention].Span]
		if !ok {
			continue
		}
		if len(p.Holders) > 0 {
			f.add(p.HolderRule, named(d, p.Holders[0], want.Holder))
		}
		if p.Of != nil {
			f.add(p.OfRule, strings.EqualFold(p.Of.Text, want.Of) || p.Of.Entity != doc.None && named(d, p.Of.Entity, want.Of))
		}
		if p.StatusRule != "" {
			f.add(p.StatusRule, p.Status == want.Status)
		}
	}
}

// addAliases counts the rules that joined a document's spellings, each spelling once: right where its entity in the
// gold is that of the name.
func (f figures) addAliases(g *gold.Document, d *doc.Document) {
	entity := make(map[doc.Span]string)
	for _, s := range g.Spans {
		entity[s.Span] = s.Entity
	}
	for _, e := range d.Entities {
		own := ""
		for i, m := range e.Mentions {
			if own == "" && e.Rules[i] == "" {
				own = entity[d.Mentions[m].Span]
			}
		}
		counted := make(map[string]bool)
		for i, m := range e.Mentions {
			if k := e.Rules[i] + " " + d.Slice(d.Mentions[m].Span); e.Rules[i] != "" && own != "" && !counted[k] {
				counted[k] = true
				f.add(e.Rules[i], entity[d.Mentions[m].Span] == own)
			}
		}
	}
}

// row matches a line of a table of rules with a figure in its last column.
var row = regexp.MustCompile(`(?m)^(\| ` + "`" + `([a-z-]+\.[a-z-]+)` + "`" + ` \|.*\| )([^|]*)( \|)$`)

// TestFiguresOfTheDocs holds the tables of docs/linking.md equal to the rules there are and what they do over gold/.
func TestFiguresOfTheDocs(t *testing.T) {
	if testing.Short() {
		t.Skip("links all gold articles")
	}
	docs, err := gold.ReadAll("../../gold")
	if err != nil {
		t.Fatal(err)
	}
	counts := make(figures)
	for _, rule := range ruleIDs() {
		counts[rule] = figure{}
	}
	l := newLinker(t)
	for _, g := range docs {
		d := withMentions(g)
		d.Mentions, d.Entities, d.Positions = l.Link(context.Background(), d)
		counts.addPositions(g, d)
		counts.addAliases(g, d)
	}
	const path = "../../docs/linking.md"
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := row.ReplaceAllStringFunc(string(page), func(line string) string {
		m := row.FindStringSubmatch(line)
		if Relabels(m[2]) {
			return line
		}
		f, ok := counts[m[2]]
		if !ok {
			t.Errorf("%s: %s is no rule", path, m[2])
		}
		delete(counts, m[2])
		return m[1] + f.String() + m[4]
	})
	for rule := range counts {
		t.Errorf("%s has no line for %s", path, rule)
	}
	if *golden.Update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(page) {
		t.Errorf("the figures of %s are old; -update writes them anew", path)
	}
}

// ruleIDs lists the rules of aliases and positions.
func ruleIDs() []string {
	ids := positionRuleIDs()
	for _, rules := range aliasRules {
		for _, r := range rules {
			ids = append(ids, r.id)
		}
	}
	return append(ids, bodyUnnamed)
}
