package diff

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"roster/internal/golden"
	"roster/pipeline/doc"
	"roster/pipeline/gold"
)

const text = "Łódź's mayor José Álvarez saw Wisła.\nÁlvarez left 北京 for Łódź."

// span finds a stretch of the text, in code points: the nth, 1 for the first.
func spanOf(t *testing.T, s string, nth int) doc.Span {
	t.Helper()
	at := -1
	for range nth {
		next := strings.Index(text[at+1:], s)
		if next < 0 {
			t.Fatalf("no %q number %d in the text", s, nth)
		}
		at += 1 + next
	}
	start := len([]rune(text[:at]))
	return doc.Span{Start: start, End: start + len([]rune(s))}
}

// run returns a document of mentions given as "LABEL text" or "LABEL text #2 @source".
func run(t *testing.T, mentions ...string) *Document {
	t.Helper()
	d := &Document{ID: "é.txt", Text: text}
	for _, m := range mentions {
		m, source, _ := strings.Cut(m, " @")
		label, s, _ := strings.Cut(m, " ")
		nth := 1
		if rest, ok := strings.CutSuffix(s, " #2"); ok {
			s, nth = rest, 2
		}
		d.Mentions = append(d.Mentions, Mention{
			Span: spanOf(t, s, nth), Text: s, Label: doc.Label(label), Source: source, Entity: doc.None,
		})
	}
	return d
}

func compare(t *testing.T, before, after *Document, g *Gold) *Result {
	t.Helper()
	r, err := Compare([]*Document{before}, []*Document{after}, g)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMentions(t *testing.T) {
	tests := []struct {
		name          string
		before, after []string
		want          []string
	}{
		{"nothing", []string{"PLACE Łódź @a"}, []string{"PLACE Łódź @b"}, nil},
		{"added", nil, []string{"PLACE 北京 @b"}, []string{`added PLACE "北京" (b) by b`}},
		{"removed", []string{"PLACE 北京 @a"}, nil, []string{`removed PLACE "北京" (a) by a`}},
		{"relabelled", []string{"PLACE Wisła @a"}, []string{"ORGANIZATION Wisła @b"},
			[]string{`relabelled "Wisła": PLACE (a) → ORGANIZATION (b) by b`}},
		{"re-bounded", []string{"PERSON José @a"}, []string{"PERSON José Álvarez @b"},
			[]string{`re-bounded PERSON "José" (a) → PERSON "José Álvarez" (b) by b`}},
		{"re-bounded and relabelled", []string{"PLACE José @a"}, []string{"PERSON José Álvarez @b"},
			[]string{`re-bounded PLACE "José" (a) → PERSON "José Álvarez" (b) by b`}},
		{"of two that overlap the one of the same label", []string{"PERSON José @a", "PLACE Álvarez @a"},
			[]string{"PLACE José Álvarez @b"},
			[]string{`removed PERSON "José" (a) by a`, `re-bounded PLACE "Álvarez" (a) → PLACE "José Álvarez" (b) by b`}},
		{"of two that overlap the one that shares more", []string{"PERSON José @a", "PERSON Álvarez @a"},
			[]string{"PERSON José Álvarez @b"},
			[]string{`removed PERSON "José" (a) by a`, `re-bounded PERSON "Álvarez" (a) → PERSON "José Álvarez" (b) by b`}},
		{"the same span before an overlap", []string{"PERSON José Álvarez @a"}, []string{"PERSON José @b", "PLACE Álvarez @b"},
			[]string{`re-bounded PERSON "José Álvarez" (a) → PERSON "José" (b) by b`, `added PLACE "Álvarez" (b) by b`}},
		{"neighbours are not one", []string{"PLACE Łódź @a"}, []string{"ROLE mayor @b"},
			[]string{`removed PLACE "Łódź" (a) by a`, `added ROLE "mayor" (b) by b`}},
		{"no source", nil, []string{"PLACE Łódź #2"}, []string{`added PLACE "Łódź" (no source) by `}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := compare(t, run(t, test.before...), run(t, test.after...), nil)
			var got []string
			for _, c := range r.Changes {
				got = append(got, fmt.Sprintf("%s %s by %s", c.Kind, c.what(), c.Source))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			if r.Empty() != (test.want == nil) || r.Documents != 1 {
				t.Errorf("empty %v of %d documents", r.Empty(), r.Documents)
			}
		})
	}
}

func TestRemovalIsOfWhatBeatTheMention(t *testing.T) {
	after := run(t)
	after.Removed = []Removal{
		{spanOf(t, "Wisła", 1), doc.Person, "rule:other"},
		{spanOf(t, "Wisła", 1), doc.Place, "rule:no-rivers"},
	}
	r := compare(t, run(t, "PLACE Wisła @prose", "PLACE 北京 @prose"), after, nil)
	if r.Changes[0].Source != "rule:no-rivers" || r.Changes[1].Source != "prose" {
		t.Errorf("got %q and %q", r.Changes[0].Source, r.Changes[1].Source)
	}
}

// linked returns a run with links: José Álvarez is mayor of Łódź.
func linked(t *testing.T) *Document {
	d := run(t, "PLACE Łódź @a", "ROLE mayor @a", "PERSON José Álvarez @a", "PERSON Álvarez #2 @a", "PLACE Łódź #2 @a")
	d.Entities = []Entity{{"Łódź", "PL"}, {"José Álvarez", ""}}
	for i, e := range []int{0, doc.None, 1, 1, 0} {
		d.Mentions[i].Entity = e
	}
	d.Positions = []Position{{Mention: 1, Holders: []string{"José Álvarez"}, Of: Body{"Łódź", "Łódź", "PL"}, Status: doc.Current}}
	return d
}

func TestLinks(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Document)
		want   []string
	}{
		{"nothing", func(*Document) {}, nil},
		{"a country, once of two mentions", func(d *Document) { d.Entities[0].Country = "" },
			[]string{`country PLACE "Łódź": "PL" → none by link`}},
		{"a name, once of two mentions", func(d *Document) { d.Entities[1].Name = "Álvarez" },
			[]string{`entity PERSON "José Álvarez": "José Álvarez" → "Álvarez" by link`}},
		{"an alias split off", func(d *Document) {
			d.Entities = append(d.Entities, Entity{"Álvarez", ""})
			d.Mentions[3].Entity, d.Mentions[3].Alias = 2, "person.surname"
		}, []string{`entity PERSON "Álvarez": "José Álvarez" → "Álvarez" by link:person.surname`}},
		{"the holder gone", func(d *Document) { d.Positions[0].Holders = nil },
			[]string{`holder ROLE "mayor": "José Álvarez" → none by link`}},
		{"another holder", func(d *Document) {
			d.Positions[0].Holders, d.Positions[0].HolderRule = []string{"José Álvarez", "Ñandú"}, "holder.title"
		}, []string{`holder ROLE "mayor": "José Álvarez" → "José Álvarez, Ñandú" by link:holder.title`}},
		{"another body", func(d *Document) {
			d.Positions[0].Of, d.Positions[0].OfRule = Body{"Polska", "polnisch", "PL"}, "of.phrase"
		},
			[]string{`of ROLE "mayor": "Łódź [PL]" → "Polska (\"polnisch\") [PL]" by link:of.phrase`}},
		{"another status", func(d *Document) { d.Positions[0].Status = doc.Former },
			[]string{`status ROLE "mayor": "current" → "former" by link`}},
		{"no positions", func(d *Document) { d.Positions = nil }, []string{
			`holder ROLE "mayor": "José Álvarez" → none by link`, `of ROLE "mayor": "Łódź [PL]" → none by link`,
			`status ROLE "mayor": "current" → none by link`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			after := linked(t)
			test.change(after)
			var got []string
			for _, c := range compare(t, linked(t), after, nil).Changes {
				got = append(got, fmt.Sprintf("%s %s by %s", c.Kind, c.what(), c.Source))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// truth is the gold of the text: bytes, and names of its own for entities.
func truth(t *testing.T) *Gold {
	t.Helper()
	at := func(s string, label doc.Label) gold.Span {
		i := strings.Index(text, s)
		return gold.Span{Span: doc.Span{Start: i, End: i + len(s)}, Label: label}
	}
	city, role, person := at("Łódź", doc.Place), at("mayor", doc.Role), at("José Álvarez", doc.Person)
	city.Entity, person.Entity = "L1", "P1"
	role.HolderEntity, role.Of, role.OfEntity, role.Status = "P1", "Łódź's", "L1", doc.Former
	g, err := NewGold([]*gold.Document{{ID: "é", Text: text, Spans: []gold.Span{city, role, person}}})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestVerdicts(t *testing.T) {
	tests := []struct {
		name          string
		before, after []string
		want          Verdict
	}{
		{"added, in the gold", nil, []string{"PLACE Łódź"}, Right},
		{"added, not in the gold", nil, []string{"PLACE 北京"}, Wrong},
		{"removed, in the gold", []string{"PLACE Łódź"}, nil, Wrong},
		{"removed, not in the gold", []string{"PLACE 北京"}, nil, Right},
		{"relabelled to what is right", []string{"PERSON Łódź"}, []string{"PLACE Łódź"}, Right},
		{"relabelled, wrong before and after", []string{"PERSON 北京"}, []string{"PLACE 北京"}, Neither},
		{"re-bounded to what is wrong", []string{"PERSON José Álvarez"}, []string{"PERSON José"}, Wrong},
		{"a label that the gold does not have", nil, []string{"ORGANIZATION Wisła"}, Unknown},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := compare(t, run(t, test.before...), run(t, test.after...), truth(t))
			if len(r.Changes) != 1 || r.Changes[0].Verdict != test.want || !r.Judged {
				t.Errorf("got %+v, want one that is %q", r.Changes, test.want)
			}
		})
	}
}

func TestVerdictsOfLinks(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Position)
		want   Verdict
	}{
		{"the holder gone", func(p *Position) { p.Holders = nil }, Wrong},
		{"the body gone, of which the gold knows another text", func(p *Position) { p.Of = Body{} }, Wrong},
		{"another status, the right one", func(p *Position) { p.Status = doc.Former }, Right},
		{"another status, wrong as before", func(p *Position) { p.Status = doc.Acting }, Neither},
		{"one more holder", func(p *Position) { p.Holders = []string{"Ñandú", "José Álvarez"} }, Neither},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			after := linked(t)
			test.change(&after.Positions[0])
			r := compare(t, linked(t), after, truth(t))
			if len(r.Changes) != 1 || r.Changes[0].Verdict != test.want {
				t.Errorf("got %+v, want one that is %q", r.Changes, test.want)
			}
		})
	}
}

func TestVerdictsOfEntities(t *testing.T) {
	at := func(s string, nth int, entity string) gold.Span {
		i := strings.Index(text, s)
		if nth == 2 {
			i = strings.LastIndex(text, s)
		}
		return gold.Span{Span: doc.Span{Start: i, End: i + len(s)}, Label: doc.Person, Entity: entity}
	}
	spans := []gold.Span{at("José Álvarez", 1, "P1"), at("Wisła", 1, "P2"), at("Álvarez", 2, "P1")}
	tests := []struct {
		name     string
		from, to string
		want     Verdict
	}{
		{"joined with the right one", "Álvarez", "José Álvarez", Right},
		{"taken from it", "José Álvarez", "Álvarez", Wrong},
		{"joined with another", "José Álvarez", "Wisła", Wrong},
		{"taken from another, and alone", "Wisła", "Álvarez", Neither},
		{"a name that no mention has", "Wisła", "José María Álvarez", Unknown},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			named := func(name string) *Document {
				d := run(t, "PERSON Álvarez #2")
				d.Entities, d.Mentions[0].Entity = []Entity{{Name: name}}, 0
				return d
			}
			g, err := NewGold([]*gold.Document{{ID: "é", Text: text, Spans: spans}})
			if err != nil {
				t.Fatal(err)
			}
			r := compare(t, named(test.from), named(test.to), g)
			if len(r.Changes) != 1 || r.Changes[0].Verdict != test.want {
				t.Errorf("got %+v, want one that is %q", r.Changes, test.want)
			}
		})
	}
}

func TestDocuments(t *testing.T) {
	named := func(id, text string) *Document { return &Document{ID: id, Text: text} }
	r, err := Compare(
		[]*Document{named("ä", "Łódź"), named("ö", "Łódź"), named("ü", "Łódź"), named("ñ", "")},
		[]*Document{named("ü", "北京"), named("ß", "Łódź"), named("ä", "Łódź"), named("ñ", "Łódź")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Documents != 3 || r.Differing != 1 || r.Empty() || !slices.Equal(r.OnlyOld, []string{"ö"}) ||
		!slices.Equal(r.OnlyNew, []string{"ß"}) || !slices.Equal(r.Texts, []string{"ü"}) {
		t.Errorf("got %+v", r)
	}
}

func TestGoldOfAnotherText(t *testing.T) {
	g, err := NewGold([]*gold.Document{{ID: "é", Text: "北京", File: "é.txt", Line: 1}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Compare([]*Document{run(t)}, []*Document{run(t)}, g)
	if want := `é.txt:1: the text of the gold "é" is not that of the run`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %q", err, want)
	}
	if _, err := NewGold([]*gold.Document{{ID: "é"}, {ID: "é"}}); err == nil {
		t.Error("no error for two documents of one id")
	}
}

// TestViews compares with two runs that differ in every way.
func TestViews(t *testing.T) {
	before, after := linked(t), linked(t)
	before.Mentions = slices.Insert(before.Mentions, 3, run(t, "PLACE Wisła @prose").Mentions...)
	after.Mentions[2] = run(t, "PERSON José @rule:given").Mentions[0]
	after.Mentions[0].Label = doc.Organization
	after.Mentions = slices.Insert(after.Mentions, 4, run(t, "PLACE 北京 @rule:city").Mentions...)
	after.Entities[0].Country = ""
	after.Positions[0].Holders = nil
	alone := &Document{ID: "ñ"}
	unknown := &Document{ID: "ö", Mentions: []Mention{{Span: doc.Span{Start: 3, End: 7}, Text: "Łódź", Label: doc.Place, Entity: doc.None}}}
	r, err := Compare([]*Document{before, alone, {ID: "ö"}}, []*Document{after, unknown}, truth(t))
	if err != nil {
		t.Fatal(err)
	}
	golden.Views(t, "../../schema/diff.schema.json", map[string]func(*bytes.Buffer) error{
		"diff.txt":   func(b *bytes.Buffer) error { return r.Print(b, false) },
		"colour.txt": func(b *bytes.Buffer) error { return r.Print(b, true) },
		"diff.json":  func(b *bytes.Buffer) error { return r.WriteJSON(b) },
		"empty.txt":  func(b *bytes.Buffer) error { return new(Result).Print(b, true) },
		"empty.json": func(b *bytes.Buffer) error { return new(Result).WriteJSON(b) },
	})
}
