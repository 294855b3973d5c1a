package prose

import (
	"regexp"
	"strconv"
	"strings"
)

// A classifier labels words as parts of names, from left to right, by a maximum entropy model.
type classifier struct {
	labels   []string
	features map[string][]weight // by "name-value"
	basic    map[string]bool
}

func newClassifier(labels []string, index map[string]int, weights []float64, basic []string) classifier {
	c := classifier{labels: labels, features: map[string][]weight{}, basic: map[string]bool{}}
	for joined, i := range index {
		for class, label := range labels {
			if feature, ok := strings.CutSuffix(joined, "-"+label); ok {
				c.features[feature] = append(c.features[feature], weight{class, weights[i]})
			}
		}
	}
	for _, w := range basic {
		c.basic[w] = true
	}
	return c
}

// label returns the labels of a sentence's words, given their parts of speech.
func (c classifier) label(words, tags []string) []string {
	sum := newScores(len(c.labels))
	labels := make([]string, len(words))
	for i := range words {
		for s := range sum.sum {
			sum.sum[s], sum.known[s] = 0, true
		}
		c.score(sum, words, tags, labels, i)
		labels[i] = c.labels[sum.best()]
	}
	return labels
}

// absent is the value of features that look beyond the sentence.
const absent = "None"

// score adds up the features of word i, in the order in which the model was trained.
func (c classifier) score(sum scores, words, tags, labels []string, i int) {
	word, lower := words[i], strings.ToLower(words[i])
	before, tagBefore, labelBefore, shapeBefore := absent, absent, absent, absent
	if i > 0 {
		before, tagBefore = strings.ToLower(words[i-1]), tags[i-1]
		labelBefore, _, _ = strings.Cut(labels[i-1], "-")
	}
	if i > 1 {
		shapeBefore = shape(words[i-1])
	}
	after, tagAfter := absent, absent
	if i+1 < len(words) {
		after, tagAfter = strings.ToLower(words[i+1]), strings.ToLower(tags[i+1])
	}
	basic := "False"
	if c.basic[word] {
		basic = "True"
	}
	for _, feature := range [...]string{
		"bias-True",
		"en-wordlist-" + basic,
		"nextpos-" + tagAfter,
		"nextword-" + after,
		"pos-" + tags[i],
		"pos+prevtag-" + tags[i] + "+" + labelBefore,
		"prefix3-" + strings.ToLower(prefix(word)),
		"prevpos-" + tagBefore,
		"prevtag-" + labelBefore,
		"prevword-" + before,
		"shape-" + shape(word),
		"shape+prevtag-" + shapeBefore + "+" + labelBefore,
		"suffix3-" + strings.ToLower(suffix(word)),
		"word-" + word,
		"word+nextpos-" + lower + "+" + tagAfter,
		"word.lower-" + lower,
		"wordlen-" + strconv.Itoa(len(word)),
	} {
		sum.add(c.features[feature])
	}
}

var (
	endsInMark = regexp.MustCompile(`\W$`)
	endsInWord = regexp.MustCompile(`\w$`)
)

// shape returns the model's class of a word's form, which knows ASCII letters alone.
func shape(w string) string {
	_, err := strconv.ParseFloat(w, 64)
	switch {
	case err == nil:
		return "number"
	case endsInMark.MatchString(w):
		return "punct"
	case !endsInWord.MatchString(w):
		return "other"
	case strings.ToLower(w) == w:
		return "downcase"
	//lint:ignore SA1019 the model was trained with this very function
	case strings.Title(w) == w:
		return "upcase"
	}
	return "mixedcase"
}
