package rules

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// readEntityRuler reads a pattern file of spaCy's EntityRuler or of Prodigy: {"label", "pattern", "id"?} a line, in
// which a pattern is a phrase or a list of tokens. The rules form one group. A rule without an id is named by its file
// and line, as patterns:3.
func (l *loader) readEntityRuler(src source, data []byte) ([]*Rule, Errors) {
	l.next++
	f := &ruleFile{reader: reader{name: src.name}, src: src}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	for i, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		n, err := jsonNode(line, i+1)
		if err != nil {
			f.fail(n, "%w", err)
			continue
		}
		f.readEntry(n, l.next)
	}
	return f.rules, f.errs
}

func (f *ruleFile) readEntry(n *yaml.Node, group int) {
	stem := strings.TrimSuffix(path.Base(f.src.path), path.Ext(f.src.path))
	rule := &Rule{
		ID: fmt.Sprintf("%s:%d", stem, n.Line), File: f.name, Line: n.Line, Col: n.Column, Score: 1, Group: group,
	}
	f.rule = rule.ID
	defer func() { f.rule = "" }()
	var pattern *yaml.Node
	f.fields(n, "a pattern of EntityRuler", []field{
		{"label", func(n *yaml.Node) {
			s, ok := f.text(n, "label")
			if !ok {
				return
			}
			var err error
			if rule.Label, err = spacyLabel(s); err != nil {
				f.fail(n, "%w", err)
			}
		}},
		{"pattern", func(n *yaml.Node) { pattern = n }},
		{"id", func(n *yaml.Node) {
			if s, ok := f.text(n, "id"); ok && s != "" && n.ShortTag() == "!!str" {
				rule.ID = s
			}
		}},
	})
	switch {
	case n.Kind != yaml.MappingNode:
		return
	case !hasKey(n, "label"):
		f.fail(n, "label is missing")
	case pattern == nil:
		f.fail(n, "pattern is missing, expected a phrase or a list of tokens")
	case pattern.Kind == yaml.SequenceNode:
		rule.Patterns = []Pattern{f.pattern(pattern, "pattern")}
	default:
		s, ok := f.text(pattern, "pattern")
		switch {
		case ok && strings.TrimSpace(s) == "":
			f.fail(pattern, "a phrase is empty")
		case ok:
			rule.lists = []*list{{file: f.name, given: []Phrase{{Text: s, File: f.name, Line: n.Line}}}}
		}
	}
	f.rules = append(f.rules, rule)
}

func hasKey(n *yaml.Node, key string) bool {
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return true
		}
	}
	return false
}

// jsonNode parses one line of JSON into the nodes that YAML would give, so that one reader serves both. After an error
// the node says where it is.
func jsonNode(data []byte, line int) (*yaml.Node, error) {
	p := &jsonParser{data: data, line: line, dec: json.NewDecoder(bytes.NewReader(data))}
	if !utf8.Valid(data) {
		return p.node(), errors.New("not UTF-8")
	}
	p.dec.UseNumber()
	n, err := p.value(0)
	if err == nil {
		if _, err = p.dec.Token(); err == io.EOF {
			return n, nil
		}
		err = errors.New("more than one JSON value on the line")
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the line ends inside a value")
	}
	return p.node(), fmt.Errorf("not JSON: %w", err)
}

type jsonParser struct {
	data []byte
	line int
	dec  *json.Decoder
}

// node returns a node at the start of the next token.
func (p *jsonParser) node() *yaml.Node {
	at := int(p.dec.InputOffset())
	for at < len(p.data) && bytes.IndexByte([]byte(" \t\r,:"), p.data[at]) >= 0 {
		at++
	}
	return &yaml.Node{Line: p.line, Column: utf8.RuneCount(p.data[:at]) + 1}
}

// maxDepth is deeper than any pattern.
const maxDepth = 20

func (p *jsonParser) value(depth int) (*yaml.Node, error) {
	n := p.node()
	if depth > maxDepth {
		return n, errors.New("nested too deep")
	}
	tok, err := p.dec.Token()
	if err != nil {
		return n, err
	}
	n.Kind = yaml.ScalarNode
	switch tok := tok.(type) {
	case json.Delim:
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		if tok == '{' {
			n.Kind, n.Tag = yaml.MappingNode, "!!map"
		}
		for p.dec.More() {
			child, err := p.value(depth + 1)
			if err != nil {
				return n, err
			}
			n.Content = append(n.Content, child)
		}
		_, err = p.dec.Token()
		return n, err
	case string:
		n.Tag, n.Value = "!!str", tok
	case json.Number:
		n.Tag, n.Value = "!!int", tok.String()
	case bool:
		n.Tag, n.Value = "!!bool", fmt.Sprint(tok)
	case nil:
		n.Tag, n.Value = "!!null", "null"
	}
	return n, nil
}
