package main

import (
	"context"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/eval"
	"roster/pipeline/gold"
)

// evalOptions are the flags of eval.
type evalOptions struct {
	labels      []string
	predictions string
	against     string
	errors      bool
	json        bool
}

func (a *app) evalCommand() *cobra.Command {
	var o evalOptions
	c := &cobra.Command{
		Use:   "eval GOLD…",
		Short: "Measure precision, recall and F1 against annotated articles",
		Long: "Measure precision, recall and F1, a label and together, against annotated articles: document records or\n" +
			"lines of JSON with spans (.jsonl), marked text (.txt), what annotation tools write (see convert), or folders of\n" +
			"them. Only labels that the gold has are scored, and MISC only where --labels names it.",
		Example: "  roster eval testdata/gold\n  roster eval --labels ROLE --errors roles.jsonl",
		Args:    someArguments,
	}
	flags := c.Flags()
	flags.StringSliceVar(&o.labels, "labels", nil, "score these `labels` alone, as in PERSON,ROLE")
	flags.StringVar(&o.predictions, "predictions", "", "score the document records of this `file` instead of a run")
	flags.StringVar(&o.against, "against", "", "compare with the document records of this `file`, by a paired test")
	flags.BoolVar(&o.errors, "errors", false, "list everything that is wrong")
	flags.BoolVar(&o.json, "json", false, "print one JSON object")
	c.RunE = func(c *cobra.Command, paths []string) error {
		var asked []doc.Label
		for _, name := range o.labels {
			l, err := doc.ParseLabel(name)
			if err != nil {
				return usageError{c.CommandPath(), fmt.Errorf("--labels: %w", err)}
			}
			asked = append(asked, l)
		}
		if err := a.load(c); err != nil {
			return err
		}
		return a.eval(c.Context(), paths, asked, o)
	}
	return c
}

// eval scores predictions against the gold of the paths and prints the result.
func (a *app) eval(ctx context.Context, paths []string, asked []doc.Label, o evalOptions) error {
	judged, err := a.readGold(paths...)
	if err == nil {
		err = annotated(judged)
	}
	if err != nil {
		return err
	}
	var docs []eval.Document
	if o.predictions != "" {
		docs, err = a.readPredictions(judged, o.predictions)
	} else {
		docs, err = a.predict(ctx, judged)
	}
	if err != nil {
		return err
	}
	result := eval.Evaluate(docs, asked)
	for _, l := range result.Absent {
		a.log.Warn().Str("label", string(l)).Msg("not scored: the gold has no span of it")
	}
	var differences []eval.Difference
	if o.against != "" {
		if differences, err = a.compare(result, judged, asked, o.against); err != nil {
			return err
		}
	}
	if err := a.printResult(result, differences, o); err != nil {
		return failure{err}
	}
	return nil
}

// compare tests how the result differs from that of a file of records.
func (a *app) compare(r *eval.Result, annotated []*gold.Document, asked []doc.Label, file string) (
	[]eval.Difference, error) {
	docs, err := a.readPredictions(annotated, file)
	if err != nil {
		return nil, err
	}
	return eval.Compare(r, eval.Evaluate(docs, asked))
}

func (a *app) printResult(r *eval.Result, differences []eval.Difference, o evalOptions) error {
	if o.json {
		return r.WriteJSON(a.stdout, o.errors, differences)
	}
	if err := r.Print(a.stdout); err != nil {
		return err
	}
	if differences != nil {
		fmt.Fprintln(a.stdout)
		if err := eval.PrintDifferences(a.stdout, differences); err != nil {
			return err
		}
	}
	if !o.errors {
		return nil
	}
	if _, err := fmt.Fprintln(a.stdout); err != nil {
		return err
	}
	return r.PrintErrors(a.stdout)
}

// readPredictions joins the gold with records.
func (a *app) readPredictions(annotated []*gold.Document, file string) ([]eval.Document, error) {
	docs, missing, err := eval.ReadPredictions(annotated, file)
	if missing > 0 {
		a.log.Warn().Int("documents", missing).Msg("no prediction: all of their mentions count as missed")
	}
	return docs, err
}

// predict runs the pipeline on the texts of the gold.
func (a *app) predict(ctx context.Context, annotated []*gold.Document) ([]eval.Document, error) {
	p, err := pipeline.New(a.settings.pipeline())
	if err != nil {
		return nil, err
	}
	docs := make([]eval.Document, 0, len(annotated))
	for d, err := range p.Run(ctx, textsOf(annotated), a.settings.Run.Workers) {
		if err != nil {
			return nil, failure{err}
		}
		docs = append(docs, eval.Document{
			Gold: annotated[len(docs)], Predicted: eval.Mentions(d.Mentions), Scores: eval.Scores(d.Mentions),
		})
	}
	if ctx.Err() != nil {
		return nil, failure{interrupted(len(docs))}
	}
	return docs, nil
}

// textsOf gives annotated documents without their annotation.
func textsOf(annotated []*gold.Document) iter.Seq2[*doc.Document, error] {
	return func(yield func(*doc.Document, error) bool) {
		for _, g := range annotated {
			if !yield(&doc.Document{ID: g.ID, Text: g.Text}, nil) {
				return
			}
		}
	}
}
