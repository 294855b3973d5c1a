package suggest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"roster/pipeline/doc"
	"roster/pipeline/match"
	"roster/rules"
)

// mentions chooses the proposals that mend mentions, and applies them.
func (w *work) mentions(ctx context.Context, speech match.SpeechTagger) ([]*candidate, error) {
	candidates := w.gather()
	if err := w.match(ctx, candidates, speech); err != nil {
		return nil, err
	}
	return w.choose(ctx, candidates), ctx.Err()
}

// match finds what each candidate would add or act on in each case.
func (w *work) match(ctx context.Context, candidates []*candidate, speech match.SpeechTagger) error {
	if len(candidates) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString("version: 1\nrules:\n")
	for i, c := range candidates {
		fmt.Fprintf(&b, "  - id: c%d\n%s", i, c.body([]string{quotedWord(c.Text)}))
		b.WriteString("    examples: {match: [\"[a]\"]}\n")
	}
	set, err := rules.Read("candidates", []byte(b.String()))
	if err != nil {
		return err
	}
	m, err := match.New(set, speech)
	if err != nil {
		return err
	}
	for _, s := range w.states {
		found, _ := m.Match(ctx, s.Doc)
		for _, x := range found {
			if i, err := strconv.Atoi(x.Source.Rule[1:]); err == nil {
				s.offers[i] = append(s.offers[i], x)
			}
		}
	}
	return nil
}

// body is the rule of a proposal without id and examples, in YAML. The phrases are in YAML too.
func (p *Proposal) body(phrases []string) string {
	var b strings.Builder
	if p.Action != doc.Add {
		fmt.Fprintf(&b, "    action: %s\n", p.Action)
	}
	fmt.Fprintf(&b, "    label: %s\n", p.Label)
	if p.Kind == Pattern {
		b.WriteString("    pattern:\n")
		for _, t := range p.Tokens {
			fmt.Fprintf(&b, "      - %s\n", t)
		}
		return b.String()
	}
	b.WriteString("    phrases:\n")
	for _, phrase := range phrases {
		fmt.Fprintf(&b, "      - %s\n", phrase)
	}
	return b.String()
}

// A ranked is a candidate by number and what it would change as things stood after some proposals were made.
type ranked struct {
	*candidate
	number int
	made   int
}

// choose makes the best proposals, one after the other. What others have changed is looked at again when a candidate
// comes up: so few are weighed twice.
func (w *work) choose(ctx context.Context, candidates []*candidate) []*candidate {
	var queue []ranked
	for i, c := range candidates {
		if r := (ranked{c, i, 0}); w.weigh(ctx, &r) {
			queue = append(queue, r)
		}
	}
	slices.SortFunc(queue, better)
	var made []*candidate
	for len(queue) > 0 && ctx.Err() == nil {
		r := queue[0]
		queue = queue[1:]
		if r.made < len(made) {
			r.made = len(made)
			if w.weigh(ctx, &r) {
				at := sort.Search(len(queue), func(i int) bool { return better(r, queue[i]) < 0 })
				queue = slices.Insert(queue, at, r)
			}
			continue
		}
		w.apply(ctx, r.number)
		made = append(made, r.candidate)
	}
	return made
}

// better orders candidates: what mends more, breaks less, is plainer, and was met first.
func better(a, b ranked) int {
	return cmp.Or(
		cmp.Compare(b.net(), a.net()),
		cmp.Compare(a.Losses, b.Losses),
		cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)),
		cmp.Compare(a.number, b.number),
	)
}

// weigh sets the effect of a candidate and reports whether it is worth a proposal. A pattern must mend two mentions of
// different texts at least.
func (w *work) weigh(ctx context.Context, r *ranked) bool {
	r.Effect = Effect{}
	texts := make(map[string]bool)
	for _, s := range w.states {
		offers := s.offers[r.number]
		if len(offers) == 0 {
			continue
		}
		after := w.with(ctx, s, offers)
		r.compare(s, s.faults, after)
		for f := range s.faults {
			if !after[f] {
				texts[oneLine(s.Doc.Slice(f.Span.Span))] = true
			}
		}
	}
	slices.SortStableFunc(r.Samples, func(a, b Sample) int { return cmp.Compare(rank(a.Gain), rank(b.Gain)) })
	return r.worth() && (r.Kind != Pattern || len(texts) > 1)
}

func rank(gain bool) int {
	if gain {
		return 0
	}
	return 1
}

// apply makes the changes of a candidate part of what is there.
func (w *work) apply(ctx context.Context, number int) {
	for _, s := range w.states {
		if offers := s.offers[number]; len(offers) > 0 {
			s.faults = w.with(ctx, s, offers)
			s.extra = append(s.extra, offers...)
		}
	}
}
