package main

import (
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"

	"roster/pipeline/doc"
	"roster/pipeline/records"
	"roster/pipeline/report"
)

func (a *app) reportCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:   "report PATH|JSONL…",
		Short: "Write a run as one page to open in a browser",
		Long: "Write a run as one page to open in a browser: the articles with their mentions, the people with their\n" +
			"roles, the organizations and places, who appears with whom, and what to look at again. The file holds all\n" +
			"it needs and loads nothing. A .jsonl file of document records, as extract writes them, or the folder of a run\n" +
			"is read as it is; all else is extracted first. Finished records come before the rest.",
		Example: "  roster report seeds/ -o report.html\n" +
			"  roster extract news/ -o news.jsonl && roster report news.jsonl -o news.html",
		Args: someArguments,
	}
	outputFlag(c, &output)
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
	if err := apart(file, paths); err != nil {
		return err
	}
	out, err := openOutput(file, a.stdout)
	if err != nil {
		return err
	}
	defer out.Close()
	documents := 0
	w := report.New(out, report.Options{Labels: a.settings.labels(), Version: version})
	add := func(d *doc.Document) error {
		documents++
		return w.Add(d)
	}
	failed, err := a.forEachFinished(ctx, paths, file, func(file string) error { return eachRecord(file, add) }, add)
	if err != nil {
		return err
	}
	if documents+failed == 0 {
		a.log.Warn().Msg("no documents: the paths hold nothing to read")
	}
	if err := errors.Join(w.Close(), out.Commit()); err != nil {
		return failure{err}
	}
	a.log.Info().Int("documents", documents).Int("failed", failed).Msg("done")
	if failed > 0 {
		return errFailed
	}
	return nil
}

// eachRecord hands over the documents of a file of records, up to the first line that is none.
func eachRecord(file string, do func(*doc.Document) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	for d, err := range records.Read(f, file) {
		if err != nil {
			return err
		}
		if err := do(d); err != nil {
			return err
		}
	}
	return nil
}
