package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The exit codes.
const (
	exitDone   = 0 // all done
	exitFailed = 1 // something failed and the rest is done
	exitUsage  = 2 // command line, configuration or rules at fault: nothing was done
)

// errFailed says that something failed which has been reported already.
var errFailed = errors.New("failed")

// A usageError is a fault in how a command was called.
type usageError struct {
	command string // its path, "roster extract"
	err     error
}

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// A failure is an error after work had begun.
type failure struct{ err error }

func (e failure) Error() string { return e.err.Error() }
func (e failure) Unwrap() error { return e.err }

// An app is what the commands share: the streams, the global flags and what load makes of them.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer

	configFile string
	set        []string
	quiet      bool
	logLevel   string

	settings *Settings
	bar      progress // stands on stderr below the lines of log
	log      zerolog.Logger
}

// run executes a command line and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return a.report(root.ExecuteContext(ctx))
}

// report prints a command's error and returns its exit code.
func (a *app) report(err error) int {
	var usage usageError
	var failed failure
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.As(err, &failed):
		a.log.Error().Msg(err.Error())
		return exitFailed
	}
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(a.stderr, "roster: %s\n", strings.TrimRight(line, "\n"))
	}
	if errors.As(err, &usage) {
		fmt.Fprintf(a.stderr, "Try: %s --help\n", usage.command)
	}
	return exitUsage
}

func (a *app) rootCommand() *cobra.Command {
	root := group(&cobra.Command{
		Use:   "roster",
		Short: "Who is in these articles: people, roles, places and organizations",
		Long: "Roster reads articles and writes who is in them: people, roles, places and organizations,\n" +
			"as JSON Lines that other tools can use.",
		SilenceErrors: true,
		SilenceUsage:  true,
	}, a.extractCommand(), a.evalCommand(), a.trainCommand(), a.explainCommand(), a.diffCommand(), a.rulesCommand(),
		a.indexCommand(), a.convertCommand(), a.reportCommand(), a.viewCommand(), a.configCommand(), a.versionCommand())
	root.SetFlagErrorFunc(flagFault)
	flags := root.PersistentFlags()
	flags.StringVar(&a.configFile, "config", "", "configuration `file` (default "+defaultConfigFile+" where there is one)")
	flags.StringArrayVar(&a.set, "set", nil, "set a `key=value` of the configuration, as in output.labels=[PERSON]")
	flags.BoolVar(&a.quiet, "quiet", false, "log errors only")
	flags.StringVar(&a.logLevel, "log-level", "", "log from this `level` on: debug, info, warn or error")
	return root
}

// flagFault is a fault of a flag, in the words of this program.
func flagFault(c *cobra.Command, err error) error {
	var bad *pflag.InvalidValueError
	if errors.As(err, &bad) {
		err = fmt.Errorf("--%s %s: %w", bad.GetFlag().Name, bad.GetValue(), bad.Unwrap())
	}
	return usageError{c.CommandPath(), err}
}

// group makes c a command that only holds others.
func group(c *cobra.Command, commands ...*cobra.Command) *cobra.Command {
	c.AddCommand(commands...)
	c.Args = noCommand
	c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	return c
}

// noCommand takes no argument from a command that holds others: it would be the name of one.
func noCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	err := fmt.Errorf("unknown command %q for %s", args[0], c.CommandPath())
	c.SuggestionsMinimumDistance = 2
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		err = fmt.Errorf("%w, did you mean %s", err, strings.Join(near, " or "))
	}
	return usageError{c.CommandPath(), err}
}

// noArguments takes no argument.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usageError{c.CommandPath(), fmt.Errorf("expected no argument, found %s", args[0])}
}

// someArguments takes one argument or more; its error names them as the command's usage does.
func someArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return nil
	}
	_, expected, _ := strings.Cut(c.Use, " ")
	return usageError{c.CommandPath(), fmt.Errorf("expected %s", expected)}
}

// load reads the configuration and sets up the log. The assignments are those of the command's own flags.
func (a *app) load(c *cobra.Command, own ...assignment) error {
	flags, err := a.assignments(c, own...)
	if err != nil {
		return err
	}
	settings, err := loadSettings(a.configFile, os.Environ(), flags)
	if err != nil {
		return err
	}
	a.settings = settings
	a.log = newLog(a.stderr, &a.bar, settings)
	return nil
}

// assignments are those of the global flags and of the command's own.
func (a *app) assignments(c *cobra.Command, own ...assignment) ([]assignment, error) {
	var flags []assignment
	for _, s := range a.set {
		path, value, ok := strings.Cut(s, "=")
		if !ok {
			return nil, usageError{c.CommandPath(), fmt.Errorf("--set %s: expected key=value", s)}
		}
		flags = append(flags, assignment{path, value, "--set"})
	}
	flags = append(flags, own...)
	if c.Flags().Changed("log-level") {
		flags = append(flags, assignment{"log.level", a.logLevel, "--log-level"})
	}
	if a.quiet {
		flags = append(flags, assignment{"log.level", "error", "--quiet"})
	}
	return flags, nil
}

// shortcuts gives a command flags that set keys of the configuration, each "flag=key", and explains them as the key
// is explained. The function it returns lists what they are set to on the command line.
func shortcuts(c *cobra.Command, flags ...string) func() []assignment {
	for _, f := range flags {
		name, path, _ := strings.Cut(f, "=")
		usage := "set " + path
		if k, err := keyOf(path); err == nil {
			usage += ":\n" + k.doc
		}
		c.Flags().String(name, "", usage)
	}
	return func() []assignment {
		var set []assignment
		for _, f := range flags {
			name, path, _ := strings.Cut(f, "=")
			if flag := c.Flags().Lookup(name); flag.Changed {
				set = append(set, assignment{path, flag.Value.String(), "--" + name})
			}
		}
		return set
	}
}
