package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"roster/pipeline"
	"roster/pipeline/emit"
	"roster/pipeline/input"
)

// A key is one leaf of the configuration.
type key struct {
	path    string // "section.name"
	kind    kind
	initial string // its default, in YAML
	doc     string // what it does; the comment in config.yaml
}

// defaultEngine is the tagger that runs where the configuration names none.
const defaultEngine = "linear"

// keys lists every key of the configuration, section by section, in the order of config.yaml.
var keys = []key{
	{"rules.core", boolean, "true", "Use the embedded rules."},
	{"rules.files", list(text), "[]", "Rule files of your own: files, folders or globs, relative to this file.\n" +
		"spaCy EntityRuler patterns (.jsonl) load as they are."},
	{"rules.disable", list(text), "[]", "Rules to leave out, by id or pattern: [org.*]"},
	{"rules.priority", list(record("id", text, "value", whole(-1000, 1000))), "[]",
		"Priorities that replace the rules' own; the higher wins: [{id: org.*, value: 20}]"},

	{"tagger.engine", choice(pipeline.Engines...), defaultEngine,
		"What tags names before the rules: linear, prose, or none (rules alone)."},
	{"tagger.model", text, "news", "The model of the linear engine."},
	{"tagger.min_score", list(record("label", choice(emit.Labels...), "value", fraction)), "[]",
		"Drop the tagger's mentions that score lower, a label: [{label: PERSON, value: 0.4}]"},

	{"link.aliases", boolean, "true", "Join the names of one thing (\"Donald Trump\", \"Trump\") to one entity."},
	{"link.positions", boolean, "true", "Say who holds each role, and of what."},
	{"link.countries", boolean, "true", "Give places, and bodies of roles, their country (ISO 3166-1 alpha-2)."},

	{"input.paths", list(text), "[seeds]", "What to read where the command names nothing: files, folders or globs,\n" +
		"relative to this file."},
	{"input.format", choice(input.Formats()...), "auto",
		"auto (by extension), text, markdown, html, jsonl, csv, tsv or parquet; or tar or zip, for archives without\n" +
			"such a name. What is in archives has the same format, or its own where this is auto, tar or zip."},
	{"input.encoding", text, "utf-8",
		"The encoding of the files; byte order marks and what HTML pages declare come first."},
	{"input.text_field", text, "text", "The field or column of JSONL, CSV and Parquet that holds the text."},
	{"input.id_field", text, "id", "The field or column that holds the id. Another than id must be there."},
	{"input.keep_fields", list(text), "[]",
		"Other fields that records carry in meta.source: [date, section], or [\"*\"] for all."},
	{"input.max_bytes", size, "16MiB", "The largest document that is read."},
	{"input.max_ratio", whole(1, 1_000_000), "200",
		"How many times their size compressed files and archives may expand to,\n" +
			"beyond the first 64 MiB."},
	{"input.max_members", whole(1, 1_000_000_000), "10000000", "How many members an archive may have."},

	{"output.record", choice(emit.Records...), "document",
		"What a line is: document, span, entity or position."},
	{"output.format", choice(emit.Formats...), "jsonl",
		"jsonl; csv, tsv or parquet; conll, brat, spacy, prodigy, labelstudio, doccano, marked; html; ftm; edges:\n" +
			"docs/formats.md says what each holds. All but the first four write whole documents."},
	{"output.labels", list(choice(emit.Labels...)), "[PERSON, ROLE, PLACE, ORGANIZATION]",
		"The labels that are written; NORP is there too (nationalities, religious and political groups)."},
	{"output.offsets", choice(emit.Offsets...), "codepoint",
		"The unit of start and end: codepoint, byte or utf16."},
	{"output.text", boolean, "true", "Write the text of each document."},

	{"run.workers", whole(0, 1024), "0", "Documents worked on at once; 0: the number of cores."},
	{"run.timeout", duration, "10m", "The most that a document may take, as in 30s; 0: no limit."},
	{"run.shard_bytes", size, "64MiB", "A shard of an output folder is full when it has so many bytes."},

	{"log.level", choice("debug", "info", "warn", "error"), "info", "debug, info, warn or error."},
	{"log.format", choice("auto", "console", "json"), "auto", "auto (console on a terminal, else json), console or json."},
}

// section and name are the two halves of the key's path.
func (k key) section() string { s, _, _ := strings.Cut(k.path, "."); return s }
func (k key) name() string    { _, n, _ := strings.Cut(k.path, "."); return n }

// variable is the key's name in the environment.
func (k key) variable() string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(k.path, ".", "_"))
}

// keyOf returns the key of that path.
func keyOf(path string) (key, error) {
	if i := slices.IndexFunc(keys, func(k key) bool { return k.path == path }); i >= 0 {
		return keys[i], nil
	}
	if names := namesIn(path); names != nil {
		return key{}, fmt.Errorf("%s is a section, set one of its keys: %s", path, strings.Join(names, ", "))
	}
	section, _, _ := strings.Cut(path, ".")
	if names := namesIn(section); names != nil {
		return key{}, fmt.Errorf("unknown key %s, expected one of %s in %s", path, strings.Join(names, ", "), section)
	}
	return key{}, fmt.Errorf("unknown key %s, expected a key in one of %s", path, strings.Join(sections(), ", "))
}

// sections lists the sections in order.
func sections() []string {
	var out []string
	for _, k := range keys {
		out = append(out, k.section())
	}
	return slices.Compact(out)
}

// namesIn lists the names of a section's keys, nil where there is no such section.
func namesIn(section string) []string {
	var out []string
	for _, k := range keys {
		if k.section() == section {
			out = append(out, k.name())
		}
	}
	return out
}

// A kind is the type of values. It reads them strictly: what the node says in YAML must be of that type already.
type kind struct {
	take   func(n *yaml.Node) (any, []problem)
	schema schema
}

// A schema is a part of schema/config.schema.json.
type schema map[string]any

// A problem is a fault in a YAML text; line and column are 1-based, the column in code points.
type problem struct {
	line, column int
	text         string
}

func wrong(n *yaml.Node, format string, args ...any) []problem {
	return []problem{{n.Line, n.Column, fmt.Sprintf(format, args...)}}
}

// found says what a node is, for the end of an error.
func found(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.MappingNode:
		return "a map"
	case n.ShortTag() == "!!null":
		return "nothing"
	case n.ShortTag() == "!!str" && n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		return fmt.Sprintf("the text %q", n.Value)
	}
	return n.Value
}

var boolean = kind{readBoolean, schema{"type": "boolean"}}

func readBoolean(n *yaml.Node) (any, []problem) {
	var v bool
	if n.ShortTag() != "!!bool" || n.Decode(&v) != nil {
		return nil, wrong(n, "expected true or false, found %s", found(n))
	}
	return v, nil
}

var text = kind{readText, schema{"type": "string", "minLength": 1}}

func readText(n *yaml.Node) (any, []problem) {
	switch {
	case n.ShortTag() == "!!str" && n.Value != "":
		return n.Value, nil
	case n.Kind == yaml.ScalarNode && n.Value != "":
		return nil, wrong(n, "expected text, found %s: quote it", found(n))
	}
	return nil, wrong(n, "expected text, found %s", found(n))
}

// whole reads a whole number from least to most.
func whole(least, most int) kind {
	take := func(n *yaml.Node) (any, []problem) {
		var v int
		if n.ShortTag() != "!!int" || n.Decode(&v) != nil || v < least || v > most {
			return nil, wrong(n, "expected a whole number from %d to %d, found %s", least, most, found(n))
		}
		return v, nil
	}
	return kind{take, schema{"type": "integer", "minimum": least, "maximum": most}}
}

// fraction is a number from 0 to 1.
var fraction = kind{readFraction, schema{"type": "number", "minimum": 0, "maximum": 1}}

func readFraction(n *yaml.Node) (any, []problem) {
	var v float64
	tag := n.ShortTag()
	if tag != "!!int" && tag != "!!float" || n.Decode(&v) != nil || !(v >= 0 && v <= 1) {
		return nil, wrong(n, "expected a number from 0 to 1, found %s", found(n))
	}
	return v, nil
}

// choice reads one of the values, as a string.
func choice[T ~string](values ...T) kind {
	take := func(n *yaml.Node) (any, []problem) {
		if n.Kind == yaml.ScalarNode && slices.Contains(values, T(n.Value)) {
			return n.Value, nil
		}
		return nil, wrong(n, "expected one of %s, found %s", listed(values), found(n))
	}
	return kind{take, schema{"enum": values}}
}

// listed joins the values with commas.
func listed[T ~string](values []T) string {
	var b strings.Builder
	for i, v := range values {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(v))
	}
	return b.String()
}

var sizeForm = regexp.MustCompile(`^([0-9]{1,15})(B|KB|MB|GB|KiB|MiB|GiB)?$`)

var sizeUnits = map[string]int64{
	"": 1, "B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
}

// maxSize is more than any text that fits the memory, and keeps sums of sizes from overflowing.
const maxSize = 1 << 40

// size is a number of bytes such as 16MiB, an int64.
var size = kind{readSize, schema{"type": []string{"string", "integer"}, "minimum": 1, "maximum": maxSize,
	"pattern": `^0*[1-9][0-9]{0,14}(B|KB|MB|GB|KiB|MiB|GiB)?$`}}

func readSize(n *yaml.Node) (any, []problem) {
	if m := sizeForm.FindStringSubmatch(n.Value); m != nil && n.Kind == yaml.ScalarNode {
		count, err := strconv.ParseInt(m[1], 10, 64)
		if unit := sizeUnits[m[2]]; err == nil && count > 0 && count <= maxSize/unit {
			return count * unit, nil
		}
	}
	return nil, wrong(n, "expected a size from 1B to %dGiB, as in 16MiB, found %s", maxSize>>30, found(n))
}

// duration is a length of time such as 30s or 1h30m, a time.Duration.
var duration = kind{readDuration, schema{"type": []string{"string", "integer"}, "maximum": 0, "minimum": 0,
	"pattern": `^(\+?(([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+|0)$`}}

func readDuration(n *yaml.Node) (any, []problem) {
	v, err := time.ParseDuration(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil || v < 0 {
		return nil, wrong(n, "expected a time, as in 30s or 10m, found %s", found(n))
	}
	return v, nil
}

// list reads a list of values of one kind, as a []any.
func list(item kind) kind {
	take := func(n *yaml.Node) (any, []problem) {
		if n.Kind != yaml.SequenceNode {
			return nil, wrong(n, "expected a list, as in [a, b], found %s", found(n))
		}
		values, problems := make([]any, 0, len(n.Content)), []problem(nil)
		for _, c := range n.Content {
			v, ps := read(item, c)
			values, problems = append(values, v), append(problems, ps...)
		}
		return values, problems
	}
	return kind{take, schema{"type": "array", "items": item.schema}}
}

// record reads a map of exactly two keys, as a map[string]any.
func record(first string, firstKind kind, second string, secondKind kind) kind {
	form := fmt.Sprintf("{%s: …, %s: …}", first, second)
	take := func(n *yaml.Node) (any, []problem) {
		if n.Kind != yaml.MappingNode {
			return nil, wrong(n, "expected %s, found %s", form, found(n))
		}
		values := map[string]any{}
		problems := eachPair(n, form, func(name, value *yaml.Node) (ps []problem) {
			switch name.Value {
			case first:
				values[first], ps = read(firstKind, value)
			case second:
				values[second], ps = read(secondKind, value)
			default:
				ps = wrong(name, "unknown key %s, expected %s", name.Value, form)
			}
			return ps
		})
		if len(values) < 2 && problems == nil {
			problems = wrong(n, "expected %s, found a map without both", form)
		}
		return values, problems
	}
	return kind{take, schema{
		"type": "object", "required": []string{first, second}, "additionalProperties": false,
		"properties": schema{first: firstKind.schema, second: secondKind.schema},
	}}
}

// read reads a value of a kind, behind an alias too.
func read(k kind, n *yaml.Node) (any, []problem) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return k.take(n)
}

// eachPair calls do for each pair of a map and reports keys that stand twice.
func eachPair(n *yaml.Node, where string, do func(name, value *yaml.Node) []problem) []problem {
	var problems []problem
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		if line, twice := seen[name.Value]; twice {
			problems = append(problems, wrong(name, "key %s twice in %s, first in line %d", name.Value, where, line)...)
			continue
		}
		seen[name.Value] = name.Line
		problems = append(problems, do(name, value)...)
	}
	return problems
}
