package prose

import (
	"slices"
	"strings"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/match"
	"roster/rules"
)

var _ match.SpeechTagger = Speech{}

func TestTags(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The former ministers (two of them) spoke in Łódź - quickly!", "DT JJ NNS -LRB- CD IN PRP -RRB- VBD IN NNP HYPH RB ."},
		{"“They will pay €5 — or not…” he said; in São Paulo.", "`` PRP MD VB $ CD : CC RB : '' PRP VBD : IN NNP NNP ."},
		{"• É", "NFP NN"},
	} {
		d := document(c.text)
		var got []string
		for _, s := range d.Sentences {
			got = append(got, Speech{}.Tags(d, s)...)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, s, c.want)
		}
	}
}

// TestTagsAreKnown holds that every tag which the model or the table of marks gives is one that rules can name.
func TestTagsAreKnown(t *testing.T) {
	m, err := loadSpeech()
	if err != nil {
		t.Fatal(err)
	}
	tags := slices.Clone(m.classes)
	for _, tag := range m.sure {
		tags = append(tags, tag)
	}
	for _, tag := range marks {
		tags = append(tags, tag)
	}
	for _, tag := range tags {
		if rules.Universal(tag) == "X" && !slices.Contains([]string{"FW", "LS", "(", ")"}, tag) {
			t.Errorf("tag %q has no universal part of speech", tag)
		}
	}
	for mark, tag := range m.sure { // brackets have spaCy's names
		if _, renamed := marks[mark]; (tag == "(" || tag == ")") && !renamed {
			t.Errorf("%q is tagged %q", mark, tag)
		}
	}
	d := &doc.Document{Text: "(é)"}
	d.Tokens = []doc.Token{{Span: doc.Span{Start: 0, End: 1}}, {Span: doc.Span{Start: 1, End: 3}}, {Span: doc.Span{Start: 3, End: 4}}}
	if got := (Speech{}).Tags(d, doc.Sentence{First: 2, End: 3}); !slices.Equal(got, []string{"-RRB-"}) {
		t.Errorf("the last token of %q is %q", d.Text, got)
	}
}
