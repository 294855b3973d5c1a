package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/gold"
	"roster/pipeline/stats"
)

// statsOptions are the flags of rules stats.
type statsOptions struct {
	gold string
	json bool
}

func (a *app) rulesStatsCommand() *cobra.Command {
	var o statsOptions
	c := &cobra.Command{
		Use:   "stats [PATH…]",
		Short: "Count what each rule does over articles",
		Long: "Count what each rule does over articles: how often it matched, stood and lost, to whom and why, what its\n" +
			"patterns cost, samples, and which rules never matched. With gold also how much of what a rule made is right, and\n" +
			"what F1 would be without it. Without a PATH, input.paths of the configuration is read.",
		Example: "  roster rules stats seeds/\n  roster rules stats --gold testdata/gold seeds/",
	}
	flags := c.Flags()
	flags.StringVar(&o.gold, "gold", "", "judge the rules by this annotated `file or folder`")
	flags.BoolVar(&o.json, "json", false, "print one JSON object")
	c.RunE = func(c *cobra.Command, paths []string) error {
		if err := a.load(c); err != nil {
			return err
		}
		if len(paths) == 0 {
			paths = a.settings.Input.Paths
		}
		return a.rulesStats(c.Context(), paths, o)
	}
	return c
}

func (a *app) rulesStats(ctx context.Context, paths []string, o statsOptions) error {
	annotated, err := a.readIndex(o.gold)
	if err != nil {
		return err
	}
	p, err := pipeline.New(a.settings.pipeline())
	if err != nil {
		return err
	}
	corpus, costs := stats.New(p.Rules(), annotated), make(map[string]time.Duration)
	failed, err := a.forEach(ctx, p, paths, "", func(d *doc.Document) error {
		p.Profile(ctx, d, costs)
		return corpus.Add(d)
	})
	if err != nil {
		return err
	}
	result := corpus.Result(costs)
	write := result.Print
	if o.json {
		write = result.WriteJSON
	}
	if err := write(a.stdout); err != nil {
		return failure{err}
	}
	if failed > 0 {
		return errFailed
	}
	return nil
}

// readIndex reads gold to be looked up by document, nil for "".
func (a *app) readIndex(path string) (*gold.Index, error) {
	if path == "" {
		return nil, nil
	}
	docs, err := a.readGold(path)
	if err != nil {
		return nil, err
	}
	return gold.NewIndex(docs)
}
