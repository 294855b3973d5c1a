package main

import (
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"

	"roster/pipeline/doc"
	"roster/pipeline/index"
)

func (a *app) indexCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:   "index PATH|JSONL…",
		Short: "Write the entities over all documents, one a line",
		Long: "Write the entities over all documents, one a line: their aliases, documents, roles and the entities they\n" +
			"are most mentioned with. A .jsonl file of document records, as extract writes them, or the folder of a run\n" +
			"is read as it is; all else is extracted first. Finished records come before the rest.",
		Example: "  roster index seeds/\n  roster extract news/ -o news.jsonl && roster index news.jsonl -o entities.jsonl",
		Args:    someArguments,
	}
	outputFlag(c, &output)
	c.RunE = func(c *cobra.Command, paths []string) error {
		if err := a.load(c); err != nil {
			return err
		}
		return a.index(c.Context(), paths, output)
	}
	return c
}

// index folds finished records and extracted documents, and writes the entities.
func (a *app) index(ctx context.Context, paths []string, file string) error {
	if err := apart(file, paths); err != nil {
		return err
	}
	out, err := openOutput(file, a.stdout)
	if err != nil {
		return err
	}
	defer out.Close()
	x := index.New()
	failed, err := a.forEachFinished(ctx, paths, file,
		func(file string) error { return addRecords(x, file) },
		func(d *doc.Document) error {
			x.Add(index.Of(d))
			return nil
		})
	if err != nil {
		return err
	}
	if err := errors.Join(x.Write(out), out.Commit()); err != nil {
		return failure{err}
	}
	if failed > 0 {
		return errFailed
	}
	return nil
}

func addRecords(x *index.Index, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for d, err := range index.Records(f, path) {
		if err != nil {
			return err
		}
		x.Add(d)
	}
	return nil
}
