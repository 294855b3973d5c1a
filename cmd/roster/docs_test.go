package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"roster/internal/golden"
	"roster/pipeline/check"
	"roster/pipeline/tag/prose"
	"roster/pipeline/tokenize"
	"roster/rules"
)

// A block is a fenced block of a Markdown page. Its first line says what it is:
//
//	yaml FILE, text FILE  a file, which the blocks after it can use
//	yaml rules            rules of a file, which must load and hold
//	yaml entities         entities of a file, likewise
//	yaml                  YAML of another program
//	console               commands after "$ ", each with what it prints
type block struct {
	kind, arg string
	body      string
	line      int // of the first line of the body, 1-based
}

var fence = regexp.MustCompile("(?ms)^```(\\w+) ?(\\S*)\\n(.*?)^```$")

// TestRulesPage runs every example of docs/rules.md in the order of the page; -update writes what the commands print.
func TestRulesPage(t *testing.T) {
	page, err := filepath.Abs("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	schemaFile, err := filepath.Abs("../../schema/rules.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	t.Chdir(t.TempDir())
	var written strings.Builder
	var all []string
	end := 0
	for _, m := range fence.FindAllStringSubmatchIndex(text, -1) {
		b := block{text[m[2]:m[3]], text[m[4]:m[5]], text[m[6]:m[7]], 1 + strings.Count(text[:m[6]], "\n")}
		got := b.run(t)
		if b.kind == "yaml" {
			all = append(all, b.body)
		}
		written.WriteString(text[end:m[6]] + got)
		end = m[7]
		if got != b.body && !*golden.Update {
			t.Errorf("docs/rules.md:%d: got\n%s\nwant\n%s", b.line, got, b.body)
		}
	}
	written.WriteString(text[end:])
	if len(all) < 20 {
		t.Errorf("%d blocks of YAML, expected 20 or more", len(all))
	}
	if *golden.Update {
		if err := os.WriteFile(page, []byte(written.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, key := range schemaKeys(t, schemaFile) {
		if !regexp.MustCompile(`(?m)[\s{]['"]?` + regexp.QuoteMeta(key) + `['"]?:`).MatchString(strings.Join(all, "\n")) {
			t.Errorf("docs/rules.md has no example of the key %s", key)
		}
	}
}

// schemaKeys lists the keys of rule files, but for second names and the numbers of FUZZY.
func schemaKeys(t *testing.T, file string) []string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var root any
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	var keys []string
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			if properties, ok := v["properties"].(map[string]any); ok {
				for key := range properties {
					keys = append(keys, key)
				}
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(root)
	slices.Sort(keys)
	return slices.DeleteFunc(slices.Compact(keys), func(key string) bool {
		return key == "ORTH" || key == "SENT_START" || strings.HasPrefix(key, "FUZZY") && key > "FUZZY1"
	})
}

// run does what a block says and returns its body as it should be.
func (b block) run(t *testing.T) string {
	switch {
	case b.kind == "console":
		return b.runCommands(t)
	case b.kind == "yaml" && (b.arg == "rules" || b.arg == "entities"):
		b.checkRules(t)
	case b.kind == "yaml" && b.arg == "":
		var v any
		if err := yaml.Unmarshal([]byte(b.body), &v); err != nil {
			t.Errorf("docs/rules.md:%d: %v", b.line, err)
		}
	case (b.kind == "yaml" || b.kind == "text") && b.arg != "":
		if err := os.MkdirAll(filepath.Dir(b.arg), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(b.arg, []byte(b.body), 0o666); err != nil {
			t.Fatal(err)
		}
	case b.kind != "text":
		t.Errorf("docs/rules.md:%d: a block of kind %q", b.line, b.kind)
	}
	return b.body
}

func (b block) checkRules(t *testing.T) {
	file := fmt.Sprintf("line-%d.yaml", b.line)
	if err := os.WriteFile(file, []byte("version: 1\n"+b.arg+":\n"+b.body), 0o666); err != nil {
		t.Fatal(err)
	}
	set, err := rules.Load(rules.Config{Files: []string{file}})
	if err != nil {
		t.Errorf("docs/rules.md:%d: %v", b.line, err)
		return
	}
	r, err := check.Check(set, tokenize.Tokenize, prose.Speech{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Failures {
		t.Errorf("docs/rules.md:%d: %v", b.line, f)
	}
	for _, w := range r.Warnings {
		t.Errorf("docs/rules.md:%d: %s: %s", b.line, w.Rule.ID, w.Message)
	}
}

// runCommands returns the commands of a block, each with what it prints.
func (b block) runCommands(t *testing.T) string {
	var out strings.Builder
	for line := range strings.Lines(b.body) {
		command, ok := strings.CutPrefix(line, "$ roster ")
		if !ok {
			if strings.HasPrefix(line, "$") {
				t.Errorf("docs/rules.md:%d: %s: not a command of roster", b.line, line)
			}
			continue
		}
		out.WriteString(line)
		var stdout, stderr bytes.Buffer
		if run(t.Context(), argumentsOf(command), nil, &stdout, &stderr) == exitUsage {
			stdout.Write(stderr.Bytes())
		}
		out.Write(stdout.Bytes())
	}
	return out.String()
}

// argumentsOf cuts a command line at its blanks, but for those in single quotes.
func argumentsOf(line string) []string {
	var args []string
	for i, part := range strings.Split(strings.TrimSpace(line), "'") {
		if i%2 == 1 {
			args = append(args, part)
		} else {
			args = append(args, strings.Fields(part)...)
		}
	}
	return args
}
