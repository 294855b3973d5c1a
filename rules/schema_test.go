package rules

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

const schemaFile = "../schema/rules.schema.json"

// TestSchemaKeys compares the keys that the loader knows in each place, which it lists where it meets another, with the
// properties of the schema.
func TestSchemaKeys(t *testing.T) {
	root := readSchema(t)
	defs := root["$defs"].(map[string]any)
	rule := "version: 1\nrules:\n  - {id: r, label: PLACE, phrases: [é], examples: {match: ['[é]']}, "
	token := "version: 1\nrules:\n  - {id: r, label: PLACE, examples: {match: ['[é]']}, pattern: [{"
	for _, c := range []struct {
		name, text string
		schema     any
		more       []string // that the loader does not list
	}{
		{"file", "version: 1\nrules: []\n?: 1\n", root, nil},
		{"rule", rule + "?: 1}\n", defs["rule"], nil},
		{"entity", "version: 1\nentities:\n  - {id: r, ?: 1}\n", defs["entity"], nil},
		{"examples", "version: 1\nrules:\n  - {id: r, label: PLACE, phrases: [é], examples: {match: ['[é]'], ?: 1}}\n", defs["examples"], nil},
		{"condition", rule + "near: {label: ROLE, ?: 1}}\n", defs["condition"], nil},
		{"token", token + "?: 1}]}\n", defs["token"], slices.Sorted(maps.Keys(attrAliases))},
		{"operators of words", token + "TEXT: {?: 1}}]}\n", member(t, defs["words"], "anyOf", 1),
			[]string{"FUZZY2", "FUZZY3", "FUZZY4", "FUZZY5", "FUZZY6", "FUZZY7", "FUZZY8"}},
		{"operators of numbers", token + "LENGTH: {?: 1}}]}\n", member(t, defs["number"], "anyOf", 1),
			[]string{"IS_SUBSET", "IS_SUPERSET", "INTERSECTS"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, errs := loadText("f.yaml", strings.Replace(c.text, "?", "ö", 1))
			known := c.more
			for _, err := range errs {
				if _, list, ok := strings.Cut(err.Error(), ", expected "); ok && strings.Contains(err.Error(), `"ö"`) {
					list = strings.NewReplacer("one of ", "", " or ", ", ", " to ", ", ").Replace(list)
					known = append(known, strings.Split(list, ", ")...)
				}
			}
			slices.Sort(known)
			properties := slices.Sorted(maps.Keys(c.schema.(map[string]any)["properties"].(map[string]any)))
			if !slices.Equal(known, properties) {
				t.Errorf("%v\nthe loader knows %q\nthe schema has   %q", errs, known, properties)
			}
		})
	}
}

func readSchema(t *testing.T) map[string]any {
	t.Helper()
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	return root
}

func member(t *testing.T, v any, key string, i int) any {
	t.Helper()
	return v.(map[string]any)[key].([]any)[i]
}

// TestSchemaSays asks the schema and the loader about the embedded rules and about texts that are right or wrong.
func TestSchemaSays(t *testing.T) {
	compiled := jsonschema.NewCompiler().MustCompile(schemaFile)
	check := func(name, text string) {
		t.Helper()
		_, errs := loadText("f.yaml", text)
		err := validate(t, compiled, text)
		if (len(errs) == 0) != (err == nil) {
			t.Errorf("%s\nthe loader says %v, the schema %v", name, errs, err)
		}
	}
	err := fs.WalkDir(core, "core", func(name string, e fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".yaml" {
			return err
		}
		text, err := fs.ReadFile(core, name)
		if err == nil {
			if invalid := validate(t, compiled, string(text)); invalid != nil {
				t.Errorf("%s: %v", name, invalid)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"rules: []", "version: 1", "version: 2\nrules: []", "version: 1\nrules: []", "version: 1\nentities: []", "version: '1'\nrules: []",
		"version: 1\nrules: é", "version: 1\npriority: 1.5\nrules: []", "version: 1\nfallback: yes\nrules: []", "- é",
	} {
		check(text, text)
	}
	for _, rule := range []string{
		"{phrases: [é]}", "{list: l.txt}", "{label: PLACE, list: l.txt}", "{label: PLACE, list: [l.txt]}", "{label: PLACE}", "{label: ORT, list: l.txt}",
		"{label: PLACE, phrases: [é]}", "{label: PLACE, phrases: [é], examples: {match: ['[é]']}}", "{label: PLACE, phrases: [é], examples: {match: []}}",
		"{label: PLACE, phrases: [é], examples: {reject: [é]}}", "{phrases: [é], examples: {match: ['[é]']}}", "{phrases: ['']}",
		"{phrases: [1.5, null, yes]}", "{phrases: [[é]]}", "{phrases: [é], match: lower}", "{phrases: [é], match: Lower}",
		"{action: drop, phrases: [é], examples: {match: ['[é]']}}", "{action: relabel, phrases: [é], examples: {match: ['[é]']}}",
		"{action: drop, repeat: true, phrases: [é], examples: {match: ['[é]']}}", "{action: add, phrases: [é], examples: {match: ['[é]']}}",
		"{label: PLACE, list: l.txt, near: {phrases: [é]}}", "{list: l.txt, within: document}", "{label: PLACE, list: l.txt, within: document}",
		"{label: PLACE, list: l.txt, priority: '1'}", "{label: PLACE, list: l.txt, score: 0}", "{label: PLACE, list: l.txt, score: 0.1}",
		"{label: PLACE, list: l.txt, repeat: 1}", "{label: PLACE, list: l.txt, é: 1}", "{id: é, list: l.txt}", "{id: s, list: l.txt}",
	} {
		if !strings.Contains(rule, "id:") {
			rule = strings.Replace(rule, "{", "{id: r, ", 1)
		}
		check(rule, "version: 1\nrules: ["+rule+"]")
	}
	for _, token := range []string{
		"", "TEXT: é", "TEXT: 1", "TEXT: [é]", "TEXT: {IN: [é]}", "TEXT: {IN: é}", "TEXT: {É: é}", "TEXT: {REGEX: é}",
		"TEXT: {REGEX: {IN: [é]}}", "TEXT: {REGEX: {IN: [é], NOT_IN: [é]}}", "TEXT: {FUZZY9: é, NOT_IN: [é]}", "TEXT: {FUZZY0: é}",
		"TEXT: {'>': 1}", "LENGTH: 1", "LENGTH: é", "LENGTH: {'>=': 1, '!=': 3}", "LENGTH: {IN: [1]}", "LENGTH: {IN: [é]}", "LENGTH: {REGEX: é}",
		"IS_TITLE: true", "IS_TITLE: 1", "LABEL: PERSON", "LABEL: ''", "ENT_TYPE: GPE", "LABEL: ORT", "LABEL: {NOT_IN: [ORG, '']}", "LABEL: {IN: [É]}",
		"TAG: NN", "TAG: noun", "TAG: {REGEX: ^N}", "POS: {NOT_IN: [NOUN]}", "POS: {IN: [NN]}", "POS: Noun", "LEMMA: é",
		"LIST: l", "LIST: {IN: [l]}", "LIST: {NOT_IN: [l]}", "LIST: [l]", "OP: '!'", "OP: '{1,2}'", "OP: '{,2}'", "OP: '{2,}'", "OP: '{}'", "OP: x", "OP: 1",
		"CONTEXT: é",
	} {
		check(token, "version: 1\nrules:\n  - {id: l, list: l.txt}\n  - {id: r, label: PLACE, examples: {match: ['[é]']}, pattern: [{"+token+"}]}")
	}
	for _, condition := range []string{
		"{}", "{within: document}", "{phrases: [é]}", "[{phrases: [é]}, {label: ROLE}]", "[]", "é", "{list: l}", "{list: [l]}", "{list: {IN: [l]}}",
		"{entity: e}", "{entity: [e]}", "{label: [ROLE, NORP]}", "{label: é}", "{pattern: [{TEXT: é}]}", "{patterns: [[{TEXT: é}]]}", "{pattern: []}",
		"{label: ROLE, within: sentence}", "{label: ROLE, within: 10 tokens}", "{label: ROLE, within: 1 sentence}", "{label: ROLE, within: 0 tokens}",
		"{label: ROLE, within: 10}", "{label: ROLE, within: 10 words}", "{label: ROLE, match: é}", "{label: ROLE, é: 1}",
	} {
		check(condition, "version: 1\nentities:\n  - {id: e, label: PLACE, name: é, examples: {match: ['[é]']}}\nrules:\n  - {id: l, list: l.txt}\n"+
			"  - {id: r, label: PLACE, list: l.txt, examples: {match: ['[Łódź]']}, unless: "+condition+"}")
	}
	for _, entity := range []string{
		"name: é, label: PLACE", "name: é, label: PLACE, examples: {match: ['[é]']}", "name: é, label: ROLE, examples: {match: ['[é]']}",
		"label: PLACE, examples: {match: ['[é]']}", "name: ' ', label: PLACE, examples: {match: ['[é]']}",
		"name: é, label: PLACE, examples: {match: ['[é]']}, aliases: [ó], never: [ź], country: PL, priority: 3",
		"name: é, label: PLACE, examples: {match: ['[é]']}, country: pl", "name: é, label: PLACE, examples: {match: ['[é]']}, near: {label: ROLE}",
	} {
		check(entity, "version: 1\nentities:\n  - {id: e, "+entity+"}")
	}
}

func validate(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(value)
}
