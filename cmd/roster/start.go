package main

import (
	"runtime/debug"

	"roster/pipeline"
)

// newPipeline builds the pipeline with the garbage collector at rest: nearly all that is made then is there to stay,
// and collecting would take a fifth of the time that an article needs. From then on the heap grows by no more than
// heapGrowth, unless GOGC says otherwise.
func newPipeline(cfg pipeline.Config) (*pipeline.Pipeline, error) {
	percent := debug.SetGCPercent(-1)
	if percent == usualGrowth {
		percent = heapGrowth
	}
	defer debug.SetGCPercent(percent)
	return pipeline.New(cfg)
}

// In percent, as in GOGC: what Go does by itself, and what keeps a run of any length below 200 MB. The pipeline makes
// little garbage, so that this costs hardly any time.
const (
	usualGrowth = 100
	heapGrowth  = 50
)
