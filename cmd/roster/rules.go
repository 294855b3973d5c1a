package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"roster/pipeline/doc"
	"roster/rules"
)

func (a *app) rulesCommand() *cobra.Command {
	return group(&cobra.Command{
		Use:   "rules",
		Short: "Check, list, measure and propose rules",
	}, a.rulesCheckCommand(), a.rulesListCommand(), a.rulesStatsCommand(), a.rulesSuggestCommand())
}

func (a *app) rulesListCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List the rules in force, in the order of their files",
		Long: "List the rules in force, in the order of their files. Embedded rules that find what the linear engine finds\n" +
			"by itself are in force with the other engines alone.",
		Args: noArguments,
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON object a rule")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := a.load(c); err != nil {
			return err
		}
		set, err := a.settings.pipeline().LoadRules()
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
	ID       string     `json:"id"`
	Label    *doc.Label `json:"label"` // null where it has none
	Action   string     `json:"action"`
	Phrases  int        `json:"phrases"`
	Patterns int        `json:"patterns"`
	Examples int        `json:"examples"`
	Priority int        `json:"priority"`
	Score    float64    `json:"score"`
	Core     bool       `json:"core"`
	File     string     `json:"file"`
	Line     int        `json:"line"`
}

// printRulesJSON prints a line of JSON a rule.
func (a *app) printRulesJSON(list []*rules.Rule) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	for _, r := range list {
		line := ruleLine{
			ID: r.ID, Action: action(r), Patterns: len(r.Patterns), Examples: len(r.Examples),
			Priority: r.Priority, Score: r.Score, Core: r.Core, File: r.File, Line: r.Line,
		}
		if r.Label != "" {
			line.Label = &r.Label
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
