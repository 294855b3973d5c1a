package workbench_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"roster/pipeline/doc"
	"roster/pipeline/gold"
	"roster/pipeline/workbench"
)

// correction makes a correction of the n-th place of a text.
func correction(k workbench.CorrectionKind, article int, text string, n int) workbench.Correction {
	s := at(article, text, n)
	return workbench.Correction{Kind: k, Article: article, Start: s.Start, End: s.End}
}

func with(c workbench.Correction, change func(*workbench.Correction)) workbench.Correction {
	change(&c)
	return c
}

// entity returns the number of an entity of the run.
func (b *bench) entity(name string) int {
	for i, e := range b.State().Run.Entities {
		if e.Name == name {
			return i
		}
	}
	b.t.Fatalf("no entity %s", name)
	return 0
}

// goldOf returns the gold of an article as package gold reads it.
func (b *bench) goldOf(article int) *gold.Document {
	b.t.Helper()
	docs, err := gold.ReadAll(filepath.Join(b.dir, "corrections.jsonl"))
	if err != nil {
		b.t.Fatal(err)
	}
	for _, d := range docs {
		if d.ID == ids(texts)[article].ID {
			return d
		}
	}
	b.t.Fatalf("no gold of article %d", article)
	return nil
}

func spansOf(d *gold.Document) []string {
	var out []string
	for _, s := range d.Spans {
		out = append(out, d.Slice(s.Span)+" "+string(s.Label)+" "+s.Entity)
	}
	return out
}

// TestCorrections: of each kind the gold line says what the person said, the rule file has a rule with an example that
// holds, its other bytes are as they were, and the articles show it.
func TestCorrections(t *testing.T) {
	bounds := at(0, "Žofia", 1)
	for _, c := range []struct {
		name       string
		correction workbench.Correction
		join       string // the entity's name
		proposal   string
		yaml       string   // in what is added to the rule file
		gold       []string // of article 0
		shows      []string // of article 0
		other      []string // of article 1, where it changes
	}{
		{"wrong", correction("wrong", 0, "Éclair", 1), "", "drop", "action: drop",
			[]string{"Éva Kiss PERSON Éva Kiss", "Évi PERSON Évi", "Łódź PLACE Łódź", "Kiss PERSON Éva Kiss",
				"Žofia Nagy PERSON Žofia Nagy"},
			[]string{"Éva Kiss PERSON", "Évi PERSON", "Łódź PLACE", "Kiss PERSON", "Žofia Nagy PERSON"},
			[]string{"Gdańsk PLACE", "Kiss PERSON", "Éva Kiss PERSON"}},
		{"wrong beside a word", correction("wrong", 0, "Éclair", 1), "", "drop-before", `{LOWER: "of", CONTEXT: true}`,
			[]string{"Éva Kiss PERSON Éva Kiss", "Évi PERSON Évi", "Łódź PLACE Łódź", "Kiss PERSON Éva Kiss",
				"Žofia Nagy PERSON Žofia Nagy"},
			[]string{"Éva Kiss PERSON", "Évi PERSON", "Łódź PLACE", "Kiss PERSON", "Žofia Nagy PERSON"}, nil},
		{"label", with(correction("label", 0, "Łódź", 1), func(c *workbench.Correction) { c.Label = doc.Organization }), "",
			"relabel", "action: relabel",
			[]string{"Éva Kiss PERSON Éva Kiss", "Évi PERSON Évi", "Łódź ORGANIZATION Łódź", "Éclair PERSON Éclair",
				"Kiss PERSON Éva Kiss", "Žofia Nagy PERSON Žofia Nagy"},
			[]string{"Éva Kiss PERSON", "Évi PERSON", "Łódź ORGANIZATION", "Éclair PERSON", "Kiss PERSON",
				"Žofia Nagy PERSON"}, nil},
		{"bounds", with(correction("bounds", 0, "Žofia Nagy", 1),
			func(c *workbench.Correction) { c.NewStart, c.NewEnd = bounds.Start, bounds.End }), "", "add-within",
			`{TEXT: "Nagy", CONTEXT: true}`,
			[]string{"Éva Kiss PERSON Éva Kiss", "Évi PERSON Évi", "Łódź PLACE Łódź", "Éclair PERSON Éclair",
				"Kiss PERSON Éva Kiss", "Žofia PERSON Žofia"},
			[]string{"Éva Kiss PERSON", "Évi PERSON", "Łódź PLACE", "Éclair PERSON", "Kiss PERSON", "Žofia PERSON"}, nil},
		{"add, of a part of a word", with(correction("add", 0, "andú", 1),
			func(c *workbench.Correction) { c.Label = doc.Place }), "", "list", `- "Ñandú"`,
			[]string{"Éva Kiss PERSON Éva Kiss", "Évi PERSON Évi", "Łódź PLACE Łódź", "Éclair PERSON Éclair",
				"Ñandú PLACE Ñandú", "Kiss PERSON Éva Kiss", "Žofia Nagy PERSON Žofia Nagy"},
			[]string{"Éva Kiss PERSON", "Évi PERSON", "Łódź PLACE", "Éclair PERSON", "Ñandú PLACE", "Kiss PERSON",
				"Žofia Nagy PERSON"}, nil},
		{"join", correction("join", 0, "Évi", 1), "Éva Kiss", "alias", `aliases: ["Évi"]`,
			[]string{"Éva Kiss PERSON Éva Kiss", "Évi PERSON Éva Kiss", "Łódź PLACE Łódź", "Éclair PERSON Éclair",
				"Kiss PERSON Éva Kiss", "Žofia Nagy PERSON Žofia Nagy"},
			nil, nil},
		{"split", correction("split", 0, "Kiss", 2), "", "never", `never: ["Kiss"]`,
			[]string{"Éva Kiss PERSON Éva Kiss", "Évi PERSON Évi", "Łódź PLACE Łódź", "Éclair PERSON Éclair",
				"Kiss PERSON Kiss", "Žofia Nagy PERSON Žofia Nagy"},
			nil, nil},
		{"gold alone", correction("wrong", 0, "Éclair", 1), "", "", "",
			[]string{"Éva Kiss PERSON Éva Kiss", "Évi PERSON Évi", "Łódź PLACE Łódź", "Kiss PERSON Éva Kiss",
				"Žofia Nagy PERSON Žofia Nagy"},
			nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := begin(t, tuned())
			if c.join != "" {
				c.correction.Entity = b.entity(c.join)
			}
			disk, shown, other := b.disk(), b.shows(0), b.shows(1)
			proposals, err := b.Propose(t.Context(), c.correction)
			if err != nil {
				t.Fatal(err)
			}
			if !equal(b.disk(), disk) {
				t.Fatal("a proposal was written")
			}
			i := slices.IndexFunc(proposals.Proposals, func(p workbench.Proposal) bool { return p.ID == c.proposal })
			if c.proposal != "" && (i < 0 || proposals.Proposals[i].Mends != 1 || proposals.Proposals[i].Breaks != 0 ||
				!strings.Contains(proposals.Proposals[i].YAML, c.yaml) || len(proposals.Proposals[i].Examples) == 0) {
				t.Fatalf("proposals %+v", proposals)
			}
			out, err := b.Apply(t.Context(), workbench.Acceptance{Correction: c.correction, Proposal: c.proposal})
			if err != nil {
				t.Fatal(err)
			}
			if c.proposal != "" && (out.Changes.Articles != proposals.Proposals[i].Changes.Articles ||
				out.Changes.Articles == 0) {
				t.Errorf("changes %+v, proposed %+v", out.Changes, proposals.Proposals[i].Changes)
			}
			if got := spansOf(b.goldOf(0)); !slices.Equal(got, c.gold) {
				t.Errorf("gold %q, want %q", got, c.gold)
			}
			b.check("rules.yaml")
			if text := b.read("rules.yaml"); !strings.HasPrefix(text, mine) || !strings.Contains(text[len(mine):], c.yaml) {
				t.Errorf("rule file\n%s", text)
			}
			want := c.shows
			if want == nil {
				want = shown
			}
			if got := b.shows(0); !slices.Equal(got, want) {
				t.Errorf("shows %q, want %q", got, want)
			}
			if c.other != nil {
				other = c.other
			}
			if got := b.shows(1); !slices.Equal(got, other) {
				t.Errorf("the other article shows %q, want %q", got, other)
			}
			if r := b.State().Review; r.Reviewed != 1 || r.Verdicts[0].Verdict != workbench.Corrected {
				t.Errorf("review %+v", r)
			}
			if _, err := b.Undo(t.Context()); err != nil {
				t.Fatal(err)
			}
			if !equal(b.disk(), disk) || !slices.Equal(b.shows(0), shown) {
				t.Errorf("undone, it is %q", b.disk())
			}
		})
	}
}

func TestJoinAndSplitAreShown(t *testing.T) {
	b := begin(t, tuned())
	join := correction("join", 0, "Évi", 1)
	join.Entity = b.entity("Éva Kiss")
	if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: join, Proposal: "alias"}); err != nil {
		t.Fatal(err)
	}
	split := correction("split", 0, "Kiss", 2)
	if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: split, Proposal: "never"}); err != nil {
		t.Fatal(err)
	}
	set := b.check("rules.yaml")
	e := set.Rule("my.entity.eva-kiss")
	if e == nil || !slices.Equal(e.Entity.Aliases, []string{"Évi"}) || !slices.Equal(e.Entity.Never, []string{"Kiss"}) ||
		len(e.Examples) != 2 {
		t.Errorf("one entity says both: %+v\n%s", e, b.read("rules.yaml"))
	}
	s := b.State()
	number := make(map[string]int)
	spans := s.Documents[0].Spans
	for i := 0; i < len(spans); i += 6 {
		number[sliced(texts[0], spans[i], spans[i+1])] = spans[i+5]
	}
	if number["Évi"] != number["Éva Kiss"] || number["Kiss"] == number["Éva Kiss"] {
		t.Errorf("entities %v", number)
	}
}

// TestOneList: a second proposal of a kind is said by the rule of the first.
func TestOneList(t *testing.T) {
	b := begin(t, tuned())
	for _, text := range []string{"Éclair", "Évi"} {
		if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, text), Proposal: "drop"}); err != nil {
			t.Fatal(err)
		}
	}
	set := b.check("rules.yaml")
	if len(set.Rules()) != 2 {
		t.Errorf("rules\n%s", b.read("rules.yaml"))
	}
	r := set.Rule("my.not-person.names")
	var phrases []string
	for p := range r.Phrases() {
		phrases = append(phrases, p.Text)
	}
	if !slices.Equal(phrases, []string{"Éclair", "Évi"}) || len(r.Examples) != 2 {
		t.Errorf("phrases %q, examples %v", phrases, r.Examples)
	}
}

// TestNewRuleFile: a rule file that the configuration does not name is made, and named, with the first proposal, and
// both are taken back as one.
func TestNewRuleFile(t *testing.T) {
	b := begin(t, map[string]string{"config.yaml": "tagger: {engine: none} # né\n"})
	disk := b.disk()
	p, err := b.Propose(t.Context(), wrong(0, "Éclair"))
	if err != nil {
		t.Fatal(err)
	}
	if also := p.Proposals[0].Also; len(also) != 1 || also[0].File != "config.yaml" ||
		!strings.Contains(also[0].YAML, "rules.yaml") {
		t.Errorf("also %+v", also)
	}
	out, err := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Éclair"), Proposal: "drop"})
	if err != nil {
		t.Fatal(err)
	}
	want := "tagger: {engine: none} # né\nrules:\n  files:\n    - \"rules.yaml\"\n"
	if len(out.Wrote) != 3 || b.read("config.yaml") != want {
		t.Errorf("wrote %q\n%s", out.Wrote, b.read("config.yaml"))
	}
	b.check("rules.yaml")
	p, err = b.Propose(t.Context(), wrong(0, "Évi"))
	if err != nil || len(p.Proposals[0].Also) > 0 {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := b.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !equal(b.disk(), disk) {
		t.Errorf("undone, it is %q", b.disk())
	}
}

// TestUnnamed: where the configuration cannot be edited to name the rule file, what is accepted is in force in the
// session, and a warning says what is to be done.
func TestUnnamed(t *testing.T) {
	config := "x: &files [found.yaml]\nrules: {files: *files} # né\n"
	b := begin(t, map[string]string{"config.yaml": config})
	if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Éclair"), Proposal: "drop"}); err != nil {
		t.Fatal(err)
	}
	f := b.file("config.yaml")
	if f.Text != config || len(f.Problems) != 1 || f.Problems[0].Severity != workbench.Warning ||
		slices.Contains(b.shows(0), "Éclair PERSON") {
		t.Errorf("file %+v, shows %q", f, b.shows(0))
	}
}

// TestOrder: a rule that would take away elsewhere what the run is sure of stands behind a narrower one.
func TestOrder(t *testing.T) {
	b := begin(t, tuned())
	for text, want := range map[string]string{"Éclair": "drop-before", "Évi": "drop"} {
		p, err := b.Propose(t.Context(), wrong(0, text))
		if err != nil || p.Proposals[0].ID != want {
			t.Errorf("%s: %+v, %v", text, p.Proposals, err)
		}
	}
}

// TestReviewed: what was reviewed counts against proposals, survives the session, and is in the gold line alone.
func TestReviewed(t *testing.T) {
	b := begin(t, tuned())
	total := b.State().Review.Total
	r, err := b.Review(t.Context(), workbench.Judgement{Stretch: at(1, "Éclair", 1), Verdict: workbench.Right})
	if err != nil || r.Reviewed != 1 || r.Total != total {
		t.Fatalf("%+v, %v", r, err)
	}
	p, err := b.Propose(t.Context(), wrong(0, "Éclair"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range p.Proposals {
		if breaks := map[string]int{"drop": 1, "drop-after": 1}[p.ID]; p.Mends != 1 || p.Breaks != breaks {
			t.Errorf("%s mends %d, breaks %d", p.ID, p.Mends, p.Breaks)
		}
	}
	if p.Proposals[0].ID != "drop-before" {
		t.Errorf("first is %+v", p.Proposals[0])
	}
	if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Éclair"),
		Proposal: "drop-before"}); err != nil {
		t.Fatal(err)
	}
	review, text := b.State().Review, b.read("corrections.jsonl")
	if review.Reviewed != 2 || review.Total != total || strings.Count(text, `"reviewed"`) != 1 {
		t.Errorf("review %+v, gold\n%s", review, text)
	}
	again := start(t, b.dir, nil)
	if got := again.State().Review; !slices.Equal(got.Verdicts, review.Verdicts) || got.Total != review.Total {
		t.Errorf("a new session has %+v, not %+v", got, review)
	}
	r, err = again.Review(t.Context(), workbench.Judgement{Stretch: at(1, "Éclair", 1)})
	if err != nil || r.Reviewed != 1 || strings.Contains(again.read("corrections.jsonl"), `"reviewed"`) {
		t.Errorf("taken back: %+v, %v\n%s", r, err, again.read("corrections.jsonl"))
	}
}

// TestLinksReviewed: what a person said of entities without a rule is in the gold line still when a new session writes
// it.
func TestLinksReviewed(t *testing.T) {
	b := begin(t, tuned())
	join, split := correction("join", 0, "Évi", 1), correction("split", 0, "Kiss", 2)
	join.Entity = b.entity("Éva Kiss")
	for _, c := range []workbench.Correction{join, split} {
		if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: c}); err != nil {
			t.Fatal(err)
		}
	}
	again := start(t, b.dir, nil)
	if _, err := again.Review(t.Context(), workbench.Judgement{Stretch: at(0, "Łódź", 1),
		Verdict: workbench.Right}); err != nil {
		t.Fatal(err)
	}
	want := []string{"Éva Kiss PERSON Éva Kiss", "Évi PERSON Éva Kiss", "Łódź PLACE Łódź", "Éclair PERSON Éclair",
		"Kiss PERSON Kiss", "Žofia Nagy PERSON Žofia Nagy"}
	if got := spansOf(again.goldOf(0)); !slices.Equal(got, want) || again.State().Review.Reviewed != 3 {
		t.Errorf("gold %q, want %q", got, want)
	}
}

// TestForeignGold: lines of articles that are not loaded stay as they are, and a line that another program wrote of one
// that is loaded is refused.
func TestForeignGold(t *testing.T) {
	files := tuned()
	other := "{\"id\": \"né\",  \"text\":\"Ł\", \"spans\": []}\r\n"
	files["corrections.jsonl"] = other
	b := begin(t, files)
	if _, err := b.Review(t.Context(), workbench.Judgement{Stretch: at(0, "Łódź", 1),
		Verdict: workbench.Right}); err != nil {
		t.Fatal(err)
	}
	if got := b.read("corrections.jsonl"); !strings.HasPrefix(got, other) || strings.Count(got, "\n") != 2 {
		t.Errorf("gold\n%s", got)
	}
	ours := `{"id": "é0", "text": "Ł", "spans": [], "removed": []}` + "\n"
	for _, text := range []string{`{"id": "é0", "text": "Ł", "spans": []}`, ours + ours, `{"id": "é`} {
		write(t, filepath.Join(b.dir, "corrections.jsonl"), text)
		if err := b.Refresh(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if f := b.file("corrections.jsonl"); len(f.Problems) != 1 || b.State().Review.Reviewed != 1 {
			t.Errorf("%s: file %+v", text, f)
		}
		_, review := b.Review(t.Context(), workbench.Judgement{Stretch: at(1, "Gdańsk", 1), Verdict: workbench.Right})
		_, apply := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Éclair"), Proposal: "drop"})
		for _, err := range []error{review, apply} {
			if !errors.Is(err, workbench.ErrBad) || !strings.HasPrefix(err.Error(), "corrections.jsonl:") {
				t.Errorf("%s: %v", text, err)
			}
		}
		if got := b.read("corrections.jsonl"); got != text || b.read("rules.yaml") != mine {
			t.Errorf("%s: the file is %s", text, got)
		}
	}
	write(t, filepath.Join(b.dir, "corrections.jsonl"), "")
	if err := b.Refresh(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if f := b.file("corrections.jsonl"); len(f.Problems) > 0 || b.State().Review.Reviewed != 0 {
		t.Errorf("mended, the file is %+v", f)
	}
}

// TestOneID: articles of one id have each their own line, in this session and the next.
func TestOneID(t *testing.T) {
	b := begin(t, tuned())
	same := func(o *workbench.Options) {
		for _, d := range o.Articles {
			d.ID = "é"
		}
	}
	b = start(t, b.dir, same)
	for _, s := range []workbench.Stretch{at(1, "Gdańsk", 1), at(0, "Łódź", 1)} {
		if _, err := b.Review(t.Context(), workbench.Judgement{Stretch: s, Verdict: workbench.Right}); err != nil {
			t.Fatal(err)
		}
	}
	for _, b := range []*bench{b, start(t, b.dir, same)} {
		r := b.State().Review
		if len(r.Verdicts) != 2 || r.Verdicts[0].Article != 0 || r.Verdicts[1].Article != 1 {
			t.Errorf("review %+v of\n%s", r, b.read("corrections.jsonl"))
		}
	}
}

// TestCompounds: the page learns where no border can lie, and a correction that puts one there says so.
func TestCompounds(t *testing.T) {
	text := "🌱 LG J&K Éva Kiss, né 3.5 Ñandú."
	files := tuned()
	files["found.yaml"] = strings.Replace(found, "[Éva Kiss,", "[J&K Éva Kiss,", 1)
	b := begin(t, files)
	b = start(t, b.dir, func(o *workbench.Options) { o.Articles = ids([]string{text, "né"}) })
	documents := b.State().Documents
	var got []string
	for i := 0; i < len(documents[0].Compounds); i += 2 {
		got = append(got, sliced(text, documents[0].Compounds[i], documents[0].Compounds[i+1]))
	}
	if want := []string{"J&K", "3.5"}; !slices.Equal(got, want) || documents[1].Compounds == nil {
		t.Errorf("%q, want %q; %v", got, want, documents[1].Compounds)
	}
	bounds := workbench.Correction{Kind: workbench.WrongBounds, Start: 6, End: 18, NewEnd: 18}
	for from, want := range map[int]string{6: "the mention has these bounds", 7: "a border cannot lie inside the word “J&K”"} {
		bounds.NewStart = from
		if _, err := b.Propose(t.Context(), bounds); !errors.Is(err, workbench.ErrBad) || err.Error() != want {
			t.Errorf("from %d: %v, want %s", from, err, want)
		}
	}
}

func TestBadCorrections(t *testing.T) {
	b := begin(t, tuned())
	for name, c := range map[string]workbench.Correction{
		"no mention":        correction("wrong", 0, "Ñandú", 1),
		"no such kind":      correction("é", 0, "Évi", 1),
		"no such label":     with(correction("label", 0, "Évi", 1), func(c *workbench.Correction) { c.Label = "É" }),
		"the label it has":  with(correction("label", 0, "Évi", 1), func(c *workbench.Correction) { c.Label = doc.Person }),
		"a label not shown": with(correction("label", 0, "Évi", 1), func(c *workbench.Correction) { c.Label = doc.Norp }),
		"no words":          with(correction("add", 0, " ", 1), func(c *workbench.Correction) { c.Label = doc.Place }),
		"what is there":     with(correction("add", 0, "Łódź", 1), func(c *workbench.Correction) { c.Label = doc.Place }),
		"no such entity":    with(correction("join", 0, "Évi", 1), func(c *workbench.Correction) { c.Entity = 100 }),
		"an entity itself": with(correction("join", 0, "Évi", 1),
			func(c *workbench.Correction) { c.Entity = b.entity("Évi") }),
		"of another label": with(correction("join", 0, "Évi", 1),
			func(c *workbench.Correction) { c.Entity = b.entity("Łódź") }),
		"a single mention":    correction("split", 0, "Évi", 1),
		"half of a surrogate": {Kind: "add", Start: 1, End: 4, Label: doc.Place},
		"no such article":     {Kind: "add", Article: 9},
	} {
		if p, err := b.Propose(t.Context(), c); !errors.Is(err, workbench.ErrBad) {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
		if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: c}); !errors.Is(err, workbench.ErrBad) {
			t.Errorf("%s applied: %v", name, err)
		}
	}
	if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Évi"), Proposal: "é"}); !errors.Is(err,
		workbench.ErrBad) {
		t.Errorf("no such proposal: %v", err)
	}
	if _, err := os.Stat(filepath.Join(b.dir, "corrections.jsonl")); err == nil {
		t.Error("there is a gold file")
	}
}
