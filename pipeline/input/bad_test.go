package input

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zip"
	"github.com/parquet-go/parquet-go"
)

// A spoiler makes a bad input: a file in a folder, or something else there.
type spoiler struct {
	name    string
	spoil   func(t *testing.T, r *rand.Rand) (file, content string)
	make    func(folder string) error // in place of spoil
	mayPass bool                      // what it does may go unnoticed, or do no harm
}

const badMaxBytes = 1 << 20

// article1 returns some text of an article.
func article1(r *rand.Rand) string {
	words := []string{"Zoë", "Łukasz", "met", "the", "minister", "of", "“trade”", "in", "Łódź", "on", "Monday.", "\n"}
	var b strings.Builder
	for range 20 + r.IntN(200) {
		b.WriteString(words[r.IntN(len(words))])
		b.WriteByte(' ')
	}
	return b.String()
}

func cut(r *rand.Rand, s string) string { return s[:1+r.IntN(len(s)-1)] }

// flip inverts a bit in s[from:].
func flip(r *rand.Rand, s string, from, end int) string {
	b := []byte(s)
	b[from+r.IntN(end-from)] ^= 1 << r.IntN(8)
	return string(b)
}

func insert(r *rand.Rand, s, what string) string {
	i := r.IntN(len(s))
	return s[:i] + what + s[i:]
}

func oneOf(r *rand.Rand, s ...string) string { return s[r.IntN(len(s))] }

func archiveOfArticles(t *testing.T, r *rand.Rand) []packed {
	return []packed{{name: "a.txt", content: article1(r)}, {name: "é/b.txt", content: article1(r)},
		{name: "c.jsonl", content: fmt.Sprintf("{\"text\":%s}\n", quoteJSON(article1(r)))}}
}

func bomb(r *rand.Rand) string { return strings.Repeat(oneOf(r, "\n", "é", "a\n"), 3<<20) }

var spoilers = []spoiler{
	{name: "not UTF-8", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		return oneOf(r, "x.txt", "x.md", "x.html"), insert(r, article1(r), oneOf(r, "\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf5"))
	}},
	{name: "noise", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		b := make([]byte, 300+r.IntN(3000))
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return "x" + oneOf(r, ".txt", ".html", ".jsonl", ".csv", ".tar", ".zip", ".parquet", ".gz.gz", ".txt.gz", ".txt.zst", ".tar.zst"), string(b)
	}},
	{name: "NULs", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		return oneOf(r, "x.txt", "x.html"), insert(r, article1(r), oneOf(r, "\x00", "\x00\x00\x00"))
	}},
	{name: "empty", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		return "x" + oneOf(r, ".txt", ".html", ".csv", ".tar", ".zip", ".parquet", ".txt.gz", ".txt.zst"), oneOf(r, "", " ", "\n\n")
	}},
	{name: "UTF-16", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		return "x.txt", "\xff\xfeZ\x00" + oneOf(r, "x", "\x00\xd8", "\x00\xdc\x00\xd8", "\x00\x00")
	}},
	{name: "another kind", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		return oneOf(r, "x.txt", "x.html", "x.jsonl", "x.csv"), oneOf(r, "%PDF-1.7", "PK\x03\x04", `{\rtf1`, "\x1f\x8b", "\x7fELF", "PAR1") + article1(r)
	}},
	{name: "cut off", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		s := article1(r)
		if r.IntN(2) == 0 {
			return "x.txt.gz", cut(r, gz(t, s))
		}
		return "x.txt.zst", cut(r, zst(t, s))
	}},
	{name: "bit flips in compressed data", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		if s := gz(t, article1(r)); r.IntN(2) == 0 {
			return "x.txt.gz", flip(r, s, 10, len(s)) // behind the header, which has no checksum
		}
		s := zst(t, article1(r))
		return "x.txt.zst", flip(r, s, 0, len(s)-4)
	}, mayPass: true},
	{name: "lines of JSON", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		line := fmt.Sprintf(`{"text":%s}`, quoteJSON(article1(r)))
		return "x.jsonl", oneOf(r, cut(r, line), `{"text":"é\ud83c"}`, `{"text":"\udc00\ud800"}`, `{"text":"a\u0000"}`,
			`{"id":[],"text":"é"}`, `{"text":1}`, `{"TEXT":"é"}`, `["é"]`, "{\"text\":\"\xff\"}", `{"text":"é","text":"é"}`,
			strings.Repeat("[", 100_000), `{"a":`+strings.Repeat(`{"a":`, 50_000)) + "\n"
	}},
	{name: "rows", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		return oneOf(r, "x.csv", "x.tsv"), oneOf(r, "body\né\n", "text\n\"é\n", "text\n\"é\" b\n", "text\né\"\n\"", "text\n\"\xff\"", "text\n\" \"\n",
			"text\n\x00\n", "", "\n", "\xff\n", strings.Repeat(",", 200_000))
	}},
	{name: "tar", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		s := tarOf(t, archiveOfArticles(t, r)...)
		switch r.IntN(4) {
		case 0:
			return "x.tar", cut(r, s)
		case 1:
			return "x.tar.gz", cut(r, gz(t, s))
		case 2:
			return "x.tar", flip(r, s, 0, 500) // the header has a checksum
		}
		return "x.tar", s + s
	}},
	{name: "zip", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		s := zipOf(t, zip.Deflate, archiveOfArticles(t, r)...)
		if r.IntN(2) == 0 {
			return "x.zip", cut(r, s)
		}
		return "x.zip", flip(r, s, 40, 80) // what is compressed has a checksum
	}},
	{name: "flips in a zip", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		s := zipOf(t, zip.Deflate, archiveOfArticles(t, r)...)
		return "x.zip", flip(r, s, 0, len(s))
	}, mayPass: true},
	{name: "names", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		m := packed{name: oneOf(r, "../x.txt", "/x.txt", "a/../../x.txt", `..\x.txt`, "C:/x.txt"), content: "é"}
		if r.IntN(2) == 0 {
			return "x.zip", zipOf(t, zip.Store, m)
		}
		return "x.tar", tarOf(t, m)
	}},
	{name: "links and devices", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		kinds := []byte{tar.TypeSymlink, tar.TypeLink, tar.TypeChar, tar.TypeBlock, tar.TypeFifo}
		return "x.tar", tarOf(t, packed{name: "x.txt", kind: kinds[r.IntN(len(kinds))]})
	}},
	{name: "nested", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		s := tarOf(t, packed{name: "é.txt", content: "é"})
		for range 2 + r.IntN(20) {
			s = tarOf(t, packed{name: "x.tar", content: s})
		}
		return "x.tar", s
	}},
	{name: "Parquet", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		s := parquetOf(t, &parquet.Snappy, 2, articleOf("é", article1(r), 1), articleOf("", article1(r), 2))
		return "x.parquet", cut(r, s)
	}},
	{name: "flips in Parquet", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		s := parquetOf(t, &parquet.Snappy, 2, articleOf("é", article1(r), 1), articleOf("", article1(r), 2))
		for range 1 + r.IntN(20) {
			s = flip(r, s, 0, len(s))
		}
		return "x.parquet", s
	}, mayPass: true},
	{name: "unknown", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		return oneOf(r, "x", "x.7z", "x.txt.bz2", ".x.txt", "x.gz", "x\n.exe"), "é"
	}},
	{name: "link to itself", make: func(folder string) error { return os.Symlink("x.txt", filepath.Join(folder, "x.txt")) }},
	{name: "link loop", make: func(folder string) error {
		return errors.Join(os.Symlink("y.txt", filepath.Join(folder, "x.txt")), os.Symlink("x.txt", filepath.Join(folder, "y.txt")))
	}},
	{name: "loop of folders", make: func(folder string) error { return os.Symlink("..", filepath.Join(folder, "x")) }},
	{name: "link to nowhere", make: func(folder string) error { return os.Symlink("nowhere", filepath.Join(folder, "x.txt")) }},
	{name: "named pipe", make: func(folder string) error { return mkfifo(filepath.Join(folder, "x.txt")) }},
	{name: "folder named as a file", make: func(folder string) error { return os.MkdirAll(filepath.Join(folder, "x.txt", ".x"), 0o700) }},
}

// rareSpoilers are slow to make or to read, so there are few of each.
var rareSpoilers = []spoiler{
	{name: "deep", make: func(folder string) error {
		deep := filepath.Join(folder, strings.Repeat("x/", 500))
		return errors.Join(os.MkdirAll(deep, 0o700), os.WriteFile(filepath.Join(deep, "x.txt"), []byte("\xff"), 0o600))
	}},
	{name: "long lines", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		return "x" + oneOf(r, ".txt", ".jsonl", ".csv", ".html"), strings.Repeat("é", 5<<20)
	}},
	{name: "long lines, quoted", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		long := strings.Repeat("é", 5<<20)
		if r.IntN(2) == 0 {
			return "x.csv", "text\n\"" + long + "\"\n"
		}
		return "x.jsonl", `{"text":"` + long + `"}`
	}},
	{name: "bomb", spoil: func(t *testing.T, r *rand.Rand) (string, string) {
		switch s := bomb(r); r.IntN(4) {
		case 0:
			return "x" + oneOf(r, ".txt", ".jsonl", ".csv", ".tar", ".parquet") + ".gz", gz(t, s)
		case 1:
			return "x" + oneOf(r, ".txt", ".jsonl", ".csv", ".tar", ".zip") + ".zst", zst(t, s)
		case 2:
			return "x.zip", zipOf(t, zip.Deflate, packed{name: oneOf(r, "é.txt", "é.jsonl", "é.csv"), content: s})
		default:
			return "x.tar.gz", gz(t, tarOf(t, packed{name: oneOf(r, "é.txt", "é.jsonl", "é.dat"), content: s}))
		}
	}},
}

// mkfifo makes a named pipe, or a bad file where the system has no pipes.
var mkfifo = func(p string) error { return os.WriteFile(p, []byte("\xff"), 0o600) }

// TestBadInputs puts each of 1,000 bad inputs between two good files and reads them all in one run: each must be named
// in an error or be skipped, and nothing else may suffer.
func TestBadInputs(t *testing.T) {
	n := 1000
	if testing.Short() {
		n = 200
	}
	root := t.TempDir()
	r := rand.New(rand.NewPCG(1, 2))
	var made []spoiler
	for i := range n {
		s := spoilers[i%len(spoilers)]
		if i%40 == 39 {
			s = rareSpoilers[i/40%len(rareSpoilers)]
		}
		made = append(made, s)
		spoilFolder(t, filepath.Join(root, fmt.Sprintf("%04d", i)), s, r)
	}
	messages := make([][]string, n)
	good := make([]string, n)
	for folder, message := range badResults(t, root, good) {
		messages[folder] = append(messages[folder], message)
	}
	for i, s := range made {
		if good[i] != "firstlast" {
			t.Errorf("%d, %s: its neighbours are %q", i, s.name, good[i])
		}
		if len(messages[i]) == 0 && !s.mayPass {
			t.Errorf("%d, %s: no message", i, s.name)
		}
	}
}

// spoilFolder makes a folder of two good files and what s makes between them.
func spoilFolder(t *testing.T, folder string, s spoiler, r *rand.Rand) {
	t.Helper()
	content := map[string]string{"a.txt": "first", "z.txt": "last"}
	if s.spoil != nil {
		file, bad := s.spoil(t, r)
		content[file] = bad
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for file, c := range content {
		if err := os.WriteFile(filepath.Join(folder, file), []byte(c), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if s.make != nil {
		if err := s.make(folder); err != nil {
			t.Skip("cannot make ", s.name, ": ", err)
		}
	}
}

// badResults gives the number of the folder and the message of each error and skip, and appends the texts of the good
// files to good.
func badResults(t *testing.T, root string, good []string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
		defer cancel()
		number := func(p string) (n int) {
			rel, _ := filepath.Rel(root, p)
			fmt.Sscanf(filepath.ToSlash(rel), "%d/", &n)
			return n
		}
		cfg := Config{MaxBytes: badMaxBytes, OnSkip: func(s Skip) { yield(number(s.Path), s.Reason) }}
		reader := newReader(t, cfg, "", root)
		reader.limits.freeBytes = 1 << 20
		for d, err := range reader.Documents(ctx) {
			var e *Error
			switch {
			case errors.As(err, &e):
				yield(number(e.Path), err.Error())
			case err != nil:
				t.Fatal(err)
			default:
				checkDocument(t, d, badMaxBytes)
				if base := path.Base(d.ID); base == "a.txt" && d.Text == "first" || base == "z.txt" && d.Text == "last" {
					good[number(d.Path)] += d.Text
				}
			}
		}
	}
}

// The bad inputs are bad, but what they are made of is good.
func TestGoodInputs(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	dir := files(t, map[string]string{
		"a.txt": article1(r), "b.txt.gz": gz(t, article1(r)), "c.txt.zst": zst(t, article1(r)),
		"d.tar": tarOf(t, archiveOfArticles(t, r)...), "e.zip": zipOf(t, zip.Deflate, archiveOfArticles(t, r)...),
		"f.parquet": parquetOf(t, &parquet.Snappy, 2, articleOf("é", article1(r), 1)),
	})
	got, _ := readAll(t, Config{}, "", dir, dir)
	if errs := strings.Count(strings.Join(got, "\n"), "\n! "); len(got) != 10 || errs > 0 || !bytes.Contains([]byte(got[3]), []byte("d.tar!a.txt")) {
		t.Errorf("got %q", got)
	}
}
