package records_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"roster/pipeline/doc"
	"roster/pipeline/emit"
	"roster/pipeline/records"
)

const zoe = `{"id":"é.txt","text":"🌱 Mayor Zoë of Łódź","spans":[` +
	`{"start":2,"end":7,"text":"Mayor","label":"ROLE","score":0.98,"source":"linear","entity":null},` +
	`{"start":8,"end":11,"text":"Zoë","label":"PERSON","score":0.5,"source":"rule:person.zoë","entity":0},` +
	`{"start":15,"end":19,"text":"Łódź","label":"PLACE","score":1,"source":"linear","entity":1}],` +
	`"entities":[{"id":0,"label":"PERSON","name":"Zoë","aliases":[],"spans":[1],"country":null},` +
	`{"id":1,"label":"PLACE","name":"Łódź","aliases":["Lodz"],"spans":[2],"country":"PL"}],` +
	`"positions":[{"span":0,"role":"Mayor","holder":{"entity":0,"name":"Zoë"},"holders":[0],` +
	`"of":{"entity":1,"name":"Łódź","text":"Łódź","country":"PL"},"status":"former"}],` +
	`"meta":{"roster":"","config":"","sha256":"","warnings":["wörn"]}}`

// TestRoundTrip writes what was read and expects the line that it was read from.
func TestRoundTrip(t *testing.T) {
	for d, err := range records.Read(strings.NewReader("\uFEFF"+zoe+"\n\n"), "r.jsonl") {
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		w, err := emit.New(&out, emit.Options{
			Record: emit.Document, Format: "jsonl", Labels: emit.Labels, Offsets: emit.Codepoint, Text: true,
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(d); err != nil {
			t.Fatal(err)
		}
		got, _, _ := strings.Cut(out.String(), `,"meta"`)
		want, _, _ := strings.Cut(zoe, `,"meta"`)
		if got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		if m := d.Mentions[1]; d.Slice(m.Span) != "Zoë" || m.Source != (doc.Source{Rule: "person.zoë"}) {
			t.Errorf("mention %+v", m)
		}
		if !slices.Equal(d.Warnings, []string{"wörn"}) {
			t.Errorf("warnings %q", d.Warnings)
		}
	}
}

func TestCorrectedByHand(t *testing.T) {
	d, err := records.Parse([]byte(`{"id":"é","text":"Zoë","spans":[{"start":0,"end":3,"label":"PERSON"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if m := d.Mentions[0]; m.End != len("Zoë") || m.Score != 1 || m.Entity != doc.None {
		t.Errorf("mention %+v", m)
	}
}

func TestFaults(t *testing.T) {
	for old, c := range map[string]struct{ to, want string }{
		`{"id"`:                         {`["id"`, "no document record"},
		`"id":"é.txt",`:                 {``, `no "id"`},
		`"text":"🌱 Mayor Zoë of Łódź",`: {``, `no "text"`},
		`"spans":[{`:                    {`"s":[{`, `no "spans"`},
		`"start":2`:                     {`"start":7`, `span 7..7: expected spans that are not empty`},
		`"start":8`:                     {`"start":6`, `span 6..11: expected spans that are not empty, in text order`},
		`"end":19`:                      {`"end":21`, `span 15..21 of a text of 19 code points`},
		`"start":15`:                    {`"start":16`, `is "Łódź" by its text, "ódź" in the document: offsets must be in code points`},
		`"label":"PLACE","s`:            {`"label":"ÖRT","s`, `unknown label "ÖRT"`},
		`"entity":1}],`:                 {`"entity":2}],`, `has entity 2 of 2`},
		`"span":0`:                      {`"span":1`, `role "Mayor" has span 1, which is no ROLE`},
		`"holders":[0]`:                 {`"holders":[-1]`, `has holder -1 of 2 entities`},
		`"of":{"entity":1`:              {`"of":{"entity":2`, `is of entity 2 of 2`},
	} {
		bad := strings.Replace(zoe, old, c.to, 1)
		if bad == zoe {
			t.Fatalf("%s is not in the record", old)
		}
		var got error
		for _, err := range records.Read(strings.NewReader("\n"+bad), "r.jsonl") {
			got = err
		}
		if got == nil || !strings.HasPrefix(got.Error(), "r.jsonl:2: ") || !strings.Contains(got.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.to, got, c.want)
		}
	}
}

func TestIs(t *testing.T) {
	for line, want := range map[string]bool{
		`{"id":"é","spans":[],"entities":[],"positions":[]}`: true, `{"text":"é"}`: false, `é`: false,
	} {
		if got := records.Is([]byte(line)); got != want {
			t.Errorf("%s: %v, want %v", line, got, want)
		}
	}
}

// TestReadingFails: what was read before a disk fails is whole, and the error names the line that is not.
func TestReadingFails(t *testing.T) {
	broken := errors.New("dïsk")
	var lines []string
	var got error
	in := io.MultiReader(strings.NewReader("Łódź\r\n\n Zoë\n"), iotest.ErrReader(broken))
	numbered := func(n int, line []byte) (string, error) { return fmt.Sprintf("%d %s", n, line), nil }
	for line, err := range records.Lines(in, "é.jsonl", numbered) {
		if err != nil {
			got = err
			break
		}
		lines = append(lines, line)
	}
	if !slices.Equal(lines, []string{"1 Łódź", "3 Zoë"}) || !errors.Is(got, broken) || got.Error() != "é.jsonl:4: dïsk" {
		t.Errorf("got %q and error %v", lines, got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(zoe))
	f.Add([]byte(`{"id":"","text":"\ud800x","spans":[{"start":1,"end":2,"label":"ROLE"}],"positions":[{}]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		d, err := records.Parse(line)
		if err != nil {
			return
		}
		last := 0
		for _, m := range d.Mentions {
			if m.Start < last || m.End <= m.Start || m.End > len(d.Text) {
				t.Fatalf("mention %v of %q", m.Span, d.Text)
			}
			last = m.End
		}
	})
}
