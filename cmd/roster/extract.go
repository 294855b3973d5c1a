package main

import (
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"roster/pipeline/input"
)

// extractOptions are the flags of extract that set no key of the configuration.
type extractOptions struct {
	output        string
	filesFrom     string // a file that lists paths, "-" for standard input, "" for none
	resume        bool
	incremental   bool
	retryFailures bool
	maxFailures   int // below 0: no limit
	summary       string
	watch         bool
}

func (a *app) extractCommand() *cobra.Command {
	var o extractOptions
	c := &cobra.Command{
		Use:   "extract [PATH…]",
		Short: "Write who is in the articles, as JSON Lines",
		Long: "Write who is in the articles, as JSON Lines. A PATH is a file, an archive, a folder, a glob, or -\n" +
			"for standard input. Without a PATH, input.paths of the configuration is read.\n\n" +
			"-o FOLDER/ is for large runs: shards, a manifest and a list of failures. Such a run can be interrupted,\n" +
			"gone on with by --resume, and brought up to date by --incremental.\n\n" +
			"--watch is for tuning: it writes nothing to standard output but, whenever articles, rules or the configuration\n" +
			"change, what that changes in what is found. Ctrl-C ends it.",
		Example: "  roster extract seeds/\n" +
			"  roster extract --record position -o positions.jsonl news/ 'more/*.txt.gz'\n" +
			"  roster extract --resume -o run/ news/",
	}
	flags := c.Flags()
	flags.StringVarP(&o.output, "output", "o", "",
		"write to this `file`, all of it or nothing, instead of standard output; to FOLDER/, in shards")
	flags.StringVar(&o.filesFrom, "files-from", "",
		"read the paths in this `file` too, each in a line or ended by a NUL byte; - for standard input")
	flags.BoolVar(&o.resume, "resume", false, "go on with the run in the output folder; start it where there is none")
	flags.BoolVar(&o.incremental, "incremental", false, "keep what the output folder has of documents that did not change")
	flags.BoolVar(&o.retryFailures, "retry-failures", false, "as --incremental, but try those again that failed")
	flags.IntVar(&o.maxFailures, "max-failures", -1, "end when more than `n` documents have failed; -1: no limit")
	flags.StringVar(&o.summary, "summary", "", "write what was done to this `file`, as JSON")
	flags.BoolVar(&o.watch, "watch", false,
		"stay, and print what is found otherwise after each change of articles, rules or configuration")
	own := shortcuts(c, "record=output.record", "format=output.format", "input-format=input.format",
		"text-field=input.text_field", "id-field=input.id_field")
	c.RunE = func(c *cobra.Command, paths []string) error {
		if err := a.load(c, own()...); err != nil {
			return err
		}
		if err := a.checkFolder(o); err != nil {
			return usageError{c.CommandPath(), err}
		}
		if o.watch {
			return a.watch(c, paths, own, o)
		}
		if len(paths) == 0 && o.filesFrom == "" {
			paths = a.settings.Input.Paths
		}
		return a.extract(c.Context(), paths, o)
	}
	return c
}

// extract runs the pipeline over the paths and writes the records.
func (a *app) extract(ctx context.Context, paths []string, o extractOptions) error {
	p, err := newPipeline(a.settings.pipeline())
	if err != nil {
		return err
	}
	if err := apart(o.output, paths); err != nil {
		return err
	}
	if err := checkRoom(a.settings.Output.Format, o.output, paths); err != nil {
		return err
	}
	in, err := a.openInput(ctx, paths, o)
	if err != nil {
		return err
	}
	summary, err := openSummary(o.summary, a.stdout)
	if err != nil {
		return err
	}
	defer summary.Close()
	out, err := a.openDestination(p, paths, o)
	if err != nil {
		return err
	}
	defer out.Close()
	if isTerminal(a.stderr) && !(toStdout(o.output) && isTerminal(a.stdout)) && !a.quiet {
		defer a.bar.start(ctx, a.stderr, in)()
	}
	e := newExtraction(a, out, in, o.maxFailures)
	ended := e.run(ctx, p)
	if refused(ended) {
		return ended
	}
	if err := summary.write(e.summary(ended == nil || ended == errFailed)); err != nil {
		a.log.Error().Msg(err.Error())
		return cmp.Or(ended, errFailed)
	}
	return ended
}

// openInput returns the reader of the paths and the list of paths.
func (a *app) openInput(ctx context.Context, paths []string, o extractOptions) (*input.Reader, error) {
	stdin := a.stdin
	if o.filesFrom == "-" || slices.Contains(paths, "-") {
		stdin = untilDone(ctx, stdin)
	}
	reading := a.settings.input()
	reading.OnSkip = a.logSkip
	reading.FilesFrom = o.filesFrom
	reading.Output = outputFile(o.output)
	reading.Digest = a.inShards(o.output)
	return input.New(reading, paths, stdin)
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
