package main

import (
	"runtime/debug"

	"roster/pipeline"
)

// newPipeline builds the pipeline with the garbage collector at rest: nearly all that is made then is there to stay,
// and collecting would take a fifth of the time that an article needs.
func newPipeline(cfg pipeline.Config) (*pipeline.Pipeline, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	return pipeline.New(cfg)
}
