package workbench_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/link"
	"roster/pipeline/match"
	"roster/pipeline/tag/prose"
	"roster/pipeline/tokenize"
	"roster/pipeline/workbench"
	"roster/rules"
)

// found stands for an engine: the rules of a file that is no target, below those of the user.
const found = `version: 1
priority: -10
rules:
  - {id: people, label: PERSON, phrases: [Éva Kiss, Kiss, Évi, Éclair, Žofia, Žofia Nagy],
     examples: {match: ['[Kiss]']}}
  - {id: places, label: PLACE, phrases: [Łódź, Gdańsk], examples: {match: ['[Łódź]']}}
`

// mine is a rule file with a comment, which stays.
const mine = `version: 1
# Häuser
rules:
  - id: clubs   # né
    label: ORGANIZATION
    phrases: [Čáslav]
    examples: {match: ["[Čáslav] won."]}
`

var texts = []string{
	"🌱 Éva Kiss met Évi in Łódź. The Éclair of Ñandú fell. Then Kiss left Žofia Nagy.",
	"The Éclair again, in Gdańsk. Kiss saw Éva Kiss.",
	"Nothing, né.",
}

// A bench is a session in a folder of its own.
type bench struct {
	*workbench.Session
	t   *testing.T
	dir string
}

func ids(texts []string) (docs []*doc.Document) {
	for i, text := range texts {
		docs = append(docs, &doc.Document{ID: fmt.Sprintf("é%d", i), Text: text})
	}
	return docs
}

// start begins a session over a folder.
func start(t *testing.T, dir string, change func(*workbench.Options)) *bench {
	t.Helper()
	ref := func(name string, kind workbench.FileKind) workbench.FileRef {
		return workbench.FileRef{Path: filepath.Join(dir, name), Name: name, Kind: kind}
	}
	load := func(read workbench.ReadFile) (*workbench.Loaded, error) {
		l := &workbench.Loaded{Labels: []doc.Label{doc.Person, doc.Role, doc.Place, doc.Organization}}
		var config struct{ Rules struct{ Files []string } }
		text, err := read(filepath.Join(dir, "config.yaml"))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err := yaml.Unmarshal(text, &config); err != nil {
			return nil, &workbench.FileFault{File: "config.yaml", Line: 1, Column: 3, Err: err}
		}
		files := append([]string{"found.yaml"}, config.Rules.Files...)
		l.TargetNamed = slices.Contains(files, "rules.yaml")
		if _, err := read(filepath.Join(dir, "rules.yaml")); err == nil && !l.TargetNamed {
			files = append(files, "rules.yaml")
		}
		for _, f := range files {
			l.Files = append(l.Files, ref(f, workbench.RuleFile))
		}
		l.Pipeline = pipeline.Config{
			Rules: rules.Config{Dir: dir, Files: files, Read: read},
			Link:  link.Config{Aliases: true, Positions: true},
		}
		return l, nil
	}
	o := workbench.Options{
		Articles: ids(texts), Load: load, Target: ref("rules.yaml", workbench.RuleFile),
		Gold: ref("corrections.jsonl", workbench.GoldFile), Config: ref("config.yaml", workbench.ConfigFile),
	}
	if change != nil {
		change(&o)
	}
	s, err := workbench.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return &bench{s, t, dir}
}

// begin begins a session over a new folder with files.
func begin(t *testing.T, files map[string]string) *bench {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "found.yaml"), found)
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	return start(t, dir, nil)
}

// tuned is what most tests begin with: a configuration that names the rule file.
func tuned() map[string]string {
	return map[string]string{"config.yaml": "# né\nrules: {files: [rules.yaml]}\n", "rules.yaml": mine}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
}

func (b *bench) read(name string) string {
	b.t.Helper()
	data, err := os.ReadFile(filepath.Join(b.dir, name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		b.t.Fatal(err)
	}
	return string(data)
}

// disk returns all files of the folder.
func (b *bench) disk() map[string]string {
	b.t.Helper()
	entries, err := os.ReadDir(b.dir)
	if err != nil {
		b.t.Fatal(err)
	}
	all := make(map[string]string)
	for _, e := range entries {
		all[e.Name()] = b.read(e.Name())
	}
	return all
}

func (b *bench) file(name string) workbench.File {
	b.t.Helper()
	for _, f := range b.State().Files {
		if f.Name == name {
			return f
		}
	}
	b.t.Fatalf("no file %s", name)
	return workbench.File{}
}

// shows lists the mentions of an article as "text LABEL".
func (b *bench) shows(article int) []string {
	s := b.State()
	d := s.Documents[article]
	var out []string
	for i := 0; i < len(d.Spans); i += 6 {
		out = append(out, sliced(d.Text, d.Spans[i], d.Spans[i+1])+" "+string(s.Run.Labels[d.Spans[i+2]]))
	}
	return out
}

// sliced returns a stretch in code units of UTF-16.
func sliced(text string, start, end int) string {
	var b strings.Builder
	at := 0
	for _, r := range text {
		if at >= start && at < end {
			b.WriteRune(r)
		}
		at++
		if r > 0xFFFF {
			at++
		}
	}
	return b.String()
}

// at returns the n-th place of a text in an article, in code units, n from 1.
func at(article int, text string, n int) workbench.Stretch {
	whole := texts[article]
	i := -1
	for range n {
		i += 1 + strings.Index(whole[i+1:], text)
	}
	units := func(s string) (n int) {
		for _, r := range s {
			n++
			if r > 0xFFFF {
				n++
			}
		}
		return n
	}
	start := units(whole[:i])
	return workbench.Stretch{Article: article, Start: start, End: start + units(text)}
}

// check fails where an example of a rule file does not hold.
func (b *bench) check(name string) *rules.Set {
	b.t.Helper()
	set, err := rules.Read(name, []byte(b.read(name)))
	if err != nil {
		b.t.Fatal(err)
	}
	m, err := match.New(set, prose.Speech{})
	if err != nil {
		b.t.Fatal(err)
	}
	if failures := m.CheckExamples(tokenize.Tokenize); len(failures) > 0 {
		b.t.Errorf("%v in\n%s", failures, b.read(name))
	}
	return set
}

func TestTry(t *testing.T) {
	b := begin(t, tuned())
	disk, revision := b.disk(), b.State().Revision
	more := strings.Replace(mine, "[Čáslav]", "[Čáslav, Ñandú]", 1)
	trial, err := b.Try(t.Context(), workbench.Edit{File: b.file("rules.yaml").Key, Text: more})
	if err != nil {
		t.Fatal(err)
	}
	if !trial.OK || trial.Changes.Articles != 1 || len(trial.Changes.List) != 1 {
		t.Fatalf("trial %+v", trial)
	}
	got := trial.Changes.List[0]
	if got.Kind != "added" || got.Article != 0 || got.Old != nil || got.Source != "rule:clubs" ||
		got.New.Label != doc.Organization || sliced(texts[0], got.New.Start, got.New.End) != "Ñandú" ||
		got.Context.Text != "Ñandú" || !strings.HasSuffix(got.Context.Before, "Éclair of ") {
		t.Errorf("change %+v, new %+v", got, got.New)
	}
	if !equal(b.disk(), disk) || b.State().Revision != revision {
		t.Error("it was written, or the state changed")
	}
}

func equal(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if w, ok := b[k]; !ok || v != w {
			return false
		}
	}
	return true
}

// TestEmptyLists: the page gets lists, and null only for the last change, where there is none.
func TestEmptyLists(t *testing.T) {
	b := begin(t, tuned())
	at := workbench.Judgement{Stretch: at(0, "Łódź", 1)} // "", where nothing was said
	if _, err := b.Review(t.Context(), at); err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]any{"problems": b.State().Last.Problems, "wrote": b.State().Last.Wrote,
		"failed": b.State().Failed, "list": b.State().Last.Changes.List, "verdicts": b.State().Review.Verdicts} {
		if data, err := json.Marshal(v); err != nil || string(data) != "[]" {
			t.Errorf("%s: %s, %v", name, data, err)
		}
	}
}

func TestProblems(t *testing.T) {
	b := begin(t, tuned())
	rule := "version: 1\nrules:\n  - {id: a, label: PLACE, phrases: [Ł], examples: {match: ['🌱 [Ł]']}}\n"
	for name, c := range map[string]struct {
		file, text, severity, message string
		line, column                  int
		ok                            bool
	}{
		"an unknown key": {"rules.yaml",
			"version: 1\nrules:\n  - {id: a, '🌱': 1, label: PLACE, phrases: [Ł], wat: 1}\n", "error", `"wat"`, 3, 50, false},
		"an example that does not hold": {"rules.yaml", strings.Replace(rule, "[Ł]']", "Ł [Č]']", 1), "error", "rule a:", 3,
			60, true},
		"a rule that says the same": {"rules.yaml", rule + strings.Replace(rule[18:], "id: a", "id: b", 1), "warning",
			"rule a:", 3, 5, true},
		"no YAML":                      {"rules.yaml", "version: [", "error", "did not find", 1, 1, false},
		"a configuration that is none": {"config.yaml", "é: [", "error", "did not find", 1, 3, false},
	} {
		trial, err := b.Try(t.Context(), workbench.Edit{File: b.file(c.file).Key, Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		if trial.OK != c.ok || c.ok != (trial.Changes != nil) || len(trial.Problems) == 0 {
			t.Errorf("%s: %+v", name, trial)
			continue
		}
		p := trial.Problems[len(trial.Problems)-1]
		if p.File != b.file(c.file).Key || p.Line != c.line || c.column > 0 && p.Column != c.column ||
			string(p.Severity) != c.severity ||
			!strings.Contains(p.Message, c.message) {
			t.Errorf("%s: %+v", name, trial.Problems)
		}
	}
}

func TestSave(t *testing.T) {
	b := begin(t, tuned())
	f := b.file("rules.yaml")
	more := strings.Replace(mine, "[Čáslav]", "[Čáslav, Ñandú]", 1)
	if err := os.Chmod(filepath.Join(b.dir, "rules.yaml"), 0o604); err != nil {
		t.Fatal(err)
	}
	out, err := b.Save(t.Context(), workbench.Edit{File: f.Key, Text: more, Base: f.SHA256})
	if err != nil {
		t.Fatal(err)
	}
	if out.Changes.Articles != 1 || !slices.Equal(out.Wrote, []string{"rules.yaml"}) || b.read("rules.yaml") != more {
		t.Errorf("outcome %+v, file\n%s", out, b.read("rules.yaml"))
	}
	if info, err := os.Stat(filepath.Join(b.dir, "rules.yaml")); err != nil || info.Mode().Perm() != 0o604 {
		t.Errorf("mode %v, error %v", info.Mode(), err)
	}
	if s := b.State(); s.Revision != out.Revision || s.Last.What != out.What ||
		!slices.Contains(b.shows(0), "Ñandú ORGANIZATION") {
		t.Errorf("state %+v shows %q", s, b.shows(0))
	}
	disk := b.disk()
	var changed *workbench.ChangedError
	if _, err := b.Save(t.Context(), workbench.Edit{File: f.Key, Text: mine, Base: f.SHA256}); !errors.As(err, &changed) {
		t.Errorf("a text that was made of another: %v", err)
	}
	var broken *workbench.BrokenError
	f = b.file("rules.yaml")
	_, err = b.Save(t.Context(), workbench.Edit{File: f.Key, Text: "rules: é", Base: f.SHA256})
	if !errors.As(err, &broken) || len(broken.Trial.Problems) == 0 {
		t.Errorf("a broken text: %v", err)
	}
	gold := b.file("corrections.jsonl")
	if _, err := b.Save(t.Context(), workbench.Edit{File: gold.Key, Text: "é"}); !errors.Is(err, workbench.ErrBad) {
		t.Errorf("the gold file: %v", err)
	}
	if !equal(b.disk(), disk) || !slices.Contains(b.shows(0), "Ñandú ORGANIZATION") {
		t.Error("what failed has changed something")
	}
}

// TestConfiguration: an edit of the configuration is tried and saved as one of rules is; a file that it names from then
// on is read, and not written.
func TestConfiguration(t *testing.T) {
	files := tuned()
	files["more.yaml"] = strings.NewReplacer("clubs", "more", "Čáslav", "Ñandú").Replace(mine)
	b := begin(t, files)
	f := b.file("config.yaml")
	text := "rules: {files: [rules.yaml, more.yaml]} # né\n"
	trial, err := b.Try(t.Context(), workbench.Edit{File: f.Key, Text: text})
	if err != nil || !trial.OK || trial.Changes.Counts["added"] != 1 {
		t.Fatalf("%+v, %v", trial, err)
	}
	if _, err := b.Save(t.Context(), workbench.Edit{File: f.Key, Text: text, Base: f.SHA256}); err != nil {
		t.Fatal(err)
	}
	if more := b.file("more.yaml"); more.Writable || more.Text != files["more.yaml"] {
		t.Errorf("file %+v", more)
	}
}

// TestBrokenOnDisk: a file that was broken in another editor is shown with its faults, and what was found stands.
func TestBrokenOnDisk(t *testing.T) {
	b := begin(t, tuned())
	before := b.shows(0)
	revisions, end := b.Subscribe()
	defer end()
	<-revisions
	write(t, filepath.Join(b.dir, "rules.yaml"), "version: 1\nrules:\n  - {id: é}\n")
	if err := b.Refresh(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if r := <-revisions; r.Why != "rules.yaml changed" || r.Revision != b.State().Revision {
		t.Errorf("revision %+v", r)
	}
	f := b.file("rules.yaml")
	if len(f.Problems) == 0 || f.Problems[0].Line != 3 || !strings.Contains(f.Text, "id: é") ||
		!slices.Equal(b.shows(0), before) {
		t.Errorf("file %+v, shows %q", f, b.shows(0))
	}
	if _, err := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Éclair"), Proposal: ""}); err != nil {
		t.Errorf("a correction without a rule: %v", err)
	}
	write(t, filepath.Join(b.dir, "rules.yaml"), strings.Replace(mine, "Čáslav]\n", "Čáslav, Ñandú]\n", 1))
	if err := b.Refresh(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if f := b.file("rules.yaml"); len(f.Problems) > 0 || !slices.Contains(b.shows(0), "Ñandú ORGANIZATION") {
		t.Errorf("file %+v, shows %q", f, b.shows(0))
	}
	last := b.State().Revision
	if err := b.Refresh(t.Context(), nil); err != nil || b.State().Revision != last {
		t.Errorf("error %v, or nothing is a change", err)
	}
}

// TestArticles: other articles are shown, what is known of those that stay is kept, and reviews stay with their texts.
func TestArticles(t *testing.T) {
	b := begin(t, tuned())
	right := workbench.Judgement{Stretch: at(1, "Gdańsk", 1), Verdict: workbench.Right}
	if _, err := b.Review(t.Context(), right); err != nil {
		t.Fatal(err)
	}
	gold := b.read("corrections.jsonl")
	articles := ids([]string{"Žofia came.", texts[1], "Évi."})
	failed := []workbench.Failure{{ID: "né", Error: "empty"}}
	if err := b.Refresh(t.Context(), &workbench.Articles{Documents: articles, Failed: failed}); err != nil {
		t.Fatal(err)
	}
	s := b.State()
	if !slices.Equal(b.shows(0), []string{"Žofia PERSON"}) || len(s.Documents) != 3 || !slices.Equal(s.Failed, failed) {
		t.Errorf("%q, %+v", b.shows(0), s.Failed)
	}
	if s.Review.Reviewed != 1 || s.Review.Verdicts[0].Article != 1 {
		t.Errorf("review %+v", s.Review)
	}
	if err := b.Refresh(t.Context(), &workbench.Articles{Documents: ids([]string{"Žofia came."})}); err != nil {
		t.Fatal(err)
	}
	if b.State().Review.Reviewed != 0 || b.read("corrections.jsonl") != gold {
		t.Error("the review of an article that is gone is shown, or lost")
	}
	right = workbench.Judgement{Stretch: workbench.Stretch{End: 5}, Verdict: workbench.Right}
	if _, err := b.Review(t.Context(), right); err != nil {
		t.Fatal(err)
	}
	if got := b.read("corrections.jsonl"); !strings.HasPrefix(got, gold) || strings.Count(got, "\n") != 2 {
		t.Errorf("the line of an article that is not loaded has changed:\n%s", got)
	}
}

func TestExplain(t *testing.T) {
	b := begin(t, tuned())
	e, err := b.Explain(at(0, "Łódź", 1))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(e.Text, "rule:places") ||
		!strings.Contains(string(e.Report), fmt.Sprintf(`"start":%d`, at(0, "Łódź", 1).Start)) {
		t.Errorf("%s\n%s", e.Text, e.Report)
	}
	for _, s := range []workbench.Stretch{{Article: 3}, {Article: -1}, {Start: 1, End: 1}, {Start: 5, End: 2},
		{End: 1000}} {
		if _, err := b.Explain(s); !errors.Is(err, workbench.ErrBad) {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

// TestProtected: a file that nobody may write is not replaced either.
func TestProtected(t *testing.T) {
	b := begin(t, tuned())
	f := b.file("rules.yaml")
	if err := os.Chmod(filepath.Join(b.dir, "rules.yaml"), 0o444); err != nil {
		t.Fatal(err)
	}
	disk := b.disk()
	_, save := b.Save(t.Context(), workbench.Edit{File: f.Key, Text: mine + "# né\n", Base: f.SHA256})
	_, apply := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Éclair"), Proposal: "drop"})
	for _, err := range []error{save, apply} {
		if !errors.Is(err, fs.ErrPermission) || !strings.HasPrefix(err.Error(), "rules.yaml is write-protected") {
			t.Error(err)
		}
	}
	if !equal(b.disk(), disk) {
		t.Errorf("files %q", b.disk())
	}
	if again := start(t, b.dir, nil).file("rules.yaml"); again.Writable {
		t.Errorf("file %+v", again)
	}
}

// TestLineEnds: an editor knows one kind of line end; a file keeps its own.
func TestLineEnds(t *testing.T) {
	files := tuned()
	files["rules.yaml"] = strings.ReplaceAll(mine, "\n", "\r\n")
	b := begin(t, files)
	f := b.file("rules.yaml")
	if f.Text != mine {
		t.Errorf("the text is %q", f.Text)
	}
	more := strings.Replace(mine, "[Čáslav]", "[Čáslav, Ñandú]", 1)
	trial, err := b.Try(t.Context(), workbench.Edit{File: f.Key, Text: more})
	if err != nil || !trial.OK || trial.Changes.Articles != 1 {
		t.Errorf("trial %+v, %v", trial, err)
	}
	for _, text := range []string{more, mine} {
		f := b.file("rules.yaml")
		if _, err := b.Save(t.Context(), workbench.Edit{File: f.Key, Text: text, Base: f.SHA256}); err != nil {
			t.Fatal(err)
		}
		if got := b.read("rules.yaml"); got != strings.ReplaceAll(text, "\n", "\r\n") {
			t.Errorf("the file is %q", got)
		}
	}
}

func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "found.yaml"), found)
	b := start(t, dir, func(o *workbench.Options) { o.ReadOnly = true })
	disk := b.disk()
	_, save := b.Save(t.Context(), workbench.Edit{File: b.file("rules.yaml").Key, Text: mine})
	_, apply := b.Apply(t.Context(), workbench.Acceptance{Correction: wrong(0, "Éclair"), Proposal: "drop"})
	_, review := b.Review(t.Context(), workbench.Judgement{Stretch: at(0, "Łódź", 1), Verdict: workbench.Right})
	_, undo := b.Undo(t.Context())
	for _, err := range []error{save, apply, review, undo} {
		if !errors.Is(err, workbench.ErrReadOnly) {
			t.Error(err)
		}
	}
	if p, err := b.Propose(t.Context(), wrong(0, "Éclair")); err != nil || len(p.Proposals) == 0 {
		t.Errorf("%+v, %v", p, err)
	}
	if !equal(b.disk(), disk) {
		t.Error("something was written")
	}
}

func wrong(article int, text string) workbench.Correction {
	s := at(article, text, 1)
	return workbench.Correction{Kind: workbench.WrongMention, Article: article, Start: s.Start, End: s.End}
}
