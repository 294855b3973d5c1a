package match_test

import (
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/match"
	"roster/pipeline/tokenize"
	"roster/rules"
)

func TestCoreExamples(t *testing.T) {
	set, err := rules.Load(rules.Config{Core: true})
	if err != nil {
		t.Fatal(err)
	}
	m, err := match.New(set, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range m.CheckExamples(tokenize.Tokenize) {
		t.Error(f)
	}
}

type mention = doc.Mention

func textDocument(text string) *doc.Document {
	d := &doc.Document{Text: text}
	d.Tokens, d.Sentences = tokenize.Tokenize(text)
	return d
}
