package prose

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mingrammer/commonregex"
)

// A speechTagger gives words their Penn Treebank tags, from left to right, by an averaged perceptron.
type speechTagger struct {
	classes []string
	sure    map[string]string // words that have one tag
	weights map[string][]weight
}

func newSpeechTagger(classes []string, sure map[string]string, table map[string]map[string]float64) speechTagger {
	t := speechTagger{classes: slices.Sorted(slices.Values(classes)), sure: sure, weights: map[string][]weight{}}
	for feature, byClass := range table {
		var list []weight
		for i, class := range t.classes {
			if value, ok := byClass[class]; ok && value != 0 {
				list = append(list, weight{i, value})
			}
		}
		t.weights[feature] = list
	}
	return t
}

// tag returns the tags of a sentence's words.
func (t speechTagger) tag(words []string) []string {
	forms := make([]string, 0, len(words)+4)
	forms = append(forms, "-START-", "-START2-")
	for _, w := range words {
		forms = append(forms, normalForm(w))
	}
	forms = append(forms, "-END-", "-END2-")
	sum := newScores(len(t.classes))
	tags := make([]string, len(words))
	last, before := "-START-", "-START2-"
	for i, w := range words {
		tag, ok := t.fixed(w)
		if !ok {
			sum.reset()
			t.score(sum, w, forms[i:i+5], last, before)
			if best := sum.best(); best >= 0 {
				tag = t.classes[best]
			}
		}
		tags[i] = tag
		last, before = tag, last
	}
	return tags
}

var (
	placeholder = regexp.MustCompile(`^(?:0|\*[\w?]\*|\*-\d{1,3}|\*[A-Z]+\*-\d{1,3}|\*)$`)
	bracketName = regexp.MustCompile(`^-[A-Z]{3}-$`)
)

// fixed returns the tag of a word that the perceptron is not asked about.
func (t speechTagger) fixed(w string) (tag string, ok bool) {
	switch {
	case w == "-":
		return "-", true
	case strings.HasPrefix(w, "@") || isLink(w):
		return "NN", true
	case placeholder.MatchString(w):
		return "-NONE-", true
	case bracketName.MatchString(w):
		return w, true
	}
	tag, ok = t.sure[w]
	return tag, ok
}

func isLink(w string) bool {
	return strings.Contains(w, ".") && (commonregex.LinkRegex.MatchString(w) || commonregex.EmailRegex.MatchString(w))
}

// score adds up the features of a word; forms are its normal form in the middle, two before and two after.
func (t speechTagger) score(sum scores, w string, forms []string, last, before string) {
	for _, feature := range [...]string{
		"bias",
		"i suffix " + suffix(w),
		"i pref1 " + string(rune(w[0])),
		"i-1 tag " + last,
		"i-2 tag " + before,
		"i tag+i-2 tag " + last + " " + before,
		"i word " + forms[2],
		"i-1 tag+i word " + last + " " + forms[2],
		"i-1 word " + forms[1],
		"i-1 suffix " + suffix(forms[1]),
		"i-2 word " + forms[0],
		"i+1 word " + forms[3],
		"i+1 suffix " + suffix(forms[3]),
		"i+2 word " + forms[4],
	} {
		sum.add(t.weights[feature])
	}
}

// suffix returns the last three bytes.
func suffix(w string) string { return w[max(0, len(w)-3):] }

// prefix returns the first three bytes.
func prefix(w string) string { return w[:min(3, len(w))] }

// normalForm returns the class of a number or compound, else the word in lower case.
func normalForm(w string) string {
	_, err := strconv.Atoi(w)
	switch {
	case strings.Contains(w, "-") && w[0] != '-':
		return "!HYPHEN"
	case err == nil && len(w) == 4:
		return "!YEAR"
	case '0' <= w[0] && w[0] <= '9':
		return "!DIGITS"
	}
	return strings.ToLower(w)
}
