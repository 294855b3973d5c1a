package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"roster/pipeline"
	"roster/pipeline/diff"
	"roster/pipeline/doc"
	"roster/pipeline/input"
)

// A watching is extract --watch: what was found last, and what it was found by.
type watching struct {
	*app
	command *cobra.Command
	own     func() []assignment
	args    []string // the paths of the command line
	output  string

	settings *Settings // of the last run that could be done
	pipeline *pipeline.Pipeline
	found    []*doc.Document // in the order of the input, those that did not fail
}

// watch runs over the articles, then again whenever articles, rules or the configuration change, and prints what is
// different. It ends with ctx. Only the first run can fail; later ones say what is wrong, and what was good stays.
func (a *app) watch(c *cobra.Command, args []string, own func() []assignment, o extractOptions) error {
	ctx := c.Context()
	w := &watching{app: a, command: c, own: own, args: args, output: o.output, settings: a.settings}
	if err := w.check(o); err != nil {
		return usageError{c.CommandPath(), err}
	}
	files, err := newFileWatcher()
	if err != nil {
		return failure{err}
	}
	defer files.Close()
	if err := w.follow(files); err != nil {
		return failure{err}
	}
	if err := w.begin(ctx); err != nil {
		return err
	}
	for changed := range files.changes(ctx) {
		if err := w.again(ctx, w.follow(files), changed); err != nil && ctx.Err() == nil {
			w.report(err)
			w.log.Warn().Msg("nothing was done: what was found before stands")
		}
	}
	return nil
}

// check fails on what cannot be watched.
func (w *watching) check(o extractOptions) error {
	plain := extractOptions{output: o.output, watch: true, maxFailures: o.maxFailures}
	switch {
	case slices.Contains(w.paths(), "-"):
		return errors.New("--watch reads files again, expected no standard input")
	case o != plain:
		return errors.New("--watch keeps nothing of large runs: expected no --resume, --incremental, --retry-failures, " +
			"--summary, --files-from")
	case !toStdout(o.output) && isFolder(o.output):
		return fmt.Errorf("--watch writes one file, found the folder %s", o.output)
	}
	return nil
}

// paths are the articles to read: those of the command line, else of the configuration.
func (w *watching) paths() []string {
	if len(w.args) > 0 {
		return w.args
	}
	return w.settings.Input.Paths
}

// follow watches what the last run hangs on, and what the next one may.
func (w *watching) follow(files *fileWatcher) error {
	var read []string
	if w.pipeline != nil {
		read = w.pipeline.Rules().Files()
	}
	return files.follow(w.configFile, read, w.paths(), w.settings, w.app.settings)
}

// begin does the first run.
func (w *watching) begin(ctx context.Context) error {
	p, err := pipeline.New(w.settings.pipeline())
	if err != nil {
		return err
	}
	found, err := w.extractAll(ctx, p, nil)
	if err != nil {
		return failure{err}
	}
	w.pipeline, w.found = p, found
	mentions := 0
	for _, d := range found {
		mentions += len(diff.Extracted(d, w.settings.labels()).Mentions)
	}
	w.log.Info().Int("documents", len(found)).Int("mentions", mentions).Msg("watching for changes")
	return w.write()
}

// again runs once more after a change, and prints the difference, unless the change was none.
func (w *watching) again(ctx context.Context, followed error, changed changes) error {
	if followed != nil {
		return failure{followed}
	}
	settings, p := w.settings, w.pipeline
	if changed.rules {
		if err := w.load(w.command, w.own()...); err != nil {
			return err
		}
		settings = w.app.settings
		var err error
		if p, err = pipeline.New(settings.pipeline()); err != nil {
			return err
		}
	}
	before, labels := w.found, w.settings.labels()
	reusable := w.settings.fingerprint(w.pipeline) == settings.fingerprint(p)
	w.settings, w.pipeline = settings, p
	var known []*doc.Document
	if reusable {
		known = before
	}
	found, err := w.extractAll(ctx, p, known)
	if err != nil {
		return failure{err}
	}
	w.found = found
	if reusable && slices.Equal(before, found) {
		return nil
	}
	if err := compareRuns(before, labels, found, settings.labels()).Print(w.stdout, w.colours()); err != nil {
		return failure{err}
	}
	return w.write()
}

// extractAll extracts the documents of the paths, but for those that are known with the same text.
func (w *watching) extractAll(ctx context.Context, p *pipeline.Pipeline, known []*doc.Document) (
	[]*doc.Document, error) {
	reading := w.settings.input()
	reading.Output = outputFile(w.output)
	in, err := input.New(reading, w.paths(), nil)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]*doc.Document)
	for _, d := range known {
		byID[d.ID] = d
	}
	var all, fresh []*doc.Document
	for d, err := range in.Documents(ctx) {
		if err != nil {
			w.log.Error().Msg(err.Error())
			continue
		}
		if k := byID[d.ID]; k != nil && k.Text == d.Text {
			d = k
		} else {
			fresh = append(fresh, d)
		}
		all = append(all, d)
	}
	failed := make(map[*doc.Document]bool)
	for d, err := range p.Run(ctx, each(fresh), w.settings.Run.Workers) {
		if err != nil {
			failed[d] = true
			w.log.Error().Msg(err.Error())
		}
	}
	return slices.DeleteFunc(all, func(d *doc.Document) bool { return failed[d] }), ctx.Err()
}

// each yields documents.
func each(docs []*doc.Document) func(func(*doc.Document, error) bool) {
	return func(yield func(*doc.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// compareRuns compares two runs. Where a text was edited, what the edit left as it was is compared.
func compareRuns(before []*doc.Document, labelsBefore []doc.Label, after []*doc.Document, labelsAfter []doc.Label,
) *diff.Result {
	olds := make(map[string]*diff.Document)
	for _, d := range before {
		olds[d.ID] = diff.Extracted(d, labelsBefore)
	}
	result := new(diff.Result)
	for _, d := range after {
		now, old := diff.Extracted(d, labelsAfter), olds[d.ID]
		delete(olds, d.ID)
		if old != nil && old.Text != now.Text {
			old = diff.Rebase(old, now.Text)
		}
		result.Add(old, now, nil)
	}
	for _, d := range before {
		if old := olds[d.ID]; old != nil {
			result.Add(old, nil, nil)
		}
	}
	return result
}

// write writes the records of what was found last, where there is a file for them.
func (w *watching) write() error {
	if toStdout(w.output) {
		return nil
	}
	writer, out, err := w.openWriter(w.output, w.settings.emit(w.pipeline))
	if err != nil {
		return err
	}
	defer out.Close()
	for _, d := range w.found {
		err = cmp.Or(err, writer.Write(d))
	}
	if err := errors.Join(err, writer.Close(), out.Commit()); err != nil {
		return failure{err}
	}
	return nil
}
