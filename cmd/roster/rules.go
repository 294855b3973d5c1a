package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"roster/pipeline/match"
	"roster/pipeline/tag/prose"
	"roster/pipeline/tokenize"
	"roster/rules"
)

func (a *app) rulesCommand() *cobra.Command {
	return group(&cobra.Command{
		Use:   "rules",
		Short: "Check, list, measure and propose rules",
	}, a.rulesCheckCommand(), a.rulesListCommand(), a.rulesStatsCommand(), a.rulesSuggestCommand())
}

func (a *app) rulesCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Load the rules and run every rule's examples",
		Long: "Load the embedded rules, those of the configuration and those of each PATH, a rule file, a folder of\n" +
			"them or a glob, and run every rule's examples, each rule alone.",
		Example: "  roster rules check my-rules.yaml",
		RunE: func(c *cobra.Command, paths []string) error {
			if err := a.load(c); err != nil {
				return err
			}
			cfg := a.settings.rules()
			cfg.Files = append(cfg.Files, paths...)
			set, err := rules.Load(cfg)
			if err != nil {
				return err
			}
			return a.checkExamples(set)
		},
	}
}

// checkExamples prints each example that does not hold, and a last line that counts.
func (a *app) checkExamples(set *rules.Set) error {
	m, err := match.New(set, prose.Speech{})
	if err != nil {
		return err
	}
	failures := m.CheckExamples(tokenize.Tokenize)
	for _, f := range failures {
		fmt.Fprintf(a.stdout, "%v\n    %s\n", f, f.Example.Text)
	}
	examples := 0
	for _, r := range set.Rules() {
		examples += len(r.Examples)
	}
	_, err = fmt.Fprintf(a.stdout, "%d rules, %d examples, %d failed\n", len(set.Rules()), examples, len(failures))
	switch {
	case err != nil:
		return failure{err}
	case len(failures) > 0:
		return errFailed
	}
	return nil
}

func (a *app) rulesListCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List the rules in force, in the order of their files",
		Args:  arguments(cobra.NoArgs),
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON object a rule")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := a.load(c); err != nil {
			return err
		}
		set, err := rules.Load(a.settings.rules())
		if err != nil {
			return err
		}
		list := a.printRules
		if asJSON {
			list = a.printRulesJSON
		}
		if err := list(set.Rules()); err != nil {
			return failure{err}
		}
		return nil
	}
	return c
}

// printRules prints a table of rules.
func (a *app) printRules(list []*rules.Rule) error {
	t := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "ID\tLABEL\tACTION\tKIND\tPRIORITY\tSOURCE")
	for _, r := range list {
		label := string(r.Label)
		if label == "" {
			label = "-"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%d\t%s:%d\n", r.ID, label, action(r), kinds(r), r.Priority, r.File, r.Line)
	}
	return t.Flush()
}

// A ruleLine is a rule as --json prints it.
type ruleLine struct {
	ID       string  `json:"id"`
	Label    string  `json:"label"`
	Action   string  `json:"action"`
	Phrases  int     `json:"phrases"`
	Patterns int     `json:"patterns"`
	Examples int     `json:"examples"`
	Priority int     `json:"priority"`
	Score    float64 `json:"score"`
	Core     bool    `json:"core"`
	File     string  `json:"file"`
	Line     int     `json:"line"`
}

// printRulesJSON prints a line of JSON a rule.
func (a *app) printRulesJSON(list []*rules.Rule) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	for _, r := range list {
		line := ruleLine{
			ID: r.ID, Label: string(r.Label), Action: action(r), Patterns: len(r.Patterns), Examples: len(r.Examples),
			Priority: r.Priority, Score: r.Score, Core: r.Core, File: r.File, Line: r.Line,
		}
		for range r.Phrases() {
			line.Phrases++
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// action says what a rule does with what it matches; a named list does nothing of itself.
func action(r *rules.Rule) string {
	if r.IsList() {
		return "list"
	}
	return r.Action.String()
}

// kinds says what a rule matches by.
func kinds(r *rules.Rule) string {
	var kinds []string
	if r.HasPhrases() {
		kinds = append(kinds, "phrases")
	}
	if len(r.Patterns) > 0 {
		kinds = append(kinds, "pattern")
	}
	return strings.Join(kinds, ", ")
}
