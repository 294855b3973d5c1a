package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// valid holds lines of JSON to a schema.
func valid(t *testing.T, schema string, output []byte) {
	t.Helper()
	compiled := jsonschema.NewCompiler().MustCompile("../../schema/" + schema + ".schema.json")
	in := json.NewDecoder(bytes.NewReader(output))
	for in.More() {
		var value any
		err := in.Decode(&value)
		if err == nil {
			err = compiled.Validate(value)
		}
		if err != nil {
			t.Fatalf("%s: %s: %v", schema, output, err)
		}
	}
}

// validFile holds a file to a schema.
func validFile(t *testing.T, schema string, path ...string) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(path...))
	if err != nil || len(content) == 0 {
		t.Fatalf("%s: %d bytes, %v", schema, len(content), err)
	}
	valid(t, schema, content)
}

// printed runs a command without a model, with small shards, and returns what it prints.
func printed(t *testing.T, code int, args ...string) []byte {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args = append(args, "--set", "tagger.engine=none", "--set", "run.shard_bytes=400B")
	if got := run(t.Context(), args, nil, &stdout, &stderr); got != code {
		t.Fatalf("%s: exit code %d, want %d: %s", strings.Join(args, " "), got, code, &stderr)
	}
	return stdout.Bytes()
}

// TestSchemasOfOutput validates the JSON of commands, and of the files of a run, that no package has a schema test of.
func TestSchemasOfOutput(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	valid(t, "rule", printed(t, exitDone, "rules", "list", "--json"))

	names := write("names.yaml", `version: 1
rules:
  - {id: zoe, label: PERSON, phrases: [Zoë Müller, Müller], examples: {match: ["[Zoë Müller] left."]}}
  - {id: lodz, label: PLACE, phrases: [Łódź], examples: {match: ["In [Łódź]."]}}
  - {id: role, label: ROLE, phrases: [mayor, president], examples: {match: ["The [mayor] left."]}}
`)
	small := []string{"--set", "rules.core=false", "--set", "rules.files=[" + names + "]"}
	articles := write("articles.jsonl", `{"id": "é", "text": "Łódź's mayor Zoë Müller met Zoë Müller of Łódź. Müller left."}
{"text": "Zoë Müller, former mayor of Łódź, met the president of Łódź."}
{"id": "leer", "text": " "}
{"id": "ü"}
`)
	whole, cut := filepath.Join(dir, "whole"), filepath.Join(dir, "cut")
	summary, cutSummary := filepath.Join(dir, "summary.json"), filepath.Join(dir, "cut.json")
	extract := append([]string{"extract", articles}, small...)
	printed(t, exitFailed, append(extract, "-o", whole+"/", "--summary", summary)...)
	printed(t, exitFailed, append(extract, "-o", cut+"/", "--summary", cutSummary, "--max-failures", "0")...)
	for _, folder := range []string{whole, cut} {
		validFile(t, "manifest", folder, "manifest.json")
		validFile(t, "failure", folder, "failures.jsonl")
	}
	validFile(t, "summary", summary)
	validFile(t, "summary", cutSummary)
	valid(t, "index", printed(t, exitDone, "index", whole))

	marked := write("gold.txt",
		"{L1:Łódź}'s {R>P1@L1:mayor} {P1:Zoë Müller} left {O1:Łódź} for the {M1:Wisła Cup}, {P1:Müller} of the {O2:Łódź Post} said.\n")
	none := write("none.jsonl", `{"id": "gold", "spans": []}`)
	eval := append([]string{"eval", "--json", marked}, small...)
	valid(t, "eval", printed(t, exitDone, eval...))
	valid(t, "eval", printed(t, exitDone, append(eval, "--errors", "--against", none)...))
	valid(t, "eval", printed(t, exitDone, append(eval, "--labels", "PLACE,MISC,NORP")...))
}
