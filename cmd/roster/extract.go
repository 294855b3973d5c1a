package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/input"
)

func (a *app) extractCommand() *cobra.Command {
	var output, list string
	c := &cobra.Command{
		Use:   "extract [PATH…]",
		Short: "Write who is in the articles, as JSON Lines",
		Long: "Write who is in the articles, as JSON Lines. A PATH is a file, an archive, a folder, a glob, or -\n" +
			"for standard input. Without a PATH, input.paths of the configuration is read.",
		Example: "  roster extract seeds/\n  roster extract --record position -o positions.jsonl news/ 'more/*.txt.gz'",
	}
	c.Flags().StringVarP(&output, "output", "o", "",
		"write to this `file`, all of it or nothing, instead of standard output; FOLDER/ for brat, marked and parquet")
	c.Flags().StringVar(&list, "files-from", "",
		"read the paths in this `file` too, each in a line or ended by a NUL byte; - for standard input")
	own := shortcuts(c, "record=output.record", "format=output.format", "input-format=input.format",
		"text-field=input.text_field", "id-field=input.id_field")
	c.RunE = func(c *cobra.Command, paths []string) error {
		if err := a.load(c, own()...); err != nil {
			return err
		}
		if len(paths) == 0 && list == "" {
			paths = a.settings.Input.Paths
		}
		return a.extract(c.Context(), paths, list, output)
	}
	return c
}

// extract runs the pipeline over the paths and those in a list, and writes the records to a file, or standard output
// for "".
func (a *app) extract(ctx context.Context, paths []string, list, file string) error {
	p, err := pipeline.New(a.settings.pipeline())
	if err != nil {
		return err
	}
	stdin := a.stdin
	if list == "-" || slices.Contains(paths, "-") {
		stdin = untilDone(ctx, stdin)
	}
	reading := a.settings.input()
	reading.FilesFrom, reading.OnSkip = list, a.logSkip
	in, err := input.New(reading, paths, stdin)
	if err != nil {
		return err
	}
	w, out, err := a.openWriter(file, a.settings.emit(p))
	if err != nil {
		return err
	}
	defer out.Close()
	if isTerminal(a.stderr) && (out != direct{a.stdout} || !isTerminal(a.stdout)) && !a.quiet {
		defer a.bar.start(ctx, a.stderr, in)()
	}
	e := extraction{app: a, writer: w, started: time.Now()}
	err = e.run(ctx, p.Run(ctx, in.Documents(ctx), a.settings.Run.Workers))
	if err == nil {
		err = errors.Join(w.Close(), out.Commit())
	}
	if err != nil {
		return failure{err}
	}
	return e.summary(in.Skipped())
}

// untilDone returns a reader of in that fails once ctx is done, even while a read of in waits for more.
func untilDone(ctx context.Context, in io.Reader) io.Reader {
	r, w := io.Pipe()
	go func() {
		_, err := io.Copy(w, in)
		w.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { r.CloseWithError(context.Cause(ctx)) })
	return r
}

// An extraction is a run of extract and what it has counted.
type extraction struct {
	*app
	writer  emit.Writer
	started time.Time

	documents, failed, mentions int
}

// run writes the record of each document and logs each document that failed. Its error ends the run.
func (e *extraction) run(ctx context.Context, results iter.Seq2[*doc.Document, error]) error {
	for d, err := range results {
		switch {
		case ctx.Err() != nil:
			return interrupted(e.documents)
		case err != nil:
			e.failed++
			e.log.Error().Msg(err.Error())
		default:
			if err := e.write(d); err != nil {
				return err
			}
		}
		e.bar.add()
	}
	if ctx.Err() != nil {
		return interrupted(e.documents)
	}
	return nil
}

// interrupted says that a signal ended a run.
func interrupted(documents int) error { return fmt.Errorf("interrupted after %d documents", documents) }

// write writes a document, or logs that the format cannot hold it.
func (e *extraction) write(d *doc.Document) error {
	err := e.writer.Write(d)
	if unfit := (*emit.DocumentError)(nil); errors.As(err, &unfit) {
		e.failed++
		e.log.Error().Msg(err.Error())
		return nil
	}
	e.documents++
	for _, m := range d.Mentions {
		if slices.Contains(e.settings.Output.Labels, string(m.Label)) {
			e.mentions++
		}
	}
	for _, warning := range d.Warnings {
		e.log.Warn().Str("document", d.ID).Msg(warning)
	}
	return err
}

// summary logs what was done and what was not.
func (e *extraction) summary(skipped []input.Skips) error {
	if e.documents+e.failed == 0 {
		e.log.Warn().Msg("no documents: the paths hold nothing to read")
	}
	e.log.Info().Int("documents", e.documents).Int("failed", e.failed).Int("skipped", e.logSkipped(skipped)).
		Int("mentions", e.mentions).Float64("seconds", time.Since(e.started).Round(time.Millisecond).Seconds()).
		Msg("done")
	if e.failed > 0 {
		return errFailed
	}
	return nil
}

// logSkip names an entry that is not read; logSkipped sums them up.
func (a *app) logSkip(s input.Skip) {
	a.log.Debug().Str("file", s.Path).Str("reason", s.Reason).Msg("skipped")
}

// logSkipped logs how much was not read for each reason, with some names, and returns how much that is in all.
func (a *app) logSkipped(skipped []input.Skips) (total int) {
	for _, s := range skipped {
		level := zerolog.InfoLevel
		if s.Reason == input.SkippedUnknown {
			level = zerolog.WarnLevel
		}
		a.log.WithLevel(level).Int("files", s.Count).Strs("names", s.First).Msg("skipped: " + s.Reason)
		total += s.Count
	}
	return total
}
