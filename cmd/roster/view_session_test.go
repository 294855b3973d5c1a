package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"roster/pipeline/workbench"
)

// A viewer is roster view as it runs, and who asks its server.
type viewer struct {
	t         *testing.T
	url       string // with the token, ends in a slash
	stderr    *overheard
	interrupt func() (code int, stdout string)
}

// startView runs view with arguments, and waits for its line.
func startView(t *testing.T, args ...string) *viewer {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	out, in := io.Pipe()
	v := &viewer{t: t, stderr: newOverheard()}
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, append([]string{"view"}, args...), strings.NewReader(""), in, v.stderr)
		in.Close()
	}()
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	if err != nil {
		t.Fatalf("no line was printed (%v); exit code %d, %s", err, <-code, v.stderr.said.String())
	}
	v.url = strings.TrimSuffix(line, "\n")
	v.interrupt = func() (int, string) {
		cancel()
		rest, _ := io.ReadAll(lines)
		return <-code, line + string(rest)
	}
	return v
}

// get asks for what the page reads, and reads the answer into into.
func (v *viewer) get(path string, into any) {
	v.t.Helper()
	res, err := http.Get(v.url + path)
	if err != nil {
		v.t.Fatal(err)
	}
	v.take(res, http.StatusOK, path, into)
}

// post asks for a change, and reads the answer with the expected status into into.
func (v *viewer) post(path string, body any, status int, into any) {
	v.t.Helper()
	v.take(v.send(path, body), status, path, into)
}

func (v *viewer) send(path string, body any) *http.Response {
	v.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		v.t.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPost, v.url+"api/"+path, bytes.NewReader(data))
	if err != nil {
		v.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", "http://"+req.Host)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		v.t.Fatal(err)
	}
	return res
}

func (v *viewer) take(res *http.Response, status int, path string, into any) {
	v.t.Helper()
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != status {
		v.t.Fatalf("%s: status %d, want %d: %s (%v)", path, res.StatusCode, status, body, err)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(body, into); err != nil {
		v.t.Fatalf("%s: %v: %s", path, err, body)
	}
}

// A viewed state is what of State these tests look at.
type viewed struct {
	Revision  int
	Documents []struct {
		ID    string
		Spans []int
	}
	Files      []workbench.File
	Failed     []workbench.Failure
	Undo, Redo string
	ReadOnly   bool
}

func (v *viewer) state() (s viewed) {
	v.t.Helper()
	v.get("api/state", &s)
	return s
}

// file returns the file of a name.
func (s viewed) file(t *testing.T, name string) workbench.File {
	t.Helper()
	for _, f := range s.Files {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("there is no file %s among %+v", name, s.Files)
	return workbench.File{}
}

// mentions is how many mentions there are in all.
func (s viewed) mentions() (n int) {
	for _, d := range s.Documents {
		n += len(d.Spans) / 6
	}
	return n
}

// revisions yields the revisions of the page's events to a channel, until the view ends.
func (v *viewer) revisions() <-chan workbench.Revision {
	v.t.Helper()
	res, err := http.Get(v.url + "api/events")
	if err != nil {
		v.t.Fatal(err)
	}
	out := make(chan workbench.Revision)
	go func() {
		defer close(out)
		defer res.Body.Close()
		for lines := bufio.NewScanner(res.Body); lines.Scan(); {
			var r workbench.Revision
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && json.Unmarshal([]byte(data), &r) == nil {
				out <- r
			}
		}
	}()
	return out
}

func textOf(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const commented = "# Städte\n" + cityRule

// beginView starts a view of one article with one rule file, in a folder of its own.
func beginView(t *testing.T, args ...string) *viewer {
	t.Helper()
	t.Chdir(t.TempDir())
	writeFiles(t, map[string]string{
		"config.yaml": "tagger: {engine: none}\nrules: {core: false, files: [mine.yaml]}\ninput: {paths: [texts]}\n",
		"mine.yaml":   commented,
		"texts/a.txt": "In Łódź and Gdańsk it rained.",
		"elsewhere":   "untouched",
	})
	return startView(t, args...)
}

// TestView tunes: a trial, a rule that is saved, what is undone, an editor of one's own, a new article, Ctrl-C.
func TestView(t *testing.T) {
	v := beginView(t)
	revisions := v.revisions()
	first := <-revisions
	s := v.state()
	if s.mentions() != 1 || s.Revision != first.Revision || s.Undo != "" || s.ReadOnly {
		t.Fatalf("at first the state is %+v", s)
	}
	f := s.file(t, "mine.yaml")
	if !f.Target || !f.Writable || f.Text != commented {
		t.Errorf("the file is %+v", f)
	}
	more := strings.Replace(commented, "[Łódź]", "[Łódź, Gdańsk]", 1)

	var trial workbench.Trial
	v.post("try", workbench.Edit{File: f.Key, Text: more}, 200, &trial)
	if !trial.OK || trial.Changes == nil || trial.Changes.Counts["added"] != 1 || textOf(t, "mine.yaml") != commented {
		t.Errorf("the trial is %+v", trial)
	}
	var outcome workbench.Outcome
	v.post("save", workbench.Edit{File: f.Key, Text: more, Base: f.SHA256}, 200, &outcome)
	if outcome.Changes.Counts["added"] != 1 || textOf(t, "mine.yaml") != more {
		t.Errorf("the outcome is %+v", outcome)
	}
	for r := range revisions {
		if r.Revision >= outcome.Revision {
			break
		}
	}
	if s := v.state(); s.mentions() != 2 || s.Undo == "" {
		t.Errorf("after saving the state is %+v", s)
	}
	v.post("undo", struct{}{}, 200, &outcome)
	if s := v.state(); s.mentions() != 1 || s.Redo == "" || textOf(t, "mine.yaml") != commented {
		t.Errorf("after undoing the state is %+v, the file %s", s, textOf(t, "mine.yaml"))
	}

	v.awaitMentions(revisions, 2, func() { replaceFile(t, "mine.yaml", more) })
	v.awaitMentions(revisions, 3, func() { replaceFile(t, "texts/ü.txt", "Łódź!") })
	if s := v.state(); len(s.Documents) != 2 {
		t.Errorf("the state is %+v", s)
	}

	code, stdout := v.interrupt()
	if code != exitDone || strings.Count(stdout, "\n") != 1 {
		t.Errorf("exit code %d, want %d; stdout is %q", code, exitDone, stdout)
	}
	for range revisions { // its end
	}
	token := filepath.Base(v.url)
	if log := v.stderr.said.String(); strings.Contains(log, token) || !strings.Contains(log, "ready") {
		t.Errorf("the log is %s", log)
	}
}

// awaitMentions makes a change outside of the page, and waits until the page knows of so many mentions.
func (v *viewer) awaitMentions(revisions <-chan workbench.Revision, want int, change func()) {
	v.t.Helper()
	change()
	for range revisions {
		if v.state().mentions() == want {
			return
		}
	}
	v.t.Fatal("the events ended")
}

// replaceFile writes a file at once, as editors do, so that no half of it is seen.
func replaceFile(t *testing.T, name, text string) {
	t.Helper()
	writeFiles(t, map[string]string{"new": text})
	if err := os.Rename("new", name); err != nil {
		t.Fatal(err)
	}
}

// TestViewRefuses: broken rules do not stand, what changed meanwhile is not overwritten, and nothing but the files
// named at the start is written.
func TestViewRefuses(t *testing.T) {
	v := beginView(t)
	s := v.state()
	f := s.file(t, "mine.yaml")
	broken := strings.Replace(commented, "PLACE", "PLÄCE", 1)
	var trial workbench.Trial
	v.post("save", workbench.Edit{File: f.Key, Text: broken, Base: f.SHA256}, 422, &trial)
	if trial.OK || len(trial.Problems) == 0 || trial.Problems[0].Line != 4 || v.state().mentions() != 1 {
		t.Errorf("the trial is %+v", trial)
	}
	v.post("save", workbench.Edit{File: f.Key, Text: commented + "\n", Base: strings.Repeat("0", 64)}, 409, nil)
	for _, key := range []string{"", "elsewhere", "../elsewhere", "f99", "mine.yaml"} {
		v.post("save", workbench.Edit{File: key, Text: "x"}, 404, nil)
	}
	if textOf(t, "mine.yaml") != commented {
		t.Errorf("the file is %s", textOf(t, "mine.yaml"))
	}

	if err := os.Remove("mine.yaml"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("elsewhere", "mine.yaml"); err != nil {
		t.Skip(err) // links may not be made here
	}
	f = v.state().file(t, "mine.yaml")
	res := v.send("save", workbench.Edit{File: f.Key, Text: commented, Base: f.SHA256})
	res.Body.Close()
	if res.StatusCode < http.StatusBadRequest {
		t.Errorf("status %d", res.StatusCode)
	}
	if got := textOf(t, "elsewhere"); got != "untouched" {
		t.Errorf("the link's file is %q", got)
	}
	if code, _ := v.interrupt(); code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

// TestViewReadOnly: nothing can be written, and all the rest works.
func TestViewReadOnly(t *testing.T) {
	v := beginView(t, "--read-only")
	s := v.state()
	f := s.file(t, "mine.yaml")
	if !s.ReadOnly || f.Writable {
		t.Errorf("the state is %+v", s)
	}
	var trial workbench.Trial
	v.post("try", workbench.Edit{File: f.Key, Text: strings.Replace(commented, "[Łódź]", "[Gdańsk]", 1)}, 200, &trial)
	v.post("explain", workbench.Stretch{Start: 3, End: 7}, 200, nil)
	wrong := workbench.Correction{Kind: workbench.WrongMention, Start: 3, End: 7}
	var found workbench.Proposals
	v.post("propose", wrong, 200, &found)
	if len(found.Proposals) == 0 || found.Proposals[0].Why != "" {
		t.Errorf("the proposals are %+v", found)
	}
	right := workbench.Judgement{Stretch: workbench.Stretch{Start: 3, End: 7}, Verdict: workbench.Right}
	v.post("save", workbench.Edit{File: f.Key, Text: commented + "\n", Base: f.SHA256}, 403, nil)
	v.post("apply", workbench.Acceptance{Correction: wrong}, 403, nil)
	v.post("review", right, 403, nil)
	v.post("undo", struct{}{}, 403, nil)
	v.post("redo", struct{}{}, 403, nil)
	if textOf(t, "mine.yaml") != commented {
		t.Errorf("the file is %s", textOf(t, "mine.yaml"))
	}
	if _, err := os.Stat("corrections.jsonl"); err == nil {
		t.Error("gold was written")
	}
	v.interrupt()
}

// TestViewLateConfig: rules go to the file that was settled at the start, and where a configuration that came since names
// another, each proposal says so.
func TestViewLateConfig(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFiles(t, map[string]string{
		"texts/a.txt": "In Łódź and Gdańsk it rained.", "mine.yaml": strings.Replace(commented, "[Łódź]", "[Łódź, Gdańsk]", 1),
	})
	v := startView(t, "--set", "tagger.engine=none", "--set", "rules.core=false", "texts")
	revisions := v.revisions()
	v.awaitMentions(revisions, 2, func() { replaceFile(t, "config.yaml", "rules: {files: [mine.yaml]}\n") })
	var found workbench.Proposals
	v.post("propose", workbench.Correction{Kind: workbench.WrongMention, Start: 3, End: 7}, 200, &found)
	want := "Rules go to rules.yaml, as was settled when roster view began, though config.yaml names mine.yaml. " +
		"To have them there, start again with --rules mine.yaml."
	if len(found.Proposals) == 0 || found.Proposals[0].File != "rules.yaml" || found.Proposals[0].Why != want ||
		len(found.Proposals[0].Also) != 1 {
		t.Errorf("the proposals are %+v", found)
	}
	v.interrupt()
}

// TestViewList: lists that rules name are followed, wherever they lie, and nobody can edit them.
func TestViewList(t *testing.T) {
	rules := func(list string) string {
		return "version: 1\nrules:\n  - {id: cities, label: PLACE, list: " + list + "}\n"
	}
	t.Chdir(t.TempDir())
	writeFiles(t, map[string]string{
		"config.yaml":    "tagger: {engine: none}\nrules: {core: false, files: [mine.yaml]}\n",
		"mine.yaml":      rules("first/orte.txt"),
		"texts/a.txt":    "In Łódź, Gdańsk and Poznań it rained.",
		"first/orte.txt": "Gdańsk\n", "second/orte.txt": "Gdańsk\nŁódź\n",
	})
	v := startView(t, "texts")
	revisions := v.revisions()
	v.awaitMentions(revisions, 2, func() { replaceFile(t, "first/orte.txt", "Gdańsk\nPoznań\n") })
	f := v.state().file(t, "mine.yaml")
	v.post("save", workbench.Edit{File: f.Key, Text: rules("second/orte.txt"), Base: f.SHA256}, 200, nil)
	v.awaitMentions(revisions, 3, func() { replaceFile(t, "second/orte.txt", "Gdańsk\nŁódź\nPoznań\n") })
	for _, f := range v.state().Files {
		if strings.Contains(f.Name, "orte") {
			t.Errorf("a file is %+v", f)
		}
	}
	v.interrupt()
}

// TestViewGoldBesideArticles: the file of corrections is none of the articles that it lies among.
func TestViewGoldBesideArticles(t *testing.T) {
	v := beginView(t, "--gold", "texts/ö.jsonl")
	revisions := v.revisions()
	right := workbench.Judgement{Stretch: workbench.Stretch{Start: 3, End: 7}, Verdict: workbench.Right}
	v.post("review", right, 200, nil)
	if !strings.Contains(textOf(t, "texts/ö.jsonl"), "Gdańsk") {
		t.Errorf("the gold is %s", textOf(t, "texts/ö.jsonl"))
	}
	v.awaitMentions(revisions, 2, func() { replaceFile(t, "texts/b.txt", "Łódź") }) // so that the folder was read again
	if s := v.state(); len(s.Documents) != 2 {
		t.Errorf("the articles are %+v", s.Documents)
	}
	v.interrupt()
}

// TestViewFaults: what cannot be viewed is said at once.
func TestViewFaults(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-"}, "expected no standard input"},
		{[]string{"--port", "65536", "."}, "--port 65536: expected a number from 0 to 65535"},
		{[]string{"--port", "22ñ", "."}, "--port 22ñ: expected a number from 0 to 65535"},
		{[]string{"nö", "nü.txt"}, "nö: no such file or directory\nroster: nü.txt: no such file or directory\n"},
		{nil, "no PATH was named, and input.paths (default: seeds) is not there"},
		{[]string{"--set", "input.paths=[é]"}, "no PATH was named, and input.paths (--set: é) is not there"},
		{[]string{"--rules", "ñ.txt", "."}, "--rules ñ.txt: expected a .yaml file"},
		{[]string{"--gold", "ñ.txt", "."}, "--gold ñ.txt: expected a .jsonl file"},
		{[]string{"--rules", "config.yaml", "."}, "--rules config.yaml: this is the configuration, expected a rule file"},
		{[]string{"--rules", "ñ/a.yaml", "."}, "--rules ñ/a.yaml: there is no such folder"},
		{[]string{"--gold", "ñ/a.jsonl", "."}, "--gold ñ/a.jsonl: there is no such folder"},
		{[]string{"--set", "rules.files=[ñ.yaml]", "."}, "ñ.yaml: "},
		{[]string{"--config", "ñ.yaml", "."}, "ñ.yaml"},
	} {
		stdout, stderr := newOverheard(), newOverheard()
		args := append([]string{"view"}, c.args...)
		if code := run(t.Context(), args, strings.NewReader(""), stdout, stderr); code != exitUsage {
			t.Errorf("%q: exit code %d, want %d", c.args, code, exitUsage)
		}
		stderr.await(c.want)
	}
}

// TestViewUnreadable: where none of the files that are there can be read, no page is served; an empty folder may fill.
func TestViewUnreadable(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFiles(t, map[string]string{"texts/ü.txt": "\xff", "empty/.é": ""})
	stdout, stderr := newOverheard(), newOverheard()
	code := run(t.Context(), []string{"view", "--set", "tagger.engine=none", "texts"}, strings.NewReader(""), stdout, stderr)
	if code != exitFailed || stdout.said.Len() > 0 {
		t.Errorf("exit code %d, want %d; stdout is %q", code, exitFailed, stdout.said.String())
	}
	stderr.await("no article can be read: texts/ü.txt: ")
	v := startView(t, "--set", "tagger.engine=none", "empty")
	v.stderr.await("the paths hold nothing to read")
	if code, _ := v.interrupt(); code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

// TestViewSeeds opens the sample articles with the default configuration.
func TestViewSeeds(t *testing.T) {
	if testing.Short() {
		t.Skip("loads the default model")
	}
	seeds, err := filepath.Abs("../../seeds")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(seeds, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	v := startView(t, seeds, "missing-ñ.txt")
	if s := v.state(); len(s.Documents) < len(files) || s.mentions() < 10*len(files) || len(s.Failed) != 1 {
		t.Errorf("%d documents of %d files with %d mentions, failed are %+v",
			len(s.Documents), len(files), s.mentions(), s.Failed)
	}
	v.stderr.await("missing-ñ.txt")
	if code, _ := v.interrupt(); code != exitDone {
		t.Errorf("exit code %d", code)
	}
}
