package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"roster/pipeline/input"
	"roster/pipeline/workbench"
	"roster/pipeline/workbench/server"
	schemas "roster/schema"
)

// viewOptions are the flags of view.
type viewOptions struct {
	rules, gold string // files to write to, "" for the default
	port        port
	readOnly    bool
}

// A port is the number of a TCP port; 0 is any that is free.
type port uint16

func (p *port) String() string { return strconv.Itoa(int(*p)) }
func (*port) Type() string     { return "port" }

// Set reads a number.
func (p *port) Set(s string) error {
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil {
		return errors.New("expected a number from 0 to 65535")
	}
	*p = port(n)
	return nil
}

func (a *app) viewCommand() *cobra.Command {
	var o viewOptions
	c := &cobra.Command{
		Use:   "view [PATH…]",
		Short: "Look at the articles in a browser, and tune what is found in them",
		Long: "Look at the articles in a browser, and tune what is found in them: edit rules and see what that changes,\n" +
			"ask why a mention stands, correct it, and take one of the rules that would mend it. PATH is as for extract;\n" +
			"without one, input.paths of the configuration is read. The one line that is printed is where the page is.\n" +
			"It can be reached from this machine alone, by whoever knows the line. Ctrl-C ends it.\n\n" +
			"Files that change on disk are followed. Written are, when you say so in the page, the configuration, the\n" +
			"rule files that it names at the start, the file of --rules and that of --gold, and nothing else.",
		Example: "  roster view seeds/\n  roster view --rules mine.yaml news/",
	}
	flags := c.Flags()
	flags.StringVar(&o.rules, "rules", "",
		"the rule `file` that gets what you accept (default: the last of rules.files,\n"+
			"else rules.yaml beside the configuration)")
	flags.StringVar(&o.gold, "gold", "",
		"the `file` of gold that gets what you correct (default: corrections.jsonl beside the rule file)")
	flags.Var(&o.port, "port", "the `port` of 127.0.0.1 to listen on; 0: any that is free")
	flags.BoolVar(&o.readOnly, "read-only", false, "write nothing")
	c.RunE = func(c *cobra.Command, paths []string) error {
		given, err := a.assignments(c)
		if err != nil {
			return err
		}
		if err := a.load(c); err != nil {
			return err
		}
		v := &viewing{app: a, given: given, args: paths, viewOptions: o, logged: make(map[workbench.Failure]bool)}
		if err := v.check(); err != nil {
			return usageError{c.CommandPath(), err}
		}
		return v.run(c.Context())
	}
	return c
}

// A viewing is one run of view: what a session is made of, and what it hangs on.
type viewing struct {
	*app
	given []assignment // the settings of the command line
	args  []string     // the paths of the command line
	viewOptions

	target  string // the rule file for what is accepted
	session *workbench.Session
	logged  map[workbench.Failure]bool
}

// run serves the session until ctx ends.
func (v *viewing) run(ctx context.Context) error {
	files, err := newFileWatcher()
	if err != nil {
		return failure{err}
	}
	defer files.Close()
	if err := v.watch(files); err != nil {
		return failure{err}
	}
	if err := v.open(ctx); err != nil {
		return err
	}
	if err := v.settle(ctx, files); err != nil {
		return failure{err}
	}
	s, err := server.Listen(v.session, int(v.port), log.New(v.log, "", 0))
	if err != nil {
		return fmt.Errorf("--port %d: %w", v.port, err)
	}
	fmt.Fprintln(v.stdout, s.URL())
	following := make(chan struct{})
	go func() {
		defer close(following)
		v.follow(ctx, files)
	}()
	err = s.Serve(ctx)
	if ctx.Err() != nil {
		<-following
	}
	if err != nil {
		return failure{err}
	}
	return nil
}

// open extracts the articles.
func (v *viewing) open(ctx context.Context) error {
	articles, faults, err := v.articles(ctx)
	if err != nil {
		return err
	}
	if len(articles.Documents) == 0 && len(faults) > 0 && ctx.Err() == nil {
		return v.unreadable(faults)
	}
	v.session, err = workbench.New(ctx, workbench.Options{
		Articles: articles.Documents,
		Failed:   articles.Failed,
		Load:     v.loadFrom,
		Target:   workbench.FileRef{Path: v.target, Name: v.target, Kind: workbench.RuleFile},
		Gold:     workbench.FileRef{Path: v.gold, Name: v.gold, Kind: workbench.GoldFile},
		Config:   workbench.FileRef{Path: v.config(), Name: v.config(), Kind: workbench.ConfigFile},
		Version:  version,
		ReadOnly: v.readOnly,
		Workers:  v.settings.Run.Workers,
		Schemas:  workbench.Schemas{Rules: schemas.Rules, Config: schemas.Config},
	})
	switch {
	case ctx.Err() != nil:
		return failure{errors.New("interrupted before the page was there")}
	case err != nil:
		return err
	case len(articles.Documents)+len(articles.Failed) == 0:
		v.log.Warn().Msg("no documents: the paths hold nothing to read")
	}
	failed := v.logFailed()
	v.log.Info().Int("documents", len(articles.Documents)).Int("failed", failed).Str("rules", v.target).
		Str("gold", v.gold).Msg("ready, Ctrl-C ends it")
	return nil
}

// unreadable is the error of a start where no article can be read: a fault of usage where a path is not there.
func (v *viewing) unreadable(faults []error) error {
	for _, err := range faults {
		switch {
		case !errors.Is(err, fs.ErrNotExist):
		case len(v.args) > 0:
			return usageError{"roster view", errors.Join(faults...)}
		default:
			paths := strings.Join(v.paths(), ", ")
			return usageError{"roster view", fmt.Errorf("no PATH was named, and input.paths (%s: %s) is not there",
				v.settings.origin["input.paths"], paths)}
		}
	}
	return failure{fmt.Errorf("no article can be read: %w", errors.Join(faults...))}
}

// articles reads the articles, and tells what could not be read also as errors. The file of corrections holds texts
// too, but is none of them.
func (v *viewing) articles(ctx context.Context) (*workbench.Articles, []error, error) {
	in, err := v.openInput(ctx, v.paths(), extractOptions{})
	if err != nil {
		return nil, nil, err
	}
	articles := new(workbench.Articles)
	var faults []error
	for d, err := range in.Documents(ctx) {
		switch {
		case err != nil:
			faults = append(faults, err)
			articles.Failed = append(articles.Failed, failureOf(err))
		case !sameFile(d.Path, v.gold):
			articles.Documents = append(articles.Documents, d)
		}
	}
	v.logSkipped(in.Skipped())
	return articles, faults, nil
}

// logFailed logs the documents that failed and were not logged before, and returns how many failed in all.
func (v *viewing) logFailed() int {
	failed := v.session.State().Failed
	for _, f := range failed {
		if !v.logged[f] {
			v.logged[f] = true
			v.log.Error().Msg(f.Error)
		}
	}
	return len(failed)
}

// failureOf names the document that could not be read.
func failureOf(err error) workbench.Failure {
	f := workbench.Failure{Error: err.Error()}
	var unread *input.Error
	if errors.As(err, &unread) {
		f.ID = unread.ID
	}
	return f
}

// paths are the articles to read: those of the command line, else of the configuration.
func (v *viewing) paths() []string {
	if len(v.args) > 0 {
		return v.args
	}
	return v.settings.Input.Paths
}

// check chooses the files to write to, and fails on what cannot be viewed.
func (v *viewing) check() error {
	if slices.Contains(v.paths(), "-") {
		return errors.New("articles are read again, expected no standard input")
	}
	return v.chooseFiles()
}
