package main

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"roster/pipeline/workbench"
)

// A placed value is a key's value and the 1-based line where it stands.
type placed struct {
	value any
	line  int
}

// readConfigFile reads the text of a configuration file: the values of the keys that it sets, by path. All faults are
// reported at once, each a *workbench.FileFault.
func readConfigFile(name string, content []byte) (map[string]placed, error) {
	root, problems := parseYAML(content)
	values := map[string]placed{}
	if root != nil && problems == nil {
		problems = readSections(root, values)
	}
	slices.SortStableFunc(problems, func(a, b problem) int { return 1000*(a.line-b.line) + a.column - b.column })
	var errs []error
	for _, p := range problems {
		errs = append(errs, &workbench.FileFault{File: name, Line: p.line, Column: p.column, Err: errors.New(p.text)})
	}
	return values, errors.Join(errs...)
}

// parseYAML returns the top node of a text that must hold one YAML document at most; nil where it holds none.
func parseYAML(content []byte) (*yaml.Node, []problem) {
	dec := yaml.NewDecoder(bytes.NewReader(content))
	var first, second yaml.Node
	switch err := dec.Decode(&first); {
	case err == io.EOF:
		return nil, nil
	case err != nil:
		return nil, []problem{syntaxProblem(err)}
	}
	switch err := dec.Decode(&second); {
	case err == io.EOF:
		return first.Content[0], nil
	case err != nil:
		return nil, []problem{syntaxProblem(err)}
	}
	return nil, wrong(&second, "a second document: expected the end of the file")
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// syntaxProblem places an error of the YAML parser, which knows the line alone.
func syntaxProblem(err error) problem {
	m := yamlLine.FindStringSubmatch(err.Error())
	p := problem{1, 1, strings.TrimPrefix(err.Error(), "yaml: ")}
	if m != nil && m[1] != "" {
		p.line, _ = strconv.Atoi(m[1])
		p.text = err.Error()[len(m[0]):]
	}
	return p
}

// readSections reads the sections of a configuration into values. A section without keys sets nothing.
func readSections(root *yaml.Node, values map[string]placed) []problem {
	if root.ShortTag() == "!!null" {
		return nil
	}
	if root.Kind != yaml.MappingNode {
		return wrong(root, "expected a map of %s, found %s", strings.Join(sections(), ", "), found(root))
	}
	return eachPair(root, "the file", func(name, value *yaml.Node) []problem {
		section := name.Value
		known := namesIn(section)
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		switch {
		case known == nil:
			return wrong(name, "unknown key %s, expected one of %s", section, strings.Join(sections(), ", "))
		case value.ShortTag() == "!!null":
			return nil
		case value.Kind != yaml.MappingNode:
			return wrong(value, "expected a map of %s, found %s", strings.Join(known, ", "), found(value))
		}
		return eachPair(value, section, func(name, value *yaml.Node) []problem {
			k, err := keyOf(section + "." + name.Value)
			if err != nil {
				return wrong(name, "%v", err)
			}
			v, problems := read(k.kind, value)
			values[k.path] = placed{v, name.Line}
			return problems
		})
	})
}
