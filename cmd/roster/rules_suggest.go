package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"roster/pipeline"
	"roster/pipeline/suggest"
	"roster/pipeline/tag/prose"
)

// suggestOptions are the flags of rules suggest.
type suggestOptions struct {
	output string
	json   bool
}

func (a *app) rulesSuggestCommand() *cobra.Command {
	var o suggestOptions
	c := &cobra.Command{
		Use:   "suggest GOLD|CORRECTED…",
		Short: "Propose rules that mend what a hand has corrected",
		Long: "Propose rules that mend what a hand has corrected: run over the texts of annotated articles or of records\n" +
			"that were corrected, and write a rule file of what would bring the run nearer to them. Comments say what each\n" +
			"rule mends and breaks there. What breaks more than a third of what it mends is not proposed.\n\n" +
			"Of a record whose spans are changed by hand, take the keys entities and positions out: they count spans.",
		Example: "  roster extract news/ -o news.jsonl    # correct some of it by hand\n" +
			"  roster rules suggest news.jsonl -o mine.yaml\n  roster rules check mine.yaml",
		Args: someArguments,
	}
	outputFlag(c, &o.output)
	c.Flags().BoolVar(&o.json, "json", false, "print one JSON object")
	c.RunE = func(c *cobra.Command, paths []string) error {
		if err := a.load(c); err != nil {
			return err
		}
		return a.rulesSuggest(c.Context(), paths, o)
	}
	return c
}

func (a *app) rulesSuggest(ctx context.Context, paths []string, o suggestOptions) error {
	corrected, err := a.readGold(paths...)
	if err == nil {
		err = annotated(corrected)
	}
	if err != nil {
		return err
	}
	p, err := pipeline.New(a.settings.pipeline())
	if err != nil {
		return err
	}
	var cases []suggest.Case
	for d, err := range p.Run(ctx, textsOf(corrected), a.settings.Run.Workers) {
		if err != nil {
			return failure{err}
		}
		cases = append(cases, suggest.Case{Doc: d, Gold: corrected[len(cases)]})
	}
	if ctx.Err() != nil {
		return failure{interrupted(len(cases))}
	}
	result, err := suggest.Suggest(ctx, p, prose.Speech{}, cases)
	if err != nil {
		return failure{err}
	}
	out, err := openOutput(o.output, a.stdout)
	if err != nil {
		return err
	}
	defer out.Close()
	write := result.WriteYAML
	if o.json {
		write = result.WriteJSON
	}
	if err := errors.Join(write(out), out.Commit()); err != nil {
		return failure{err}
	}
	return nil
}
