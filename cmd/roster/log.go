package main

import (
	"io"
	"os"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/term"
)

// newLog returns the log of a run: for people or JSON.
func newLog(stderr io.Writer, bar *progress, s *Settings) zerolog.Logger {
	level, err := zerolog.ParseLevel(s.Log.Level)
	if err != nil {
		level = zerolog.InfoLevel
	}
	w := io.Writer(clearing{stderr, bar})
	if forPeople(stderr, s) {
		_, plain := os.LookupEnv("NO_COLOR")
		w = zerolog.ConsoleWriter{Out: w, TimeFormat: time.TimeOnly, NoColor: plain || !isTerminal(stderr)}
	}
	return zerolog.New(w).Level(level).With().Timestamp().Logger()
}

// forPeople reports whether people read the log: those at a terminal, or who ask for it.
func forPeople(stderr io.Writer, s *Settings) bool {
	return s.Log.Format == "console" || s.Log.Format == "auto" && isTerminal(stderr)
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// A clearing writer takes the progress bar away before it writes.
type clearing struct {
	io.Writer
	bar *progress
}

func (c clearing) Write(p []byte) (int, error) {
	c.bar.clear()
	return c.Writer.Write(p)
}
