package linear_test

import (
	"context"
	"math"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/tag"
	"roster/pipeline/tag/linear"
	"roster/pipeline/tokenize"
)

func explained(t *testing.T) (*linear.Tagger, *doc.Document) {
	t.Helper()
	tagger, err := linear.Open("open")
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Document{Text: "Dr. Zoë Kowalczyk told reporters in Łódź that the Škoda plant would close. " +
		"Kowalczyk, the mayor, was not there. They went home, and it rained all day long.\n\nCOLOMBO — A man was hurt."}
	d.Tokens, d.Sentences = tokenize.Tokenize(d.Text)
	return tagger, d
}

// TestExplainAgreesWithTag asks about every token, and holds the readings against the mentions.
func TestExplainAgreesWithTag(t *testing.T) {
	tagger, d := explained(t)
	mentions := tagger.Tag(context.Background(), d)
	if len(mentions) < 5 {
		t.Fatalf("%d mentions, too few to say anything", len(mentions))
	}
	skipped := 0
	for i := range d.Tokens {
		o := tagger.Explain(d, i, i+1)
		want := doc.Mention{FirstToken: i, EndToken: i + 1}
		for _, m := range mentions {
			if m.FirstToken <= i && i < m.EndToken {
				want = m
			}
		}
		got := o.Readings[0]
		if len(o.Readings) != 7 || got.Label != want.Label || got.FirstToken != want.FirstToken || got.EndToken != want.EndToken {
			t.Errorf("%q: the first of %d readings is %+v, want %+v", d.Word(i), len(o.Readings), got, want)
		}
		if want.Label != "" && math.Abs(got.Score-want.Score) > 1e-6 {
			t.Errorf("%q: score %v, want %v", d.Word(i), got.Score, want.Score)
		}
		if got.Behind != 0 || len(got.Evidence) > 0 {
			t.Errorf("%q: what was chosen is %v behind itself", d.Word(i), got.Behind)
		}
		if o.Skipped {
			skipped++
		}
		for _, r := range o.Readings[1:] {
			checkReading(t, d, i, r)
		}
	}
	if skipped == 0 || skipped > len(d.Tokens)-10 {
		t.Errorf("%d of %d tokens are skipped", skipped, len(d.Tokens))
	}
}

// checkReading checks a reading that was not chosen.
func checkReading(t *testing.T, d *doc.Document, token int, r tag.Reading) {
	t.Helper()
	if r.Behind <= 0 || r.FirstToken > token || r.EndToken <= token || !(0 <= r.Score && r.Score < 0.6) {
		t.Errorf("%q: %s of %d..%d, %v behind, score %v", d.Word(token), r.Label, r.FirstToken, r.EndToken, r.Behind, r.Score)
	}
	sum, last := 0.0, math.Inf(1)
	for _, e := range r.Evidence {
		sum += e.Weight
		if math.Abs(e.Weight) > last || e.What == "" {
			t.Errorf("%q: evidence %+v behind one of %v", d.Word(token), e, last)
		}
		last = math.Abs(e.Weight)
	}
	if math.Abs(sum+r.Behind) > 1e-9 {
		t.Errorf("%q: %s is %v behind, its evidence says %v", d.Word(token), r.Label, r.Behind, -sum)
	}
}

// TestExplainRange asks about two words that are one name, and about ranges that end behind their sentence.
func TestExplainRange(t *testing.T) {
	tagger, d := explained(t)
	for _, r := range tagger.Explain(d, 1, 3).Readings {
		if r.FirstToken > 1 || r.EndToken < 3 {
			t.Errorf("%s: tokens %d..%d do not cover 1..3", r.Label, r.FirstToken, r.EndToken)
		}
	}
	if o := tagger.Explain(d, 0, len(d.Tokens)); o.EndToken != d.Sentences[0].End {
		t.Errorf("the range ends at %d, its sentence at %d", o.EndToken, d.Sentences[0].End)
	}
	// A sentence that the tagger cuts.
	long := &doc.Document{Text: "Zoë"}
	for range 1100 {
		long.Text += " Łódź"
	}
	long.Tokens, _ = tokenize.Tokenize(long.Text)
	long.Sentences = []doc.Sentence{{First: 0, End: len(long.Tokens)}}
	if o := tagger.Explain(long, 1050, 1051); o.FirstToken != 1050 || o.Readings[0].FirstToken > 1050 || o.Readings[0].EndToken <= 1050 {
		t.Errorf("got %d..%d, %+v", o.FirstToken, o.EndToken, o.Readings[0])
	}
}
