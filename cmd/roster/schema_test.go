package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"roster/internal/golden"
)

const configSchema = "../../schema/config.schema.json"

// TestConfigSchema holds schema/config.schema.json equal to the table of keys.
func TestConfigSchema(t *testing.T) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(schemaOfKeys(t)); err != nil {
		t.Fatal(err)
	}
	golden.Check(t, configSchema, b.Bytes())
}

func schemaOfKeys(t *testing.T) schema {
	sections := schema{}
	for _, k := range keys {
		section, ok := sections[k.section()].(schema)
		if !ok {
			section = schema{"type": "object", "additionalProperties": false, "properties": schema{}}
			sections[k.section()] = section
		}
		leaf := schema{"description": strings.ReplaceAll(k.doc, "\n", " "), "default": valueOf(t, k.initial)}
		for name, value := range k.kind.schema {
			leaf[name] = value
		}
		section["properties"].(schema)[k.name()] = leaf
	}
	return schema{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"title":                "Configuration of Roster",
		"description":          "config.yaml: keys that are left out keep their default.",
		"type":                 []string{"object", "null"},
		"additionalProperties": false,
		"properties":           sections,
	}
}

// valueOf returns a YAML text as JSON has it.
func valueOf(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// TestConfigSchemaIsStrict asks the schema and the reader about the same values of every key.
func TestConfigSchemaIsStrict(t *testing.T) {
	compiled := jsonschema.NewCompiler().MustCompile(configSchema)
	probes := []string{
		"true", "false", "yes", "'true'", "0", "1", "-1", "0.5", "1.5", "2000", "é", "''", "'1'", "null", "{}", "[]", "[é]", "[1]",
		"[[é]]", "{é: 1}", "16MiB", "16 MiB", "0B", "30s", "1h30m", "-3s", "auto", "jsonl", "linear", "info", "document", "codepoint",
		"[PERSON, NORP]", "[person]", "[{id: é, value: 3}]", "[{id: é}]", "[{id: é, value: 1001}]", "[{id: é, value: 3, x: 1}]",
		"[{label: PERSON, value: 0.5}]", "[{label: PERSON, value: 2}]", "[{label: É, value: 0.5}]",
	}
	for _, k := range keys {
		for _, p := range append(probes, k.initial) {
			var n yaml.Node
			if err := yaml.Unmarshal([]byte(p), &n); err != nil {
				t.Fatal(err)
			}
			_, problems := read(k.kind, n.Content[0])
			doc := valueOf(t, fmt.Sprintf("%s: {%s: %s}", k.section(), k.name(), p))
			err := compiled.Validate(jsonValue(t, doc))
			if (err == nil) != (problems == nil) {
				t.Errorf("%s: %s: the reader says %v, the schema %v", k.path, p, problems, err)
			}
		}
	}
	for _, broken := range []string{"é: {}", "rules: {core: true, é: 1}", "rules: []", "- é"} {
		if compiled.Validate(jsonValue(t, valueOf(t, broken))) == nil {
			t.Errorf("%s: valid to the schema", broken)
		}
	}
	text, err := os.ReadFile("../../config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(jsonValue(t, valueOf(t, string(text)))); err != nil {
		t.Errorf("config.yaml: %v", err)
	}
}

// jsonValue turns what YAML gives into what the validator takes.
func jsonValue(t *testing.T, v any) any {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return value
}
