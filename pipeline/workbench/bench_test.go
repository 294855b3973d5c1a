package workbench_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/workbench"
)

// BenchmarkTry tries a rule on 200 articles that the default engine has tagged.
func BenchmarkTry(b *testing.B) {
	seeds, err := filepath.Glob("../../seeds/*.txt")
	if err != nil || len(seeds) == 0 {
		b.Fatalf("%d seeds, %v", len(seeds), err)
	}
	var articles []*doc.Document
	size := 0
	for i := range 200 {
		text, err := os.ReadFile(seeds[i%len(seeds)])
		if err != nil {
			b.Fatal(err)
		}
		articles = append(articles, &doc.Document{ID: fmt.Sprint(i), Text: string(text)})
		size += len(text)
	}
	target := workbench.FileRef{Path: filepath.Join(b.TempDir(), "é.yaml"), Name: "é.yaml", Kind: workbench.RuleFile}
	s, err := workbench.New(b.Context(), workbench.Options{Articles: articles, Target: target,
		Load: func(read workbench.ReadFile) (*workbench.Loaded, error) {
			cfg := pipeline.Default()
			cfg.Rules.Read = read
			if _, err := read(target.Path); err == nil {
				cfg.Rules.Files = []string{target.Path}
			}
			return &workbench.Loaded{Pipeline: cfg, Labels: []doc.Label{doc.Person, doc.Place}}, nil
		}})
	if err != nil {
		b.Fatal(err)
	}
	edit := workbench.Edit{File: s.State().Files[0].Key, Text: "version: 1\nrules:\n" +
		"  - {id: a, label: PERSON, phrases: [\"the\"], match: lower, examples: {match: ['[the] é']}}\n"}
	b.SetBytes(int64(size))
	for b.Loop() {
		trial, err := s.Try(b.Context(), edit)
		if err != nil || !trial.OK || trial.Changes.Articles != 200 {
			b.Fatalf("%+v, %v", trial, err)
		}
	}
}
