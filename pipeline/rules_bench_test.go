//go:build unix

package pipeline_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"roster/pipeline"
	"roster/pipeline/doc"
	"roster/pipeline/gold"
	"roster/pipeline/link"
	"roster/pipeline/tokenize"
	"roster/rules"
)

// BenchmarkRules reports seconds of the processor too (cpu-s), which hold on a busy machine. It runs the whole
// pipeline, once without rules of the user's and then with lists of phrases and with generated patterns, over the
// articles of gold/. Every round begins with a new pipeline, which has met no word yet.
func BenchmarkRules(b *testing.B) {
	texts, size := goldTexts(b)
	words := wordsOf(texts)
	none := 0 // mentions that the embedded rules propose
	for _, c := range []struct{ name, file string }{
		{"none", ""},
		{"phrases-10", phraseFile(b, words, 10)},
		{"phrases-1k", phraseFile(b, words, 1000)},
		{"phrases-100k", phraseFile(b, words, 100_000)},
		{"phrases-1M", phraseFile(b, words, 1_000_000)},
		{"patterns-10k", patternFile(b, words, texts, 10_000)},
		{"regexes-10k", regexFile(b, words, 10_000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(size)
			tokens, mentions, used := 0, 0, 0.0
			for b.Loop() {
				b.StopTimer()
				p := withRules(b, c.file)
				runtime.GC()
				before := cpuSeconds(b)
				b.StartTimer()
				tokens, mentions = 0, 0
				for _, text := range texts {
					d := &doc.Document{Text: text}
					if err := p.Extract(context.Background(), d); err != nil {
						b.Fatal(err)
					}
					tokens += len(d.Tokens)
					mentions += len(d.Matched)
				}
				used += cpuSeconds(b) - before
				if c.name == "none" {
					none = mentions
				} else if mentions <= none {
					b.Fatalf("%d mentions are proposed, as many as without the rules", mentions)
				}
			}
			b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
			b.ReportMetric(float64(mentions), "matches")
			b.ReportMetric(used/float64(b.N), "cpu-s")
		})
	}
}

// cpuSeconds is what the process has used of the processors so far.
func cpuSeconds(b *testing.B) float64 {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		b.Fatal(err)
	}
	return float64(use.Utime.Nano()+use.Stime.Nano()) / 1e9
}

func withRules(b *testing.B, file string) *pipeline.Pipeline {
	cfg := pipeline.Config{
		Rules:  rules.Config{Core: true},
		Tagger: pipeline.TaggerConfig{Engine: "linear", Model: "news"},
		Link:   link.Config{Aliases: true, Positions: true, Countries: true},
	}
	if file != "" {
		cfg.Rules.Files = []string{file}
	}
	p, err := pipeline.New(cfg)
	if err != nil {
		b.Fatal(err)
	}
	return p
}

func goldTexts(b *testing.B) (texts []string, size int64) {
	docs, err := gold.ReadAll("../gold")
	if err != nil {
		b.Fatal(err)
	}
	for _, d := range docs {
		texts = append(texts, d.Text)
		size += int64(len(d.Text))
	}
	return texts, size
}

// wordsOf returns the distinct words of letters in the texts, sorted.
func wordsOf(texts []string) []string {
	var words []string
	for _, text := range texts {
		tokens, _ := tokenize.Tokenize(text)
		for _, t := range tokens {
			if t.Shape.Word() && t.Len() > 3 {
				words = append(words, text[t.Start:t.End])
			}
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// phraseFile writes a list of n phrases of two words, of which the first word, or in every tenth phrase the whole, is
// in the texts.
func phraseFile(b *testing.B, words []string, n int) string {
	var list strings.Builder
	for i := range n {
		if i%10 == 0 {
			fmt.Fprintln(&list, words[i/10*7919%min(len(words), 1000)])
			continue
		}
		fmt.Fprintf(&list, "%s Ořt%d\n", words[i*7919%len(words)], i)
	}
	dir := b.TempDir()
	writeFile(b, filepath.Join(dir, "list.txt"), list.String())
	return writeFile(b, filepath.Join(dir, "rules.yaml"), "version: 1\nrules:\n  - {id: r, label: PERSON, list: list.txt}\n")
}

// patternFile writes n rules of a pattern of two to four tokens, a quarter of which each ask for a word, a set of
// words, a regular expression and a repetition.
func patternFile(b *testing.B, words, texts []string, n int) string {
	text := strings.Fields(strings.Join(texts, " "))
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string { return strings.ToLower(words[random.IntN(len(words))]) }
	token := func(kind int, ops string) string {
		switch w := word(); kind {
		case 0:
			return fmt.Sprintf("{LOWER: %q}", w)
		case 1:
			return fmt.Sprintf("{LOWER: {IN: [%q, %q, %q]}}", w, word(), word())
		case 2:
			return fmt.Sprintf("{LOWER: {REGEX: %q}}", expression(w, random.IntN(4)))
		default:
			return fmt.Sprintf("{LOWER: %q, OP: '%c'}", w, ops[random.IntN(len(ops))])
		}
	}
	return ruleFile(b, n, func(i int) string {
		tokens := make([]string, 2+random.IntN(3))
		ops := "?*+"
		if len(tokens) == 2 {
			ops = "+" // a match has two tokens or more
		}
		for j := range tokens {
			tokens[j] = token((i+j)%4, ops)
		}
		random.Shuffle(len(tokens), func(i, j int) { tokens[i], tokens[j] = tokens[j], tokens[i] })
		if i%100 == 0 { // so that some are found
			at := i * 7 % (len(text) - 1)
			return fmt.Sprintf("{LOWER: %q}, {LOWER: %q}", strings.ToLower(text[at]), strings.ToLower(text[at+1]))
		}
		return strings.Join(tokens, ", ")
	})
}

// regexFile writes n rules of a pattern of two regular expressions.
func regexFile(b *testing.B, words []string, n int) string {
	return ruleFile(b, n, func(i int) string {
		w, next := strings.ToLower(words[i*7919%len(words)]), strings.ToLower(words[i*104729%len(words)])
		if i%100 == 0 { // so that some are found
			return fmt.Sprintf("{LOWER: {REGEX: %q}}, {LOWER: {REGEX: '^[a-z]'}}", expression(w, i/100%4))
		}
		return fmt.Sprintf("{LOWER: {REGEX: %q}}, {LOWER: {REGEX: %q}}", expression(w, i%4), expression(next, i/4%4))
	})
}

// expression returns a regular expression that a word passes: by its begin, its end, a part, or one of two.
func expression(word string, kind int) string {
	runes := []rune(word)
	n := min(max(3, len(runes)*2/3), len(runes))
	head, tail := regexp.QuoteMeta(string(runes[:n])), regexp.QuoteMeta(string(runes[len(runes)-n:]))
	return [...]string{"^" + head, tail + "$", `^\w?` + tail, "^(" + regexp.QuoteMeta(word) + "|" + head + `\d+)$`}[kind]
}

func ruleFile(b *testing.B, n int, pattern func(int) string) string {
	var text strings.Builder
	text.WriteString("version: 1\nrules:\n")
	for i := range n {
		fmt.Fprintf(&text, "  - {id: r%d, label: PERSON, pattern: [%s], examples: {match: ['[é]']}}\n", i, pattern(i))
	}
	return writeFile(b, filepath.Join(b.TempDir(), "rules.yaml"), text.String())
}

func writeFile(b *testing.B, path, text string) string {
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		b.Fatal(err)
	}
	return path
}
