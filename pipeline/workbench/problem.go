package workbench

import (
	"errors"
	"slices"
	"unicode/utf8"

	"roster/pipeline/check"
	"roster/pipeline/tag/prose"
	"roster/pipeline/tokenize"
	"roster/rules"
)

// faultsOf returns the problems that an error of a loader or of pipeline.New stands for. What is of no file that the
// set has is a problem of the file with the key blamed.
func (s fileSet) faultsOf(err error, blamed string) []Problem {
	var out []Problem
	switch e := err.(type) {
	case nil:
		return nil
	case *FileFault:
		return []Problem{s.problem(e.File, e.Line, e.Column, Fault, e.Err.Error(), blamed)}
	case *rules.Error:
		return []Problem{s.problem(e.File, e.Line, e.Col, Fault, inRule(e.Rule, e.Err.Error()), blamed)}
	case interface{ Unwrap() []error }:
		for _, x := range e.Unwrap() {
			out = append(out, s.faultsOf(x, blamed)...)
		}
		return out
	}
	var fault *FileFault
	var errs rules.Errors
	if inner := errors.Unwrap(err); errors.As(inner, &fault) || errors.As(inner, &errs) {
		return s.faultsOf(inner, blamed)
	}
	return []Problem{s.problem("", 0, 0, Fault, err.Error(), blamed)}
}

func inRule(id, message string) string {
	if id == "" {
		return message
	}
	return "rule " + id + ": " + message
}

// problem places a message. The column is in code points; a line of 0 is the file as a whole.
func (s fileSet) problem(name string, line, column int, severity Severity, message, blamed string) Problem {
	p := Problem{Line: max(line, 1), Column: 1, Severity: severity, Message: message}
	f := s.named(name)
	switch {
	case f != nil:
		p.File = f.key
		p.Column = columnIn(f.text, line, column)
	case name != "":
		p.File, p.Line = blamed, 1
		p.Message = name + ": " + message
	default:
		p.File = blamed
	}
	return p
}

// columnIn returns a column of a line in code units, from one in code points.
func columnIn(text string, line, column int) int {
	at := 0
	for i := 1; i < line && at < len(text); i++ {
		for at < len(text) && text[at] != '\n' {
			at++
		}
		at++
	}
	units := 1
	for i := 1; i < column && at < len(text); i++ {
		r, size := utf8.DecodeRuneInString(text[at:])
		units += width(r)
		at += size
	}
	return units
}

// findings returns what the checker finds in the user's rules, examples that do not hold and warnings; and that the
// configuration does not name the rule file for what is accepted.
func (s fileSet) findings(c *corpus) ([]Problem, error) {
	r, err := check.Check(c.pipeline.Rules(), tokenize.Tokenize, prose.Speech{})
	if err != nil {
		return nil, err
	}
	out := []Problem{}
	for _, f := range r.Failures {
		if !f.Rule.Core {
			message := inRule(f.Rule.ID, f.Message())
			out = append(out, s.problem(f.Rule.File, f.Example.Line, f.Example.Col, Fault, message, ""))
		}
	}
	for _, w := range r.Warnings {
		if !w.Rule.Core {
			out = append(out, s.problem(w.Rule.File, w.Line, w.Col, Warning, inRule(w.Rule.ID, w.Message), ""))
		}
	}
	target, config := s.target(), s.kind(ConfigFile)
	if !c.TargetNamed && config != nil && target != nil && target.exists {
		message := "rules.files does not name " + target.Name + ": its rules are in force here alone"
		out = append(out, Problem{File: config.key, Line: 1, Column: 1, Severity: Warning, Message: message})
	}
	return out, nil
}

// ownFirst puts the problems of one file before those of others.
func ownFirst(problems []Problem, key string) []Problem {
	if problems == nil {
		return []Problem{}
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return order(a.File == key) - order(b.File == key) })
	return problems
}

func order(first bool) int {
	if first {
		return 0
	}
	return 1
}
