package main

import (
	"context"
	"errors"
	"iter"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/input"
	"roster/pipeline/records"
	"roster/pipeline/report"
)

func (a *app) reportCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:   "report PATH|JSONL…",
		Short: "Write a run as one page to open in a browser",
		Long: "Write a run as one page to open in a browser: the articles with their mentions, the people with their roles,\n" +
			"the organizations and places, who appears with whom, and what to look at again. The file holds all it needs; it\n" +
			"loads nothing. A .jsonl file of document records, as extract writes them, is read as it is; all else is\n" +
			"extracted first. Finished records come before the rest.",
		Example: "  roster report seeds/ -o report.html\n  roster extract news/ -o news.jsonl && roster report news.jsonl -o news.html",
		Args:    arguments(cobra.MinimumNArgs(1)),
	}
	c.Flags().StringVarP(&output, "output", "o", "",
		"write to this `file`, all of it or nothing, instead of standard output")
	c.RunE = func(c *cobra.Command, paths []string) error {
		if output == "" && isTerminal(a.stdout) {
			return usageError{c.CommandPath(), errors.New("a page is nothing to read in a terminal, expected -o FILE")}
		}
		if err := a.load(c); err != nil {
			return err
		}
		return a.writeReport(c.Context(), paths, output)
	}
	return c
}

// writeReport writes the page of finished records and extracted documents, and logs the documents that failed.
func (a *app) writeReport(ctx context.Context, paths []string, file string) error {
	extracted, err := a.extracted(ctx, slices.DeleteFunc(slices.Clone(paths), isFinished))
	if err != nil {
		return err
	}
	out, err := openOutput(file, a.stdout)
	if err != nil {
		return err
	}
	defer out.Close()
	w := report.New(out, report.Options{Labels: a.settings.labels(), Version: version})
	finished := slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return !isFinished(p) })
	for d, err := range readFinished(finished) {
		if err == nil {
			err = w.Add(d)
		}
		if err != nil {
			return failure{err}
		}
	}
	documents, failed := 0, 0
	for d, err := range extracted {
		switch {
		case ctx.Err() != nil:
			return failure{interrupted(documents)}
		case err != nil:
			failed++
			a.log.Error().Msg(err.Error())
		default:
			documents++
			if err := w.Add(d); err != nil {
				return failure{err}
			}
		}
	}
	if err := errors.Join(w.Close(), out.Commit()); err != nil {
		return failure{err}
	}
	if failed > 0 {
		return errFailed
	}
	return nil
}

// extracted returns the documents of the paths as the pipeline leaves them.
func (a *app) extracted(ctx context.Context, paths []string) (iter.Seq2[*doc.Document, error], error) {
	if len(paths) == 0 {
		return func(func(*doc.Document, error) bool) {}, nil
	}
	p, err := pipeline.New(a.settings.pipeline())
	if err != nil {
		return nil, err
	}
	in, err := input.New(a.settings.input(), paths, a.stdin)
	if err != nil {
		return nil, err
	}
	return p.Run(ctx, in.Documents(ctx), a.settings.Run.Workers), nil
}

// readFinished yields the documents of files of records, up to the first that is none.
func readFinished(files []string) iter.Seq2[*doc.Document, error] {
	return func(yield func(*doc.Document, error) bool) {
		for _, file := range files {
			f, err := os.Open(file)
			if err != nil {
				yield(nil, err)
				return
			}
			defer f.Close()
			for d, err := range records.Read(f, file) {
				if !yield(d, err) || err != nil {
					return
				}
			}
		}
	}
}

func (s *Settings) labels() []doc.Label {
	labels := make([]doc.Label, len(s.Output.Labels))
	for i, l := range s.Output.Labels {
		labels[i] = doc.Label(l)
	}
	return labels
}
