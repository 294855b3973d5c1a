package input

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
)

// An article is a row of the tests' Parquet files, with columns of many types.
type article struct {
	ID     *string   `parquet:"id,optional"`
	Text   *string   `parquet:"text,optional,dict"`
	Nr     int64     `parquet:"nr"`
	Small  uint32    `parquet:"small"`
	Share  float64   `parquet:"share"`
	Third  float32   `parquet:"third"`
	Draft  bool      `parquet:"draft"`
	Day    int32     `parquet:"day,date"`
	Time   time.Time `parquet:"time,timestamp(millisecond)"`
	Price  int64     `parquet:"price,decimal(2:18)"`
	Raw    []byte    `parquet:"raw"`
	Tags   []string  `parquet:"tags,list"`
	Author struct {
		Name string `parquet:"name"`
	} `parquet:"author"`
}

func articleOf(id, text string, nr int64) article {
	a := article{Text: &text, Nr: nr, Small: 4_000_000_000, Share: 0.25, Third: 0.1, Draft: true, Day: 19_000,
		Time: time.Date(2024, 2, 29, 12, 30, 0, 5e6, time.UTC), Price: 1995, Raw: []byte{0xff, 1}, Tags: []string{"é", "b"}}
	if id != "" {
		a.ID = &id
	}
	a.Author.Name = "Zoë"
	return a
}

// parquetOf returns a Parquet file with as many rows in a row group.
func parquetOf[T any](t testing.TB, codec compress.Codec, group int64, rows ...T) string {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b, parquet.Compression(codec), parquet.MaxRowsPerRowGroup(group))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestParquet(t *testing.T) {
	bad, null := "Zo\xeb", articleOf("", "", 6)
	null.Text = nil
	rows := []article{articleOf("é", "Zoë met Ana.", 1), articleOf("", "Łódź", 2), articleOf("c", "", 3), articleOf("d", bad, 4),
		articleOf("e", strings.Repeat("é", 600), 5), null, articleOf("é2", "last", 7)}
	want := []string{`é: "Zoë met Ana."`, `x.parquet:2: "Łódź"`, "! x.parquet:3: empty document, expected more than white space",
		`! x.parquet:4: column "text": byte 2: 0xEB is not UTF-8, expected UTF-8 or another encoding to be named`,
		`! x.parquet:5: column "text": too large, expected at most 1000 bytes in a document`,
		`! x.parquet:6: column "text": null, expected a text`, `é2: "last"`}
	codecs := map[string]compress.Codec{"plain": &parquet.Uncompressed, "snappy": &parquet.Snappy, "gzip": &parquet.Gzip,
		"zstd": &parquet.Zstd, "brotli": &parquet.Brotli}
	for name, codec := range codecs {
		for _, group := range []int64{1, 2, 100} {
			dir := files(t, map[string]string{"x.parquet": parquetOf(t, codec, group, rows...)})
			got, r := readAll(t, Config{MaxBytes: 1000}, "", dir, dir)
			t.Log(name, group)
			equal(t, got, want)
			if r.BytesRead() != r.BytesTotal(t.Context()) {
				t.Errorf("%d bytes read, want %d", r.BytesRead(), r.BytesTotal(t.Context()))
			}
		}
	}
	packed := map[string]string{"x.parquet.gz": gz(t, parquetOf(t, &parquet.Snappy, 2, rows...)),
		"y.tar": tarOf(t, packed{name: "x.parquet", content: parquetOf(t, &parquet.Snappy, 2, rows[0])})}
	dir := files(t, packed)
	got, _ := readAll(t, Config{MaxBytes: 1000}, "", dir, dir)
	if len(got) != len(want)+1 || got[len(want)] != want[0] {
		t.Errorf("compressed, and in an archive: %q", got)
	}
	got, _ = readAll(t, Config{Format: "parquet", IDField: "nr"}, parquetOf(t, &parquet.Snappy, 2, rows[0]), "", "-")
	equal(t, got, []string{`1: "Zoë met Ana."`})
}

func TestManyRowsOfParquet(t *testing.T) {
	var rows []article
	var want []string
	for i := range 1000 {
		rows = append(rows, articleOf("", fmt.Sprint("Zoë ", i), 0))
		want = append(want, fmt.Sprintf("x.parquet:%d: %q", i+1, fmt.Sprint("Zoë ", i)))
	}
	dir := files(t, map[string]string{"x.parquet": parquetOf(t, &parquet.Zstd, 300, rows...)})
	got, _ := readAll(t, Config{}, "", dir, dir)
	equal(t, got, want)
}

func TestFieldsOfParquet(t *testing.T) {
	const all = `{"nr":1,"small":4000000000,"share":0.25,"third":0.1,"draft":true,"day":"2022-01-08",` +
		`"time":"2024-02-29T12:30:00.005Z","price":19.95,"raw":"/wE="}`
	for keep, want := range map[string]string{"*": all, "day": `{"day":"2022-01-08"}`, "tags": `{}`} {
		stream := parquetOf(t, &parquet.Snappy, 2, articleOf("é", "Zoë", 1))
		for d, err := range documentsOf(t, Config{Format: "parquet", KeepFields: []string{keep}}, []byte(stream)) {
			if err != nil || d.Fields != want {
				t.Errorf("%s: %s, %v, want %s", keep, d.Fields, err, want)
			}
		}
	}
}

func TestBadParquet(t *testing.T) {
	whole := parquetOf(t, &parquet.Snappy, 2, articleOf("é", "Zoë", 1), articleOf("", "Ana", 2), articleOf("", "Eva", 3))
	damaged := []byte(whole)
	for i := range 12 {
		damaged[bytes.Index([]byte(whole), []byte("Zoë"))-i] = 0xff
	}
	tests := []struct {
		content string
		cfg     Config
		want    []string // what the lines hold
	}{
		{"", Config{}, []string{"no whole Parquet file"}},
		{"no Parquet file, é", Config{}, []string{"no whole Parquet file: invalid magic header"}},
		{whole[:len(whole)-9], Config{}, []string{"no whole Parquet file: invalid magic footer"}},
		{whole, Config{TextField: "body"}, []string{`no column "body", expected it among "id", "text", "nr", "small", "share"`}},
		{whole, Config{TextField: "nr"}, []string{`:1: column "nr": a value of type INT64, expected a text`, ":2: ", ":3: "}},
		{whole, Config{IDField: "share"}, []string{`:1: column "share": a value of type DOUBLE, expected a text or a whole number`, ":2: ", ":3: "}},
		{whole, Config{IDField: "tags"}, []string{`no column "tags", expected it among `}},
		{parquetOf(t, &parquet.Lz4Raw, 2, articleOf("é", "Zoë", 1)), Config{},
			[]string{"x.parquet: compressed with LZ4_RAW, expected snappy, gzip, zstd, brotli or none"}},
		{string(damaged), Config{}, []string{":1: rows 1 to 2 are not read: ", `x.parquet:3: "Eva"`}},
	}
	for _, tt := range tests {
		dir := files(t, map[string]string{"x.parquet": tt.content, "y.txt": "neighbour"})
		got, _ := readAll(t, tt.cfg, "", dir, dir)
		if len(got) != len(tt.want)+1 || got[len(got)-1] != `y.txt: "neighbour"` {
			t.Errorf("%.20q %+v: got %q", tt.content, tt.cfg, got)
			continue
		}
		for i, want := range tt.want {
			if !strings.Contains(got[i], want) {
				t.Errorf("%.20q: got %s, want %s", tt.content, got[i], want)
			}
		}
	}
}

// A dictionary can make of a small file more text than there is.
func TestParquetBudget(t *testing.T) {
	rows := make([]article, 2000)
	for i := range rows {
		rows[i] = articleOf("", strings.Repeat("é", 256), 0)
	}
	dir := files(t, map[string]string{"x.parquet": parquetOf(t, &parquet.Zstd, 5000, rows...)})
	r := newReader(t, Config{MaxRatio: 20}, "", dir)
	r.limits.freeBytes = 64 << 10
	got := results(t, r, dir)
	last := got[len(got)-1]
	if want := "expands to more than 20 times its size"; !strings.Contains(last, want) {
		t.Errorf("%.200s, want %s", last, want)
	}
}

func FuzzParquet(f *testing.F) {
	type small struct {
		ID   string `parquet:"id"`
		Text string `parquet:"text,dict"`
	}
	for _, codec := range []compress.Codec{&parquet.Uncompressed, &parquet.Snappy, &parquet.Zstd} {
		f.Add([]byte(parquetOf(f, codec, 1, small{"é", "Zoë"}, small{"b", "Ana"})))
	}
	f.Fuzz(func(t *testing.T, file []byte) { checkStream(t, "parquet", file) })
}

func BenchmarkParquet(b *testing.B) {
	rows := make([]article, 100)
	size := 0
	for i := range rows {
		rows[i] = articleOf("", fmt.Sprint(i, strings.Repeat("Zoë Łukasz, minister of “trade”, spoke on Monday.\n", 60)), 0)
		size += len(*rows[i].Text)
	}
	stream := parquetOf(b, &parquet.Snappy, 1000, rows...)
	dir := files(b, map[string]string{"x.parquet": stream})
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		r, err := New(Config{}, []string{dir}, nil)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for d, err := range r.Documents(b.Context()) {
			if err != nil {
				b.Fatal(err)
			}
			n += len(d.Text)
		}
		if n != size {
			b.Fatalf("%d bytes, want %d", n, size)
		}
	}
}
