package rules

import (
	"fmt"
	"strings"
	"testing"
)

// TestEntityRuler checks what is read of an EntityRuler file: ids, labels and groups.
func TestEntityRuler(t *testing.T) {
	dir := write(t, map[string]string{
		"wzór.jsonl": "\ufeff" + `{"label": "GPE", "pattern": "Łódź"}` + "\r\n\n" +
			`{"label": "ORG", "pattern": [{"lower": "łódź"}, {"ORTH": "FC", "OP": "?"}], "id": "klub"}` + "\n" +
			`{"label": "PERSON", "pattern": "Ada", "id": "klub"}` + "\n" + `{"pattern": "x", "label": "PER", "id": null}`,
		"b.jsonl": `{"label": "NORP", "pattern": "é"}`,
	})
	set, err := Load(Config{Dir: dir, Files: []string{"wzór.jsonl", "b.jsonl"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range set.Rules() {
		phrase := ""
		for p := range r.Phrases() {
			phrase = p.Text
		}
		got = append(got, fmt.Sprintf("%s %s %d %q %d:%d", r.ID, r.Label, len(r.Patterns), phrase, r.Group, r.Line))
	}
	want := `wzór:1 PLACE 0 "Łódź" 1:1
klub ORGANIZATION 1 "" 1:3
klub PERSON 0 "Ada" 1:4
wzór:5 PERSON 0 "x" 1:5
b:1 NORP 0 "é" 2:1`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

func TestEntityRulerFaults(t *testing.T) {
	dir := write(t, map[string]string{"ł.jsonl": strings.Join([]string{
		`{"label": "GPE", "pattern": "Łódź"`,
		`[]`,
		`{"label": "GPE"}`,
		`{"pattern": "é"}`,
		`{"label": "Łódź", "pattern": "é"}`,
		`{"label": "GPE", "pattern": "é", "kb": 1}`,
		`{"label": "GPE", "pattern": [{"ŁÓDŹ": 1}, {"OP": "%"}]}`,
		`  {"label": "GPE", "pattern": [{"TEXT": "é", "LENGTH": {">=": "3"}}]} {}`,
		`{"label": "GPE", "pattern": [{"TEXT": "é", "LENGTH": {">=": "3"}}]}`,
		"{\"label\": \"GPE\", \"pattern\": \"M\xfcnchen\"}",
		`{"label": "GPE", "pattern": []}`,
		`{"label": 'é'}`,
		`{"label": "GPE", "pattern": " "}`,
	}, "\n")})
	_, err := Load(Config{Dir: dir, Files: []string{"ł.jsonl"}})
	checkError(t, err, long.Replace(`ł.jsonl:1:35: not JSON: the line ends inside a value
ł.jsonl:2:1: rule ł:2: a pattern of EntityRuler is a list, expected a map
ł.jsonl:3:1: rule ł:3: pattern is missing, expected a phrase or a list of tokens
ł.jsonl:4:1: rule ł:4: label is missing
ł.jsonl:5:11: rule ł:5: unknown label "Łódź", expected one of <LABELS>, or spaCy's PER, ORG, GPE, LOC, FAC, TITLE
ł.jsonl:6:34: rule ł:6: a pattern of EntityRuler has no key "kb", expected one of label, pattern, id
ł.jsonl:7:31: rule ł:7: a token has no attribute "ŁÓDŹ", expected one of <ATTRS>
ł.jsonl:7:50: rule ł:7: OP is "%", <OPS>
ł.jsonl:8:72: not JSON: more than one JSON value on the line
ł.jsonl:9:61: rule ł:9: >= is "3", expected a whole number
ł.jsonl:10:1: not UTF-8
ł.jsonl:11:29: rule ł:11: pattern has no tokens
ł.jsonl:12:11: not JSON: invalid character '\'' looking for beginning of value
ł.jsonl:13:29: rule ł:13: a phrase is empty`))
}
