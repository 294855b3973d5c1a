package input

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestPathsAndIDs(t *testing.T) {
	dir := files(t, map[string]string{
		"b.txt": "Zoë met Ana.", "a/z.md": "# Łódź", "a/ä.txt": "x", "a-b.txt": "y", "c.html": "<p>Ana &amp; Zoë</p>",
		"l.jsonl":     `{"text":"one"}` + "\n\n" + `{"id":"n°2","text":"two"}` + "\n" + `{"id":3.0,"text":"three"}`,
		".hidden.txt": "no", ".git/x.txt": "no", "p.pdf": "%PDF-", "README": "no", "t.TXT": "upper",
	})
	t.Chdir(dir)
	jsonl := []string{`l.jsonl:1: "one"`, `n°2: "two"`, `3.0: "three"`}
	in := func(prefix string) []string {
		return []string{prefix + `a-b.txt: "y"`, prefix + `b.txt: "Zoë met Ana."`}
	}
	all := func(prefix string) []string {
		return []string{prefix + `a-b.txt: "y"`, prefix + `a/z.md: "# Łódź"`, prefix + `a/ä.txt: "x"`,
			prefix + `b.txt: "Zoë met Ana."`, prefix + `c.html: "Ana & Zoë"`,
			prefix + jsonl[0], jsonl[1], jsonl[2], prefix + `t.TXT: "upper"`}
	}
	tests := []struct {
		name  string
		paths []string
		want  []string
	}{
		{"folder", []string{dir}, all("")},
		{"here", []string{"."}, all("")},
		{"file", []string{filepath.Join(dir, "b.txt")}, []string{`b.txt: "Zoë met Ana."`}},
		{"hidden file that is named", []string{".hidden.txt"}, []string{`.hidden.txt: "no"`}},
		{"lines", []string{"./l.jsonl"}, jsonl},
		{"several", []string{"b.txt", "a/", "./b.txt", "-"},
			[]string{`b.txt: "Zoë met Ana."`, `a/z.md: "# Łódź"`, `a/ä.txt: "x"`, `./b.txt: "Zoë met Ana."`, `stdin: "in\n"`}},
		{"glob", []string{"*b.txt"}, in("")},
		{"glob of folders", []string{"[a]"}, []string{`a/z.md: "# Łódź"`, `a/ä.txt: "x"`}},
		{"double star", []string{"**/ä*"}, []string{`a/ä.txt: "x"`}},
		{"everything once", []string{"**"}, all("")},
		{"braces", []string{"{b,a/*}.txt"}, []string{`a/ä.txt: "x"`, `b.txt: "Zoë met Ana."`}},
		{"missing", []string{"b.txt", "ü.txt", "a"}, []string{`b.txt: "Zoë met Ana."`, "! ü.txt: no such file or directory",
			`a/z.md: "# Łódź"`, `a/ä.txt: "x"`}},
		{"glob without a match", []string{"ü*"}, []string{"! ü*: no such file, and as a pattern it matches none"}},
		{"bad pattern", []string{"[ü.txt"}, []string{"! [ü.txt: syntax error in pattern"}},
		{"unknown kind", []string{"README", "p.pdf"}, []string{"! README: " + unknownKind, "! p.pdf: " + unknownKind}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := readAll(t, Config{}, "in\n", dir, tt.paths...)
			equal(t, got, tt.want)
		})
	}
}

const unknownKind = "unknown kind of file, expected .txt .text .md .markdown .html .htm .xhtml .jsonl .ndjson " +
	".csv .tsv .parquet .tar .tgz .zip (also with .gz or .zst), or a named format"

func TestSkipped(t *testing.T) {
	dir := files(t, map[string]string{"a.txt": "é", ".ds": "", "ü.pdf": "%PDF-", "s/none": "", "x.7z": ""})
	if err := os.Symlink("..", filepath.Join(dir, "s", "loop")); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := os.Symlink("../a.txt", filepath.Join(dir, "s", "link.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "s", "broken.txt")); err != nil {
		t.Fatal(err)
	}
	got, r := readAll(t, Config{}, "", dir, dir)
	equal(t, got, []string{`a.txt: "é"`, "! s/broken.txt: no such file or directory", `s/link.txt: "é"`})
	var skipped []string
	for _, s := range r.Skipped() {
		names := strings.ReplaceAll(filepath.ToSlash(fmt.Sprint(s.First)), filepath.ToSlash(dir)+"/", "")
		skipped = append(skipped, fmt.Sprintf("%s: %d %s", s.Reason, s.Count, names))
	}
	equal(t, skipped, []string{"hidden: 1 [.ds]", "link to a folder: 1 [s/loop]",
		"unknown kind of file: 3 [s/none x.7z ü.pdf]"})
}

func TestBadFiles(t *testing.T) {
	tests := []struct {
		name, content string
		cfg           Config
		want          string
	}{
		{"a.txt", "", Config{}, "empty document, expected more than white space"},
		{"a.txt", "\xef\xbb\xbf \u00a0\r\n", Config{}, "empty document, expected more than white space"},
		{"a.txt", "Zoë\x00", Config{}, "byte 4: NUL byte, so this is a binary file, expected text"},
		{"a.txt", "%PDF-1.7 é", Config{}, "byte 0: this is a PDF file, expected text"},
		{"a.txt", "PK\x03\x04", Config{}, "byte 0: this is a zip file (also .docx, .odt, .epub), expected text"},
		{"a.txt", "Zo\xeb", Config{}, "byte 2: 0xEB is not UTF-8, expected UTF-8 or another encoding to be named"},
		{"a.txt", "\xef\xbb\xbfé\xff", Config{},
			"byte 5: 0xFF is not UTF-8, expected UTF-8 or another encoding to be named"},
		{"a.txt", "\xff\xfea\x00b", Config{}, "byte 4: half a code unit of UTF-16 at the end, expected an even number of bytes"},
		{"a.txt", "\xfe\xff\x00a\xd8\x00\x00a", Config{}, "byte 4: lone surrogate U+D800 in UTF-16, expected a pair"},
		{"a.txt", "\xff\xfea\x00\x00\x00", Config{}, "NUL character in the text, so this is binary, expected text"},
		{"a.txt", "日本\x81", Config{Encoding: "utf-8"},
			"byte 6: 0x81 is not UTF-8, expected UTF-8 or another encoding to be named"},
		{"a.txt", "\x93\xfa\x96{\x83\x40\xff", Config{Encoding: "shift_jis"},
			"byte 6: 0xFF stands for no character here in the encoding shift_jis"},
		{"a.txt", "\xc7\xd1\xff\xff", Config{Encoding: "euc-kr"},
			"byte 2: 0xFF stands for no character here in the encoding euc-kr"},
		{"a.txt", "Zo\xeb \x9a", Config{Encoding: "iso-8859-2"},
			"byte 4: 0x9A stands for no character here in the encoding iso-8859-2"},
		{"a.txt", "\x8eZ\x81", Config{Encoding: "windows-1252"},
			"byte 2: 0x81 stands for no character here in the encoding windows-1252"},
		{"a.txt", "\xff\xfe\x00\x00\xeb\x00\x00\x00Z\x00", Config{},
			"byte 8: part of a code unit of UTF-32 at the end, expected a multiple of 4 bytes"},
		{"a.txt", "\x00\x00\xfe\xff\x00\x00\x00\xeb\x00\x00\xd8\x00", Config{},
			"byte 8: 0x0000D800 is no character, expected UTF-32"},
		{"a.txt", "\x00\x00\xfe\xff\x80\x00\x00\x00", Config{}, "byte 4: 0x80000000 is no character, expected UTF-32"},
		{"a.md", "éééé", Config{MaxBytes: 7}, "too large, expected at most 7 bytes in a document"},
		{"a.txt.gz", gz(t, strings.Repeat("é", 1<<20)), Config{MaxBytes: 7}, "too large, expected at most 7 bytes in a document"},
		{"a.txt.zst", zst(t, strings.Repeat("é", 1<<20)), Config{MaxBytes: 7}, "too large, expected at most 7 bytes in a document"},
		{"a.txt.gz", "é", Config{}, "expected gzip data: unexpected EOF"},
		{"a.txt.gz", "no gzip data, é", Config{}, "expected gzip data: gzip: invalid header"},
		{"a.txt.gz", gz(t, "Zoë met Ana")[:20], Config{}, "expected whole gzip data: unexpected EOF"},
		{"a.txt.zst", "no zstd data, é", Config{}, "expected whole zstd data: invalid input: magic number mismatch"},
		{"a.html", "<script>Zoë</script>", Config{}, "empty document, expected more than white space"},
		{"a.html", "%PDF-1.7", Config{}, "byte 0: this is a PDF file, expected text"},
		{"a.html", "<meta charset=utf-8><p>Zo\xeb", Config{Encoding: "windows-1252"},
			"byte 25: 0xEB is not UTF-8, expected UTF-8 or another encoding to be named"},
	}
	for _, tt := range tests {
		dir := files(t, map[string]string{tt.name: tt.content, "ok.txt": "fine ✓"[:4], "zoë.txt": "ë"})
		if tt.cfg.Encoding != "" {
			os.Remove(filepath.Join(dir, "zoë.txt"))
		}
		got, _ := readAll(t, tt.cfg, "", dir, dir)
		if want := "! " + tt.name + ": " + tt.want; got[0] != want {
			t.Errorf("%s %.20q:\ngot  %s\nwant %s", tt.name, tt.content, got[0], want)
		}
		if len(got) < 2 || got[1] != `ok.txt: "fine"` {
			t.Errorf("%s %.20q: its neighbour is lost: %q", tt.name, tt.content, got[1:])
		}
	}
}

func TestText(t *testing.T) {
	const same = "Zoë\tmet\r\n\u00a0Ana\u2028—\ufeff\ufffd \r 🎉\n\n"
	utf16le := "\xff\xfeZ\x00o\x00\xeb\x00\r\x00\n\x00\x3c\xd8\x89\xdf"
	tests := []struct {
		name, content string
		cfg           Config
		want          string
	}{
		{"a.txt", same, Config{}, same},
		{"a.text", same, Config{}, same},
		{"a.md", same, Config{}, same},
		{"a.txt.gz", gz(t, same), Config{}, same},
		{"a.TXT.GZ", gz(t, same) + gz(t, "é"), Config{}, same + "é"},
		{"a.txt.zst", zst(t, same), Config{}, same},
		{"a.txt", "\xef\xbb\xbfé", Config{Encoding: "windows-1252"}, "é"},
		{"a.txt", utf16le, Config{}, "Zoë\r\n🎉"},
		{"a.txt", utf16le[2:], Config{Encoding: "UTF-16LE"}, "Zoë\r\n🎉"},
		{"a.txt", "\xfe\xff\x00Z\x01\x42\xff\xfd", Config{}, "Zł\ufffd"},
		{"a.txt", "\xff\xfe\x00\x00Z\x00\x00\x00\xeb\x00\x00\x00\x89\xf3\x01\x00", Config{}, "Zë🎉"},
		{"a.txt", "\x00\x00\xfe\xff\x00\x00\x00Z\x00\x01\xf3\x89", Config{}, "Z🎉"},
		{"a.txt", "Z\x00\x00\x00\xeb\x00\x00\x00", Config{Encoding: "UTF-32"}, "Zë"},
		{"a.txt", "\x93Zo\xeb\x94 \x80", Config{Encoding: "windows-1252"}, "“Zoë” €"},
		{"a.txt", "\x93\xfa\x96{", Config{Encoding: "Shift_JIS"}, "日本"},
		{"a.log", "<é>", Config{Format: "text"}, "<é>"},
		{"a", "<b>é</b>", Config{Format: "html"}, "é"},
		{"a.txt", strings.Repeat("é", 4), Config{MaxBytes: 8}, "éééé"},
		{"a.html", "<meta charset=ISO-8859-1>Zo\xeb \x80", Config{}, "Zoë €"},
		{"a.html", "<META HTTP-EQUIV='content-type' CONTENT='text/html; charset=\"windows-1251\"'>\xcc", Config{}, "М"},
		{"a.html", "<meta charset=utf-16>Zoë", Config{}, "Zoë"},
		{"a.html", "<meta charset=none-such>Zo\xeb", Config{Encoding: "latin1"}, "Zoë"},
		{"a.html", "\xef\xbb\xbf<meta charset=latin1>Zoë", Config{}, "Zoë"},
		{"a.html", "<body><meta charset=latin1>Zoë", Config{}, "Zoë"},
	}
	for _, tt := range tests {
		dir := files(t, map[string]string{tt.name: tt.content})
		got, _ := readAll(t, tt.cfg, "", dir, dir)
		equal(t, got, []string{fmt.Sprintf("%s: %q", tt.name, tt.want)})
	}
}

func TestStdin(t *testing.T) {
	tests := []struct {
		cfg   Config
		stdin string
		want  []string
	}{
		{Config{}, "Zoë\r\n<b>", []string{`stdin: "Zoë\r\n<b>"`}},
		{Config{Format: "html"}, "Zoë <b>B", []string{`stdin: "Zoë B"`}},
		{Config{Format: "jsonl"}, `{"text":"Zoë","id":"é"}` + "\n\n" + `{"text":"x"}`, []string{`é: "Zoë"`, `stdin:3: "x"`}},
		{Config{}, "", []string{"! stdin: empty document, expected more than white space"}},
	}
	for _, tt := range tests {
		got, _ := readAll(t, tt.cfg, tt.stdin, "", "-")
		equal(t, got, tt.want)
	}
}

const allFormats = "auto, text, markdown, html, jsonl, csv, tsv, parquet, tar, zip"

func TestNewFails(t *testing.T) {
	tests := []struct {
		cfg   Config
		paths []string
		want  string
	}{
		{Config{}, nil, "no input path, expected files, folders, globs or - for standard input"},
		{Config{}, []string{"é", ""}, "input path 2 is empty, expected a file, a folder, a glob or -"},
		{Config{}, []string{"-", "é", "-"}, "input path - is given twice, but standard input can be read only once"},
		{Config{}, []string{"-"}, "input path -, but there is no standard input"},
		{Config{Format: "é"}, []string{"-"}, `unknown input format "é", expected one of ` + allFormats},
		{Config{MaxRatio: -1}, []string{"-"}, "expansion limit of -1 times, expected 1 or more"},
		{Config{MaxMembers: -1}, []string{"-"}, "limit of -1 members, expected 1 or more"},
		{Config{TextField: "é", IDField: "é"}, []string{"-"},
			`the text and the id are both in the field "é", expected two fields`},
		{Config{FilesFrom: "-"}, nil, "input path -, but there is no standard input"},
		{Config{FilesFrom: "none.é"}, nil, "list of paths: open none.é: no such file or directory"},
		{Config{FilesFrom: "-"}, []string{"-"}, "input path - is given twice, but standard input can be read only once"},
		{Config{Encoding: "utf-é"}, []string{"-"},
			`unknown encoding "utf-é", expected a name such as utf-8 or windows-1252`},
		{Config{Encoding: "iso-2022-kr"}, []string{"-"},
			`encoding "iso-2022-kr" cannot be read, expected a name such as utf-8 or windows-1252`},
		{Config{MaxBytes: -1}, []string{"-"}, "input size limit of -1 bytes, expected 1 or more"},
	}
	for _, tt := range tests {
		if _, err := New(tt.cfg, tt.paths, nil); err == nil || err.Error() != tt.want {
			t.Errorf("New(%+v, %q) fails with %v, want %s", tt.cfg, tt.paths, err, tt.want)
		}
	}
}

func TestRepeatedID(t *testing.T) {
	dir := files(t, map[string]string{"é.txt": "a", "l.jsonl": `{"text":"b","id":"x"}` + "\n" + `{"text":"c","id":"x"}`})
	file, lines := filepath.Join(dir, "é.txt"), filepath.Join(dir, "l.jsonl")
	r, err := New(Config{}, []string{file, lines, file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for d, err := range r.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(d.Text, d.Warnings))
	}
	equal(t, got, []string{"a[]", "b[]", `c[id "x" is repeated]`, fmt.Sprintf("a[id %q is repeated]", filepath.ToSlash(file))})
}

func TestErrorFields(t *testing.T) {
	dir := files(t, map[string]string{"é/a.txt": "Zo\xeb", "é/l.jsonl": "\n{\"id\":1,\"text\":null}"})
	r, err := New(Config{}, []string{dir, filepath.Join(dir, "none")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []Error
	for _, err := range r.Documents(t.Context()) {
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("%v, want an *Error", err)
		}
		got = append(got, *e)
	}
	id := filepath.ToSlash(dir)
	want := []Error{
		{ID: id + "/é/a.txt", Path: filepath.Join(dir, "é", "a.txt"), Offset: 2},
		{ID: id + "/é/l.jsonl:2", Path: filepath.Join(dir, "é", "l.jsonl"), Line: 2, Column: 16, Offset: -1},
		{ID: id + "/none", Path: filepath.Join(dir, "none"), Offset: -1},
	}
	if len(got) != len(want) {
		t.Fatalf("errors %+v, want %+v", got, want)
	}
	if !errors.Is(&got[2], fs.ErrNotExist) {
		t.Errorf("%v is not fs.ErrNotExist", &got[2])
	}
	for i := range got {
		if got[i].Err = nil; got[i] != want[i] {
			t.Errorf("error %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}

func TestUnreadable(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("permissions do not hold for this user")
	}
	dir := files(t, map[string]string{"a.txt": "é", "b.txt": "é", "c/d.txt": "é", "e.txt": "é"})
	for _, name := range []string{"b.txt", "c"} {
		p := filepath.Join(dir, name)
		if err := os.Chmod(p, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(p, 0o755) })
	}
	want := []string{`a.txt: "é"`, "! b.txt: permission denied", "! c: permission denied", `e.txt: "é"`}
	got, _ := readAll(t, Config{}, "", dir, dir)
	equal(t, got, want)
	t.Chdir(dir)
	got, _ = readAll(t, Config{}, "", dir, "**/*.txt")
	equal(t, got, []string{"! c: permission denied", `a.txt: "é"`, "! b.txt: permission denied", `e.txt: "é"`})
}

func TestContext(t *testing.T) {
	dir := files(t, map[string]string{"é.jsonl": strings.Repeat(`{"text":"é"}`+"\n", 5), "z.txt": "z"})
	r, err := New(Config{}, []string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var n int
	var last error
	for _, err := range r.Documents(ctx) {
		if n++; n == 2 {
			cancel()
		}
		last = err
	}
	if n != 3 || last != context.Canceled {
		t.Errorf("after the end of the context: %d results, the last %v, want 3 and %v", n, last, context.Canceled)
	}
}

func TestStopEarly(t *testing.T) {
	dir := files(t, map[string]string{"a.jsonl": strings.Repeat(`{"text":"é"}`+"\n", 5), "z.txt": "z"})
	r, err := New(Config{}, []string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range r.Documents(t.Context()) {
		break
	}
}

func TestProgress(t *testing.T) {
	dir := files(t, map[string]string{"é.txt": "é", "l.jsonl.gz": gz(t, `{"text":"é"}`), "x.pdf": "%PDF-", "bad.txt": ""})
	var size int64 = 2
	if info, err := os.Stat(filepath.Join(dir, "l.jsonl.gz")); err != nil {
		t.Fatal(err)
	} else {
		size += info.Size()
	}
	_, r := readAll(t, Config{}, "12345", dir, dir, "-")
	if got := r.BytesTotal(t.Context()); got != size {
		t.Errorf("BytesTotal %d, want %d", got, size)
	}
	if got := r.BytesRead(); got != size+5 {
		t.Errorf("BytesRead %d, want %d", got, size+5)
	}
	if len(r.Skipped()) != 1 {
		t.Errorf("skipped %v, want x.pdf once", r.Skipped())
	}
}
