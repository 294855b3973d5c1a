package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strconv"

	"github.com/spf13/cobra"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/explain"
	"roster/pipeline/input"
)

// explainOptions are the flags of explain and where its argument points to.
type explainOptions struct {
	text   string
	id     string
	offset string
	label  string
	json   bool

	hasText      bool
	line, column int // 1-based, 0 where not given
}

func (a *app) explainCommand() *cobra.Command {
	var o explainOptions
	c := &cobra.Command{
		Use:   "explain FILE[:LINE[:COL]]",
		Short: "Say why a text is read as it is",
		Long: "Say why a text is read as it is: every candidate in the file, on a line of it, or at a column, who proposed\n" +
			"it, what stands, why the others lost and to whom, and how the links were made. At a column or an offset also\n" +
			"what could have been: how else the engine could read the word, what speaks for and against it, and which rules\n" +
			"came near. LINE and COL count from 1, COL and --offset in code points.",
		Example: "  roster explain seeds/short-brief.txt:1\n  roster explain seeds/short-brief.txt:1:54\n" +
			"  roster explain --text 'Dr. Ada Obi spoke.' --offset 4-11 --label PLACE",
	}
	flags := c.Flags()
	flags.StringVar(&o.text, "text", "", "explain this `text` instead of a file")
	flags.StringVar(&o.offset, "offset", "",
		"explain what is at this `N or START-END`, in code points as in records: the first is 0")
	flags.StringVar(&o.label, "label", "", "of what could have been, show what concerns this `label` alone")
	flags.StringVar(&o.id, "id", "", "of a file that holds several documents, explain the one with this `id`")
	flags.BoolVar(&o.json, "json", false, "print a JSON object a document")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.hasText = flags.Changed("text")
		file, err := o.check(args)
		if err != nil {
			return usageError{c.CommandPath(), err}
		}
		if err := a.load(c); err != nil {
			return err
		}
		return a.explain(c.Context(), file, o)
	}
	return c
}

// check reads the argument, and returns the file that it names.
func (o *explainOptions) check(args []string) (file string, err error) {
	if len(args) > 1 || o.hasText == (len(args) > 0) {
		return "", errors.New("expected a FILE or --text, one of them")
	}
	if !o.hasText {
		file, o.line, o.column, err = filePosition(args[0])
	}
	switch _, labelErr := doc.ParseLabel(o.label); {
	case err != nil:
	case o.line > 0 && o.offset != "":
		err = fmt.Errorf("%s: a line and --offset, expected one of them", args[0])
	case o.offset != "" && !offsets.MatchString(o.offset):
		err = fmt.Errorf("--offset %s: expected N, or START-END, in code points", o.offset)
	case o.label != "" && labelErr != nil:
		err = fmt.Errorf("--label: %w", labelErr)
	}
	return file, err
}

var offsets = regexp.MustCompile(`^([0-9]{1,9})(?:-([0-9]{1,9}))?$`)

var withPosition = regexp.MustCompile(`^(.+?):([0-9]+)(?::([0-9]+))?$`)

// filePosition reads FILE[:LINE[:COL]]; what is not given is 0. A file of that very name comes first.
func filePosition(arg string) (file string, line, column int, err error) {
	m := withPosition.FindStringSubmatch(arg)
	if _, err := os.Stat(arg); m == nil || !errors.Is(err, fs.ErrNotExist) {
		return arg, 0, 0, nil
	}
	line, err = strconv.Atoi(m[2])
	if err == nil && m[3] != "" {
		column, err = strconv.Atoi(m[3])
	}
	if err != nil || line == 0 || m[3] != "" && column == 0 {
		return "", 0, 0, fmt.Errorf("%s: expected FILE:LINE:COL, LINE and COL from 1", arg)
	}
	return m[1], line, column, nil
}

// explain prints what is at the place in each document of the file.
func (a *app) explain(ctx context.Context, file string, o explainOptions) error {
	docs := []*doc.Document{{ID: "text", Text: o.text}}
	if !o.hasText {
		var err error
		if docs, err = a.readDocuments(ctx, file, o.id); err != nil {
			return err
		}
	}
	if len(docs) > 1 && (o.line > 0 || o.offset != "") {
		return fmt.Errorf("%s holds %d documents, say in which to look by --id", file, len(docs))
	}
	p, err := pipeline.New(a.settings.pipeline())
	if err != nil {
		return err
	}
	for _, d := range docs {
		place, err := o.place(d.Text)
		if err != nil {
			return fmt.Errorf("%s: %w", d.ID, err)
		}
		if err := p.Extract(ctx, d); err != nil {
			return failure{err}
		}
		e := explain.Explain(d, p.Rules(), place)
		e.Ask(p)
		if o.label != "" {
			e.Only(doc.Label(o.label))
		}
		if err := a.printExplanation(e, o.json); err != nil {
			return failure{err}
		}
	}
	return nil
}

// readDocuments returns the documents of a path, or the one with that id.
func (a *app) readDocuments(ctx context.Context, path, id string) ([]*doc.Document, error) {
	in, err := input.New(a.settings.input(), []string{path}, a.stdin)
	if err != nil {
		return nil, err
	}
	var docs []*doc.Document
	for d, err := range in.Documents(ctx) {
		if err != nil {
			return nil, failure{err}
		}
		if id == "" || d.ID == id {
			docs = append(docs, d)
		}
	}
	switch {
	case len(docs) == 0 && id != "":
		return nil, fmt.Errorf("%s: no document has the id %q", path, id)
	case len(docs) == 0:
		return nil, fmt.Errorf("%s: no documents in it", path)
	}
	return docs, nil
}

// place finds where to look in a text.
func (o *explainOptions) place(text string) (explain.Place, error) {
	switch {
	case o.offset != "":
		m := offsets.FindStringSubmatch(o.offset)
		start, _ := strconv.Atoi(m[1])
		if m[2] == "" {
			return explain.Offset(text, start)
		}
		end, _ := strconv.Atoi(m[2])
		return explain.Stretch(text, start, end)
	case o.column > 0:
		return explain.Column(text, o.line, o.column)
	case o.line > 0:
		return explain.Line(text, o.line)
	}
	return explain.Whole(text), nil
}

func (a *app) printExplanation(e *explain.Explanation, json bool) error {
	if json {
		return e.WriteJSON(a.stdout)
	}
	return e.Print(a.stdout, a.colours())
}

// colours reports whether results are for a terminal that may show colours.
func (a *app) colours() bool {
	_, monochrome := os.LookupEnv("NO_COLOR")
	return isTerminal(a.stdout) && !monochrome
}
