package input

import (
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
)

func TestFilesFrom(t *testing.T) {
	dir := files(t, map[string]string{"a.txt": "one", "é/b.txt": "two", "é/c.txt": "three", "line\nend.txt": "four", "d.log": "no"})
	t.Chdir(dir)
	all := []string{`a.txt: "one"`, `é/b.txt: "two"`, `é/c.txt: "three"`}
	tests := []struct {
		name, list string
		paths      []string
		want       []string
	}{
		{"lines", "a.txt\né\n", nil, all},
		{"CRLF, empty lines, no end", "\r\na.txt\r\n\né/", nil, all},
		{"NUL", "a.txt\x00line\nend.txt\x00", nil, []string{`a.txt: "one"`, "line\nend.txt: \"four\""}},
		{"one path", "a.txt", nil, all[:1]},
		{"no pattern", "*.txt\né/b.txt\n", nil, []string{"! *.txt: no such file or directory", all[1]}},
		{"faults", "none.txt\nd.log\na.txt\n", nil,
			[]string{"! none.txt: no such file or directory", "! d.log: " + unknownKind, all[0]}},
		{"behind paths", "a.txt\n", []string{"é"}, []string{all[1], all[2], all[0]}},
		{"nothing", "\n\n", nil, nil},
		{"no list", "a.txt\n" + strings.Repeat("x", maxPath) + "\n", nil,
			[]string{all[0], "! list:2: no end of a path in 65536 bytes, expected a list of paths"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := os.WriteFile("list", []byte(tt.list), 0o600); err != nil {
				t.Fatal(err)
			}
			r := newReader(t, Config{FilesFrom: "list", Digest: true}, "", tt.paths...)
			total := r.BytesTotal(t.Context())
			equal(t, results(t, r, dir), tt.want)
			if r.BytesRead() != total {
				t.Errorf("%d bytes read, want %d", r.BytesRead(), total)
			}
			if inputs := r.Inputs(); len(inputs) != len(tt.paths)+1 || inputs[len(tt.paths)].Path != "list" {
				t.Errorf("inputs %+v", inputs)
			}
			r = newReader(t, Config{FilesFrom: "-"}, tt.list, tt.paths...)
			r.BytesTotal(t.Context())
			got := results(t, r, dir)
			for i := range got {
				got[i] = strings.Replace(got[i], "! -:", "! list:", 1)
			}
			equal(t, got, tt.want)
		})
	}
}

func FuzzPathList(f *testing.F) {
	for _, s := range []string{"é\nb", "é\x00b\n\x00", "\r\n\n", "\x00", "a\n\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, list string) {
		paths := newPathList(strings.NewReader(list))
		var got []string
		for {
			p, err := paths.next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return
			}
			if p == "" || strings.ContainsRune(p, rune(paths.end)) {
				t.Errorf("path %q", p)
			}
			got = append(got, p)
		}
		if paths.end == 0 {
			return
		}
		for _, p := range got {
			if !strings.Contains(list, p) {
				t.Errorf("path %q of %q", p, list)
			}
		}
	})
}

func TestLargeFolder(t *testing.T) {
	dir := t.TempDir()
	var want []string
	for i := range 25 {
		name := string(rune('a'+i)) + "é.txt"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		want = append(want, name+`: "`+name+`"`)
	}
	if err := os.Mkdir(filepath.Join(dir, "dé"), 0o700); err != nil {
		t.Fatal(err)
	}
	for atOnce := 1; atOnce < 30; atOnce++ {
		r := newReader(t, Config{}, "", dir)
		r.maxEntries = atOnce
		equal(t, results(t, r, dir), want)
	}
}

func TestGlobs(t *testing.T) {
	dir := files(t, map[string]string{
		"n/2024/a.txt": "1", "n/2024/b.md": "2", "n/2025/a.txt": "3", "n/2025/é/a.txt": "4", "n/a.txt": "5", "n/.h/a.txt": "6",
		"n/.h.txt": "7", "n-x.txt": "8", "m/a.txt": "9", "n/2025/é.log": "no",
	})
	t.Chdir(dir)
	tests := []struct{ pattern, want string }{
		{"n/*.txt", "5"}, {"n/*/a.txt", "13"}, {"*/a.txt", "95"}, {"**/a.txt", "91345"}, {"n/**", "12345"}, {"n/202?/*", "1234"},
		{"n/20{24,25}/a.txt", "13"}, {"{m,n/2024}/a.*", "91"}, {"n/.h.*", "7"}, {"n/.*", "76"}, {"n/.h/*", "6"}, {"n*", "812345"},
		{"?/[0-9]*/é", "4"}, {"n/2025/**/a.txt", "34"}, {"[a-z]/{*.txt,2024/*.md}", "925"},
	}
	for _, tt := range tests {
		got := ""
		for _, line := range must(readAll(t, Config{}, "", dir, tt.pattern)) {
			got += line[len(line)-2 : len(line)-1]
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.pattern, got, tt.want)
		}
	}
}

func must(lines []string, _ *Reader) []string { return lines }

func BenchmarkFolder(b *testing.B) {
	content := map[string]string{}
	text := strings.Repeat("Zoë Łukasz, minister of “trade”, spoke on Monday.\n", 60)
	for i := range 200 {
		content[filepath.Join(string(rune('a'+i%10)), string(rune('a'+i/10))+"é.txt")] = text
	}
	dir := files(b, content)
	b.SetBytes(int64(len(content) * len(text)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for d, err := range newReader(b, Config{}, "", dir).Documents(b.Context()) {
			if err != nil || d.Text != text {
				b.Fatal(err)
			}
			n++
		}
		if n != len(content) {
			b.Fatalf("%d documents, want %d", n, len(content))
		}
	}
}

// FuzzGlob checks that the walk comes to whatever a pattern matches.
func FuzzGlob(f *testing.F) {
	for _, pattern := range []string{"*/é.txt", "**/b", "{a,b/c}/*", "a/{b,c}/[d-f]?", `\{a/**`, "a//b", "a/**/é/*"} {
		f.Add(pattern, "a/b/é.txt")
	}
	f.Fuzz(func(t *testing.T, pattern, rel string) {
		if !doublestar.ValidatePattern(pattern) || !fs.ValidPath(rel) {
			return
		}
		g := newGlob("x/*/" + pattern)
		rel = "é/" + rel
		if !g.matches(rel) {
			return
		}
		for folder := path.Dir(rel); folder != "."; folder = path.Dir(folder) {
			if !g.leads(folder) && !g.matches(folder) {
				t.Errorf("%q matches %q, but does not lead to %q", pattern, rel, folder)
			}
		}
	})
}
