package input

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	long := strings.Repeat("Zoë ", 50_000)
	tests := []struct {
		name, content string
		cfg           Config
		want          []string
	}{
		{"plain", "id,text\né,Zoë met Ana.\n7,\n", Config{},
			[]string{`é: "Zoë met Ana."`, "! t.csv:3: empty document, expected more than white space"}},
		{"without ids", "text,x\nZoë,1\n\n\r\nAna,2", Config{}, []string{`t.csv:2: "Zoë"`, `t.csv:5: "Ana"`}},
		{"quotes and lines", "text,id\n\"Zoë said: \"\"No,\"\"\r\n\nand left.\",\"é\"\"1\"\r\n\"\",\"b\"\r\n\"c\",\r\n", Config{},
			[]string{`é"1: "Zoë said: \"No,\"\r\n\nand left."`, "! t.csv:5: empty document, expected more than white space", `t.csv:6: "c"`}},
		{"a quote within", "text,id\n5\" disk é,a\n x\"y\" ,\"b\"\n", Config{}, []string{`a: "5\" disk é"`, `b: " x\"y\" "`}},
		{"semicolons", "datum;text\n1;Zoë, und Ana\n", Config{}, []string{`t.csv:2: "Zoë, und Ana"`}},
		{"tabs", "datum\ttext\n1\tZoë, und Ana;\n", Config{}, []string{`t.csv:2: "Zoë, und Ana;"`}},
		{"commas first", "text,a;b\nZoë,1\n", Config{}, []string{`t.csv:2: "Zoë"`}},
		{"byte order mark", "\xef\xbb\xbftext\n\ufeffé\n", Config{}, []string{`t.csv:2: "\ufeffé"`}},
		{"quoted header", "\"text\",\"the\nid\"\né,1\n", Config{IDField: "the\nid"}, []string{`1: "é"`}},
		{"named columns", "Body,Nr,text\nZoë,é1,no\n", Config{TextField: "Body", IDField: "Nr"}, []string{`é1: "Zoë"`}},
		{"encoding", "text,id\nZo\xeb,\x93a\x94\n", Config{Encoding: "windows-1252"}, []string{`“a”: "Zoë"`}},
		{"longer than any buffer", "id,text\na,\"" + long + "\"\nb," + long, Config{},
			[]string{fmt.Sprintf("a: %q", long), fmt.Sprintf("b: %q", long)}},
		{"header alone", "text\n", Config{}, nil},
	}
	for _, tt := range tests {
		for ext, content := range map[string]string{"": tt.content, ".gz": gz(t, tt.content), ".zst": zst(t, tt.content)} {
			t.Run(tt.name+ext, func(t *testing.T) {
				dir := files(t, map[string]string{"t.csv" + ext: content})
				got, _ := readAll(t, tt.cfg, "", dir, dir)
				for i := range got {
					got[i] = strings.Replace(got[i], "t.csv"+ext, "t.csv", 1)
				}
				equal(t, got, tt.want)
			})
		}
	}
	got, _ := readAll(t, Config{Format: "tsv"}, "id\ttext\né\t\"Zoë\tmet\"\n", "", "-")
	equal(t, got, []string{`é: "Zoë\tmet"`})
}

func TestBadTables(t *testing.T) {
	tests := []struct {
		content string
		cfg     Config
		want    string
	}{
		{"", Config{}, ":1: empty table, expected a header and rows"},
		{"\n\n", Config{}, ":3: empty table, expected a header and rows"},
		{"body;é,id\nx", Config{}, `:1: no column "text", expected it among "body;é", "id"`},
		{"text,é,text\nx", Config{}, `:1: two columns "text", expected one`},
		{"text,é\nx", Config{IDField: "nr"}, `:1: no column "nr", expected it among "text", "é"`},
		{"text,\xff\nx", Config{}, ":1: name of column 2: 0xFF is not UTF-8, expected UTF-8 or another encoding to be named"},
		{"\xff\xfet\x00", Config{}, ": byte 0: a table in UTF-16LE, expected UTF-8"},
		{"PK\x03\x04,text\nx", Config{}, ": byte 0: this is a zip file (also .docx, .odt, .epub), expected text"},
		{"text\n", Config{Encoding: "iso-2022-jp"},
			": a table in iso-2022-jp, in which a quote can be part of a letter, expected UTF-8"},
		{"text," + strings.Repeat("é,", maxColumns), Config{}, ":1: more than 100000 fields, expected a row of a table"},
	}
	for _, tt := range tests {
		tt.cfg.Format = "csv"
		got, _ := readAll(t, tt.cfg, tt.content, "", "-")
		equal(t, got, []string{"! stdin" + tt.want})
	}
}

// A bad row is an error, and the rows around it are documents.
func TestBadRows(t *testing.T) {
	tests := []struct{ row, want string }{
		{"a", ":3: 1 fields, expected 2 as in the header"},
		{"a,b,é", ":3: 3 fields, expected 2 as in the header"},
		{"a,Zo\xeb", `:3: field "text", byte 2: 0xEB is not UTF-8, expected UTF-8 or another encoding to be named`},
		{"\xff,é", `:3: field "id", byte 0: 0xFF is not UTF-8, expected UTF-8 or another encoding to be named`},
		{"a,é\x00", ":3: NUL character in the text, so this is binary, expected text"},
		{"a,\" \t\"", ":3: empty document, expected more than white space"},
		{"a,\"é\" b", ":3: text after a closing quote in line 3, expected the field's end, or doubled quotes in it"},
		{"\"a\"b\"c,\"é\"", ":3: text after a closing quote in line 3, expected the field's end, or doubled quotes in it"},
		{"a,\"é\n\n\"b", ":3: text after a closing quote in line 5, expected the field's end, or doubled quotes in it"},
		{"a," + strings.Repeat("é", 600), ":3: too large, expected at most 1000 bytes in a document"},
		{"a,\"" + strings.Repeat("é\n", 600) + "\"", ":3: too large, expected at most 1000 bytes in a document"},
		{strings.Repeat(",", 2000), ":3: too large, expected at most 1000 bytes in a document"},
	}
	for _, tt := range tests {
		content := "id,text\nx,before é\n" + tt.row + "\ny,after\n"
		got, _ := readAll(t, Config{Format: "csv", MaxBytes: 1000}, content, "", "-")
		equal(t, got, []string{`x: "before é"`, "! stdin" + tt.want, `y: "after"`})
	}
}

func TestRowsWithoutEnd(t *testing.T) {
	tests := []struct{ rows, want string }{
		{"a,\"é", "! stdin:3: a quote is not closed, expected one before the end of the file"},
		{"a,\"é\n\n", "! stdin:3: a quote is not closed, expected one before the end of the file"},
		{"a,\"" + strings.Repeat("é\n", 70_000), "! stdin:3: no row in 64002 bytes, the rest of the file is not read"},
		{strings.Repeat("\n", 70_000), "! stdin:64003: no row in 64001 bytes, the rest of the file is not read"},
		{strings.Repeat("x", 70_000), "! stdin:3: no row in 65536 bytes, the rest of the file is not read"},
	}
	for _, tt := range tests {
		got, _ := readAll(t, Config{Format: "csv", MaxBytes: 1000}, "id,text\nx,é\n"+tt.rows, "", "-")
		equal(t, got, []string{`x: "é"`, tt.want})
	}
}

func TestKeptFields(t *testing.T) {
	const table = "text,date,Länder,id,n\nZoë,2024-01-01,\"a \"\"<b>\"\"\n\",x,\n"
	const object = `{"id":"x","text":"Zoë","date":null,"n":1.50,"a":{"b":["é", "]}\"", {}]},"Länder" : "\u00e9<"}` + "\n"
	tests := []struct {
		format, stream string
		keep           []string
		want           string
	}{
		{"csv", table, nil, ""},
		{"csv", table, []string{"date"}, `{"date":"2024-01-01"}`},
		{"csv", table, []string{"*"}, `{"date":"2024-01-01","Länder":"a \"<b>\"\n","n":""}`},
		{"csv", table, []string{"id", "none"}, `{"id":"x"}`},
		{"jsonl", object, nil, ""},
		{"jsonl", object, []string{"*"}, `{"date":null,"n":1.50,"a":{"b":["é", "]}\"", {}]},"Länder":"\u00e9<"}`},
		{"jsonl", object, []string{"n", "text"}, `{"text":"Zoë","n":1.50}`},
		{"jsonl", object, []string{"none"}, `{}`},
		{"text", "Zoë", []string{"*"}, ""},
	}
	for _, tt := range tests {
		for d, err := range documentsOf(t, Config{Format: tt.format, KeepFields: tt.keep}, []byte(tt.stream)) {
			if err != nil || d.Fields != tt.want {
				t.Errorf("%s %v: %s, %v, want %s", tt.format, tt.keep, d.Fields, err, tt.want)
			}
			checkDocument(t, d, 100)
		}
	}
}

func TestNamedFieldsOfJSON(t *testing.T) {
	const lines = `{"body":"Zoë","nr":7,"text":1,"id":[]}` + "\n" + `{"body":"Ana"}` + "\n" + `{"nr":8,"Body":"é"}` + "\n"
	got, _ := readAll(t, Config{Format: "jsonl", TextField: "body", IDField: "nr"}, lines, "", "-")
	equal(t, got, []string{`7: "Zoë"`, `! stdin:2: no key "nr", expected a string or a number as id`,
		`! stdin:3: no key "body" (found "Body"), expected {"body": "…"}`})
}

// FuzzRows compares the rows with those of encoding/csv, where that reads the table too and changes nothing in it.
func FuzzRows(f *testing.F) {
	for _, s := range []string{"a,b\n\"é\"\"\n\",c", "\n\n,\n\"\"", "a\"b,c\n", "\"a\"b", "\"", ",,\r\n", "é,\"ü\"\r\n\"x\"", "a\r\n\r\nb", "\r,\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var got [][]string
		rows := &rowReader{in: bufio.NewReaderSize(bytes.NewReader(b), 16), max: 1 << 20, delimiter: ','}
		var failed error
		for !rows.broken {
			if err := rows.next(); err == nil {
				got = append(got, rows.strings())
			} else if !rows.broken {
				failed = err
			}
		}
		reader := csv.NewReader(bytes.NewReader(b))
		reader.FieldsPerRecord = -1
		want, err := reader.ReadAll()
		if err != nil || bytes.Contains(b, []byte("\r")) {
			return
		}
		if failed != nil || !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%q: %q, %v, want %q", b, got, failed, want)
		}
	})
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("id,text\né,\"Zoë\n\"\n,b"))
	f.Add([]byte("text;id\n\"a\"b\n"))
	f.Fuzz(func(t *testing.T, b []byte) { checkStream(t, "csv", b) })
}

func BenchmarkTable(b *testing.B) {
	text := strings.Repeat("Zoë Łukasz, minister of “trade”, spoke on Monday.\n", 60)
	stream := []byte("id,section,text\n" + strings.Repeat("a/1,wire,\""+text+"\"\n", 100))
	b.SetBytes(int64(len(stream)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for d, err := range documentsOf(b, Config{Format: "csv"}, stream) {
			if err != nil || d.Text != text {
				b.Fatal(err)
			}
			n++
		}
		if n != 100 {
			b.Fatalf("%d documents, want 100", n)
		}
	}
}
