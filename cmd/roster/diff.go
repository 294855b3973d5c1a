package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"roster/pipeline"
	"roster/pipeline/diff"
	"roster/pipeline/input"
)

// diffOptions are the flags of diff.
type diffOptions struct {
	configs []string
	gold    string
	json    bool
}

func (a *app) diffCommand() *cobra.Command {
	var o diffOptions
	c := &cobra.Command{
		Use:   "diff OLD NEW | --config OLD --config NEW [PATH…]",
		Short: "Say what changed between two runs, or what a configuration changes",
		Long: "Say what changed between two runs, given by their files of document records or their folders, or between two\n" +
			"configurations over the same articles: the mentions added, removed, relabelled and re-bounded and the links that\n" +
			"changed, by the rule or engine responsible. Without a PATH, input.paths of the new configuration is read; how\n" +
			"articles are read is the new configuration's. The exit code is 1 where something differs.",
		Example: "  roster diff before.jsonl after.jsonl\n  roster diff --config config.yaml --config trial.yaml seeds/\n" +
			"  roster diff --config config.yaml --config trial.yaml --gold testdata/gold seeds/",
	}
	flags := c.Flags()
	flags.StringArrayVar(&o.configs, "config", nil,
		"configuration `file`; given twice, the two to compare, the old one first")
	flags.StringVar(&o.gold, "gold", "", "say which changes are right by this annotated `file or folder`")
	flags.BoolVar(&o.json, "json", false, "print one JSON object")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := o.check(args); err != nil {
			return usageError{c.CommandPath(), err}
		}
		return a.diff(c, args, o)
	}
	return c
}

func (o diffOptions) check(args []string) error {
	switch {
	case len(o.configs) > 2:
		return fmt.Errorf("--config is given %d times, expected two to compare", len(o.configs))
	case len(o.configs) < 2 && len(args) != 2:
		return errors.New("expected the files of two runs, OLD and NEW, or --config twice")
	case len(o.configs) == 2 && slices.Contains(args, "-"):
		return errors.New("standard input can be read only once, expected files and folders")
	}
	return nil
}

// diff prints what differs between two files of records, or two configurations over the paths.
func (a *app) diff(c *cobra.Command, args []string, o diffOptions) error {
	var settings []*Settings
	for _, file := range append(o.configs, a.configFile)[:max(1, len(o.configs))] {
		a.configFile = file
		if err := a.load(c); err != nil {
			return err
		}
		settings = append(settings, a.settings)
	}
	annotated, err := a.readJudge(o.gold)
	if err != nil {
		return err
	}
	var result *diff.Result
	failed := 0
	if len(settings) == 1 {
		result, err = diffRecords(args[0], args[1], annotated)
	} else {
		result, failed, err = a.diffSettings(c.Context(), settings[0], settings[1], args, annotated)
	}
	if err != nil {
		return err
	}
	write := func() error { return result.Print(a.stdout, a.colours()) }
	if o.json {
		write = func() error { return result.WriteJSON(a.stdout) }
	}
	if err := write(); err != nil {
		return failure{err}
	}
	if failed > 0 || !result.Empty() {
		return errFailed
	}
	return nil
}

// readJudge reads the gold that changes are judged by, nil for "".
func (a *app) readJudge(path string) (*diff.Gold, error) {
	if path == "" {
		return nil, nil
	}
	docs, err := a.readGold(path)
	if err != nil {
		return nil, err
	}
	return diff.NewGold(docs)
}

func diffRecords(before, after string, annotated *diff.Gold) (*diff.Result, error) {
	old, err := readRun(before)
	if err != nil {
		return nil, err
	}
	other, err := readRun(after)
	if err != nil {
		return nil, err
	}
	return diff.Compare(old, other, annotated)
}

// readRun reads a file of records, or the shards of a folder.
func readRun(path string) ([]*diff.Document, error) {
	files, err := expandRuns([]string{path})
	if err != nil {
		return nil, err
	}
	var all []*diff.Document
	shard := map[string]string{}
	for _, file := range files {
		docs, err := diff.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for _, d := range docs {
			if shard[d.ID] != "" {
				return nil, fmt.Errorf("%s: id %q stands in %s too", file, d.ID, shard[d.ID])
			}
			shard[d.ID] = file
		}
		all = append(all, docs...)
	}
	return all, nil
}

// diffSettings runs both configurations over the paths, side by side, and logs and counts the documents that failed.
func (a *app) diffSettings(ctx context.Context, before, after *Settings, paths []string, annotated *diff.Gold) (
	result *diff.Result, failed int, err error) {
	if len(paths) == 0 {
		paths = after.Input.Paths
	}
	old, err := documents(ctx, before, after, paths)
	if err != nil {
		return nil, 0, err
	}
	other, err := documents(ctx, after, after, paths)
	if err != nil {
		return nil, 0, err
	}
	next, stop := iter.Pull2(other)
	defer stop()
	result = new(diff.Result)
	for b, errBefore := range old {
		d, errAfter, _ := next()
		if err := cmp.Or(errBefore, errAfter); err != nil {
			failed++
			a.log.Error().Msg(err.Error())
			continue
		}
		j, err := annotated.Judge(b, d)
		if err != nil {
			return nil, failed, err
		}
		result.Add(b, d, j)
	}
	if ctx.Err() != nil {
		return nil, failed, failure{interrupted(result.Documents)}
	}
	return result, failed, nil
}

// documents extracts the documents of the paths by one configuration, read as another says.
func documents(ctx context.Context, s, reading *Settings, paths []string) (iter.Seq2[*diff.Document, error], error) {
	p, err := pipeline.New(s.pipeline())
	if err != nil {
		return nil, err
	}
	in, err := input.New(reading.input(), paths, nil)
	if err != nil {
		return nil, err
	}
	labels := s.emit(p).Labels
	return func(yield func(*diff.Document, error) bool) {
		for d, err := range p.Run(ctx, in.Documents(ctx), s.Run.Workers) {
			var out *diff.Document
			if err == nil {
				out = diff.Extracted(d, labels)
			}
			if !yield(out, err) {
				return
			}
		}
	}, nil
}
