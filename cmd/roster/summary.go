package main

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/rs/zerolog"

	"roster/pipeline/input"
)

// A summary is what a run has done. Its first part is of the whole output, its second of this process.
type summary struct {
	Finished  bool           `json:"finished"`
	Documents int            `json:"documents"`
	Failed    int            `json:"failed"`
	Skipped   map[string]int `json:"skipped"`
	Bytes     int64          `json:"bytes"`
	Mentions  map[string]int `json:"mentions"`

	Extracted       int     `json:"extracted"`
	Kept            int     `json:"kept"`
	Tokens          int     `json:"tokens"`
	Seconds         float64 `json:"seconds"`
	TokensPerSecond int     `json:"tokens_per_second"`
}

// summary logs what was done and what was not, and returns it.
func (e *extraction) summary(finished bool) summary {
	c := e.out.Counts()
	seconds := time.Since(e.started).Seconds()
	s := summary{
		Finished: finished, Documents: c.Documents, Failed: c.Failed, Skipped: counts(e.in.Skipped()), Bytes: c.Bytes,
		Mentions: c.Mentions, Extracted: e.extracted, Kept: e.kept, Tokens: e.tokens,
		Seconds: math.Round(seconds*1000) / 1000, TokensPerSecond: int(float64(e.tokens) / seconds),
	}
	skipped := e.logSkipped(e.in.Skipped())
	if finished && s.Documents+s.Failed == 0 {
		e.log.Warn().Msg("no documents: the paths hold nothing to read")
	}
	mentions, labels := 0, zerolog.Dict()
	for _, label := range slices.Sorted(maps.Keys(s.Mentions)) {
		mentions += s.Mentions[label]
		labels.Int(label, s.Mentions[label])
	}
	message := "done"
	if !finished {
		message = "not finished"
	}
	e.log.Info().Int("documents", s.Documents).Int("failed", s.Failed).Int("skipped", skipped).Int("mentions", mentions).
		Dict("labels", labels).Int("kept", s.Kept).Int64("bytes", s.Bytes).Int("tokens", s.Tokens).
		Int("tokens_per_second", s.TokensPerSecond).Float64("seconds", s.Seconds).Msg(message)
	return s
}

// counts sums up what was skipped, by reason.
func counts(skipped []input.Skips) map[string]int {
	out := map[string]int{}
	for _, s := range skipped {
		out[s.Reason] = s.Count
	}
	return out
}

// A summaryFile is the file of a summary, nil where none is asked for.
type summaryFile struct{ output }

// openSummary opens a file before the run begins, so that a name that cannot be written ends it at once.
func openSummary(name string, stdout io.Writer) (*summaryFile, error) {
	if name == "" {
		return nil, nil
	}
	out, err := openOutput(name, stdout)
	if err != nil {
		return nil, err
	}
	return &summaryFile{out}, nil
}

func (r *summaryFile) write(s summary) error {
	if r == nil {
		return nil
	}
	e := json.NewEncoder(r.output)
	e.SetIndent("", "  ")
	return errors.Join(e.Encode(s), r.Commit())
}

// Close takes back a summary that was not written.
func (r *summaryFile) Close() error {
	if r == nil {
		return nil
	}
	return r.output.Close()
}
