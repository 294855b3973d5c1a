package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"roster/internal/count"
	"roster/pipeline/check"
	"roster/pipeline/doc"
	"roster/pipeline/match"
	"roster/pipeline/tag/prose"
	"roster/pipeline/tokenize"
	"roster/rules"
)

func (a *app) rulesCheckCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Load the rules, run every rule's examples, warn of rules that find nothing or clash",
		Long: "Load the embedded rules, those of the configuration and those of each PATH, a rule file, a folder of\n" +
			"them or a glob, and run every rule's examples, each rule alone. Warn of rules of yours that can find nothing,\n" +
			"repeat others, always lose to one, or give the same words another label. Warnings leave the exit code as it is.",
		Example: "  roster rules check my-rules.yaml",
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object, also of rules that do not load")
	c.RunE = func(c *cobra.Command, paths []string) error {
		if err := a.load(c); err != nil {
			return err
		}
		return a.check(paths, asJSON)
	}
	return c
}

func (a *app) check(paths []string, asJSON bool) error {
	cfg := a.settings.rules()
	cfg.Files = append(cfg.Files, paths...)
	set, err := rules.Load(cfg)
	if err != nil {
		var faults rules.Errors
		if asJSON && errors.As(err, &faults) {
			if writeErr := writeCheckJSON(a.stdout, &check.Result{}, faults); writeErr != nil {
				return failure{writeErr}
			}
		}
		return err
	}
	result, err := check.Check(set, tokenize.Tokenize, prose.Speech{})
	if err != nil {
		return err
	}
	if asJSON {
		err = writeCheckJSON(a.stdout, result, nil)
	} else {
		err = printCheck(a.stdout, result)
	}
	switch {
	case err != nil:
		return failure{err}
	case len(result.Failures) > 0:
		return errFailed
	}
	return nil
}

// printCheck prints each example that does not hold, each warning, and a last line that counts.
func printCheck(w io.Writer, r *check.Result) error {
	for _, f := range r.Failures {
		fmt.Fprintf(w, "%v\n    %s\n", f, f.Example.Text)
	}
	for _, x := range r.Warnings {
		fmt.Fprintf(w, "%s:%d:%d: warning: %s: %s [%s]\n", x.Rule.File, x.Line, x.Col, x.Rule.ID, x.Message, x.Kind)
	}
	_, err := fmt.Fprintf(w, "%s, %s, %d failed, %s\n", count.Of(r.Rules, "rule"), count.Of(r.Examples, "example"),
		len(r.Failures), count.Of(len(r.Warnings), "warning"))
	return err
}

// A checkReport is what --json prints; schema/check.schema.json describes it.
type checkReport struct {
	Rules    int            `json:"rules"`
	Examples int            `json:"examples"`
	Failed   int            `json:"failed"`
	Warnings int            `json:"warnings"`
	Findings []checkFinding `json:"findings"`
}

// A checkFinding is a fault of a file, an example that does not hold, or a warning.
type checkFinding struct {
	Severity string        `json:"severity"` // error or warning
	Kind     string        `json:"kind"`     // load, example, never, repeat, shadowed or conflict
	File     string        `json:"file"`
	Line     int           `json:"line"`   // 1-based; 0 where a fault is the file's as a whole
	Column   int           `json:"column"` // 1-based, in code points
	Rule     *string       `json:"rule"`
	Message  string        `json:"message"`
	Example  *checkExample `json:"example"` // of an example
	Other    *checkPlace   `json:"other"`   // the other rule that a warning is about
}

// A checkExample is the text of an example, without its marks, what it wants and what was found.
type checkExample struct {
	Number   int         `json:"number"`
	Text     string      `json:"text"`
	Expected []checkSpan `json:"expected"`
	Got      []checkSpan `json:"got"`
	Reason   *string     `json:"reason"`
}

// A checkSpan is a stretch of an example, in code points, half-open.
type checkSpan struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type checkPlace struct {
	Rule string `json:"rule"`
	File string `json:"file"`
	Line int    `json:"line"`
}

func writeCheckJSON(w io.Writer, r *check.Result, faults rules.Errors) error {
	report := checkReport{Rules: r.Rules, Examples: r.Examples, Failed: len(r.Failures), Warnings: len(r.Warnings),
		Findings: []checkFinding{}}
	for _, e := range faults {
		f := checkFinding{Severity: "error", Kind: "load", File: e.File, Line: e.Line, Column: e.Col, Message: e.Err.Error()}
		if e.Rule != "" {
			f.Rule = &e.Rule
		}
		report.Findings = append(report.Findings, f)
	}
	for _, f := range r.Failures {
		report.Findings = append(report.Findings, failureFinding(f))
	}
	for _, x := range r.Warnings {
		f := checkFinding{Severity: "warning", Kind: string(x.Kind), File: x.Rule.File, Line: x.Line, Column: x.Col,
			Rule: &x.Rule.ID, Message: x.Message}
		if o := x.Other; o != nil {
			f.Other = &checkPlace{o.ID, o.File, o.Line}
		}
		report.Findings = append(report.Findings, f)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(report)
}

func failureFinding(f match.Failure) checkFinding {
	example := &checkExample{Number: f.Number, Text: f.Example.Text, Expected: checkSpans(f.Example.Text, f.Example.Want),
		Got: checkSpans(f.Example.Text, f.Got)}
	if f.Reason != "" {
		example.Reason = &f.Reason
	}
	return checkFinding{Severity: "error", Kind: "example", File: f.Rule.File, Line: f.Example.Line, Column: f.Example.Col,
		Rule: &f.Rule.ID, Message: f.Message(), Example: example}
}

// checkSpans converts spans of a text from bytes to code points.
func checkSpans(text string, spans []doc.Span) []checkSpan {
	out := make([]checkSpan, len(spans))
	for i, s := range spans {
		start := utf8.RuneCountInString(text[:s.Start])
		part := text[s.Start:s.End]
		out[i] = checkSpan{start, start + utf8.RuneCountInString(part), part}
	}
	return out
}
