package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roster/pipeline/workbench"
)

// viewingOf returns a viewing of a configuration file in the working directory, "" for the default one.
func viewingOf(t *testing.T, config string, o viewOptions) *viewing {
	t.Helper()
	settings, err := loadSettings(config, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &viewing{app: &app{configFile: config, settings: settings}, viewOptions: o}
}

// TestViewFiles: what gets rules and gold, by what the configuration and the command line say.
func TestViewFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFiles(t, map[string]string{
		"none.yaml":       "",
		"sub/none.yaml":   "",
		"one.yaml":        "rules: {files: [a.yaml]}",
		"last.yaml":       "rules: {files: [a.yaml, sub/ñ.yml, missing.yaml, sub, p.jsonl, 'sub/*.yml']}",
		"folder.yaml":     "rules: {files: [sub]}",
		"sub/beside.yaml": "rules: {files: [ñ.yml]}",
		"a.yaml":          "version: 1\nrules: []\n",
		"sub/ñ.yml":       "version: 1\nrules: []\n",
		"p.jsonl":         "",
		"new/é":           "",
	})
	for _, c := range []struct {
		config       string
		o            viewOptions
		target, gold string
	}{
		{"", viewOptions{}, "rules.yaml", "corrections.jsonl"},
		{"none.yaml", viewOptions{}, "rules.yaml", "corrections.jsonl"},
		{"sub/none.yaml", viewOptions{}, "sub/rules.yaml", "sub/corrections.jsonl"},
		{"one.yaml", viewOptions{}, "a.yaml", "corrections.jsonl"},
		{"last.yaml", viewOptions{}, "sub/ñ.yml", "sub/corrections.jsonl"},
		{"folder.yaml", viewOptions{}, "rules.yaml", "corrections.jsonl"},
		{"sub/beside.yaml", viewOptions{}, "sub/ñ.yml", "sub/corrections.jsonl"},
		{"one.yaml", viewOptions{rules: "new/ü.yaml"}, "new/ü.yaml", "new/corrections.jsonl"},
		{"one.yaml", viewOptions{gold: "ü.jsonl"}, "a.yaml", "ü.jsonl"},
	} {
		v := viewingOf(t, c.config, c.o)
		if err := v.check(); err != nil || v.target != c.target || v.gold != c.gold {
			t.Errorf("%s %+v: rules to %s, gold to %s (%v), want %s, %s", c.config, c.o, v.target, v.gold, err, c.target, c.gold)
		}
	}
}

func writeFiles(t *testing.T, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestViewLoad: a configuration comes from what is not saved yet, and its faults have their place.
func TestViewLoad(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFiles(t, map[string]string{
		"config.yaml": "rules: {core: true}\n", "sub/ñ.yaml": "version: 1\n", "sub/list.txt": "", "sub/p.jsonl": "",
	})
	v := viewingOf(t, "", viewOptions{})
	v.given = []assignment{{"link.aliases", "false", "--set"}}
	if err := v.check(); err != nil {
		t.Fatal(err)
	}
	unsaved := map[string]string{"config.yaml": "rules: {core: false, files: [sub]}\noutput: {labels: [PLACE]}\n"}
	read := func(name string) ([]byte, error) {
		if text, ok := unsaved[filepath.Base(name)]; ok {
			return []byte(text), nil
		}
		return nil, fs.ErrNotExist
	}
	l, err := v.loadFrom(read)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, f := range l.Files {
		files = append(files, string(f.Kind)+" "+f.Name)
	}
	if want := []string{"rules sub/ñ.yaml"}; !slices.Equal(files, want) {
		t.Errorf("the files are %q, want %q", files, want)
	}
	cfg := l.Pipeline
	if cfg.Rules.Core || cfg.Link.Aliases || !cfg.Link.Positions || len(l.Labels) != 1 || cfg.Rules.Read == nil {
		t.Errorf("the configuration is %+v, labels %v", cfg, l.Labels)
	}
	if want := []string{"sub"}; !slices.Equal(cfg.Rules.Files, want) {
		t.Errorf("the rule files are %q, want %q", cfg.Rules.Files, want)
	}
	unsaved["rules.yaml"] = "version: 1\n" // the target is in force as soon as it has a text
	if l, err = v.loadFrom(read); err != nil || !slices.Equal(l.Pipeline.Rules.Files, []string{"sub", "rules.yaml"}) {
		t.Errorf("the rule files are %q (%v)", l.Pipeline.Rules.Files, err)
	}
	unsaved["config.yaml"] = "größe: 1\nlink: {aliases: 1}\n"
	_, err = v.loadFrom(read)
	var fault *workbench.FileFault
	if !errors.As(err, &fault) || fault.File != "config.yaml" || fault.Line != 1 || fault.Column != 1 ||
		!strings.Contains(err.Error(), "config.yaml:2:17: ") {
		t.Errorf("the faults are %v", err)
	}
}

// TestViewTargetNamed: whether the configuration names the file that gets rules, or nothing can make it do so.
func TestViewTargetNamed(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFiles(t, map[string]string{"sub/ñ.yaml": "version: 1\n", "config.yaml": ""})
	absolute := func(name string) string {
		path, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, c := range []struct {
		files, flag, target string
		want                bool
	}{
		{"[]", "", "sub/ñ.yaml", false},
		{"[other.yaml]", "", "sub/ñ.yaml", false},
		{"[sub/ñ.yaml]", "", "sub/ñ.yaml", true},
		{"[sub/../sub/ñ.yaml]", "", "./sub/ñ.yaml", true},
		{"[sub]", "", "sub/ñ.yaml", true},
		{"[sub]", "", "sub/new.yaml", true},
		{"[sub]", "", "subway.yaml", false},
		{"['*/*.yaml']", "", "sub/new.yaml", true},
		{"['*.yaml']", "", "sub/new.yaml", false},
		{"[]", "[other.yaml]", "sub/ñ.yaml", true},
		{"['*/*.yaml']", "", absolute("sub/ñ.yaml"), true},
		{"[sub]", "", absolute("sub/ñ.yaml"), true},
		{"[" + absolute("sub") + "]", "", "sub/ñ.yaml", true},
		{"['" + absolute("sub") + "/*']", "", "sub/ñ.yaml", true},
		{"['*.yaml']", "", absolute("sub/ñ.yaml"), false},
	} {
		v := viewingOf(t, "", viewOptions{})
		v.target = c.target
		if c.flag != "" {
			v.given = []assignment{{"rules.files", c.flag, "--set"}}
		}
		l, err := v.loadFrom(func(name string) ([]byte, error) {
			if name == "config.yaml" {
				return []byte("rules: {files: " + c.files + "}\n"), nil
			}
			return nil, fs.ErrNotExist
		})
		if err != nil || l.TargetNamed != c.want {
			t.Errorf("%+v: %v (%v)", c, l.TargetNamed, err)
		}
	}
}
