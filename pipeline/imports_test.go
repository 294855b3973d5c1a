package pipeline_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// narrow holds the folders that import little of ours, and what: that and what is in them is all, tests aside.
var narrow = map[string][]string{
	"pipeline/doc": nil,

	"pipeline/input":    {"pipeline/doc"},
	"pipeline/tokenize": {"pipeline/doc"},
	"pipeline/tag":      {"pipeline/doc"},
	"pipeline/match":    {"pipeline/doc", "rules"},
	"pipeline/resolve":  {"pipeline/doc"},
	"pipeline/link":     {"pipeline/doc"},
	"pipeline/emit":     {"pipeline/doc"},

	"rules": {"pipeline/doc", "pipeline/tokenize"}, // what rules say of words is cut into tokens as texts are
}

// drivers hold what runs whole pipelines: beside cmd they alone import that of this folder.
var drivers = []string{"pipeline/batch", "pipeline/workbench"}

// offline is a folder of a stage that is no part of it: training makes the model that the tagger tags with.
const offline = "pipeline/tag/linear/train"

// TestImports: imports point one way. No stage imports another, and what is made of stages does not import the
// pipeline, but for what drives it.
func TestImports(t *testing.T) {
	met := make(map[string]bool)
	for _, top := range []string{"pipeline", "rules"} {
		err := filepath.WalkDir(filepath.Join("..", top), func(file string, e fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return err
			}
			folder := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(file)), "../")
			stage := stageOf(folder)
			met[stage] = true
			for _, imported := range importsOf(t, file) {
				switch {
				case stage != "" && !within(imported, stage) && !slices.Contains(narrow[stage], imported):
					t.Errorf("%s imports %s, expected nothing of ours but %s/… and %q", file, imported, stage, narrow[stage])
				case imported == "pipeline" && !slices.Contains(drivers, folder):
					t.Errorf("%s imports pipeline, expected that of cmd and %q alone", file, drivers)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for folder := range narrow {
		if !met[folder] {
			t.Errorf("there is no code in %s", folder)
		}
	}
}

// stageOf returns the folder of narrow that a folder is in, "" for none.
func stageOf(folder string) string {
	for stage := range narrow {
		if within(folder, stage) && !within(folder, offline) {
			return stage
		}
	}
	return ""
}

// within reports whether a folder is another or in it.
func within(folder, other string) bool {
	return folder == other || strings.HasPrefix(folder, other+"/")
}

// importsOf returns the packages of this module that a file imports, by their folders.
func importsOf(t *testing.T, file string) (ours []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range f.Imports {
		path, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if folder, ok := strings.CutPrefix(path, "roster/"); ok {
			ours = append(ours, folder)
		}
	}
	return ours
}
