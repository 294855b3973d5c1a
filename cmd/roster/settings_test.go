package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"roster/internal/golden"
)

// settingsFrom loads a configuration file of that text, with variables and --set flags, each "key=value".
func settingsFrom(t *testing.T, file string, environ, set []string) (*Settings, error) {
	t.Helper()
	t.Chdir(t.TempDir())
	if file != "" {
		if err := os.WriteFile("config.yaml", []byte(file), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var flags []assignment
	for _, s := range set {
		path, value, _ := strings.Cut(s, "=")
		flags = append(flags, assignment{path, value, "--set"})
	}
	return loadSettings("", environ, flags)
}

func TestConfigFileHoldsTheDefaults(t *testing.T) {
	const name = "../../config.yaml"
	golden.Check(t, name, []byte(configFile()))
	values, err := readConfigFile(name, []byte(configFile()))
	if err != nil {
		t.Fatal(err)
	}
	if len(values) != len(keys) {
		t.Errorf("config.yaml sets %d keys, want %d", len(values), len(keys))
	}
}

func TestDefaults(t *testing.T) {
	s, err := settingsFrom(t, "", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ got, want any }{
		{s.Rules.Core, true},
		{s.Rules.Files, []string{}},
		{s.Tagger.Engine, defaultEngine},
		{s.Input.Paths, []string{"seeds"}},
		{s.Input.MaxBytes, int64(16 << 20)},
		{s.Output.Labels, []string{"PERSON", "ROLE", "PLACE", "ORGANIZATION"}},
		{s.Output.Text, true},
		{s.Run.Workers, 0},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("got %#v, want %#v", c.got, c.want)
		}
	}
}

func TestPrecedence(t *testing.T) {
	const file = "run: {workers: 1}\ninput: {paths: [é, ü]}\noutput:\n  text: false\n"
	for _, c := range []struct {
		name          string
		environ, set  []string
		workers       int
		paths, origin string
	}{
		{"file over default", nil, nil, 1, "é ü", "config.yaml:1"},
		{"environment over file", []string{"ROSTER_RUN_WORKERS=2"}, nil, 2, "é ü", "ROSTER_RUN_WORKERS"},
		{"flag over environment", []string{"ROSTER_RUN_WORKERS=2"}, []string{"run.workers=3"}, 3, "é ü", "--set"},
		{"later flag over earlier", nil, []string{"run.workers=3", "run.workers=4"}, 4, "é ü", "--set"},
		{"lists are replaced", []string{"ROSTER_INPUT_PATHS=[Łódź]"}, nil, 1, "Łódź", "config.yaml:1"},
		{"one key leaves its neighbours", nil, []string{"output.record=span"}, 1, "é ü", "config.yaml:1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := settingsFrom(t, file, c.environ, c.set)
			if err != nil {
				t.Fatal(err)
			}
			if s.Run.Workers != c.workers || s.origin["run.workers"] != c.origin {
				t.Errorf("run.workers = %d of %s, want %d of %s", s.Run.Workers, s.origin["run.workers"], c.workers, c.origin)
			}
			if got := strings.Join(s.Input.Paths, " "); got != c.paths {
				t.Errorf("input.paths = %s, want %s", got, c.paths)
			}
			if s.Output.Text || s.origin["output.text"] != "config.yaml:4" {
				t.Errorf("output.text = %v of %s, want false of config.yaml:4", s.Output.Text, s.origin["output.text"])
			}
		})
	}
}

func TestValues(t *testing.T) {
	for _, c := range []struct {
		name, file   string
		environ, set []string
		field        func(*Settings) any
		want         any
	}{
		{"size", "input: {max_bytes: 2KiB}", nil, nil, func(s *Settings) any { return s.Input.MaxBytes }, int64(2048)},
		{"size in bytes", "input: {max_bytes: 7}", nil, nil, func(s *Settings) any { return s.Input.MaxBytes }, int64(7)},
		{"whole number as fraction", "tagger: {min_score: [{label: PERSON, value: 1}]}", nil, nil,
			func(s *Settings) any { return s.Tagger.MinScore[0].Value }, 1.0},
		{"alias", "rules: {files: &a [Łódź.yaml], disable: *a}", nil, nil,
			func(s *Settings) any { return s.Rules.Disable[0] }, "Łódź.yaml"},
		{"values keep their case", "rules: {priority: [{id: Org.Łódź, value: -3}]}", nil, nil,
			func(s *Settings) any { return s.Rules.Priority[0].ID }, "Org.Łódź"},
		{"empty section", "run:\nlog: {level: warn}", nil, nil, func(s *Settings) any { return s.Log.Level }, "warn"},
		{"comments alone", "# nothing", nil, nil, func(s *Settings) any { return s.Log.Level }, "info"},
		{"text that looks like a number", "", []string{"ROSTER_TAGGER_MODEL=007"}, nil,
			func(s *Settings) any { return s.Tagger.Model }, "007"},
		{"text with a colon", "", nil, []string{"tagger.model=c: x"}, func(s *Settings) any { return s.Tagger.Model }, "c: x"},
		{"text with an equals sign", "", nil, []string{"tagger.model=é=1"},
			func(s *Settings) any { return s.Tagger.Model }, "é=1"},
		{"variable of a key with an underscore", "", []string{"ROSTER_INPUT_MAX_BYTES=1MB", "HOME=/", "ROSTERS=1"}, nil,
			func(s *Settings) any { return s.Input.MaxBytes }, int64(1e6)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := settingsFrom(t, c.file, c.environ, c.set)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.field(s); got != c.want {
				t.Errorf("got %#v, want %#v", got, c.want)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name, file   string
		environ, set []string
		want         string // the whole error
	}{
		{name: "fraction for a whole number", file: "run:\n  workers: 2.9",
			want: "config.yaml:2:12: expected a whole number from 0 to 1024, found 2.9"},
		{name: "quoted number", file: "run: {workers: '2'}",
			want: `config.yaml:1:16: expected a whole number from 0 to 1024, found the text "2"`},
		{name: "true for a number", file: "run: {workers: true}",
			want: "config.yaml:1:16: expected a whole number from 0 to 1024, found true"},
		{name: "negative", file: "run: {workers: -1}",
			want: "config.yaml:1:16: expected a whole number from 0 to 1024, found -1"},
		{name: "number beyond 64 bits", file: "run: {workers: 99999999999999999999}",
			want: "config.yaml:1:16: expected a whole number from 0 to 1024, found 99999999999999999999"},
		{name: "quoted bool", file: "rules: {core: 'false'}",
			want: `config.yaml:1:15: expected true or false, found the text "false"`},
		{name: "yes", file: "rules: {core: yes}", want: "config.yaml:1:15: expected true or false, found yes"},
		{name: "number for a bool", file: "rules: {core: 1}", want: "config.yaml:1:15: expected true or false, found 1"},
		{name: "nothing", file: "rules:\n  core:\n", want: "config.yaml:2:8: expected true or false, found nothing"},
		{name: "number for text", file: "tagger: {model: 1}", want: "config.yaml:1:17: expected text, found 1: quote it"},
		{name: "text for a list", file: "output: {labels: PERSON}",
			want: "config.yaml:1:18: expected a list, as in [a, b], found PERSON"},
		{name: "wrong item", file: "output: {labels: [PERSON, Łódź]}",
			want: "config.yaml:1:27: expected one of PERSON, ROLE, PLACE, ORGANIZATION, NORP, found Łódź"},
		{name: "MISC is in no record", set: []string{"output.labels=[MISC]"},
			want: "--set: output.labels: expected one of PERSON, ROLE, PLACE, ORGANIZATION, NORP, found MISC"},
		{name: "column in code points", file: "log: {level: \"Łódź\", format: no}",
			want: "config.yaml:1:14: expected one of debug, info, warn, error, found the text \"Łódź\"\n" +
				"config.yaml:1:30: expected one of auto, console, json, found no"},
		{name: "bad size", file: "input: {max_bytes: 16 MiB}",
			want: "config.yaml:1:20: expected a size from 1B to 1024GiB, as in 16MiB, found 16 MiB"},
		{name: "size beyond bounds", set: []string{"input.max_bytes=999999999999GiB"},
			want: "--set: input.max_bytes: expected a size from 1B to 1024GiB, as in 16MiB, found 999999999999GiB"},
		{name: "score above 1", file: "tagger: {min_score: [{label: PERSON, value: 1.5}]}",
			want: "config.yaml:1:45: expected a number from 0 to 1, found 1.5"},
		{name: "no number", file: "tagger: {min_score: [{label: PERSON, value: .nan}]}",
			want: "config.yaml:1:45: expected a number from 0 to 1, found .nan"},
		{name: "half a record", file: "rules: {priority: [{id: org.*}]}",
			want: "config.yaml:1:20: expected {id: …, value: …}, found a map without both"},
		{name: "unknown key of a record", file: "rules: {priority: [{id: a, valeu: 2}]}",
			want: "config.yaml:1:28: unknown key valeu, expected {id: …, value: …}"},
		{name: "map for a list", file: "rules: {priority: {a: 1}}",
			want: "config.yaml:1:19: expected a list, as in [a, b], found a map"},
		{name: "unknown key", file: "log:\n  levle: info",
			want: "config.yaml:2:3: unknown key log.levle, expected one of level, format in log"},
		{name: "key in other case", file: "log: {Level: info}",
			want: "config.yaml:1:7: unknown key log.Level, expected one of level, format in log"},
		{name: "unknown section", file: "logs: {level: info}",
			want: "config.yaml:1:1: unknown key logs, expected one of rules, tagger, link, input, output, run, log"},
		{name: "value for a section", file: "run: x", want: "config.yaml:1:6: expected a map of workers, timeout, shard_bytes, found x"},
		{name: "list for the file", file: "- run",
			want: "config.yaml:1:1: expected a map of rules, tagger, link, input, output, run, log, found a list"},
		{name: "key twice", file: "run: {workers: 1, workers: 2}",
			want: "config.yaml:1:19: key workers twice in run, first in line 1"},
		{name: "section twice", file: "run: {workers: 1}\nlog: {}\nrun: {workers: 2}",
			want: "config.yaml:3:1: key run twice in the file, first in line 1"},
		{name: "second document", file: "run: {workers: 1}\n---\nrun: {workers: 2}",
			want: "config.yaml:2:1: a second document: expected the end of the file"},
		{name: "syntax", file: "run: {workers: 1}\nlog: [", want: "config.yaml:2:1: did not find expected node content"},
		{name: "all at once", file: "run: {workers: x}\nlog: {level: y}",
			want: "config.yaml:1:16: expected a whole number from 0 to 1024, found x\n" +
				"config.yaml:2:14: expected one of debug, info, warn, error, found y"},

		{name: "section in the environment", environ: []string{"ROSTER_RUN=x"},
			want: "ROSTER_RUN: unknown variable, expected one of ROSTER_RUN_WORKERS, ROSTER_RUN_TIMEOUT, ROSTER_RUN_SHARD_BYTES"},
		{name: "unknown variable", environ: []string{"ROSTER_RUN_WORKER=1"},
			want: "ROSTER_RUN_WORKER: unknown variable, expected one of ROSTER_RUN_WORKERS, ROSTER_RUN_TIMEOUT, ROSTER_RUN_SHARD_BYTES"},
		{name: "variable of no section", environ: []string{"ROSTER_É=1"},
			want: "ROSTER_É: unknown variable, expected ROSTER_SECTION_KEY with a key of the configuration"},
		{name: "fraction in the environment", environ: []string{"ROSTER_RUN_WORKERS=2.9"},
			want: "ROSTER_RUN_WORKERS: run.workers: expected a whole number from 0 to 1024, found 2.9"},
		{name: "quoted bool in the environment", environ: []string{"ROSTER_RULES_CORE='false'"},
			want: `ROSTER_RULES_CORE: rules.core: expected true or false, found the text "false"`},
		{name: "list without brackets", environ: []string{"ROSTER_OUTPUT_LABELS=PERSON,ROLE"},
			want: "ROSTER_OUTPUT_LABELS: output.labels: expected a list, as in [a, b], found PERSON,ROLE"},
		{name: "empty variable", environ: []string{"ROSTER_TAGGER_MODEL="},
			want: "ROSTER_TAGGER_MODEL: tagger.model: expected text, found nothing"},
		{name: "section on the command line", set: []string{"run=x"},
			want: "--set: run is a section, set one of its keys: workers, timeout, shard_bytes"},
		{name: "unknown key on the command line", set: []string{"run.wrokers=1"},
			want: "--set: unknown key run.wrokers, expected one of workers, timeout, shard_bytes in run"},
		{name: "broken list on the command line", set: []string{"output.labels=[PERSON"},
			want: "--set: output.labels: did not find expected ',' or ']'"},
		{name: "file, environment and flag at once", file: "run: {workers: x}",
			environ: []string{"ROSTER_X=1"}, set: []string{"y=1"},
			want: "config.yaml:1:16: expected a whole number from 0 to 1024, found x\n" +
				"ROSTER_X: unknown variable, expected ROSTER_SECTION_KEY with a key of the configuration\n" +
				"--set: unknown key y, expected a key in one of rules, tagger, link, input, output, run, log"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := settingsFrom(t, c.file, c.environ, c.set)
			if err == nil || err.Error() != c.want {
				t.Errorf("got:\n%v\nwant:\n%s", err, c.want)
			}
		})
	}
}

func TestPathsAreRelativeToTheFile(t *testing.T) {
	t.Chdir(t.TempDir())
	const text = "rules: {files: [a.yaml, /b, ../ü]}\ninput: {paths: [news, \"-\"]}\n"
	if err := os.Mkdir("sub", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("sub/c.yaml", []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	s, err := loadSettings("sub/c.yaml", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{filepath.Join("sub", "a.yaml"), "/b", "ü"}; !reflect.DeepEqual(s.Rules.Files, want) {
		t.Errorf("rules.files = %q, want %q", s.Rules.Files, want)
	}
	if want := []string{filepath.Join("sub", "news"), "-"}; !reflect.DeepEqual(s.Input.Paths, want) {
		t.Errorf("input.paths = %q, want %q", s.Input.Paths, want)
	}
	s, err = loadSettings("sub/c.yaml", nil, []assignment{{"rules.files", "[a.yaml]", "--set"}})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"a.yaml"}; !reflect.DeepEqual(s.Rules.Files, want) {
		t.Errorf("rules.files = %q, want %q", s.Rules.Files, want)
	}
}

// What is described, read again, is the same configuration.
func TestDescribeRoundTrip(t *testing.T) {
	set := []string{"output.labels=[ROLE, NORP]", "tagger.min_score=[{label: PERSON, value: 0.25}]", "tagger.model='1'",
		"rules.disable=['org.*', \"ü: #\"]", "input.max_bytes=1000", "rules.core=false"}
	first, err := settingsFrom(t, "", nil, set)
	if err != nil {
		t.Fatal(err)
	}
	text, err := first.describe()
	if err != nil {
		t.Fatal(err)
	}
	second, err := settingsFrom(t, text, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	first.origin, second.origin = nil, nil
	if !reflect.DeepEqual(first, second) {
		t.Errorf("got %+v, want %+v, of\n%s", second, first, text)
	}
}

// Every key has a variable of its own, a doc and a field of Settings.
func TestKeys(t *testing.T) {
	variables := map[string]string{}
	for _, k := range keys {
		if other, ok := variables[k.variable()]; ok {
			t.Errorf("%s and %s have one variable", k.path, other)
		}
		variables[k.variable()] = k.path
		if k.doc == "" {
			t.Errorf("%s has no doc", k.path)
		}
	}
	if got := fieldCount(reflect.TypeFor[Settings]()); got != len(keys) {
		t.Errorf("Settings has %d values, want one for each of %d keys", got, len(keys))
	}
}

// fieldCount counts the exported fields of the structs that are fields of a struct.
func fieldCount(settings reflect.Type) (n int) {
	for i := range settings.NumField() {
		if f := settings.Field(i); f.IsExported() {
			n += f.Type.NumField()
		}
	}
	return n
}

func FuzzReadConfigFile(f *testing.F) {
	f.Add(configFile())
	f.Add("run: &a {workers: *a}\n")
	f.Add("tagger: {min_score: [{label: PERSON, value: 1e-3}]}\n---\n")
	f.Fuzz(func(t *testing.T, content string) {
		values, err := readConfigFile("c.yaml", []byte(content))
		if err != nil {
			for line := range strings.Lines(err.Error()) {
				if !strings.HasPrefix(line, "c.yaml:") {
					t.Skip("a value with a line break in it")
				}
			}
			return
		}
		for path, p := range values {
			if _, err := keyOf(path); err != nil || p.value == nil {
				t.Errorf("%s = %v: %v", path, p.value, err)
			}
		}
	})
}
