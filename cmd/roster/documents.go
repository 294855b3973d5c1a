package main

import (
	"context"

	"roster/pipeline"
	"roster/pipeline/doc"
)

// forEach hands over each document of the paths as the pipeline leaves it, and returns how many documents failed, each
// of which it logs, as it does what is skipped: output too, the file that is written meanwhile. An error of do ends it.
func (a *app) forEach(ctx context.Context, p *pipeline.Pipeline, paths []string, output string,
	do func(*doc.Document) error) (failed int, err error) {
	in, err := a.openInput(ctx, paths, extractOptions{output: output})
	if err != nil {
		return 0, err
	}
	defer func() { a.logSkipped(in.Skipped()) }()
	bad := a.newFaults()
	defer bad.end()
	documents := 0
	for d, err := range p.Run(ctx, in.Documents(ctx), a.settings.Run.Workers) {
		switch {
		case ctx.Err() != nil:
			return failed, failure{interrupted(documents)}
		case err != nil:
			failed++
			bad.add(a.log.Error(), err)
			continue
		}
		documents++
		if err := do(d); err != nil {
			return failed, err
		}
	}
	if ctx.Err() != nil {
		return failed, failure{interrupted(documents)}
	}
	return failed, nil
}
