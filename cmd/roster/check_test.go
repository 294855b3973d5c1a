package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestCheckSchema validates what rules check --json prints, of files that load and of those that do not.
func TestCheckSchema(t *testing.T) {
	compiled := jsonschema.NewCompiler().MustCompile("../../schema/check.schema.json")
	for _, c := range []struct {
		name, rules string
		code        int
	}{
		{"clean", "{id: r, label: PLACE, phrases: [Xyzzyłódź], examples: {match: ['In [Xyzzyłódź].']}}", exitDone},
		{"failures and warnings", "{id: r, label: PLACE, phrases: [Łódź, 'Yahoo! Inc.'], examples: {match: ['Né [łódź].']}}, " +
			"{id: s, label: ROLE, phrases: [Łódź], examples: {match: ['Né [Łódź].'], reject: [Łódź]}}", exitFailed},
		{"faults", "{id: é, label: PERSONS}", exitUsage},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "f.yaml")
			if err := os.WriteFile(file, []byte("version: 1\nrules: ["+c.rules+"]\n"), 0o666); err != nil {
				t.Fatal(err)
			}
			var stdout, stderr bytes.Buffer
			if code := run(t.Context(), []string{"rules", "check", "--json", file}, nil, &stdout, &stderr); code != c.code {
				t.Fatalf("exit code %d, want %d: %s", code, c.code, &stderr)
			}
			value, err := jsonschema.UnmarshalJSON(&stdout)
			if err != nil {
				t.Fatal(err)
			}
			if err := compiled.Validate(value); err != nil {
				t.Error(err)
			}
		})
	}
}
