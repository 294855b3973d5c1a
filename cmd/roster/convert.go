package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"roster/pipeline/convert"
	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/gold"
)

// convertOptions are the flags of convert.
type convertOptions struct{ from, to, output string }

func (a *app) convertCommand() *cobra.Command {
	var o convertOptions
	c := &cobra.Command{
		Use:   "convert GOLD…",
		Short: "Write annotated articles and records in another format",
		Long: "Write annotated articles and records in another format. A GOLD is a file, a folder, or - for standard input:\n" +
			"document records as extract writes them, marked text, CoNLL columns, brat's standoff, or the JSON of spaCy,\n" +
			"Prodigy, Label Studio or doccano. What the new format cannot carry is counted in warnings.",
		Example: "  roster convert gold/ --to conll -o gold.conll\n" +
			"  roster convert export.json --from labelstudio --to marked -o gold/\n" +
			"  roster convert run.jsonl --to parquet -o run/",
		Args: someArguments,
	}
	flags := c.Flags()
	flags.StringVar(&o.from, "from", "auto",
		"the `form` of all files: auto (by extension and content), "+listed(gold.Forms))
	flags.StringVar(&o.to, "to", "jsonl", "the `format` to write: "+listed(emit.Formats))
	flags.StringVarP(&o.output, "output", "o", "",
		"write to this `file`, all of it or nothing, instead of standard output; FOLDER/ for brat, marked and parquet")
	own := shortcuts(c, "record=output.record")
	c.RunE = func(c *cobra.Command, paths []string) error {
		if o.from != "auto" && !slices.Contains(gold.Forms, o.from) {
			return usageError{c.CommandPath(), fmt.Errorf("--from: expected auto, %s, found %s", listed(gold.Forms), o.from)}
		}
		if !slices.Contains(emit.Formats, o.to) {
			return usageError{c.CommandPath(), fmt.Errorf("--to: expected one of %s, found %s", listed(emit.Formats), o.to)}
		}
		if err := a.load(c, own()...); err != nil {
			return err
		}
		return a.convert(c.Context(), paths, o)
	}
	return c
}

// A conversion is a run of convert and what it has counted.
type conversion struct {
	*app
	format            string
	writer            emit.Writer
	documents, failed int
	left              leftOut
	lost              convert.Losses // what the target has no place for
}

// convert writes the documents of the paths, all labels of them.
func (a *app) convert(ctx context.Context, paths []string, o convertOptions) error {
	paths, err := expandRuns(paths)
	if err != nil {
		return err
	}
	if err := apart(o.output, paths); err != nil {
		return err
	}
	if err := checkRoom(o.to, o.output, paths); err != nil {
		return err
	}
	opt := a.settings.emitOptions()
	opt.Format, opt.Labels = o.to, doc.Labels
	w, out, err := a.openWriter(o.output, opt)
	if err != nil {
		return err
	}
	defer out.Close()
	c := conversion{app: a, format: o.to, writer: w, left: leftOut{}, lost: convert.Losses{}}
	r := gold.Reader{
		Records: true, Stdin: untilDone(ctx, a.stdin), Left: c.left.add, Output: outputFile(o.output),
	}
	if o.from != "auto" {
		r.Form = o.from
	}
	if err := c.run(ctx, r, paths); err != nil {
		return failure{err}
	}
	if err := errors.Join(w.Close(), out.Commit()); err != nil {
		return failure{err}
	}
	return c.summary(opt.Record)
}

// run writes every document and logs those that cannot be read or written. Its error ends the run.
func (c *conversion) run(ctx context.Context, r gold.Reader, paths []string) error {
	for g, err := range r.Read(paths...) {
		if ctx.Err() != nil {
			return interrupted(c.documents)
		}
		if err == nil {
			err = c.write(g)
		}
		unfit := (*emit.DocumentError)(nil)
		switch {
		case err == nil:
			c.documents++
		case g == nil || errors.As(err, &unfit):
			c.failed++
			c.log.Error().Msg(err.Error())
		default:
			return err
		}
	}
	return nil
}

func (c *conversion) write(g *gold.Document) error {
	d, err := convert.Document(g)
	if err != nil {
		return &emit.DocumentError{ID: g.ID, Reason: err.Error()}
	}
	if err := c.writer.Write(d); err != nil {
		return err
	}
	c.lost.Add(d, c.format)
	return nil
}

// summary logs what was done, left out and lost.
func (c *conversion) summary(record emit.Record) error {
	c.logLeftOut(c.left)
	for _, layer := range emit.Layers {
		if n := c.lost[layer]; n > 0 && record == emit.Document {
			c.log.Warn().Int("count", n).Msg("lost: " + c.format + " does not hold " + string(layer))
		}
	}
	if c.documents+c.failed == 0 {
		c.log.Warn().Msg("no documents: the paths hold nothing to convert")
	}
	c.log.Info().Int("documents", c.documents).Int("failed", c.failed).Msg("done")
	if c.failed > 0 {
		return errFailed
	}
	return nil
}
