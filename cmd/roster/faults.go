package main

import (
	"errors"
	"fmt"

	"github.com/rs/zerolog"

	"roster/pipeline/input"
)

// faultsShown is how many lines in which a file has the same fault are named to a person.
const faultsShown = 3

// faults logs what is wrong with documents. For people it counts what is wrong with line after line of one file, such
// as a key that all of them lack; a log in JSON has every line.
type faults struct {
	log   *zerolog.Logger
	most  int   // how many lines with one fault are logged in a row; 0: all
	said  fault // what the last error said
	count int   // how often in a row
}

func (a *app) newFaults() faults {
	f := faults{log: &a.log}
	if forPeople(a.stderr, a.settings) {
		f.most = faultsShown
	}
	return f
}

// A fault is what an error says of a line of a file.
type fault struct{ file, what string }

// add logs an error by an event.
func (f *faults) add(event *zerolog.Event, err error) {
	now := faultOf(err)
	if now != f.said {
		f.end()
		f.said = now
	}
	if f.count++; f.repeats() <= 0 {
		event.Msg(err.Error())
	}
}

// repeats is how many of the last errors are not logged.
func (f *faults) repeats() int {
	if f.most == 0 || f.said == (fault{}) {
		return 0
	}
	return f.count - f.most
}

// end logs how many errors were not logged.
func (f *faults) end() {
	if n := f.repeats(); n > 0 {
		f.log.Error().Msg(fmt.Sprintf("%s: in %d more lines: %s", f.said.file, n, f.said.what))
	}
	f.said, f.count = fault{}, 0
}

// faultOf returns what is wrong with a line, zero where an error is of something else.
func faultOf(err error) fault {
	var unread *input.Error
	if !errors.As(err, &unread) || unread.Line == 0 {
		return fault{}
	}
	file := unread.Path
	if unread.Member != "" {
		file += "!" + unread.Member
	}
	return fault{file, unread.Err.Error()}
}
