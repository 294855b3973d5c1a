package input

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"roster/pipeline/doc"
)

func TestLines(t *testing.T) {
	long := strings.Repeat("Zoë ", 50_000)
	tests := []struct {
		name, content string
		want          []string
	}{
		{"CRLF, blank lines, no end", "\r\n{\"text\":\"é\"}\r\n \t\n\n{\"text\":\"b\\r\\n\"}",
			[]string{`l:2: "é"`, `l:5: "b\r\n"`}},
		{"BOM", "\xef\xbb\xbf{\"text\":\"\ufeffé\"}\n", []string{"l:1: \"\\ufeffé\""}},
		{"longer than any buffer", `{"text":"` + long + `"}` + "\n" + `{"text":"ü"}`,
			[]string{fmt.Sprintf("l:1: %q", long), `l:2: "ü"`}},
		{"other keys", `{"Text":"no","a":{"text":[null,{}]},"id":"é","text":"yes","TEXT":1,"a":2}`, []string{`é: "yes"`}},
		{"escapes", `{"te\u0078t":"\u00e9\ud83c\udf89\\ud800\/\t","id":"\uD83C\uDF89"}`, []string{"🎉: \"é🎉\\\\ud800/\\t\""}},
		{"numbers stay as written", `{"id":1e400,"text":"é"}` + "\n" + `{"id":-0.10,"text":"é"}` + "\n" +
			`{"id":12345678901234567890,"text":"é"}`, []string{`1e400: "é"`, `-0.10: "é"`, `12345678901234567890: "é"`}},
		{"nothing", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for ext, content := range map[string]string{"": tt.content, ".gz": gz(t, tt.content), ".zst": zst(t, tt.content)} {
				dir := files(t, map[string]string{"l.jsonl" + ext: content})
				got, _ := readAll(t, Config{}, "", dir, dir)
				for i := range got {
					got[i] = strings.Replace(got[i], "l.jsonl"+ext, "l", 1)
				}
				equal(t, got, tt.want)
			}
		})
	}
}

func TestBadLines(t *testing.T) {
	tests := []struct{ line, want string }{
		{`{"TEXT":"é"}`, `:2: no key "text" (found "TEXT"), expected {"text": "…"}`},
		{`{"body":"é","Ü":1,"titel":"ü"}`, `:2: no key "text" (found "body", "titel"), expected {"text": "…"}`},
		{`{}`, `:2: no key "text", expected {"text": "…"}`},
		{`{"é":1,"text": null}`, `:2:17: "text" is null, expected a string`},
		{`{"text":1}`, `:2:9: "text" is a number, expected a string`},
		{`{"text":["é"]}`, `:2:9: "text" is an array, expected a string`},
		{`{"text":"é","id":null}`, `:2:19: "id" is null, expected a string or a number`},
		{`{"id" : true,"text":"é"}`, `:2:9: "id" is a boolean, expected a string or a number`},
		{`{"id":{},"text":"é"}`, `:2:7: "id" is an object, expected a string or a number`},
		{`{"text":"é","text":"é"}`, `:2:14: key "text" is repeated, expected it once`},
		{`{"id":1,"text":"é","id":1}`, `:2:21: key "id" is repeated, expected it once`},
		{`{"text":"é"} {}`, `:2:15: not JSON: invalid character '{' after top-level value`},
		{`{"text":"é"`, `:2:12: not JSON: unexpected end of JSON input`},
		{`{"text":"é",}`, `:2:14: not JSON: invalid character '}' looking for beginning of object key string`},
		{`{text:"é"}`, `:2:2: not JSON: invalid character 't' looking for beginning of object key string`},
		{`{"a":{"b" 1},"text":"é"}`, `:2:11: not JSON: invalid character '1' after object key`},
		{` ["text"]`, `:2:2: an array, expected an object {"text": "…"}`},
		{`null`, `:2:1: null, expected an object {"text": "…"}`},
		{`"é"`, `:2:1: a string, expected an object {"text": "…"}`},
		{"{\"text\":\"é\tb\"}", `:2:12: not JSON: invalid character '\t' in string literal`},
		{"{\"text\":\"é\xff\"}", `:2:12: 0xFF is not UTF-8, expected UTF-8 or another encoding to be named`},
		{`{"text":"é\ud800"}`, `:2:12: \ud800 is half a surrogate pair, expected both halves`},
		{`{"text":"é\uDC00\ud800"}`, `:2:12: \uDC00 is half a surrogate pair, expected both halves`},
		{`{"text":"é\\\ud83c\u0041"}`, `:2:14: \ud83c is half a surrogate pair, expected both halves`},
		{`{"id":"\ud83c","text":"é"}`, `:2:8: \ud83c is half a surrogate pair, expected both halves`},
		{`{"text":"é\u0000"}`, `:2: NUL character in the text, so this is binary, expected text`},
		{`{"text":"\u00a0\n"}`, `:2: empty document, expected more than white space`},
		{`{"text":"` + strings.Repeat("é", 500) + `"}`, `:2: too large, expected at most 1000 bytes in a document`},
		{strings.Repeat("x", 70_000), `:2: no line of JSON in 65536 bytes, the rest of the file is not read`},
		{strings.Repeat(" \n", 70_000), `:32002: no line of JSON in 64002 bytes, the rest of the file is not read`},
	}
	for _, tt := range tests {
		content := `{"text":"before"}` + "\n" + tt.line + "\n" + `{"text":"after"}` + "\n"
		got, _ := readAll(t, Config{Format: "jsonl", MaxBytes: 1000}, content, "", "-")
		want := []string{`stdin:1: "before"`, "! stdin" + tt.want, `stdin:3: "after"`}
		if strings.HasSuffix(tt.want, "the rest of the file is not read") {
			want = want[:2]
		}
		equal(t, got, want)
	}
}

func TestBadStreamsOfLines(t *testing.T) {
	line := `{"text":"é"}` + "\n"
	packed := gz(t, strings.Repeat(line, 100))
	tests := []struct {
		name, content string
		want          string // the last result
	}{
		{"a.jsonl", "\xff\xfe{\x00", "! a.jsonl: byte 0: JSON Lines in UTF-16LE, expected UTF-8"},
		{"a.jsonl", packed, "! a.jsonl: byte 0: this is gzip data without the name .gz, expected text"},
		{"a.jsonl.gz", packed[:len(packed)-8], "! a.jsonl.gz:101: expected whole gzip data: unexpected EOF"},
		{"a.jsonl.gz", "é", "! a.jsonl.gz: expected gzip data: unexpected EOF"},
		{"a.jsonl.zst", "no zstd data, é", "! a.jsonl.zst: expected whole zstd data: invalid input: magic number mismatch"},
	}
	for _, tt := range tests {
		dir := files(t, map[string]string{tt.name: tt.content})
		got, _ := readAll(t, Config{}, "", dir, dir)
		if len(got) == 0 || got[len(got)-1] != tt.want {
			t.Errorf("%s: got %q, want %q at the end", tt.name, got, tt.want)
		}
	}
}

func TestLinesInAnotherEncoding(t *testing.T) {
	got, _ := readAll(t, Config{Format: "jsonl", Encoding: "windows-1252"}, "{\"text\":\"\x93Zo\xeb\x94\"}", "", "-")
	equal(t, got, []string{`stdin:1: "“Zoë”"`})
}

// readLine1 reads one line as a Reader does.
func readLine1(line []byte) (*doc.Document, error) {
	d := &doc.Document{ID: "l:1"}
	return d, decodeLine(d, line, utf8Charset, &fields{text: "text", id: "id"})
}

func FuzzLine(f *testing.F) {
	for _, s := range []string{`{"text":"Zoë","id":"é"}`, `{"TEXT":"x"}`, `{"text":"\ud83c\udf89\\","id":1e5,"a":[{}]}`,
		`{"text":"\ud800"}`, "{\"text\":\"\xff\"}", `{"text":null}`, `[`, `{"id":1,"id":2,"text":"x"} `} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		d, err := readLine1(line)
		var e *Error
		if errors.As(err, &e) && (e.Offset < 0 || e.Offset > int64(len(line))) {
			t.Errorf("error at byte %d of %d: %v", e.Offset, len(line), err)
		}
		if err != nil {
			return
		}
		var want map[string]any
		if err := json.Unmarshal(line, &want); err != nil {
			t.Fatalf("accepted what encoding/json does not: %v", err)
		}
		if want["text"] != d.Text || !utf8.ValidString(d.ID) {
			t.Errorf("text %q, id %q, want %q", d.Text, d.ID, want["text"])
		}
	})
}

// FuzzLines checks that any stream ends, within the limits, with a result for each line that is not blank.
func FuzzLines(f *testing.F) {
	f.Add([]byte("\xef\xbb\xbf{\"text\":\"é\"}\n\n{\"text\":\"ü\"}"), uint8(20))
	f.Add([]byte(strings.Repeat("x", 70_000)), uint8(1))
	f.Fuzz(func(t *testing.T, stream []byte, max uint8) {
		results := 0
		for d := range documentsOf(t, Config{Format: "jsonl", MaxBytes: int64(max) + 1}, stream) {
			results++
			if d != nil && (len(d.Text) > int(max)+1 || !utf8.ValidString(d.Text)) {
				t.Errorf("text %q", d.Text)
			}
		}
		if lines := strings.Count(string(stream), "\n") + 1; results > lines {
			t.Errorf("%d results of %d lines", results, lines)
		}
	})
}

func BenchmarkLines(b *testing.B) {
	text := strings.Repeat("Zoë Łukasz, minister of “trade”, spoke on Monday.\\n", 60)
	line := `{"id":"a/1","meta":{"source":"wire","n":3},"text":"` + text + `"}` + "\n"
	stream := strings.Repeat(line, 100)
	want := len(strings.ReplaceAll(text, `\n`, "\n"))
	b.SetBytes(int64(len(stream)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for d, err := range documentsOf(b, Config{Format: "jsonl"}, []byte(stream)) {
			if err != nil || len(d.Text) != want {
				b.Fatal(err, len(d.Text), want)
			}
			n++
		}
		if n != 100 {
			b.Fatalf("%d documents, want 100", n)
		}
	}
}
