package input

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/klauspost/compress/zip"
	"github.com/klauspost/compress/zstd"
)

// A packed is a member to be put into an archive.
type packed struct {
	name, content string
	kind          byte // a type flag of tar; 0: a file
}

// tarOf returns a tar archive.
func tarOf(t testing.TB, members ...packed) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range members {
		h := &tar.Header{Name: m.name, Typeflag: m.kind, Mode: 0o644, Size: int64(len(m.content))}
		if m.kind == tar.TypeLink || m.kind == tar.TypeSymlink {
			h.Linkname, h.Size, m.content = m.content, 0, ""
		}
		if m.kind == tar.TypeXGlobalHeader {
			h = &tar.Header{Typeflag: m.kind, PAXRecords: map[string]string{"comment": m.content}}
			m.content = ""
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, m.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// zipOf returns a zip archive with members compressed by a method, nothing but names and content.
func zipOf(t testing.TB, method uint16, members ...packed) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zstd.ZipMethodWinZip, zstd.ZipCompressor())
	for _, m := range members {
		f, err := w.CreateHeader(&zip.FileHeader{Name: m.name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, m.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestArchives(t *testing.T) {
	members := []packed{
		{name: "./b/", kind: tar.TypeDir},
		{name: "./b/ä.txt", content: "Zoë met Ana."},
		{name: "a.txt", content: "second, though its name sorts first"},
		{name: "p.html.gz", content: gz(t, "<p>Łódź</p>")},
		{name: "l.jsonl.zst", content: zst(t, `{"text":"é"}`+"\n"+`{"id":"n°2","text":"ü"}`)},
		{name: "t.csv", content: "text\nrow\n"},
		{name: "README", content: "unknown"},
		{name: "b/.hidden/x.txt", content: "hidden"},
		{name: "empty.txt"},
		{name: "latin.txt", content: "Zo\xeb"},
		{name: "last.md", content: "# Łódź"},
	}
	want := []string{
		`b/ä.txt: "Zoë met Ana."`, `a.txt: "second, though its name sorts first"`, `p.html.gz: "Łódź"`, `l.jsonl.zst:1: "é"`,
		`n°2: "ü"`, `t.csv:2: "row"`, "! empty.txt: empty document, expected more than white space",
		"! latin.txt: byte 2: 0xEB is not UTF-8, expected UTF-8 or another encoding to be named", `last.md: "# Łódź"`,
	}
	plain := tarOf(t, members...)
	for name, content := range map[string]string{
		"x.tar": plain, "x.tar.gz": gz(t, plain), "x.TGZ": gz(t, plain), "x.tar.zst": zst(t, plain),
		"x.zip": zipOf(t, zip.Deflate, members...), "x-stored.zip": zipOf(t, zip.Store, members...),
		"x-zstd.zip": zipOf(t, zstd.ZipMethodWinZip, members...), "x.zip.gz": gz(t, zipOf(t, zip.Deflate, members...)),
	} {
		t.Run(name, func(t *testing.T) {
			dir := files(t, map[string]string{name: content})
			got, r := readAll(t, Config{}, "", dir, dir)
			for i := range got {
				got[i] = strings.Replace(got[i], name+"!", "", 1)
			}
			equal(t, got, want)
			if s := fmt.Sprint(r.Skipped()); !strings.Contains(s, name+"!README") || !strings.Contains(s, name+"!b/.hidden/x.txt") {
				t.Errorf("skipped %s", s)
			}
			if r.BytesRead() != r.BytesTotal(t.Context()) {
				t.Errorf("%d bytes read, want %d", r.BytesRead(), r.BytesTotal(t.Context()))
			}
		})
	}
	for name, stdin := range map[string]string{"plain": plain, "gzip": gz(t, plain), "zstd": zst(t, plain)} {
		t.Run(name+" on standard input", func(t *testing.T) {
			got, _ := readAll(t, Config{}, stdin, "", "-")
			for i := range got {
				got[i] = strings.Replace(got[i], "stdin!", "", 1)
			}
			equal(t, got, want)
		})
	}
}

func TestArchiveFormats(t *testing.T) {
	members := []packed{{name: "talk/1", content: "Zoë"}, {name: "talk/2", content: "<b>Ana</b>"}}
	tests := []struct {
		format, file, content string
		want                  []string
	}{
		{"text", "x.tar", tarOf(t, members...), []string{`x.tar!talk/1: "Zoë"`, `x.tar!talk/2: "<b>Ana</b>"`}},
		{"html", "x.zip", zipOf(t, zip.Deflate, members...), []string{`x.zip!talk/1: "Zoë"`, `x.zip!talk/2: "Ana"`}},
		{"tar", "x.backup", tarOf(t, packed{name: "é.txt", content: "Zoë"}), []string{`x.backup!é.txt: "Zoë"`}},
		{"zip", "x.epub", zipOf(t, zip.Deflate, packed{name: "é.html", content: "<p>Zoë"}), []string{`x.epub!é.html: "Zoë"`}},
		{"text", "x.tar", tarOf(t, packed{name: "y.zip", content: zipOf(t, zip.Store, members...)}),
			[]string{`x.tar!y.zip!talk/1: "Zoë"`, `x.tar!y.zip!talk/2: "<b>Ana</b>"`}},
	}
	for _, tt := range tests {
		dir := files(t, map[string]string{tt.file: tt.content})
		got, _ := readAll(t, Config{Format: tt.format}, "", dir, dir)
		equal(t, got, tt.want)
	}
}

func TestArchivesInArchives(t *testing.T) {
	doc := packed{name: "é.txt", content: "Zoë"}
	inner := tarOf(t, doc)
	three := tarOf(t, packed{name: "c.tgz", content: gz(t, inner)}, doc)
	dir := files(t, map[string]string{
		"a.tar": tarOf(t, packed{name: "b.tar.gz", content: gz(t, inner)},
			packed{name: "b.zip", content: zipOf(t, zip.Deflate, doc)}, doc),
		"z.tar": tarOf(t, packed{name: "b.tar", content: three}, doc),
	})
	got, _ := readAll(t, Config{}, "", dir, dir)
	equal(t, got, []string{`a.tar!b.tar.gz!é.txt: "Zoë"`, `a.tar!b.zip!é.txt: "Zoë"`, `a.tar!é.txt: "Zoë"`,
		"! z.tar!b.tar!c.tgz: an archive in an archive in an archive, expected two at most",
		`z.tar!b.tar!é.txt: "Zoë"`, `z.tar!é.txt: "Zoë"`})
}

// What could do harm outside of the archive, or is no file, is not read, and its neighbours are.
func TestOddMembers(t *testing.T) {
	const outside = ": the member's name points out of the archive, expected a path within"
	tests := []struct {
		member packed
		want   string // "" for a skip
	}{
		{packed{name: "../é.txt", content: "x"}, "! x.tar!../é.txt" + outside},
		{packed{name: "a/../../é.txt", content: "x"}, "! x.tar!../é.txt" + outside},
		{packed{name: "/etc/é.txt", content: "x"}, "! x.tar!/etc/é.txt" + outside},
		{packed{name: `..\é.txt`, content: "x"}, `! x.tar!..\é.txt` + outside},
		{packed{name: `C:\é.txt`, content: "x"}, `! x.tar!C:\é.txt` + outside},
		{packed{name: "a/../é.txt", content: "x"}, `x.tar!é.txt: "x"`},
		{packed{name: "é..txt", content: "x"}, `x.tar!é..txt: "x"`},
		{packed{name: "link.txt", content: "/etc/passwd", kind: tar.TypeSymlink}, ""},
		{packed{name: "hard.txt", content: "ok.txt", kind: tar.TypeLink}, ""},
		{packed{name: "pipe.txt", kind: tar.TypeFifo}, ""},
		{packed{name: "null.txt", kind: tar.TypeChar}, ""},
		{packed{content: "a commit", kind: tar.TypeXGlobalHeader}, "none"},
	}
	for _, tt := range tests {
		first, last := packed{name: "first.txt", content: "é"}, packed{name: "last.txt", content: "ü"}
		dir := files(t, map[string]string{"x.tar": tarOf(t, first, tt.member, last)})
		got, r := readAll(t, Config{}, "", dir, dir)
		want := []string{`x.tar!first.txt: "é"`, tt.want, `x.tar!last.txt: "ü"`}
		if tt.want == "" || tt.want == "none" {
			want = slices.Delete(want, 1, 2)
		}
		equal(t, got, want)
		if skipped := len(r.Skipped()) == 1; skipped != (tt.want == "") {
			t.Errorf("%s: skipped %v", tt.member.name, r.Skipped())
		}
	}
}

func TestBrokenArchives(t *testing.T) {
	var long strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&long, "Zoë %d\n", i*i*7919)
	}
	one, two := packed{name: "a.txt", content: long.String()}, packed{name: "z.txt", content: "ü"}
	whole := tarOf(t, one, two)
	zipped := zipOf(t, zip.Deflate, one, two)
	damaged := []byte(zipped)
	damaged[60] ^= 0xff // in the first member's data
	encrypted := bytes.Clone([]byte(zipOf(t, zip.Store, two)))
	encrypted[bytes.Index(encrypted, []byte("PK\x01\x02"))+8] |= 1
	exotic := bytes.Clone([]byte(zipOf(t, zip.Store, two)))
	exotic[bytes.Index(exotic, []byte("PK\x01\x02"))+10] = 98
	tests := []struct {
		name, content string
		documents     int
		want          []string // the errors
	}{
		{"x.tar", "", 0, []string{"! x.tar: no whole archive: it stops without an end mark, so it may have been cut off"}},
		{"x.tar", "no archive, é" + strings.Repeat("x", 1000), 0, []string{"! x.tar: no whole archive: archive/tar: invalid tar header"}},
		{"x.tar", whole[:len(whole)-1024], 2,
			[]string{"! x.tar: no whole archive, nothing is read after member 2, z.txt: it stops without an end mark, so it may have been cut off"}},
		{"x.tar", whole[:1000], 0, []string{"! x.tar!a.txt: unexpected EOF",
			"! x.tar: no whole archive, nothing is read after member 1, a.txt: unexpected EOF"}},
		{"x.tar", whole + tarOf(t, two), 2,
			[]string{"! x.tar: no whole archive, nothing is read after member 2, z.txt: there is more behind its end mark, expected a single archive"}},
		{"x.tgz", gz(t, whole)[:3000], 0, []string{"! x.tgz!a.txt: expected whole gzip data: unexpected EOF",
			"! x.tgz: no whole archive, nothing is read after member 1, a.txt: expected whole gzip data: unexpected EOF"}},
		{"x.tar.gz", gz(t, whole)[:len(gz(t, whole))-4], 2,
			[]string{"! x.tar.gz: no whole archive, nothing is read after member 2, z.txt: expected whole gzip data: unexpected EOF"}},
		{"x.zip", zipped[:len(zipped)-10], 0, []string{"! x.zip: no whole archive: zip: not a valid zip file"}},
		{"x.zip", string(damaged), 1, []string{"! x.zip!a.txt: flate: corrupt input before offset 39"}},
		{"x.zip", string(encrypted), 0, []string{"! x.zip!z.txt: encrypted, expected a member that can be read without a password"}},
		{"x.zip", string(exotic), 0, []string{"! x.zip!z.txt: compression method 98, expected stored, deflate or zstd"}},
		{"x.zip.gz", gz(t, zipped)[:60], 0, []string{"! x.zip.gz: expected whole gzip data: unexpected EOF"}},
	}
	for _, tt := range tests {
		dir := files(t, map[string]string{tt.name: tt.content, "y.txt": "neighbour é"})
		got, _ := readAll(t, Config{}, "", dir, dir)
		if got[len(got)-1] != `y.txt: "neighbour é"` {
			t.Errorf("%s: the neighbour is lost: %q", tt.name, got)
		}
		bad := func(line string) bool { return strings.HasPrefix(line, "! ") }
		errs := slices.DeleteFunc(slices.Clone(got), func(line string) bool { return !bad(line) })
		equal(t, errs, tt.want)
		if n := len(got) - 1 - len(errs); n != tt.documents {
			t.Errorf("%s: %d documents, want %d", tt.name, n, tt.documents)
		}
	}
}

func TestArchiveLimits(t *testing.T) {
	zeros := strings.Repeat(strings.Repeat("é", 1<<9)+"\n", 128) // 128 KiB
	several := []packed{{name: "1.txt", content: "é"}, {name: "2.txt", content: "é"}, {name: "3.txt", content: "é"}}
	const expands = "expands to more than 20 times its size, expected less; the rest is not read"
	tests := []struct {
		name, content string
		cfg           Config
		want          []string
	}{
		{"x.tar", tarOf(t, several...), Config{MaxMembers: 2},
			[]string{`x.tar!1.txt: "é"`, `x.tar!2.txt: "é"`, "! x.tar: more than 2 members, expected at most that; the rest is not read"}},
		{"x.zip", zipOf(t, zip.Store, several...), Config{MaxMembers: 2},
			[]string{`x.zip!1.txt: "é"`, `x.zip!2.txt: "é"`, "! x.zip: more than 2 members, expected at most that; the rest is not read"}},
		{"x.tar", tarOf(t, packed{name: "large.txt", content: "éééé"}, several[0]), Config{MaxBytes: 7},
			[]string{"! x.tar!large.txt: too large, expected at most 7 bytes in a document", `x.tar!1.txt: "é"`}},
		{"x.tar.gz", gz(t, tarOf(t, several[0], packed{name: "bomb.dat", content: zeros}, several[1])), Config{MaxRatio: 20},
			[]string{`x.tar.gz!1.txt: "é"`, "! x.tar.gz: no whole archive, nothing is read after member 2, bomb.dat: " + expands}},
		{"x.zip", zipOf(t, zip.Deflate, several[0], packed{name: "bomb.jsonl", content: zeros}, several[1]), Config{MaxRatio: 20},
			[]string{`x.zip!1.txt: "é"`, "! x.zip!bomb.jsonl:64: " + expands, "! x.zip: " + expands}},
	}
	for _, tt := range tests {
		dir := files(t, map[string]string{tt.name: tt.content})
		r := newReader(t, tt.cfg, "", dir)
		r.limits.freeBytes = 64 << 10
		got := results(t, r, dir)
		got = slices.DeleteFunc(got, func(line string) bool { return strings.Contains(line, "not JSON") })
		equal(t, got, tt.want)
	}
}

func FuzzTar(f *testing.F) {
	f.Add([]byte(tarOf(f, packed{name: "é.txt", content: "Zoë"}, packed{name: "l.jsonl", content: `{"text":"é"}`})))
	f.Add([]byte(tarOf(f, packed{name: "é.txt", content: "a", kind: tar.TypeSymlink}, packed{content: "c", kind: tar.TypeXGlobalHeader})))
	f.Fuzz(func(t *testing.T, archive []byte) { checkStream(t, "tar", archive) })
}

func FuzzZip(f *testing.F) {
	f.Add([]byte(zipOf(f, zip.Store, packed{name: "é.txt", content: "Zoë"})))
	f.Add([]byte(zipOf(f, zip.Deflate, packed{name: "é.txt", content: "Zoë"}, packed{name: "../t.csv", content: "text\né"})))
	f.Fuzz(func(t *testing.T, archive []byte) { checkStream(t, "zip", archive) })
}

// checkStream reads a file of a format and checks that documents are whole and errors say what is wrong.
func checkStream(t *testing.T, format string, content []byte) {
	t.Helper()
	const most = 1 << 16
	r := newReader(t, Config{Format: format, MaxBytes: most}, "", "x")
	r.disk = memoryDisk{fstest.MapFS{"x": {Data: content}}}
	for d, err := range r.Documents(t.Context()) {
		if err == nil {
			checkDocument(t, d, most)
		} else if msg := err.Error(); !strings.HasPrefix(msg, "x") || strings.HasSuffix(msg, ": ") {
			t.Errorf("error %q", msg)
		}
	}
}

// A memoryDisk holds files in memory.
type memoryDisk struct{ fstest.MapFS }

func (d memoryDisk) Lstat(name string) (fs.FileInfo, error) { return d.Stat(name) }

func (d memoryDisk) Open(name string) (file, error) {
	f, err := d.MapFS.Open(name)
	if err != nil {
		return nil, err
	}
	return struct {
		fs.ReadDirFile
		io.ReaderAt
	}{noFolder{f}, f.(io.ReaderAt)}, nil
}

type noFolder struct{ fs.File }

func (noFolder) ReadDir(int) ([]fs.DirEntry, error) { return nil, fs.ErrInvalid }

var benchmarkMembers = slices.Collect(func(yield func(packed) bool) {
	for i := range 200 {
		yield(packed{name: fmt.Sprintf("é/%04d.txt", i), content: strings.Repeat("Zoë Łukasz, minister of “trade”, spoke on Monday.\n", 60)})
	}
})

func BenchmarkArchives(b *testing.B) {
	archives := map[string]string{
		"tar": tarOf(b, benchmarkMembers...), "zip": zipOf(b, zip.Deflate, benchmarkMembers...),
	}
	for _, format := range slices.Sorted(maps.Keys(archives)) {
		b.Run(format, func(b *testing.B) {
			b.SetBytes(int64(len(benchmarkMembers) * len(benchmarkMembers[0].content)))
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				for d, err := range documentsOf(b, Config{Format: format}, []byte(archives[format])) {
					if err != nil || d.Text != benchmarkMembers[0].content {
						b.Fatal(err)
					}
					n++
				}
				if n != len(benchmarkMembers) {
					b.Fatalf("%d documents", n)
				}
			}
		})
	}
}
