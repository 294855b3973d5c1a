package tokenize

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"

	"roster/pipeline/doc"
)

// A goldDocument has spans in code points.
type goldDocument struct {
	ID    string
	Text  string
	Spans []struct {
		Start, End int
		Label      string
	}
}

// readGold reads a development set and turns its offsets to bytes. It skips the test where the set is not there.
func readGold(t *testing.T, name string) []goldDocument {
	t.Helper()
	f, err := os.Open(filepath.Join("../../../shared/gold", name+".jsonl"))
	if err != nil {
		t.Skipf("development data is absent: %v", err)
	}
	defer f.Close()
	var docs []goldDocument
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var d goldDocument
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		var offsets []int
		for i := range d.Text {
			offsets = append(offsets, i)
		}
		offsets = append(offsets, len(d.Text))
		for i, s := range d.Spans {
			d.Spans[i].Start, d.Spans[i].End = offsets[s.Start], offsets[s.End]
		}
		docs = append(docs, d)
	}
	return docs
}

// A fit counts how gold spans fit tokens and sentences. Spans inside an address, which is one token, do not count.
type fit struct{ spans, offToken, overSentence int }

func (f *fit) add(t *testing.T, d goldDocument) {
	tokens, sents := Tokenize(d.Text)
	starts, ends := map[int]int{}, map[int]int{} // byte offset to sentence
	for k, s := range sents {
		for _, tok := range tokens[s.First:s.End] {
			starts[tok.Start], ends[tok.End] = k, k
		}
	}
	for _, s := range d.Spans {
		if inAddress(tokens, s.Start) {
			continue
		}
		f.spans++
		first, ok1 := starts[s.Start]
		last, ok2 := ends[s.End]
		switch {
		case !ok1 || !ok2:
			f.offToken++
			t.Logf("%s: no tokens fit %q in %q", d.ID, d.Text[s.Start:s.End], around(d.Text, s.Start, s.End))
		case first != last:
			f.overSentence++
			t.Logf("%s: a sentence ends in %q in %q", d.ID, d.Text[s.Start:s.End], around(d.Text, s.Start, s.End))
		}
	}
}

// inAddress reports whether byte i is in an address.
func inAddress(tokens []doc.Token, i int) bool {
	k := sort.Search(len(tokens), func(k int) bool { return tokens[k].End > i })
	return k < len(tokens) && tokens[k].Start <= i && (tokens[k].Shape == doc.URL || tokens[k].Shape == doc.Address)
}

// around returns a span with a few bytes on either side.
func around(text string, start, end int) string {
	return text[max(0, start-20):min(len(text), end+20)]
}

// check reports shares above a limit.
func (f fit) check(t *testing.T, maxOff, maxOver float64) {
	t.Helper()
	off, over := float64(f.offToken)/float64(f.spans), float64(f.overSentence)/float64(f.spans)
	t.Logf("%d spans: %.2f %% not on token borders, %.2f %% over a sentence border", f.spans, 100*off, 100*over)
	if off > maxOff || over > maxOver {
		t.Errorf("want at most %.2f %% and %.2f %%", 100*maxOff, 100*maxOver)
	}
}

func TestGoldSpansFit(t *testing.T) {
	for _, name := range []string{"ww-dev", "conll03-dev", "written-dev"} {
		t.Run(name, func(t *testing.T) {
			var f fit
			for _, d := range readGold(t, name) {
				f.add(t, d)
			}
			f.check(t, 0.003, 0.001)
		})
	}
}

// TestWrappedNamesStayTogether wraps each line of the texts at 72 columns, which moves no offset.
func TestWrappedNamesStayTogether(t *testing.T) {
	var f fit
	for _, d := range readGold(t, "ww-dev") {
		d.Text = wrap(d.Text, 72)
		f.add(t, d)
	}
	f.check(t, 0.003, 0.001)
}

// wrap turns spaces into line breaks so that no line is longer than width.
func wrap(text string, width int) string {
	b := []byte(text)
	start, last := 0, -1 // of the line; its last space
	for i, c := range b {
		switch c {
		case '\n':
			start, last = i+1, -1
			continue
		case ' ':
			last = i
		}
		if last > start && utf8.RuneCountInString(text[start:i+1]) > width {
			b[last] = '\n'
			start, last = last+1, -1
			if k := strings.LastIndexByte(text[start:i+1], ' '); k > 0 {
				last = start + k
			}
		}
	}
	return string(b)
}
