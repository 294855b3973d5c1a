package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"roster/pipeline/doc"
	"roster/pipeline/eval"
	"roster/pipeline/gold"
	"roster/pipeline/tag/linear"
	"roster/pipeline/tag/linear/model"
	"roster/pipeline/tag/linear/train"
	"roster/pipeline/tokenize"
)

// trainOptions are the flags of train.
type trainOptions struct {
	output string
	dev    []string
	name   string
	note   string
	seed   uint64
	epochs int
}

func (a *app) trainCommand() *cobra.Command {
	defaults := train.Defaults()
	o := trainOptions{seed: defaults.Seed, epochs: defaults.Epochs}
	c := &cobra.Command{
		Use:   "train [FAMILY=]GOLD…",
		Short: "Train a model of the linear tagger from annotated articles",
		Long: "Train a model of the linear tagger from annotated articles: document records or lines of JSON with spans\n" +
			"(.jsonl), marked text (.txt), what annotation tools write (see convert), or folders of them.\n" +
			"Corpora of one FAMILY share their conventions; a label that a GOLD never has is taken as not annotated\n" +
			"there. Of a text that stands in several GOLDs, labels that one of them alone annotates are joined to those\n" +
			"of the others. A record without text is of the text of that id in a GOLD before it, so that annotations can\n" +
			"be kept and passed on without the texts. A span with \"unsure\": true may be of another label, or none: its\n" +
			"words teach nothing. The model is the same for any number of cores. An interrupt ends the training early and\n" +
			"writes the model as it stands.",
		Example: "  roster train gold/ -o my.model --dev testdata/dev/written-dev.jsonl\n" +
			"  roster extract --set tagger.model=my.model seeds/",
		Args: someArguments,
	}
	flags := c.Flags()
	flags.StringVarP(&o.output, "output", "o", "", "write the model to this `file`")
	flags.StringArrayVar(&o.dev, "dev", nil, "measure the model on this `gold`, and stop when it gets no better")
	flags.StringVar(&o.name, "name", "", "the model's `name`")
	flags.StringVar(&o.note, "note", "", "what it was trained on, and the terms of use")
	flags.Uint64Var(&o.seed, "seed", o.seed, "of the order of documents and of dropout")
	flags.IntVar(&o.epochs, "epochs", o.epochs, "looks at every document")
	c.RunE = func(c *cobra.Command, paths []string) error {
		if o.output == "" {
			return usageError{c.CommandPath(), errors.New("expected -o FILE, where the model goes")}
		}
		if o.epochs < 1 {
			return usageError{c.CommandPath(), fmt.Errorf("--epochs %d: expected 1 or more", o.epochs)}
		}
		if err := a.load(c); err != nil {
			return err
		}
		return a.train(c.Context(), paths, o)
	}
	return c
}

// train reads the corpora, trains, writes the model and measures it.
func (a *app) train(ctx context.Context, paths []string, o trainOptions) error {
	corpora, err := a.readCorpora(paths)
	if err != nil {
		return err
	}
	dev, err := a.readGold(o.dev...)
	if err != nil {
		return err
	}
	opt, err := a.options(o, dev)
	if err != nil {
		return err
	}
	m, err := train.Train(ctx, corpora, opt)
	if m == nil {
		return failure{err}
	}
	if werr := writeModel(m, o.output); werr != nil {
		return failure{werr}
	}
	if err != nil {
		a.log.Warn().Str("model", o.output).Msg("training was interrupted: the model is written as it stood")
		return errFailed
	}
	if len(dev) > 0 {
		return measure(ctx, m, dev).Print(a.stdout)
	}
	return nil
}

func (a *app) options(o trainOptions, dev []*gold.Document) (train.Options, error) {
	opt := train.Defaults()
	opt.Dev = dev
	opt.Name, opt.Note, opt.Seed, opt.Epochs = o.name, o.note, o.seed, o.epochs
	opt.Average = min(opt.Average, opt.Epochs)
	opt.Progress = func(p train.Progress) {
		a.log.Info().Str("stage", p.Stage).Int("run", p.Run).Int("epoch", p.Epoch).Int("of", p.Epochs).
			Float64("loss", p.Loss).Float64("f1", p.F1).Msg("trained")
	}
	var err error
	opt.Lexicon, err = train.Lexicon()
	return opt, err
}

// readCorpora reads each [FAMILY=]GOLD as a corpus. Records without text are of texts that were read before.
func (a *app) readCorpora(paths []string) ([]train.Corpus, error) {
	var corpora []train.Corpus
	texts := map[string]string{}
	known := func(id string) (string, bool) {
		text, ok := texts[id]
		return text, ok
	}
	for _, p := range paths {
		family := ""
		if before, after, ok := strings.Cut(p, "="); ok && !exists(p) {
			family, p = before, after
		}
		docs, err := a.readGoldOf(known, p)
		if err != nil {
			return nil, err
		}
		for _, d := range docs {
			texts[d.ID] = d.Text
		}
		if err := annotated(docs); err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		corpora = append(corpora, train.Corpus{Family: family, Docs: docs})
	}
	return corpora, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func writeModel(m *model.Model, file string) error {
	data, err := m.Encode()
	if err != nil {
		return err
	}
	out, err := openOutput(file, nil)
	if err != nil {
		return err
	}
	defer out.Close()
	if _, err := out.Write(data); err != nil {
		return err
	}
	return out.Commit()
}

// measure tags the gold with the model alone, without rules.
func measure(ctx context.Context, m *model.Model, dev []*gold.Document) *eval.Result {
	t := linear.New(m)
	var docs []eval.Document
	for _, g := range dev {
		d := &doc.Document{ID: g.ID, Text: g.Text}
		d.Tokens, d.Sentences = tokenize.Tokenize(d.Text)
		docs = append(docs, eval.Document{Gold: g, Predicted: eval.Mentions(t.Tag(ctx, d))})
	}
	return eval.Evaluate(docs, nil)
}
