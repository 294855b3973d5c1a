package link

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"roster/internal/golden"
	"roster/pipeline/doc"
	"roster/pipeline/gold"
	"roster/rules"
)

// newLinker returns a linker with the embedded lists.
func newLinker(t testing.TB) *Linker {
	t.Helper()
	atlas, err := LoadAtlas(rules.Lists())
	if err != nil {
		t.Fatal(err)
	}
	return New(Config{Aliases: true, Positions: true, Countries: true}, atlas)
}

// A tally counts what is right of what is said and of what the gold says.
type tally struct{ right, said, gold int }

func (t *tally) add(said, gold, right bool) {
	for n, is := range map[*int]bool{&t.said: said, &t.gold: gold, &t.right: said && gold && right} {
		if is {
			*n++
		}
	}
}

func (t tally) String() string {
	return fmt.Sprintf("right %d of %d said and %d in gold", t.right, t.said, t.gold)
}

func (t tally) precision() float64 { return float64(t.right) / float64(max(t.said, 1)) }
func (t tally) recall() float64    { return float64(t.right) / float64(max(t.gold, 1)) }

// scores are of holders, bodies, and statuses that are not current.
type scores struct{ holder, of, status tally }

func (s *scores) add(g *gold.Document, d *doc.Document) {
	at := make(map[doc.Span]gold.Span)
	for _, span := range g.Spans {
		at[span.Span] = span
	}
	for _, p := range d.Positions {
		want, ok := at[d.Mentions[p.Mention].Span]
		if !ok {
			continue
		}
		s.holder.add(len(p.Holders) > 0, want.Holder != "", len(p.Holders) > 0 && named(d, p.Holders[0], want.Holder))
		s.of.add(p.Of != nil, want.Of != "", p.Of != nil && (strings.EqualFold(p.Of.Text, want.Of) || p.Of.Entity != doc.None && named(d, p.Of.Entity, want.Of)))
		s.status.add(p.Status != doc.Current, want.Status != doc.Current, p.Status == want.Status)
	}
}

// named reports whether a mention of the entity is the text, case ignored.
func named(d *doc.Document, entity int, text string) bool {
	for _, m := range d.Entities[entity].Mentions {
		if strings.EqualFold(d.Slice(d.Mentions[m].Span), text) {
			return true
		}
	}
	return false
}

func scoresOf(t *testing.T, path string) scores {
	t.Helper()
	docs, err := gold.ReadAll(path)
	if err != nil {
		t.Fatal(err)
	}
	l := newLinker(t)
	var s scores
	for _, g := range docs {
		d := withMentions(g)
		d.Mentions, d.Entities, d.Positions = l.Link(context.Background(), d)
		s.add(g, d)
	}
	return s
}

// TestScoresOfSeeds holds the figures over the gold mentions of the sample articles.
func TestScoresOfSeeds(t *testing.T) {
	s := scoresOf(t, "../../testdata/gold")
	got := fmt.Sprintf("holder: %v\nof: %v\nstatus: %v\n", s.holder, s.of, s.status)
	golden.Check(t, filepath.Join("testdata", "scores.golden"), []byte(got))
}

// TestScoresOfSets holds what linking must reach over the gold mentions of larger sets.
func TestScoresOfSets(t *testing.T) {
	for _, set := range []struct {
		path                              string
		precision, holder, of, statusLeft float64
	}{
		{"../../gold", 0.90, 0.89, 0.80, 0.66},
		{"../../../shared/gold/roles-train.jsonl", 0.90, 0.85, 0.68, 0.77},
	} {
		t.Run(filepath.Base(set.path), func(t *testing.T) {
			if _, err := os.Stat(set.path); err != nil {
				t.Skipf("%s is not here", set.path)
			}
			s := scoresOf(t, set.path)
			t.Logf("holder: %v, of: %v, status: %v", s.holder, s.of, s.status)
			for _, c := range []struct {
				name       string
				got, least float64
			}{
				{"holder precision", s.holder.precision(), 0.94}, {"holder recall", s.holder.recall(), set.holder},
				{"of precision", s.of.precision(), set.precision}, {"of recall", s.of.recall(), set.of},
				{"status precision", s.status.precision(), 0.91}, {"status recall", s.status.recall(), set.statusLeft},
			} {
				if c.got < c.least {
					t.Errorf("%s %.3f, want at least %.2f", c.name, c.got, c.least)
				}
			}
		})
	}
}
