package match_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"roster/pipeline/match"
	"roster/rules"
)

// listRule writes a list of n phrases of two made-up words and a rule of it, and returns the rule file.
func listRule(b *testing.B, n int) string {
	dir := b.TempDir()
	var list strings.Builder
	for i := range n {
		fmt.Fprintf(&list, "Nám%d Ořt%d\n", i%5003, i)
	}
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
		return path
	}
	write("list.txt", list.String())
	return write("rules.yaml", "version: 1\nrules:\n  - {id: r, label: PERSON, list: list.txt}\n")
}

func compileFile(b *testing.B, file string) *match.Matcher {
	set, err := rules.Load(rules.Config{Files: []string{file}})
	if err != nil {
		b.Fatal(err)
	}
	m, err := match.New(set, nil)
	if err != nil {
		b.Fatal(err)
	}
	return m
}

// BenchmarkPhrases matches text that holds one phrase of the list a sentence.
func BenchmarkPhrases(b *testing.B) {
	d := textDocument(strings.Repeat("The minister met Nám7 Ořt7 in Łódź on a cold Monday morning. ", 500))
	for _, n := range []int{10, 1000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			m := compileFile(b, listRule(b, n))
			b.SetBytes(int64(len(d.Text)))
			b.ReportAllocs()
			for b.Loop() {
				if got, _ := m.Match(b.Context(), d); len(got) != 500 {
					b.Fatalf("%d mentions", len(got))
				}
			}
		})
	}
}

// BenchmarkLoad reads and compiles a list; bytes/entry is what stays in memory.
func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{1000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			file := listRule(b, n)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var m *match.Matcher
			for b.Loop() {
				m = compileFile(b, file)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(n), "bytes/entry")
			if got, _ := m.Match(b.Context(), textDocument("Nám7 Ořt7")); len(got) != 1 {
				b.Fatal("the phrase is not found")
			}
		})
	}
}

// BenchmarkPatterns matches text against token patterns of which a quarter each name a word, a set of words, a regular
// expression and a repetition; one finds something.
func BenchmarkPatterns(b *testing.B) {
	d := textDocument(strings.Repeat("The minister met Nám7 Ořt7 in Łódź on a cold Monday morning. ", 500))
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			m := compileFile(b, patternRules(b, n))
			b.SetBytes(int64(len(d.Text)))
			b.ReportAllocs()
			for b.Loop() {
				if got, _ := m.Match(b.Context(), d); len(got) != 500 {
					b.Fatalf("%d mentions", len(got))
				}
			}
		})
	}
}

// patternRules writes n rules of one pattern and returns the rule file.
func patternRules(b *testing.B, n int) string {
	var text strings.Builder
	text.WriteString("version: 1\nrules:\n")
	for i := range n {
		pattern := [...]string{
			"[{LOWER: ořt%d}]", "[{LOWER: {IN: [łod%[1]d, nám%[1]d]}}, {LOWER: x}]", "[{TEXT: {REGEX: '^Ńo%d$'}}]",
			"[{LOWER: słowo%d}, {IS_TITLE: true, OP: '+'}]",
		}[i%4]
		fmt.Fprintf(&text, "  - {id: r%d, label: PERSON, pattern: "+pattern+", examples: {match: ['[é]']}}\n", i, i/4+7)
	}
	file := filepath.Join(b.TempDir(), "rules.yaml")
	if err := os.WriteFile(file, []byte(text.String()), 0o666); err != nil {
		b.Fatal(err)
	}
	return file
}
